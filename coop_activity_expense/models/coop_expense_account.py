from odoo import api, fields, models
from odoo.exceptions import ValidationError


class CoopExpenseAccount(models.Model):
    """The account of an expense category: by code in a country's chart, or the one
    that a company chose, which comes first."""

    _name = "coop.expense.account"
    _description = "Account of an Expense Category"
    _order = "category_id, company_id, country_id, id"

    category_id = fields.Many2one(
        "coop.expense.category", required=True, index=True, ondelete="cascade"
    )
    country_id = fields.Many2one("res.country")
    code = fields.Char(help="Code in the chart of accounts of the country.")
    company_id = fields.Many2one("res.company", index=True)
    account_id = fields.Many2one(
        "account.account",
        domain="[('company_ids', 'in', company_id)]",
        ondelete="restrict",
    )

    _country_unique = models.UniqueIndex(
        "(category_id, country_id) WHERE (country_id IS NOT NULL)",
        "This category already has an account for this country.",
    )
    _company_unique = models.UniqueIndex(
        "(category_id, company_id) WHERE (company_id IS NOT NULL)",
        "This category already has an account for this cooperative.",
    )

    @api.constrains("country_id", "code", "company_id", "account_id")
    def _check_complete(self):
        for record in self:
            of_country = bool(record.country_id and record.code)
            of_company = bool(record.company_id and record.account_id)
            if of_country == of_company:
                raise ValidationError(
                    self.env._(
                        "Choose a country and a code, or a cooperative and its account."
                    )
                )

    def _find(self, company):
        """The account that a company uses among those of one category; none where it
        is not in its chart."""
        own = self.filtered(lambda record: record.company_id == company)
        if own:
            return own.account_id
        country = company.account_fiscal_country_id
        default = self.filtered(lambda record: record.country_id == country)
        accounts = self.env["account.account"].with_company(company)
        if not default:
            return accounts
        return accounts.search(
            [
                *accounts._check_company_domain(company),
                ("code", "in", default._codes()),
            ],
            limit=1,
        )

    def _codes(self):
        """The code as charts write it, which fill their codes with zeros."""
        self.ensure_one()
        return [self.code.ljust(length, "0") for length in range(len(self.code), 11)]
