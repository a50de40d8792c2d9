from datetime import date, timedelta

from odoo import fields
from odoo.exceptions import AccessError
from odoo.tests import tagged

from odoo.addons.coop_activity_expense.core.billing import Line

from .common_billing import BillingCase


@tagged("post_install", "-at_install")
class TestInvoice(BillingCase):
    def _raw(self, move):
        """The document, as the system sees it."""
        return move.with_user(self.env.ref("base.user_root"))

    # -- drafts ------------------------------------------------------------------------

    def test_a_credit_note_is_for_the_customer_of_its_invoice(self):
        note = self._accepted_invoice().action_coop_credit()
        header = {"customer_id": self._customer("Another").id}
        note._coop_save(self.oak, header, note._coop_core_lines(), note)
        with self.assertRefused("the customer of its invoice: Bakery Martin"):
            note.action_coop_submit()
        header = {"customer_id": self.bakery.id}
        note._coop_save(self.oak, header, note._coop_core_lines(), note)
        note.action_coop_submit()

    def test_an_accountant_accepts_what_was_shown(self):
        move = self._submitted_invoice()
        shown = move.coop_version
        move.action_coop_take_back()
        header = {"customer_id": self.bakery.id}
        move._coop_save(self.oak, header, [self._item(price=9000)], move)
        move.action_coop_submit()
        seen = move.with_user(self.accountant).with_context(coop_version_shown=shown)
        with self.assertRefused("was changed meanwhile"):
            seen.action_coop_accept()
        seen.with_context(coop_version_shown=move.coop_version).action_coop_accept()
        self.assertEqual(move.state, "posted")

    def test_a_draft_of_all_kinds_of_lines(self):
        move = self._draft(
            Line("section", "Kitchen"),
            self._item("Shelf", 45.5, 2, unit=self.env.ref("uom.product_uom_hour").id),
            Line("note", "Oiled"),
            self._item("Less", -10, percent=10),
            invoice_date=date(2026, 3, 10),
            reference="PO 12",
            note="Thank you",
        )
        self.assertRecordValues(
            move,
            [
                {
                    "state": "draft",
                    "coop_review_state": "draft",
                    "coop_member_id": self.noor.id,
                    "coop_activity_id": self.oak.id,
                    "move_type": "out_invoice",
                    "ref": "PO 12",
                    "amount_untaxed": 81,
                    "amount_tax": 17.2,
                    "invoice_date": date(2026, 3, 10),
                }
            ],
        )
        self.assertRecordValues(
            self._raw(move).invoice_line_ids,
            [
                {"display_type": "line_section", "name": "Kitchen"},
                {"display_type": "product", "name": "Shelf"},
                {"display_type": "line_note", "name": "Oiled"},
                {"display_type": "product", "name": "Less"},
            ],
        )
        self.assertNotEqual(self._raw(move).invoice_user_id, self.noor_user)

    def test_a_draft_is_rewritten(self):
        move = self._draft()
        lines = [self._item("Table", 300)]
        header = {"customer_id": self.bakery.id}
        version = move.coop_version
        move._coop_save(self.oak, header, lines, move, version)
        self.assertEqual(move.amount_untaxed, 300)
        with self.assertRefused("changed meanwhile"):
            move._coop_save(self.oak, header, [self._item()], move, version)
        with self.assertRefused("changed meanwhile"):
            move.action_coop_submit(version=version)
        self.assertEqual(move.amount_untaxed, 300)

    def test_nothing_else_is_written(self):
        for name in (
            "state",
            "journal_id",
            "coop_activity_id",
            "line_ids",
            "partner_id",
        ):
            with self.subTest(name=name), self.assertRaises(AccessError):
                self._draft(**{name: 1})

    def test_only_ones_own(self):
        foreign = self._customer("Pottery", self.kiln, self.ali_user)
        with self.assertRaises(AccessError):
            self._draft(customer=foreign)
        with self.assertRaises(AccessError):
            self._draft(activity=self.kiln)
        with self.assertRaises(AccessError):
            self._draft(user=self.adviser)
        move = self._draft()
        for action in ("action_coop_submit", "action_coop_discard", "action_coop_copy"):
            with self.subTest(action=action), self.assertRaises(AccessError):
                getattr(move.with_user(self.ali_user), action)()
        with self.assertRaises(AccessError):
            move._coop_save(
                self.kiln.with_user(self.ali_user),
                {"customer_id": foreign.id},
                [self._item()],
                move.with_user(self.ali_user),
            )

    def test_customers_of_two_activities_of_one_member(self):
        self.kiln.member_ids += self.noor
        pottery = self._customer("Pottery", self.kiln, self.ali_user)
        with self.assertRefused("another activity"):
            self._draft(customer=pottery)

    def test_totals_are_those_shown_while_typing(self):
        lines = [
            self._item("A", 33.33, 3, 20, discount=0),
            self._item("B", 0.07, 7, 5.5),
            self._item("C", 19.99, 1.37, 10),
            self._item("D", -4.2, 1, 20),
        ]
        totals = (
            self.env["coop.billing"]
            .with_user(self.noor_user)
            ._totals(self.company, lines)
        )
        move = self._draft(*lines)
        self.assertEqual(
            (move.amount_untaxed, move.amount_tax, move.amount_total),
            (totals["untaxed"], totals["tax"], totals["total"]),
        )
        self.assertEqual(
            self._raw(move).invoice_line_ids.mapped("price_subtotal"),
            totals["subtotals"],
        )

    # -- submission --------------------------------------------------------------------

    def test_submission_says_what_is_wrong(self):
        empty = self._customer("Nobody", street=False)
        for lines, more, sentence in (
            ([Line("note", "Nothing")], {}, "nothing to pay for"),
            ([self._item(price=-5)], {}, "a credit note"),
            ([self._item(price=0)], {}, "comes to nothing"),
            ([self._item("Oak", percent=None)], {}, "Choose the VAT of “Oak”"),
            ([], {"customer": empty}, "address of Nobody"),
            (
                [],
                {"invoice_date": date.today() + timedelta(days=1)},
                "dated after today",
            ),
        ):
            with self.subTest(sentence=sentence):
                move = self._draft(*lines, **more)
                with self.assertRefused(sentence):
                    move.action_coop_submit()
                self.assertEqual(move.coop_review_state, "draft")

    def test_a_day_in_closed_books(self):
        self.company.sale_lock_date = date(2026, 3, 31)
        move = self._draft(invoice_date=date(2026, 3, 10))
        [remark] = move._coop_remarks()
        self.assertEqual((remark.code, remark.level), ("closed", "warn"))
        self.oak.with_user(self.accountant).coop_self_post_limit = 1000
        move.action_coop_submit()
        # what there is to say about is for an accountant to see
        self.assertEqual(move.coop_review_state, "submitted")
        move.with_user(self.accountant).action_coop_accept()
        self.assertGreater(move.date, date(2026, 3, 31))

    def test_archived_customer_and_closed_activity(self):
        move = self._draft()
        self.bakery.active = False
        with self.assertRefused("is archived"):
            move.action_coop_submit()
        self.bakery.active = True
        self.oak.action_close()
        with self.assertRefused("is not open"):
            move.action_coop_submit()

    def test_what_is_submitted_waits(self):
        move = self._submitted_invoice()
        self.assertEqual(move.coop_review_state, "submitted")
        header = {"customer_id": self.bakery.id}
        with self.assertRefused("it is submitted"):
            move._coop_save(self.oak, header, [self._item()], move)
        with self.assertRefused("it is submitted"):
            move.action_coop_submit()
        with self.assertRefused("it is submitted"):
            move.action_coop_discard()
        move.action_coop_take_back()
        move.action_coop_discard()
        self.assertFalse(move.exists())

    def test_a_tax_of_another_cooperative(self):
        tax = self.env["account.tax"].create(
            {
                "name": "Theirs",
                "amount": 1,
                "company_id": self.other_company.id,
                "country_id": self.env.ref("base.fr").id,
                "tax_group_id": self.env["account.tax.group"]
                .create({"name": "T", "company_id": self.other_company.id})
                .id,
            }
        )
        billing = self.env["coop.billing"].with_user(self.noor_user)
        rows = [{"name": "A", "price": "1", "tax": str(tax.id), "unit": "99999"}]
        _lines, errors = billing._read_lines(self.company, rows)
        self.assertEqual(errors.keys(), {(0, "tax"), (0, "unit")})
        with self.assertRefused("“A”: choose its VAT and its unit again"):
            self._draft(Line("line", "A", tax=tax.id))
        with self.assertRefused("choose its VAT"):
            self._quote(Line("line", "A", tax=tax.id))
        with self.assertRefused("choose its VAT"):
            self._draft(self._item(unit=99999))

    def test_taxes_that_are_offered_no_more(self):
        move = self._accepted_invoice()
        quote = self._accepted_quote()
        returned = self._draft()
        self._tax(20).coop_offered = False
        header = {"customer_id": self.bakery.id}
        returned._coop_save(self.oak, header, returned._coop_core_lines(), returned)
        self.assertEqual(quote._invoice("balance").amount_total, 120)
        copy = move.action_coop_copy()
        self.assertEqual(copy.amount_total, 100)
        with self.assertRefused("Choose the VAT"):
            copy.action_coop_submit()

    # -- acceptance --------------------------------------------------------------------

    def test_accepted_and_posted(self):
        move = self._submitted_invoice()
        move.with_user(self.accountant).action_coop_accept()
        self.assertRecordValues(
            self._raw(move),
            [
                {
                    "state": "posted",
                    "coop_review_state": "accepted",
                    "coop_accepted_by_id": self.accountant.id,
                    "coop_self_posted": False,
                    "invoice_date": fields.Date.today(),
                }
            ],
        )
        self.assertRegex(move.name, r"/0*1$")
        with self.assertRefused("it is accepted"):
            move.with_user(self.accountant).action_coop_accept()

    def test_returned_with_a_comment(self):
        move = self._submitted_invoice()
        by_accountant = move.with_user(self.accountant)
        with self.assertRefused("what to correct"):
            by_accountant.action_coop_return("  ")
        by_accountant.action_coop_return("Add the address of the site.")
        self.assertEqual(move.coop_review_state, "returned")
        self.assertEqual(move.coop_review_comment, "Add the address of the site.")
        told = self._raw(move).message_ids.filtered(lambda m: "site" in (m.body or ""))
        self.assertEqual(told.partner_ids, self.noor.portal_partner_id)
        # customers read the comments of their invoices
        self.assertTrue(told.is_internal or told.subtype_id.internal)
        move.action_coop_submit()
        self.assertEqual(move.coop_review_state, "submitted")
        self.assertFalse(move.coop_review_comment)

    def test_only_accountants_accept(self):
        move = self._submitted_invoice()
        for user in (self.noor_user, self.adviser):
            for action, args in (
                ("action_coop_accept", ()),
                ("action_coop_return", ("No",)),
            ):
                with self.subTest(user=user.login), self.assertRaises(AccessError):
                    getattr(move.with_user(user), action)(*args)

    def test_fifty_at_once_with_reasons(self):
        moves = self.env["account.move"]
        for number in range(6):
            moves |= self._submitted_invoice(self._item(price=number + 1))
        bad = moves[3]
        self._raw(bad).invoice_line_ids.write({"tax_ids": [(5,)]})
        action = moves.with_user(self.accountant).action_coop_accept()
        self.assertIn("5 accepted, 1 not", action["params"]["message"])
        self.assertEqual(bad.state, "draft")
        self.assertIn("Choose the VAT", self._raw(bad).coop_posting_error)
        self.assertEqual(set((moves - bad).mapped("state")), {"posted"})
        numbers = sorted((moves - bad).mapped("sequence_number"))
        self.assertEqual(numbers, list(range(1, 6)))

    def test_trusted_members_post_themselves(self):
        self.oak.with_user(self.accountant).coop_self_post_limit = 120
        move = self._submitted_invoice(self._item(price=100))
        self.assertRecordValues(
            self._raw(move),
            [
                {
                    "state": "posted",
                    "coop_self_posted": True,
                    "coop_review_state": "accepted",
                    "coop_accepted_by_id": False,
                }
            ],
        )
        above = self._submitted_invoice(self._item(price=100.01))
        self.assertEqual(above.coop_review_state, "submitted")

    def test_who_decides_about_trust(self):
        for user in (self.adviser, self.noor_user):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self.oak.with_user(user).coop_self_post_limit = 1000

    # -- credit notes, copies ----------------------------------------------------------

    def test_credit_note(self):
        move = self._accepted_invoice()
        note = move.action_coop_credit()
        self.assertRecordValues(
            note,
            [
                {
                    "move_type": "out_refund",
                    "state": "draft",
                    "coop_review_state": "draft",
                    "coop_customer_id": self.bakery.id,
                    "coop_activity_id": self.oak.id,
                    "amount_total": 120,
                }
            ],
        )
        note.action_coop_submit()
        note.with_user(self.accountant).action_coop_accept()
        self.assertEqual(move.payment_state, "reversed")
        self.assertEqual(move.coop_status, "reversed")
        again = move.action_coop_credit()
        with self.assertRefused("more than it did"):
            again.action_coop_submit()

    def test_credit_note_of_a_part(self):
        move = self._accepted_invoice()
        note = move.action_coop_credit()
        header = {"customer_id": self.bakery.id}
        note._coop_save(self.oak, header, [self._item(price=40)], note)
        self.assertEqual(note.move_type, "out_refund")
        note.action_coop_submit()
        note.with_user(self.accountant).action_coop_accept()
        self.assertEqual((move.payment_state, move.amount_residual), ("partial", 72))

    def test_only_posted_invoices_are_credited(self):
        with self.assertRefused("Only a posted invoice"):
            self._draft().action_coop_credit()

    def test_copy_of_last_month(self):
        move = self._accepted_invoice(
            Line("section", "March"), self._item("Rent", 45.5, 2, discount=10)
        )
        copy = move.action_coop_copy()
        self.assertRecordValues(
            copy,
            [
                {
                    "state": "draft",
                    "coop_review_state": "draft",
                    "invoice_date": False,
                    "amount_total": move.amount_total,
                    "coop_customer_id": self.bakery.id,
                }
            ],
        )
        self.assertEqual(copy._coop_core_lines()[0].name, "March")
