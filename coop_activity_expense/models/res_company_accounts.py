from odoo import fields, models

from ..core.pay import Coefficients
from ..core.periods import period_of
from .coop_contribution_version import exact


class ResCompany(models.Model):
    """What a cooperative decides about the accounts of its activities."""

    _inherit = "res.company"

    coop_contribution_scheme_id = fields.Many2one(
        "coop.contribution.scheme",
        "Contribution scheme",
        check_company=True,
        help="Of activities that have none of their own.",
    )
    coop_contribution_journal_id = fields.Many2one(
        "account.journal",
        "Contribution journal",
        check_company=True,
        domain="[('type', '=', 'general')]",
        help="Holds contributions alone; made with the first run.",
    )
    coop_contribution_account_id = fields.Many2one(
        "account.account",
        "Contribution of activities",
        check_company=True,
        help="Charged to activities; made with the first run.",
    )
    coop_contribution_income_account_id = fields.Many2one(
        "account.account",
        "Contribution to the cooperative",
        check_company=True,
        help="Credited to the cooperative; empty: the account that activities are "
        "charged on, so that the cooperative's own result stays as it is.",
    )
    coop_own_activity_id = fields.Many2one(
        "coop.activity",
        "The cooperative's own activity",
        check_company=True,
        help="Stands for the shared team in the accounts: contributions are credited "
        "to it, and it bears none.",
    )
    coop_idle_months = fields.Integer(
        "Months without an invoice",
        default=3,
        help="After which an activity is shown as one in difficulty.",
    )
    coop_pay_employer_rate = fields.Float(
        "Employer's contributions (%)",
        digits=(5, 2),
        default=42,
        help="Of the gross wage; an estimate, not verified: read it off your pay "
        "slips.",
    )
    coop_pay_employee_rate = fields.Float(
        "Employee's contributions (%)",
        digits=(5, 2),
        default=22,
        help="Of the gross wage; an estimate, not verified: read it off your pay "
        "slips.",
    )
    coop_pay_tax_rate = fields.Float(
        "Tax withheld (%)",
        digits=(5, 2),
        help="Of the gross wage less the employee's contributions; an estimate.",
    )

    _coop_idle_months_valid = models.Constraint(
        "CHECK (coop_idle_months BETWEEN 1 AND 120)",
        "An activity has been without an invoice for at least one month.",
    )
    _coop_pay_rates_valid = models.Constraint(
        "CHECK (coop_pay_employer_rate BETWEEN 0 AND 200 "
        "AND coop_pay_employee_rate >= 0 AND coop_pay_employee_rate < 100 "
        "AND coop_pay_tax_rate >= 0 AND coop_pay_tax_rate < 100)",
        "Rates of wages lie between 0 and 100 %.",
    )

    def _coop_pay_coefficients(self):
        """What wages cost here, as `core.pay` takes it."""
        self.ensure_one()
        return Coefficients(
            exact(self.coop_pay_employer_rate),
            exact(self.coop_pay_employee_rate),
            exact(self.coop_pay_tax_rate),
        )

    def _coop_year_end(self):
        """The month in which the cooperative's year ends, 1 to 12."""
        self.ensure_one()
        company_sudo = self.sudo()  # sudo: a month
        return int(company_sudo.fiscalyear_last_month)

    def _coop_period(self, name):
        """First and last day of a period of `core.periods`, as of today."""
        today = fields.Date.context_today(self)
        return period_of(name, today, self._coop_year_end())

    def _coop_contribution_journal(self):
        """The journal of contributions, made where there is none yet."""
        self.ensure_one()
        company_sudo = self.sudo()  # sudo: accountants do not set up the company
        if not company_sudo.coop_contribution_journal_id:
            company_sudo.coop_contribution_journal_id = company_sudo.env[
                "account.journal"
            ].create(
                {
                    "name": self.env._("Contributions"),
                    "code": "CONTR",
                    "type": "general",
                    "company_id": self.id,
                }
            )
        return self.env["account.journal"].browse(
            company_sudo.coop_contribution_journal_id.id
        )

    def _coop_contribution_accounts(self):
        """Accounts that activities are charged on and the cooperative credited; the
        first one is made where there is none. Raises UserError for a country without a
        default."""
        charge = self._coop_account("coop_contribution_account_id")
        company_sudo = self.sudo()  # sudo: which account is credited
        return charge, company_sudo.coop_contribution_income_account_id or charge
