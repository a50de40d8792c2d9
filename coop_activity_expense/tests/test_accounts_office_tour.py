from odoo import fields
from odoo.tests import tagged

from odoo.addons.coop_member.tests.backend_tour_case import BackendTourCase

from .common_accounts import AccountsCase


@tagged("post_install", "-at_install")
class TestAccountsOfficeTour(BackendTourCase, AccountsCase):
    """An accountant looks at a run, posts it, and reads the statement."""

    def test_a_run_and_the_statement(self):
        self._scheme((0, 10))
        day = fields.Date.start_of(fields.Date.context_today(self.oak), "month")
        day = fields.Date.subtract(day, months=1)
        if day.month == 12:
            # the list shows the running year, which the run is to be of
            self.company.fiscalyear_last_month = "6"
        self._invoice(1000, day)
        login = self.accountant.login
        self.start_tour("/odoo/coop-contributions", "coop_accounts_run", login=login)
        run = self.env["coop.contribution.run"].search(
            [("company_id", "=", self.company.id)]
        )
        self.assertRecordValues(
            run, [{"state": "posted", "period_start": day, "amount": 100}]
        )
        self.start_tour("/odoo/coop-statements", "coop_accounts_statement", login=login)
