from odoo import api, fields, models
from odoo.exceptions import UserError

#: what the entries of the capital register are made of
ROLES = [
    ("receivable", "Called, to be received from members"),
    ("called", "Capital called, unpaid"),
    ("paid", "Capital paid up"),
    ("payable", "Capital to pay back to members"),
    ("loss", "Losses charged to capital"),
]


class CoopShareAccount(models.Model):
    """The account that entries of the capital register use by default in a country,
    for the accountant to confirm."""

    _name = "coop.share.account"
    _description = "Default Capital Account"
    _order = "country_id, id"

    country_id = fields.Many2one("res.country", required=True)
    role = fields.Selection(ROLES, "Used for", required=True)
    code = fields.Char(required=True)
    name = fields.Char(required=True, translate=True)
    account_type = fields.Selection(
        [
            ("asset_receivable", "Receivable"),
            ("liability_payable", "Payable"),
            ("equity", "Equity"),
        ],
        "Type",
        required=True,
    )

    _role_country_unique = models.UniqueIndex(
        "(country_id, role)", "This country already has an account for this use."
    )

    @api.model
    def _find_or_make(self, company, role):
        """The account that ``company`` uses for ``role`` unless told otherwise: the
        one of that code in its chart, made where the chart lacks it, under the next
        code where the chart uses it for something else.

        Raises UserError when its country has no default.
        """
        country = company.account_fiscal_country_id
        default = self.search([("country_id", "=", country.id), ("role", "=", role)])
        if not default:
            raise UserError(
                self.env._(
                    "%s is in a country without default accounts for its capital: "
                    "choose them in the settings.",
                    company.display_name,
                )
            )
        accounts = self.env["account.account"].with_company(company)
        found = accounts.search(
            [
                *accounts._check_company_domain(company),
                ("code", "=", default.code),
                ("account_type", "=", default.account_type),
            ],
            limit=1,
        )
        return found or default._make(accounts)

    def _make(self, accounts):
        """Make the account that a chart lacks, named in every language; ``accounts``
        is the model in the company of the chart."""
        self.ensure_one()
        account = accounts.create(self._prepare_account(accounts))
        for language, _name in self.env["res.lang"].get_installed():
            name = self.with_context(lang=language).name
            account.with_context(lang=language).name = name
        return account

    def _prepare_account(self, accounts):
        """Values of the account that a chart lacks."""
        self.ensure_one()
        return {
            "name": self.name,
            "code": accounts._search_new_account_code(self.code, cache=set()),
            "account_type": self.account_type,
            "reconcile": self.account_type != "equity",
            "company_ids": accounts.env.company.ids,
        }
