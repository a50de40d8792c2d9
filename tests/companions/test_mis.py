"""Statements of activities beside OCA's MIS Builder: its reports of the French and
Belgian charts, with an activity as filter, come to the same."""

from odoo.tests import tagged

from odoo.addons.coop_activity_expense.tests.test_statement_fr import (
    YEAR,
    StatementCase,
)


@tagged("post_install", "-at_install")
class TestMisFrance(StatementCase):
    #: the report, and its lines of turnover and of profit
    report, turnover, profit = "l10n_fr_mis_reports.mis_report_pl", "FL", "HN"
    sold, bought = "706000", "607000"
    paid = ("641100", 500, True), ("645100", 200, True), ("421000", -700, True)

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.birch = cls._activity("Birch", cls.noor)
        birch_sudo = cls.birch.sudo()  # sudo: opened before today, as no step does
        birch_sudo.date_open = cls.oak.date_open
        cls._scheme((0, 10))
        tax = cls._tax(cls.service_tax)
        for activity, amount in ((cls.oak, 3000), (cls.birch, 700)):
            line = {"account_id": cls._account(cls.sold).id}
            cls._invoice(amount, "2026-01-10", activity=activity, tax=tax, line=line)
            cls._bill(amount / 10, "2026-01-12", cls.bought, activity=activity)
        cls._entry("2026-01-31", *cls.paid)
        cls._month(1)

    def _instance(self, **vals):
        """The report of the year, as an accountant sets it up."""
        return self.env["mis.report.instance"].create(
            {
                "name": "Year",
                "report_id": self.env.ref(self.report).id,
                "company_id": self.company.id,
                "target_move": "posted",
                "period_ids": [
                    (
                        0,
                        0,
                        {
                            "name": "Year",
                            "manual_date_from": YEAR[0],
                            "manual_date_to": YEAR[1],
                        },
                    )
                ],
                **vals,
            }
        )

    def _values(self, instance):
        """Amounts of a report by the name of their line."""
        matrix = instance.with_user(self.accountant)._compute_matrix()
        return {
            row.kpi.name: round(next(row.iter_cells()).val or 0, 2)
            for row in matrix.iter_rows()
            if not row.account_id
        }

    def _told(self, statement):
        return float(statement.turnover), float(statement.result)

    def _read(self, instance):
        values = self._values(instance)
        return values[self.turnover], values[self.profit]

    def test_the_activity_filters_a_report(self):
        domain = str([("coop_activity_id", "=", self.oak.id)])
        instance = self._instance(analytic_domain=domain)
        told = self._told(self._statement())
        self.assertEqual(told, (3000, 3000 - 300 - 700 - 300))
        self.assertEqual(self._read(instance), told)

    def test_the_analytic_account_does_too(self):
        domain = str(
            [("analytic_distribution", "in", self.oak.analytic_account_id.ids)]
        )
        instance = self._instance(analytic_domain=domain)
        self.assertEqual(self._read(instance), self._told(self._statement()))

    def test_a_column_for_each_activity(self):
        instance = self._instance()
        for activity in (self.oak, self.birch):
            instance.period_ids.analytic_domain = str(
                [("coop_activity_id", "=", activity.id)]
            )
            told = activity.with_user(self.adviser)._get_statement(*YEAR)
            self.assertEqual(self._read(instance), self._told(told))

    def test_without_a_filter_it_is_the_ledger(self):
        found = self.company._coop_check_statements(*YEAR)
        _turnover, profit = self._read(self._instance())
        self.assertEqual(profit, -float(found.ledger))


@tagged("post_install", "-at_install")
class TestMisBelgium(TestMisFrance):
    chart, country = "be_comp", "be"
    goods_tax, service_tax = "attn_VAT-OUT-21-L", "attn_VAT-OUT-21-S"
    report = "l10n_be_mis_reports.new_mis_report_pl_m02_f"
    turnover, profit = "rub_70", "rub_9904"
    sold, bought = "700100", "604000"
    paid = ("620200", 500, True), ("621000", 200, True), ("455000", -700, True)
