from odoo import Command
from odoo.tests import tagged

from .common import ExpenseCase


@tagged("post_install", "-at_install")
class TestFiguresGuard(ExpenseCase):
    """Whose figures a posted item belongs to does not change behind the ledger's
    back."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.elm = cls._activity("Elm", cls.noor)
        claim = cls._posted(cls._line("supplies", 120))
        cls.entry = claim.account_move_id.with_user(cls.accountant)
        cls.item = cls.entry.invoice_line_ids
        cls.other = {str(cls.elm.analytic_account_id.id): 100}

    def _entry_told(self):
        messages = self.env["mail.message"].search(
            [("model", "=", "account.move"), ("res_id", "=", self.entry.id)]
        )
        return "\n".join(filter(None, messages.mapped("body")))

    def test_a_change_in_an_open_period_is_told(self):
        self.item.analytic_distribution = self.other
        self.assertEqual(self.item.coop_activity_id, self.elm)
        self.assertIn("changed from [", self._entry_told())
        self.assertIn("Elm", self._entry_told())
        column = self.elm.analytic_account_id.plan_id._column_name()
        self.assertEqual(
            self.item.analytic_line_ids[column], self.elm.analytic_account_id
        )

    def test_the_activity_carries_the_distribution(self):
        self.item.coop_activity_id = self.elm
        self.assertEqual(self.item.analytic_distribution, self.other)
        self.assertIn("Elm", self._entry_told())

    def _assert_all_refused(self):
        vat = self.entry.line_ids.filtered("tax_line_id")
        analytic = self.item.analytic_line_ids
        column = self.elm.analytic_account_id.plan_id._column_name()
        attempts = (
            lambda: self.item.write({"analytic_distribution": self.other}),
            lambda: self.item.write({"analytic_distribution": False}),
            lambda: self.item.write({"coop_activity_id": self.elm.id}),
            lambda: vat.write({"coop_activity_id": self.elm.id}),
            lambda: self.entry.write({"coop_activity_id": self.elm.id}),
            lambda: analytic.write({"amount": 1}),
            lambda: analytic.write({column: self.elm.analytic_account_id.id}),
            lambda: analytic.unlink(),
            lambda: analytic.with_context(skip_analytic_sync=True).unlink(),
            lambda: analytic.with_context(coop_analytic_follows=True).unlink(),
            lambda: analytic.copy(),
        )
        for number, attempt in enumerate(attempts):
            with (
                self.subTest(attempt=number),
                self.assertRefused("is in a closed period, or secured"),
            ):
                attempt()
        self.assertEqual(self.entry.line_ids.coop_activity_id, self.oak)

    def test_closed_periods(self):
        self.company.sudo().fiscalyear_lock_date = "2026-03-31"
        self._assert_all_refused()

    def test_periods_closed_for_good(self):
        self.company.sudo().hard_lock_date = "2026-03-31"
        self._assert_all_refused()

    def test_secured_entries(self):
        self.entry.journal_id.sudo().restrict_mode_hash_table = True
        self.entry.sudo().button_hash()
        self.assertTrue(self.entry.inalterable_hash)
        self._assert_all_refused()

    def test_what_changes_nothing_is_not_refused(self):
        self.company.sudo().hard_lock_date = "2026-03-31"
        self.item.write({"analytic_distribution": self.item.analytic_distribution})
        self.item.write({"coop_activity_id": self.oak.id})

    def test_analytic_items_changed_by_hand_are_told(self):
        self.item.analytic_line_ids.name = "Only a name"
        self.assertNotIn("by hand", self._entry_told())
        self.item.analytic_line_ids.unlink()
        self.assertIn("Analytic items changed by hand", self._entry_told())

    def test_one_activity_a_line_wholly(self):
        oak, elm = (
            str(activity.analytic_account_id.id) for activity in (self.oak, self.elm)
        )
        for distribution in ({oak: 50}, {oak: 50, elm: 50}, {oak: 100, elm: 100}):
            with (
                self.subTest(distribution=distribution),
                self.assertRefused("one activity, at 100 %"),
            ):
                self._bill(distribution)

    def test_other_plans_are_free(self):
        plan = self.env.ref("analytic.analytic_plan_projects")
        here, there = self.env["account.analytic.account"].create(
            [{"name": name, "plan_id": plan.id} for name in ("Here", "There")]
        )
        bill = self._bill({str(here.id): 40, str(there.id): 60})
        self.assertFalse(bill.invoice_line_ids.coop_activity_id)

    def _bill(self, distribution):
        return self.env["account.move"].create(
            {
                "move_type": "in_invoice",
                "company_id": self.company.id,
                "partner_id": self.noor.partner_id.id,
                "invoice_date": "2026-03-01",
                "invoice_line_ids": [
                    Command.create(
                        {
                            "name": "Wood",
                            "price_unit": 10,
                            "tax_ids": [],
                            "analytic_distribution": distribution,
                        }
                    )
                ],
            }
        )

    def test_drafts_change_freely(self):
        bill = self._bill({str(self.oak.analytic_account_id.id): 100})
        self.company.sudo().purchase_lock_date = "2026-03-31"
        bill.invoice_line_ids.analytic_distribution = self.other
        self.assertEqual(bill.invoice_line_ids.coop_activity_id, self.elm)

    def test_plain_entries_can_still_be_taken_back(self):
        bill = self._bill({str(self.oak.analytic_account_id.id): 100})
        bill.action_post()
        bill.button_draft()
        self.assertFalse(bill.line_ids.analytic_line_ids)
