from odoo import fields


class DemoAccountsChecks:
    """What the demonstration shows of accounts, in both cooperatives; for the class
    that loads it."""

    def _two_years(self):
        today = fields.Date.context_today(self.coops)
        return fields.Date.subtract(today, years=3), today

    def _statements(self, company):
        activities = self.env["coop.activity"].with_context(active_test=False)
        activities = activities.search([("company_id", "=", company.id)])
        return activities._get_statements(*self._two_years()).values()

    def test_statements_add_up_to_the_ledger(self):
        for company in self.coops:
            with self.subTest(company=company.name):
                found = company._coop_check_statements(*self._two_years())
                self.assertTrue(found.agrees, found)
                self.assertFalse(company._coop_check_analytic(*self._two_years()))

    def test_statements_show_something_of_everything(self):
        for company in self.coops:
            statements = list(self._statements(company))
            for kind in ("purchase", "expense", "wage", "social", "contribution"):
                with self.subTest(company=company.name, kind=kind):
                    self.assertTrue(any(one.charge(kind) for one in statements))
            for kind in ("turnover_service", "turnover_goods", "turnover_internal"):
                with self.subTest(company=company.name, kind=kind):
                    self.assertTrue(any(one.income(kind) for one in statements))
            self.assertGreater(sum(one.available > 0 for one in statements), 3)

    def test_two_years_of_contributions(self):
        runs = self.env["coop.contribution.run"]
        for company in self.coops:
            own = runs.search([("company_id", "=", company.id)])
            days = own.mapped("period_start") + own.mapped("period_end")
            self.assertGreater((max(days) - min(days)).days, 700)
            self.assertTrue(own.line_ids.filtered("amount"))
        found = runs.search([("company_id", "in", self.coops.ids)])
        self.assertEqual(set(found.mapped("state")), {"draft", "posted", "reversed"})
        self.assertIn(2, found.mapped("number"))
        own_scheme = found.line_ids.activity_id.filtered("coop_contribution_scheme_id")
        self.assertTrue(own_scheme)
        expected = self.env["coop.contribution.forecast"].search([])
        self.assertEqual(expected.company_id & self.coops, self.coops)

    def test_declarations_done_late_and_to_come(self):
        deadlines = self.env["coop.declaration.deadline"]
        for company in self.coops:
            own = deadlines.search([("company_id", "=", company.id)])
            self.assertEqual(set(own.mapped("state")), {"todo", "late", "done"})
            done = own.filtered("done_date")
            self.assertTrue(all(one.evidence_ids for one in done))

    def test_what_can_be_paid_is_an_estimate_of_each_country(self):
        rates = set(self.coops.mapped("coop_pay_employer_rate"))
        self.assertEqual(len(rates), 2)
