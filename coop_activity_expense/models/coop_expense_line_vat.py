from decimal import Decimal

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from ..core.vat import Facts, split
from .coop_expense import BOOKED


class CoopExpenseLine(models.Model):
    """VAT of an expense: the tax follows from its category, country, vehicle,
    beneficiary and date; an accountant may decide otherwise, and says why."""

    _inherit = "coop.expense.line"

    vat_rule_id = fields.Many2one(
        "coop.expense.vat.rule",
        "VAT rule",
        compute="_compute_vat_rule_id",
        compute_sudo=True,
        store=True,
        groups="base.group_user",
    )
    tax_id = fields.Many2one(
        "account.tax",
        compute="_compute_tax_id",
        compute_sudo=True,
        store=True,
        groups="base.group_user",
        help="Empty: no VAT is separated, the whole amount is the cost.",
    )
    vat_override = fields.Boolean(
        "VAT decided by hand", copy=False, groups="base.group_user"
    )
    override_tax_id = fields.Many2one(
        "account.tax",
        "Tax decided",
        domain="[('type_tax_use', '=', 'purchase'), ('company_id', '=', company_id),"
        " ('amount_type', '=', 'percent')]",
        copy=False,
        ondelete="restrict",
        groups="base.group_user",
    )
    override_reason = fields.Char(
        "Reason of the decision", copy=False, groups="base.group_user"
    )
    base_amount = fields.Monetary(
        "Without VAT", compute="_compute_vat_amounts", compute_sudo=True, store=True
    )
    tax_amount = fields.Monetary(
        "VAT", compute="_compute_vat_amounts", compute_sudo=True, store=True
    )
    deductible_amount = fields.Monetary(
        "Deductible VAT", compute="_compute_vat_amounts", compute_sudo=True, store=True
    )

    _override_explained = models.Constraint(
        "CHECK (vat_override IS NOT TRUE OR override_reason IS NOT NULL)",
        "Say why the VAT of this expense is not what the rules make of it.",
    )

    @api.depends(
        "category_id",
        "date",
        "amount",
        "vehicle_id.kind",
        "vehicle_id.energy",
        "beneficiary",
        "company_named",
        "company_id.account_fiscal_country_id",
    )
    def _compute_vat_rule_id(self):
        for line in self._not_booked("vat_rule_id"):
            ready = line.category_id and line.date and line.company_id
            line.vat_rule_id = (
                line.category_id._vat_rule(line.company_id, line._vat_facts())
                if ready
                else False
            )

    def _not_booked(self, *names):
        """The lines that are not in the books; in the others, ``names`` stay as they
        are, whatever becomes of the vehicle or of the taxes."""
        booked = self.filtered(lambda line: line.state in BOOKED)
        for line in booked:
            for name in names:
                line[name] = line[name]
        return self - booked

    def _vat_facts(self):
        """What is known of this expense, as `core.vat` takes it."""
        self.ensure_one()
        vehicle = self.vehicle_id
        return Facts(
            day=self.date,
            amount=self._exact(self.amount),
            vehicle=vehicle.kind or "",
            energy=vehicle.energy or "",
            beneficiary=self.beneficiary,
            named=self.company_named,
        )

    @api.depends("vat_rule_id", "vat_override", "override_tax_id", "expense_id.payer")
    def _compute_tax_id(self):
        for line in self._not_booked("tax_id"):
            line.tax_id = (
                line.override_tax_id if line.vat_override else line._tax_of_rule("find")
            )

    def _tax_of_rule(self, how):
        """The company's tax for the rule of this line; with ``make`` as ``how``, made
        where its chart lacks it."""
        self.ensure_one()
        taxes = self.env["coop.expense.tax"]
        owed = self.category_id.is_service and self.expense_id.payer == "supplier"
        rate, deductible = self.vat_rule_id._terms()
        if not rate:
            return self.env["account.tax"]
        search = taxes._find_or_make if how == "make" else taxes._find
        return search(self.company_id, rate, deductible, on_payment=owed)

    def _ensure_tax(self):
        """Make sure that each line has the tax that it needs, as posting does.

        Raises UserError where the chart of accounts has none of that rate.
        """
        lines_sudo = self._as_step().filtered(lambda line: not line.vat_override)
        for alike_sudo in lines_sudo.grouped(lambda line: line._tax_key()).values():
            alike_sudo.tax_id = alike_sudo[0]._tax_of_rule("make")

    def _tax_key(self):
        """What lines have in common that have the same tax."""
        self.ensure_one()
        payer = self.expense_id.payer
        return self.company_id, self.category_id, self.vat_rule_id, payer

    @api.depends("amount", "tax_id", "vat_rule_id")
    def _compute_vat_amounts(self):
        names = "base_amount", "tax_amount", "deductible_amount"
        for line in self._not_booked(*names):
            unit = Decimal(str(line.currency_id.rounding or 0.01))
            rate, deductible = line._vat_terms()
            parts = split(line._exact(line.amount), rate, deductible, unit)
            line.base_amount = float(parts.base)
            line.tax_amount = float(parts.tax)
            line.deductible_amount = float(parts.deductible)

    def _vat_terms(self):
        """Rate and deductible part of the line's VAT, in percent."""
        self.ensure_one()
        if not self.tax_id:
            if self.vat_override:
                return Decimal(0), Decimal(0)
            return self.vat_rule_id._terms()
        lines = self.tax_id.invoice_repartition_line_ids.filtered(
            lambda line: line.repartition_type == "tax" and line.account_id
        )
        deductible = self._exact(sum(lines.mapped("factor_percent")))
        return self._exact(self.tax_id.amount), min(deductible, Decimal(100))

    @api.model
    def _exact(self, value):
        return Decimal(str(round(value or 0, 6)))

    @api.constrains("override_tax_id")
    def _check_override_tax(self):
        for line in self.filtered("override_tax_id"):
            tax = line.override_tax_id
            fits = (
                tax.type_tax_use == "purchase"
                and tax.amount_type == "percent"
                and tax.amount >= 0
                and tax.company_id in line.company_id.parent_ids
            )
            if not fits:
                raise ValidationError(
                    self.env._(
                        "“%s” is not a purchase tax of this cooperative, in percent.",
                        tax.display_name,
                    )
                )

    def action_decide_vat(self, tax, reason):
        """Decide that ``tax`` (empty: none) applies, because of ``reason``; what is
        decided is kept and told in the claim. Accountants only."""
        if not (reason or "").strip():
            raise UserError(self.env._("Say why this VAT applies."))
        for line in self:
            line.write(
                {
                    "vat_override": True,
                    "override_tax_id": tax.id,
                    "override_reason": reason.strip(),
                }
            )

    def action_follow_vat_rules(self):
        """Let the rules decide about VAT again; told in the claim. Accountants only."""
        self.write(
            {
                "vat_override": False,
                "override_tax_id": False,
                "override_reason": False,
            }
        )
