from odoo.tests import tagged

from .common import ExpenseCase


@tagged("post_install", "-at_install")
class TestPosting(ExpenseCase):
    def test_many_at_once_are_each_posted_or_say_why_not(self):
        claims = self.env["coop.expense"]
        for day in range(1, 7):
            claims |= self._approved(self._line("taxi", 10 + day, f"2026-03-0{day}"))
        broken = claims[2]
        broken.line_ids.category_id.copy({"code": "NONE"})
        broken.with_user(self.accountant).line_ids.category_id = self.env[
            "coop.expense.category"
        ].search([("code", "=", "NONE")])
        not_approved = self._submitted(self._line("taxi", 40, "2026-03-08"))
        result = (claims | not_approved).with_user(self.accountant).action_post()
        self.assertEqual(result["params"]["message"], "5 posted, 2 not.")
        posted = claims - broken
        self.assertEqual(set(posted.mapped("state")), {"posted"})
        self.assertEqual((broken.state, not_approved.state), ("approved", "submitted"))
        by_accountant = (broken | not_approved).with_user(self.accountant)
        self.assertRegex(by_accountant[0].posting_error, "No account is known")
        self.assertRegex(by_accountant[1].posting_error, "it is submitted")
        self.assertFalse(broken.sudo().entry_ids)
        entries = posted.sudo().account_move_id
        self.assertEqual(len(entries), 5)
        for claim in posted.sudo():
            self.assertEqual(claim.account_move_id.amount_total, claim.total_amount)

    def test_an_error_is_forgotten_once_posted(self):
        claim = self._approved(self._line("taxi", 10)).with_user(self.accountant)
        self.env.ref("coop_activity_expense.account_fr_taxi").code = "ZZ"
        other = self._approved(self._line("supplies", 12)).with_user(self.accountant)
        (claim | other).action_post()
        self.assertTrue(claim.posting_error)
        self.env.ref("coop_activity_expense.account_fr_taxi").code = "625100"
        claim.action_post()
        self.assertFalse(claim.posting_error)

    def test_half_of_a_claim_is_never_posted(self):
        car = self._vehicle()
        claim = self._approved(self._trip(car, 10), self._line("taxi", 10))
        self.env.ref("coop_activity_expense.account_fr_taxi").code = "ZZ"
        other = self._approved(self._trip(car, 20, "2026-03-11"))
        (claim | other).with_user(self.accountant).action_post()
        self.assertFalse(claim.sudo().entry_ids)
        self.assertRecordValues(
            claim.line_ids.filtered("vehicle_id"), [{"posting_rank": 0}]
        )
        self.assertEqual(other.line_ids.posting_rank, 1)

    def test_a_claim_is_posted_on_the_day_of_its_last_expense(self):
        claim = self._posted(
            self._line("taxi", 10, "2026-01-31"), self._line("taxi", 11, "2026-02-03")
        )
        entry = claim.account_move_id
        self.assertEqual(str(entry.invoice_date), "2026-02-03")
        self.assertEqual(entry.ref, claim.name)

    def test_closed_periods_move_the_entry_on(self):
        claim = self._approved(self._line("taxi", 10, "2026-01-31"))
        self.company.sudo().fiscalyear_lock_date = "2026-02-28"
        claim.with_user(self.accountant).action_post()
        self.assertGreater(str(claim.sudo().account_move_id.date), "2026-02-28")

    def test_a_cooperative_without_purchase_journal(self):
        claim = self._approved(self._line("taxi", 10))
        self.env["account.journal"].search(
            [("company_id", "=", self.company.id), ("type", "=", "purchase")]
        ).active = False
        with self.assertRefused("no purchase journal"):
            claim.with_user(self.accountant).action_post()

    def test_analytic_items_agree_with_the_ledger(self):
        self._posted(self._line("fuel", 47.03), self._line("books", 19.99))
        account = self.oak.analytic_account_id
        column = account.plan_id._column_name()
        analytic = self.env["account.analytic.line"].search([(column, "=", account.id)])
        items = self.env["account.move.line"].search(
            [
                ("coop_activity_id", "=", self.oak.id),
                ("account_id.account_type", "=", "expense"),
            ]
        )
        self.assertAlmostEqual(
            sum(analytic.mapped("amount")), -sum(items.mapped("balance"))
        )

    def test_plain_bills_keep_their_taxes_together(self):
        tax = self.env["coop.expense.tax"]._of_chart(self.company, "tva_acq_normale")
        bill = self.env["account.move"].create(
            {
                "move_type": "in_invoice",
                "company_id": self.company.id,
                "partner_id": self.noor.partner_id.id,
                "invoice_date": "2026-03-01",
                "invoice_line_ids": [
                    (0, 0, {"name": "One", "price_unit": 10, "tax_ids": tax.ids}),
                    (0, 0, {"name": "Two", "price_unit": 10, "tax_ids": tax.ids}),
                ],
            }
        )
        bill.action_post()
        self.assertEqual(len(bill.line_ids.filtered("tax_line_id")), 1)
        self.assertFalse(bill.line_ids.coop_activity_id)

    def test_vat_of_a_bill_is_known_by_activity(self):
        tax = self.env["coop.expense.tax"]._of_chart(self.company, "tva_acq_normale")
        elm = self._activity("Elm", self.noor)
        bill = self.env["account.move"].create(
            {
                "move_type": "in_invoice",
                "company_id": self.company.id,
                "partner_id": self.noor.partner_id.id,
                "invoice_date": "2026-03-01",
                "invoice_line_ids": [
                    (
                        0,
                        0,
                        {
                            "name": activity.name,
                            "price_unit": price,
                            "tax_ids": tax.ids,
                            "analytic_distribution": {
                                str(activity.analytic_account_id.id): 100
                            },
                        },
                    )
                    for activity, price in ((self.oak, 10), (elm, 20))
                ],
            }
        )
        vat = {
            line.coop_activity_id: line.balance
            for line in bill.line_ids.filtered("tax_line_id")
        }
        self.assertEqual(vat, {self.oak: 2, elm: 4})
