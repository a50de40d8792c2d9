from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..core.statement import classify

KINDS = [
    ("turnover_service", "Turnover: services"),
    ("turnover_goods", "Turnover: goods"),
    ("turnover_internal", "Turnover: other activities"),
    ("income_other", "Other income"),
    ("purchase", "Direct purchases"),
    ("expense", "Expenses"),
    ("wage", "Wages"),
    ("social", "Social charges"),
    ("contribution", "Contribution"),
    ("customer", "Owed by customers"),
    ("supplier", "Owed to suppliers"),
    ("member", "Owed to the member"),
    ("vat", "VAT"),
    ("vat_pending", "VAT due on payment"),
    ("organisation", "Owed to social and tax bodies"),
]
#: kinds of accounts that nothing is said of, by Odoo's type
DEFAULTS = {
    "income": "turnover_service",
    "income_other": "income_other",
    "expense_direct_cost": "purchase",
    "expense": "expense",
    "expense_other": "expense",
    "expense_depreciation": "expense",
    "asset_receivable": "customer",
    "liability_payable": "supplier",
}
#: settings of a cooperative that name an account, with its kind
SETTINGS = {
    "coop_contribution_account_id": "contribution",
    "coop_transfer_income_account_id": "turnover_internal",
    "coop_transfer_charge_account_id": "purchase",
}


class CoopAccountKind(models.Model):
    """What accounts mean in the statement of an activity: by the beginning of their
    code in a country's chart, or one by one for a cooperative, which comes first."""

    _name = "coop.account.kind"
    _description = "Account in the Statement of Activities"
    _order = "country_id, company_id, code, id"

    kind = fields.Selection(KINDS, required=True)
    country_id = fields.Many2one("res.country")
    code = fields.Char(
        "Code begins with",
        help="The longest beginning that fits an account decides; accounts that none "
        "fits go by their type.",
    )
    company_id = fields.Many2one("res.company", index=True)
    account_id = fields.Many2one(
        "account.account",
        domain="[('company_ids', 'in', company_id)]",
        ondelete="cascade",
    )

    _country_unique = models.UniqueIndex(
        "(country_id, code) WHERE (country_id IS NOT NULL)",
        "There is already a line for these accounts of this country.",
    )
    _company_unique = models.UniqueIndex(
        "(company_id, account_id) WHERE (company_id IS NOT NULL)",
        "There is already a line for this account.",
    )

    @api.depends("kind", "code", "account_id")
    def _compute_display_name(self):
        labels = dict(self._fields["kind"]._description_selection(self.env))
        for record in self:
            accounts = record.account_id.display_name or f"{record.code}…"
            record.display_name = f"{accounts} → {labels.get(record.kind, '')}"

    @api.constrains("country_id", "code", "company_id", "account_id")
    def _check_complete(self):
        for record in self:
            of_country = bool(record.country_id and record.code)
            of_company = bool(record.company_id and record.account_id)
            if of_country == of_company:
                raise ValidationError(
                    self.env._(
                        "Choose a country and the beginning of a code, or a "
                        "cooperative and one of its accounts."
                    )
                )

    @api.model
    def _of_company(self, company):
        """Kinds of the accounts of a company, by id of the account; accounts that
        statements do not show are left out. It takes two searches."""
        country = company.account_fiscal_country_id
        rules = self.search_fetch(
            [
                "|",
                ("country_id", "=", country.id),
                ("company_id", "=", company.id),
            ],
            ["kind", "country_id", "code", "company_id", "account_id"],
        )
        prefixes = {
            rule.code: rule.kind for rule in rules if rule.country_id == country
        }
        company_sudo = company.sudo()  # sudo: accounts with a meaning of their own
        own = {company_sudo[name].id: kind for name, kind in SETTINGS.items()}
        own |= {rule.account_id.id: rule.kind for rule in rules if rule.company_id}
        accounts = self.env["account.account"].with_company(company)
        accounts = accounts.with_context(active_test=False).search_fetch(
            accounts._check_company_domain(company), ["code", "account_type"]
        )
        found = {
            account.id: own.get(account.id)
            or classify(
                account.code or "", prefixes, DEFAULTS.get(account.account_type)
            )
            for account in accounts
        }
        return {account: kind for account, kind in found.items() if kind}
