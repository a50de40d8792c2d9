from datetime import date, timedelta

from odoo import fields
from odoo.tests import tagged

from .common_billing import BillingCase


@tagged("post_install", "-at_install")
class TestInvoiceDates(BillingCase):
    """Legal numbers follow days, whatever members typed and whoever posts."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.today = fields.Date.context_today(cls.company)
        cls.monday, cls.tuesday, cls.friday = (
            cls.today - timedelta(days=days) for days in (9, 8, 5)
        )

    def _accept(self, moves):
        return moves.with_user(self.accountant).action_coop_accept()

    def _assert_chronological(self):
        moves = self.env["account.move"].search(
            [("journal_id.type", "=", "sale"), ("state", "=", "posted")]
        )
        moves = moves.filtered(lambda move: move.company_id == self.company)
        self.assertTrue(moves)
        for numbered in moves.grouped("sequence_prefix").values():
            days = numbered.sorted("sequence_number").mapped("invoice_date")
            self.assertEqual(days, sorted(days))

    def _said(self, move):
        return " ".join(str(body) for body in move.sudo().message_ids.mapped("body"))

    # -- the day of acceptance ---------------------------------------------------------

    def test_the_day_of_acceptance_unless_accounting_chose_otherwise(self):
        other = self.env["res.company"].create({"name": "Another cooperative"})
        self.assertEqual(other.coop_invoice_dating, "accepted")

    def test_dated_on_the_day_of_acceptance(self):
        self.company.coop_invoice_dating = "accepted"
        term = self.env.ref("account.account_payment_term_30days")
        typed = self._draft(invoice_date=self.monday, payment_term_id=term.id)
        [remark] = typed._coop_remarks()
        self.assertEqual(
            (remark.code, remark.level, remark.sentence),
            ("dated", "warn", "It will bear the day on which it is accepted."),
        )
        typed.action_coop_submit()
        # the same for all invoices: the accountant has nothing to look at
        self.assertFalse(typed.with_user(self.accountant).coop_remark_text)
        self._accept(typed)
        self.assertRecordValues(
            typed,
            [
                {
                    "invoice_date": self.today,
                    "date": self.today,
                    "invoice_date_due": self.today + timedelta(days=30),
                }
            ],
        )
        self.assertIn("numbers follow days", self._said(typed))

    def test_nothing_is_told_where_no_day_was_typed(self):
        self.company.coop_invoice_dating = "accepted"
        move = self._accepted_invoice()
        self.assertEqual(move.invoice_date, self.today)
        self.assertNotIn("numbers follow days", self._said(move))

    def test_trusted_members_too(self):
        self.company.coop_invoice_dating = "accepted"
        self.oak.with_user(self.accountant).coop_self_post_limit = 1000
        move = self._submitted_invoice(invoice_date=self.monday)
        self.assertEqual((move.state, move.invoice_date), ("posted", self.today))

    # -- the member's day --------------------------------------------------------------

    def test_the_members_day_while_numbers_allow_it(self):
        first = self._accepted_invoice(invoice_date=self.monday)
        second = self._accepted_invoice(invoice_date=self.friday)
        self.assertEqual(first.invoice_date, self.monday)
        self.assertEqual(second.invoice_date, self.friday)
        late = self._draft(invoice_date=self.tuesday)
        [remark] = late._coop_remarks()
        self.assertEqual((remark.code, remark.level), ("dated", "warn"))
        self.assertIn("has a number already", remark.sentence)
        late.action_coop_submit()
        by_accountant = late.with_user(self.accountant)
        self.assertIn("has a number already", by_accountant.coop_remark_text)
        self._accept(late)
        self.assertEqual(late.invoice_date, self.friday)
        self.assertIn("numbers follow days", self._said(late))
        self._assert_chronological()

    def test_of_another_activity_or_cooperative(self):
        pottery = self._customer("Pottery", self.kiln, self.ali_user)
        self._accepted_invoice(
            user=self.ali_user,
            activity=self.kiln,
            customer=pottery,
            invoice_date=self.friday,
        )
        # one journal numbers the invoices of all activities
        move = self._accepted_invoice(invoice_date=self.monday)
        self.assertEqual(move.invoice_date, self.friday)

    def test_fifty_at_once_in_the_order_of_their_days(self):
        days = (self.friday, None, self.monday, self.tuesday, self.monday)
        moves = self.env["account.move"].union(
            *(self._submitted_invoice(invoice_date=day) for day in days)
        )
        self._accept(moves)
        self.assertEqual(
            moves.mapped("invoice_date"),
            [self.friday, self.today, self.monday, self.tuesday, self.monday],
        )
        self._assert_chronological()

    def test_some_that_cannot_be_accepted_do_not_break_it(self):
        days = (self.monday, self.tuesday, self.friday)
        moves = self.env["account.move"].union(
            *(self._submitted_invoice(invoice_date=day) for day in days)
        )
        moves[1].sudo().invoice_line_ids.write({"tax_ids": [(5,)]})
        self._accept(moves)
        self.assertEqual(moves.mapped("state"), ["posted", "draft", "posted"])
        self._assert_chronological()
        moves[1].sudo().invoice_line_ids.tax_ids = self._tax(20)
        self._accept(moves[1])
        self.assertEqual(moves[1].invoice_date, self.friday)
        self._assert_chronological()

    def test_trusted_members_in_the_order_too(self):
        self._accepted_invoice(invoice_date=self.friday)
        self.oak.with_user(self.accountant).coop_self_post_limit = 1000
        move = self._submitted_invoice(invoice_date=self.monday)
        self.assertEqual((move.state, move.invoice_date), ("posted", self.friday))
        self._assert_chronological()

    def test_credit_notes_have_numbers_of_their_own(self):
        invoice = self._accepted_invoice(invoice_date=self.monday)
        self._accepted_invoice(invoice_date=self.friday)
        note = invoice.action_coop_credit()
        header = {"customer_id": self.bakery.id, "invoice_date": self.tuesday}
        note._coop_save(self.oak, header, note._coop_core_lines(), note)
        note.action_coop_submit()
        journal = invoice.sudo().journal_id
        journal.refund_sequence = True
        self.assertFalse(note.with_user(self.accountant).coop_remark_text)
        journal.refund_sequence = False
        self.assertEqual(note._coop_legal_day(), self.friday)
        journal.refund_sequence = True
        self._accept(note)
        self.assertEqual(note.invoice_date, self.tuesday)
        self._assert_chronological()

    # -- days to come ------------------------------------------------------------------

    def test_no_day_to_come(self):
        for dating in ("typed", "accepted"):
            self.company.coop_invoice_dating = dating
            move = self._draft(invoice_date=self.today + timedelta(days=1))
            with self.subTest(dating=dating), self.assertRefused("after today"):
                move.action_coop_submit()

    def test_a_later_number_of_accounting(self):
        move = self._submitted_invoice()
        ahead = self.today + timedelta(days=3)
        theirs = self.env["account.move"].create(
            {
                "move_type": "out_invoice",
                "company_id": self.company.id,
                "partner_id": self.env["res.partner"].create({"name": "Hall"}).id,
                "journal_id": move.sudo().journal_id.id,
                "invoice_date": ahead,
                "invoice_line_ids": [(0, 0, {"name": "Rent", "price_unit": 10})],
            }
        )
        theirs.action_post()
        with self.assertRefused("numbers follow days: wait until then"):
            self._accept(move)
        self.assertEqual(move.state, "draft")

    def test_closed_books_and_another_day(self):
        self.company.sale_lock_date = date(2026, 3, 31)
        move = self._draft(invoice_date=date(2026, 3, 10))
        self.company.coop_invoice_dating = "accepted"
        self.assertEqual([one.code for one in move._coop_remarks()], ["dated"])
