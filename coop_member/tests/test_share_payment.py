from datetime import timedelta

from odoo import Command
from odoo.tests import Form

from .share_case import ShareCase

IBAN = "FR7630006000011234567890189"


class TestSharePayment(ShareCase):
    """How subscriptions are paid: instalments, references, requests, and Odoo's own
    payments."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.bank_journal = cls.env["account.journal"].create(
            {
                "name": "Bank",
                "code": "BNKX",
                "type": "bank",
                "company_id": cls.company.id,
                "bank_acc_number": IBAN,
            }
        )
        cls.thirds = cls.env["account.payment.term"].create(
            {
                "name": "Three times",
                "line_ids": [
                    Command.create(
                        {"value": "percent", "value_amount": part, "nb_days": days}
                    )
                    for part, days in ((33.33, 0), (33.33, 30), (33.34, 60))
                ],
            }
        )

    def test_instalments(self):
        move = self._called(quantity=7, payment_term_id=self.thirds.id)
        lines = move._open_instalments()
        self.assertEqual(lines.mapped("balance"), [35, 35, 35])
        days = [(line.date_maturity - self.today).days for line in lines]
        self.assertEqual(days, [0, 30, 60])
        self.assertEqual(move.date_due, self.today + timedelta(days=60))

    def test_instalments_add_up(self):
        kind = self._share_type("C", 10.01)
        move = self._called(
            quantity=1, share_type_id=kind.id, payment_term_id=self.thirds.id
        )
        balances = move._open_instalments().mapped("balance")
        self.assertEqual(len(balances), 3)
        self.assertEqual(round(sum(balances), 2), 10.01)

    def test_instalments_one_by_one(self):
        move = self._called(quantity=7, payment_term_id=self.thirds.id)
        dues = []
        for _time in range(3):
            self.assertEqual(move.state, "called")
            request = move._payment_request()
            dues.append((request["amount"], request["total"]))
            self._pay(move, request["amount"])
        self.assertEqual(dues, [(35, 105), (35, 70), (35, 35)])
        self.assertEqual(move.state, "done")

    def test_request(self):
        move = self._called(quantity=10)
        request = move._payment_request()
        self.assertEqual(request["amount"], 150)
        self.assertEqual(request["iban"].replace(" ", ""), IBAN)
        self.assertEqual(request["holder"], self.company.partner_id.name)
        self.assertEqual(request["reference"], f"CAPITAL-{move.id:06}")
        self.assertTrue(request["qr_code"].startswith("data:image/png;base64,"))

    def test_request_without_bank(self):
        self.bank_journal.bank_account_id = False
        request = self._called(quantity=10)._payment_request()
        self.assertFalse(request["iban"] or request["qr_code"])

    def test_belgian_reference(self):
        self.company.account_fiscal_country_id = self.env.ref("base.be")
        reference = self._called(quantity=1).payment_reference
        self.assertRegex(reference, r"^\+\+\+\d{3}/\d{4}/\d{5}\+\+\+$")
        digits = "".join(filter(str.isdigit, reference))
        self.assertEqual(int(digits[:10]) % 97 or 97, int(digits[10:]))

    def _register_payment(self, moves, **values):
        """Pay through Odoo's own window."""
        action = moves.action_register_payment()
        form = Form(
            self.env[action["res_model"]]
            .with_user(self.accountant)
            .with_context(**action["context"])
        )
        form.journal_id = self.bank_journal
        for name, value in values.items():
            form[name] = value
        return form.save()._create_payments()

    def _outstanding(self):
        """Let payments post their own entry, as charts of accounts do."""
        methods = (
            self.bank_journal.inbound_payment_method_line_ids
            | self.bank_journal.outbound_payment_method_line_ids
        )
        methods.payment_account_id = self.env["account.account"].create(
            {
                "name": "Outstanding",
                "code": "511999",
                "account_type": "asset_current",
                "reconcile": True,
                "company_ids": [Command.set(self.company.ids)],
            }
        )

    def test_paid_in_odoo(self):
        self._outstanding()
        move = self._called(quantity=10)
        payment = self._register_payment(move)
        self.assertEqual(payment.amount, 150)
        self.assertEqual(payment.partner_id, self.noor.partner_id)
        self.assertEqual((move.state, move.number), ("done", 1))

    def test_several_are_paid_back_at_once(self):
        self._outstanding()
        self._subscribed(self.noor, 10)
        self._subscribed(self.ali, 10)
        moves = self._recorded("reimbursement", 2, giver=self.noor)
        moves |= self._recorded("reimbursement", 3, giver=self.ali)
        payments = self._register_payment(moves)
        self.assertEqual(moves.mapped("amount_due"), [0, 0])
        self.assertEqual(
            {payment.partner_id: payment.amount for payment in payments},
            {self.noor.partner_id: 30, self.ali.partner_id: 45},
        )

    def test_part_paid_in_odoo(self):
        self._outstanding()
        move = self._called(quantity=10)
        self._register_payment(move, amount=60)
        self.assertEqual((move.state, move.amount_due), ("called", 90))
        self._register_payment(move)
        self.assertEqual(move.state, "done")

    def test_reimbursements_paid_together(self):
        self._outstanding()
        self._subscribed(self.noor, 10)
        self._subscribed(self.ali, 10)
        owed = self._recorded("reimbursement", 4, giver=self.noor)
        owed |= self._recorded("reimbursement", 2, giver=self.ali)
        payments = self._register_payment(owed)
        self.assertEqual(sorted(payments.mapped("amount")), [30, 60])
        self.assertEqual(owed.mapped("amount_due"), [0, 0])

    def test_nothing_to_pay(self):
        with self.assertRefused("Nothing is left to pay"):
            self._subscribed(quantity=1).action_register_payment()

    def test_later_payment_sets_the_day(self):
        day = self.today - timedelta(days=3)
        move = self._called(quantity=10)
        self._pay(move, 100, day=day - timedelta(days=1))
        self._pay(move, day=day)
        self.assertEqual(move.date, day)

    def test_payment_of_a_locked_period(self):
        """Reconciled after the books were closed, a payment counts from today."""
        day = self.today - timedelta(days=3)
        move = self._called(quantity=10)
        line = move._open_instalments()
        entry = self._payment(line, 150, day)
        self.company.sudo().fiscalyear_lock_date = day + timedelta(days=1)
        (line + entry.line_ids[1]).reconcile()
        self.assertEqual((move.state, move.date), ("done", self.today))
        self.assertEqual(set(move.entry_ids.mapped("date")), {self.today})
