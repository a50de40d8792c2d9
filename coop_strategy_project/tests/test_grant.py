from datetime import date, timedelta

from odoo import Command
from odoo.tests import tagged

from .common import StrategyCase


@tagged("post_install", "-at_install")
class TestGrant(StrategyCase):
    """What a funder granted, what came, what was spent where activities carry it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.region = cls.env["res.partner"].create({"name": "The Region"})
        cls.grant = cls._new(
            "coop.strategy.grant",
            name="Scale up",
            company_id=cls.company.id,
            funder_id=cls.region.id,
            date_start=date(2025, 1, 1),
            date_end=date(2025, 12, 31),
            amount_granted=10000,
        )

    def _line(self, account, amount, day, company=None):
        return self.env["account.analytic.line"].create(
            {
                "name": "Cost",
                account.root_plan_id._column_name(): account.id,
                "amount": amount,
                "date": day,
                "company_id": (company or self.company).id,
            }
        )

    def test_received_and_to_receive(self):
        self.grant.payment_ids = [
            Command.create({"amount": 4000, "date": "2025-02-01"}),
            Command.create({"amount": -500, "date": "2025-03-01"}),
        ]
        self.assertRecordValues(
            self.grant, [{"amount_received": 3500, "amount_to_receive": 6500}]
        )
        with self.assertRefused("what was received"):
            self.grant.payment_ids = [Command.create({"amount": 0})]

    def test_spent_on_analytic_accounts_of_its_period(self):
        activity = self.env["coop.activity"].create(
            {
                "name": "Scale up",
                "company_id": self.company.id,
                "member_ids": [Command.set(self.noor.ids)],
            }
        )
        activity.action_open()
        project = self._project(
            "Openings",
            strategy_grant_id=self.grant.id,
            strategy_activity_id=activity.id,
        )
        self.assertEqual(project.funder_id, self.region)
        account = activity.analytic_account_id
        self._line(account, -1200.10, "2025-06-01")
        self._line(account, -0.20, "2025-12-31")
        self._line(account, 300, "2025-06-01")
        self._line(account, -999, "2026-01-01")
        plan = account.root_plan_id
        own = self.env["account.analytic.account"].create(
            {"name": "Project", "plan_id": plan.id, "company_id": self.company.id}
        )
        project.account_id = own
        self._line(own, -100, "2025-06-01")
        self.grant.invalidate_recordset()
        self.assertRecordValues(
            self.grant.with_user(self.teammate),
            [{"amount_spent": 1300.30, "amount_left": 8699.70, "spent_percent": 13}],
        )

    def test_reports_are_announced_once(self):
        soon = self.today + timedelta(10)
        self.grant.report_ids = [
            Command.create({"name": "Half", "date_due": soon}),
            Command.create({"name": "Whole", "date_due": soon + timedelta(300)}),
        ]
        self.assertEqual(self.grant.next_report_date, soon)
        cron = self.env.ref("coop_strategy_project.ir_cron_grant_report")
        for _run in range(2):
            with self.enter_registry_test_mode():
                cron.method_direct_trigger()
        self.assertEqual(len(self.grant.activity_ids), 1)
        self.assertEqual(self.grant.activity_ids.user_id, self.strategist)

    def announce(self):
        cron = self.env.ref("coop_strategy_project.ir_cron_grant_report")
        with self.enter_registry_test_mode():
            cron.method_direct_trigger()

    def test_reports_that_are_sent_or_moved_are_asked_for_no_more(self):
        soon = self.today + timedelta(10)
        self.grant.report_ids = [
            Command.create(
                {"name": name, "date_due": soon, "responsible_id": self.teammate.id}
            )
            for name in ("Half", "Whole")
        ]
        half, whole = self.grant.report_ids
        self.announce()
        self.assertEqual(len(self.grant.activity_ids), 2)
        half.with_user(self.teammate).sent_on = self.today
        self.assertIn("Whole", self.grant.activity_ids.summary)
        later = soon + timedelta(5)
        whole.with_user(self.teammate).date_due = later
        self.announce()
        self.assertEqual(self.grant.activity_ids.date_deadline, later)
        whole.responsible_id = self.strategist
        self.announce()
        self.assertEqual(self.grant.activity_ids.user_id, self.strategist)

    def test_a_grant_is_of_some_money_for_some_time(self):
        with self.assertRefused("ends after it begins"):
            self.grant.date_end = "2024-01-01"
        with self.assertRefused("of some money"):
            self.grant.amount_granted = 0
