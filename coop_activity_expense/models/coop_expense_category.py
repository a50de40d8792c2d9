from odoo import api, fields, models
from odoo.exceptions import UserError

from ..core.vat import treatment


class CoopExpenseCategory(models.Model):
    """What may be claimed; its account and its VAT depend on the country."""

    _name = "coop.expense.category"
    _description = "Expense Category"
    _order = "sequence, name, id"
    _rec_names_search = ["name", "code"]

    name = fields.Char(required=True, translate=True)
    code = fields.Char(required=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company", index=True, help="Empty: for every cooperative."
    )
    kind = fields.Selection(
        [("receipt", "Receipt"), ("mileage", "Kilometres")],
        default="receipt",
        required=True,
    )
    help_text = fields.Char(
        "Hint", translate=True, help="Shown to members who choose the category."
    )
    is_service = fields.Boolean(
        "Service",
        help="In France, VAT on services is deductible when the supplier is paid.",
    )
    names_vehicle = fields.Boolean(
        "About a vehicle", help="Which vehicle decides how VAT is treated."
    )
    names_beneficiary = fields.Boolean(
        "Who it is for matters", help="Who benefits decides how VAT is treated."
    )
    receipt_required = fields.Boolean(default=True)
    ceiling = fields.Float(
        "Ceiling by line",
        digits=(12, 2),
        help="Amounts with tax above it are pointed out to who approves; 0: none.",
    )
    account_ids = fields.One2many("coop.expense.account", "category_id", "Accounts")
    vat_rule_ids = fields.One2many("coop.expense.vat.rule", "category_id", "VAT rules")

    _code_unique = models.UniqueIndex(
        "(code, COALESCE(company_id, 0))", "This category code is already used."
    )
    _ceiling_positive = models.Constraint(
        "CHECK (ceiling >= 0)", "A ceiling cannot be negative."
    )

    @api.model
    def _offered(self, company):
        """Categories that members of a company choose from."""
        return self.search([("company_id", "in", (False, company.id))])

    def _asks_beneficiary(self, company):
        """Whether members of a company say for whom an expense was: only where it
        matters in its country."""
        self.ensure_one()
        if not self.names_beneficiary:
            return False
        country = company.account_fiscal_country_id
        rules_sudo = self.sudo().vat_rule_ids  # sudo: members do not see VAT rules
        return any(
            rule.beneficiary and rule.country_id == country for rule in rules_sudo
        )

    @api.model
    def _of_trips(self, company):
        """The category that trips of members of a company are claimed in."""
        offered = self._offered(company)
        return offered.filtered(lambda category: category.kind == "mileage")[:1]

    def _vat_rule(self, company, facts):
        """The VAT rule of ``company`` that applies to ``facts`` (`core.vat.Facts`),
        its own rules first; none where none does, which means no deduction."""
        self.ensure_one()
        country = company.account_fiscal_country_id
        rules = self.vat_rule_ids.filtered(
            lambda rule: (
                rule.country_id == country and rule.company_id.id in (False, company.id)
            )
        ).sorted(lambda rule: (not rule.company_id, rule.sequence, rule.id))
        found = treatment([rule._core_rule() for rule in rules], facts)
        return found.key if found else self.env["coop.expense.vat.rule"]

    def _accounts(self, company):
        """Accounts that expenses of these categories are charged to in a company, by
        category.

        Raises UserError where one is not known.
        """
        found = self.account_ids._find(company)
        for category in self:
            if category not in found:
                raise UserError(
                    self.env._(
                        "No account is known for “%(category)s” in %(company)s: an "
                        "accountant chooses it on the category.",
                        category=category.name,
                        company=company.display_name,
                    )
                )
        return found
