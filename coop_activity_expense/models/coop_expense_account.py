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
        """Accounts that a company uses by category, among those of several categories;
        without those that are not in its chart. It takes one search."""
        country = company.account_fiscal_country_id
        codes = {
            record.category_id: record._codes()
            for record in self
            if record.country_id == country
        }
        accounts = self.env["account.account"].with_company(company)
        in_chart = accounts.search(
            [
                *accounts._check_company_domain(company),
                (
                    "code",
                    "in",
                    [code for several in codes.values() for code in several],
                ),
            ]
        ).grouped("code")
        found = {
            category: in_chart[code]
            for category, several in codes.items()
            for code in several
            if code in in_chart
        }
        own = self.filtered(lambda record: record.company_id == company)
        return found | {record.category_id: record.account_id for record in own}

    def _codes(self):
        """The code as charts write it, which fill their codes with zeros."""
        self.ensure_one()
        return [self.code.ljust(length, "0") for length in range(len(self.code), 11)]
