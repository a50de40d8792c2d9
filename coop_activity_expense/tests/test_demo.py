from odoo.tests import tagged

from odoo.addons.base.tests.common import BaseCommon

from .demo_accounts_checks import DemoAccountsChecks
from .demo_billing_checks import DemoBillingChecks


@tagged("post_install", "-at_install")
class TestDemo(DemoAccountsChecks, DemoBillingChecks, BaseCommon):
    """The demonstration's expenses, invoices and accounts, in both cooperatives."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.mails_before = cls.env["mail.mail"].search_count([])
        cls.env["coop.demo"].load()
        cls.coops = cls.env.ref("__demo__.coop_fr") + cls.env.ref("__demo__.coop_be")
        cls.claims = cls.env["coop.expense"].search(
            [("company_id", "in", cls.coops.ids)]
        )

    def test_every_state_is_shown_in_both(self):
        states = {key for key, _label in self.claims._fields["state"].selection}
        for company, claims in self.claims.grouped("company_id").items():
            self.assertEqual(set(claims.mapped("state")), states, company.name)
            self.assertGreaterEqual(len(claims.member_id), 4)
            self.assertTrue(claims.filtered(lambda claim: claim.payer == "supplier"))
            self.assertTrue(claims.line_ids.vehicle_id)

    def test_two_years_in_the_order_of_their_days(self):
        days = self.claims.line_ids.mapped("date")
        self.assertGreater((max(days) - min(days)).days, 600)
        for claims in self.claims.grouped("company_id").values():
            sent = claims.filtered(
                lambda claim: claim.name and not claim.refusal_reason
            ).sorted("id")
            by_year = sent.grouped(lambda claim: claim.name.split("/")[1])
            for of_year in by_year.values():
                names = of_year.mapped("name")
                self.assertEqual(names, sorted(names))

    def test_something_of_everything(self):
        self.assertTrue(self.claims.filtered("posting_error"))
        self.assertTrue(self.claims.filtered("self_approved"))
        self.assertTrue(self.claims.line_ids.filtered("vat_override"))
        reversals = self.claims.entry_ids.filtered("reversed_entry_id")
        self.assertEqual(len(reversals), 2)
        partly = self.claims.filtered(
            lambda claim: 0 < claim.amount_due < claim.total_amount
        )
        self.assertTrue(partly)
        waiting = self.env["coop.expense.receipt"].search([("line_id", "=", False)])
        self.assertGreaterEqual(len(waiting.member_id), 3)

    def test_receipts_are_pictures_and_invoices(self):
        receipts = self.claims.line_ids.receipt_ids
        self.assertEqual(
            set(receipts.mapped("mimetype")), {"image/jpeg", "application/pdf"}
        )
        missing = self.claims.line_ids.filtered(
            lambda line: line.category_id.receipt_required and not line.receipt_ids
        )
        self.assertFalse(missing)
        checksums = receipts.mapped("checksum")
        self.assertEqual(len(set(checksums)), len(checksums))

    def test_books_agree(self):
        for claim in self.claims.filtered(lambda c: c.state in ("posted", "paid")):
            self.assertEqual(claim.account_move_id.amount_total, claim.total_amount)
        paid = self.claims.filtered(lambda claim: claim.state == "paid")
        for claim in paid:
            amounts = [payment.amount for payment in claim._payments()]
            self.assertAlmostEqual(sum(amounts), claim.total_amount)
        banks = self.claims.account_move_id.payment_ids.partner_bank_id
        self.assertFalse(banks.filtered(lambda bank: not bank.allow_out_payment))

    def test_loading_again_changes_nothing_and_nobody_is_written_to(self):
        models = (
            "coop.expense",
            "coop.expense.receipt",
            "account.move",
            "coop.vehicle",
            "coop.customer",
            "coop.quote",
            "coop.activity.transfer",
            "coop.worked.time",
            "coop.contribution.run",
            "coop.declaration",
            "coop.declaration.deadline",
        )
        before = [self.env[model].search_count([]) for model in models]
        self.env["coop.demo"].load()
        after = [self.env[model].search_count([]) for model in models]
        self.assertEqual(after, before)
        self.assertEqual(self.env["mail.mail"].search_count([]), self.mails_before)
        self.assertEqual(set(self.coops.mapped("coop_expense_max_days")), {365})
