from datetime import date

from odoo import Command
from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common import ExpenseCase


@tagged("post_install", "-at_install")
class TestPayment(ExpenseCase):
    """Claims are paid by Odoo's own payments, and follow them both ways."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.bank = cls.env["account.journal"].search(
            [("company_id", "=", cls.company.id), ("type", "=", "bank")], limit=1
        )
        cls.iban = cls._bank_account(cls.noor.partner_id, "FR7630006000011234567890189")

    @classmethod
    def _bank_account(cls, partner, number):
        return cls.env["res.partner.bank"].create(
            {"partner_id": partner.id, "acc_number": number}
        )

    def _pay(self, claims, **vals):
        """Payments of claims, by the accountant in Odoo's own window."""
        action = claims.with_user(self.accountant).action_register_payment()
        windows = self.env[action["res_model"]].with_user(self.accountant)
        window = windows.with_context(**action["context"]).create(vals)
        return window._create_payments()

    def _two_posted(self, **vals):
        return self._posted(self._line("taxi", 30), **vals) | self._posted(
            self._line("supplies", 120), **vals
        )

    # -- who is paid, and where -------------------------------------------------------

    def test_claims_of_a_member_are_one_transfer_to_their_account(self):
        claims = self._two_posted()
        self.assertEqual(claims.account_move_id.partner_bank_id, self.iban)
        payment = self._pay(claims)
        self.assertRecordValues(
            payment,
            [
                {
                    "payment_type": "outbound",
                    "partner_id": self.noor.partner_id.id,
                    "partner_bank_id": self.iban.id,
                    "amount": 150,
                }
            ],
        )
        self.assertRecordValues(claims, [{"state": "paid", "amount_due": 0}] * 2)
        for claim in claims:
            self.assertIn(claim.name, payment.memo)

    def test_each_member_gets_their_own_transfer(self):
        ali = self._member("Ali Roche")
        self._running(ali, self.volunteering, date(2020, 1, 1))
        self.oak.member_ids += ali
        account = self._bank_account(ali.partner_id, "FR1420041010050500013M02606")
        claims = self._two_posted() | self._posted(
            self._line("taxi", 12), member=ali, user=self.env.user
        )
        payments = self._pay(claims)
        self.assertRecordValues(
            payments.sorted("amount"),
            [
                {"amount": 12, "partner_bank_id": account.id},
                {"amount": 150, "partner_bank_id": self.iban.id},
            ],
        )
        self.assertEqual(set(claims.mapped("state")), {"paid"})

    def test_a_supplier_is_paid_directly(self):
        supplier = self.env["res.partner"].create({"name": "Timber & Co"})
        account = self._bank_account(supplier, "FR1420041010050500013M02606")
        claim = self._claim(self._line("supplies", 120), payer="supplier")
        claim.action_submit()
        claim.with_user(self.adviser).action_approve()
        by_accountant = claim.with_user(self.accountant)
        by_accountant.supplier_id = supplier
        by_accountant.action_post()
        payment = self._pay(claim)
        self.assertRecordValues(
            payment, [{"partner_id": supplier.id, "partner_bank_id": account.id}]
        )
        self.assertEqual(claim.state, "paid")

    def test_what_members_are_owed_may_have_its_own_account(self):
        owed = self.env["account.account"].create(
            {
                "name": "Owed to members",
                "code": "467500",
                "account_type": "liability_payable",
                "reconcile": True,
                "company_ids": [Command.set(self.company.ids)],
            }
        )
        self.company.coop_expense_account_id = owed
        claims = self._two_posted()
        payment = self._pay(claims)
        self.assertEqual(payment.destination_account_id, owed)
        balance = self.env["account.move.line"].search([("account_id", "=", owed.id)])
        self.assertEqual(sum(balance.mapped("balance")), 0)
        self.assertEqual(set(claims.mapped("state")), {"paid"})

    def test_only_what_is_owed_is_paid(self):
        paid, open_claim = self._two_posted()
        self._pay(paid)
        approved = self._approved(self._line("taxi", 41))
        payment = self._pay(paid | open_claim | approved)
        self.assertEqual(payment.amount, 120)
        with self.assertRefused("Nothing is owed"):
            (paid | approved).with_user(self.accountant).action_register_payment()

    def test_only_accountants_pay(self):
        claim = self._posted(self._line("taxi", 30))
        for user in (self.noor_user, self.adviser, self.employee):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                claim.with_user(user).action_register_payment()

    # -- the claim follows ------------------------------------------------------------

    def test_a_part_leaves_the_rest_owed(self):
        claim = self._posted(self._line("supplies", 120))
        self.assertEqual(claim.amount_due, 120)
        self._pay(claim, amount=50, payment_date="2026-04-02")
        self.assertRecordValues(claim, [{"state": "posted", "amount_due": 70}])
        self._pay(claim, payment_date="2026-05-04")
        self.assertRecordValues(claim, [{"state": "paid", "amount_due": 0}])
        by_member = claim.with_user(self.noor_user)
        self.assertEqual(
            by_member._payments(), [(date(2026, 4, 2), 50), (date(2026, 5, 4), 70)]
        )

    def test_whatever_undoes_the_payment_opens_the_claim_again(self):
        claim = self._posted(self._line("supplies", 120))
        for undo in (
            lambda payment: payment.move_id.line_ids.remove_move_reconcile(),
            lambda payment: (payment.action_draft(), payment.action_cancel()),
            lambda payment: (
                payment.action_draft(),
                payment.with_context(force_delete=True).unlink(),
            ),
            lambda payment: claim.account_move_id.line_ids.matched_debit_ids.unlink(),
        ):
            payment = self._pay(claim)
            self.assertRecordValues(claim, [{"state": "paid", "amount_due": 0}])
            undo(payment.sudo())
            self.assertRecordValues(claim, [{"state": "posted", "amount_due": 120}])
            self.assertFalse(claim._payments())

    def test_undoing_one_payment_of_several_claims(self):
        claims = self._two_posted()
        self._pay(claims)
        first = claims[0].account_move_id
        first.line_ids.remove_move_reconcile()
        self.assertEqual(claims.mapped("state"), ["posted", "paid"])
        self.assertEqual(claims.mapped("amount_due"), [30, 0])

    def test_a_line_of_the_bank_statement_pays_too(self):
        claim = self._posted(self._line("supplies", 120))
        statement = self.env["account.bank.statement.line"].create(
            {
                "journal_id": self.bank.id,
                "date": "2026-04-02",
                "payment_ref": claim.name,
                "partner_id": self.noor.partner_id.id,
                "amount": -120,
            }
        )
        _liquidity, suspense, _other = statement._seek_for_lines()
        owed = claim.account_move_id.line_ids.filtered(
            lambda item: item.account_type == "liability_payable"
        )
        suspense.with_context(skip_account_move_synchronization=True).write(
            {"account_id": owed.account_id.id}
        )
        (suspense | owed.sudo()).reconcile()
        self.assertEqual(claim.state, "paid")
        self.assertEqual(claim._payments(), [(date(2026, 4, 2), 120)])
        suspense.remove_move_reconcile()
        self.assertEqual(claim.state, "posted")

    def test_a_reversal_is_no_payment(self):
        claim = self._posted(self._line("supplies", 120))
        claim.action_reverse("Wrong activity")
        self.assertRecordValues(claim, [{"state": "approved", "amount_due": 0}])
        self.assertFalse(claim._payments())

    def test_a_paid_claim_that_is_reversed_and_posted_again(self):
        claim = self._posted(self._line("supplies", 120))
        payment = self._pay(claim)
        claim.action_reverse("Wrong category")
        self.assertEqual(claim.state, "approved")
        claim.action_post()
        self.assertRecordValues(claim, [{"state": "posted", "amount_due": 120}])
        items = payment.sudo().move_id.line_ids | claim.account_move_id.sudo().line_ids
        items.filtered(
            lambda item: (
                item.account_type == "liability_payable" and not item.reconciled
            )
        ).reconcile()
        self.assertRecordValues(claim, [{"state": "paid", "amount_due": 0}])

    def test_members_see_that_they_are_paid_and_no_entry(self):
        claim = self._posted(self._line("supplies", 120))
        payment = self._pay(claim)
        by_member = claim.with_user(self.noor_user)
        self.assertEqual((by_member.state, by_member.amount_due), ("paid", 0))
        for record in (payment, claim.account_move_id):
            with self.assertRaises(AccessError):
                record.with_user(self.noor_user).read(["name"])
