from datetime import date
from decimal import Decimal

from odoo import api, fields, models

from ..core.vat import Rule
from .coop_vehicle import ENERGIES

BENEFICIARIES = [
    ("member", "The member, or the team"),
    ("job", "The member, at work for a client elsewhere"),
    ("third", "Clients, other guests"),
]
#: what a rule may ask of a vehicle, as (label, kinds)
VEHICLES = {
    "light": frozenset({"car", "motorcycle", "moped"}),
    "van": frozenset({"van"}),
}


class CoopExpenseVatRule(models.Model):
    """How VAT on a category is treated in a country. Of the rules whose conditions
    hold, the first one applies; those of a company come before those of all."""

    _name = "coop.expense.vat.rule"
    _description = "VAT Rule of Expenses"
    _order = "category_id, country_id, sequence, id"

    category_id = fields.Many2one(
        "coop.expense.category", required=True, index=True, ondelete="cascade"
    )
    country_id = fields.Many2one(
        "res.country", required=True, default=lambda self: self.env.company.country_id
    )
    company_id = fields.Many2one(
        "res.company", index=True, help="Empty: for every cooperative of the country."
    )
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    rate = fields.Float(
        "VAT (%)", digits=(5, 2), aggregator=None, help="0: none is separated."
    )
    deductible = fields.Float(
        "Deductible (%)", digits=(5, 2), default=100, aggregator=None
    )
    vehicle = fields.Selection(
        [("light", "Car, motorcycle, moped"), ("van", "Van")],
        help="Empty: any vehicle, or none named.",
    )
    energy = fields.Selection(ENERGIES, help="Empty: any energy, or none known.")
    beneficiary = fields.Selection(BENEFICIARIES, help="Empty: whoever benefits.")
    company_named = fields.Boolean(
        "In the cooperative's name", help="The receipt must name the cooperative."
    )
    below_untaxed = fields.Float(
        "Below (without VAT)",
        digits=(12, 2),
        help="Applies to amounts without VAT below this one; 0: to any amount.",
    )
    date_start = fields.Date("From", help="Empty: since ever.")
    date_end = fields.Date("To", help="Empty: until changed.")
    verified = fields.Boolean(
        help="Found in the sources named; where not, to be confirmed before use."
    )
    source = fields.Char(help="Where this rule comes from.")

    _percents_valid = models.Constraint(
        "CHECK (rate >= 0 AND rate < 100 AND deductible BETWEEN 0 AND 100 "
        "AND below_untaxed >= 0)",
        "Percentages lie between 0 and 100; an amount cannot be negative.",
    )
    _dates_ordered = models.Constraint(
        "CHECK (date_end IS NULL OR date_start IS NULL OR date_end >= date_start)",
        "A rule cannot end before it starts.",
    )

    @api.depends("category_id", "rate", "deductible")
    def _compute_display_name(self):
        for rule in self:
            rule.display_name = self.env._(
                "%(category)s: VAT %(rate)g %%, %(deductible)g %% deductible",
                category=rule.category_id.name,
                rate=rule.rate,
                deductible=rule.deductible,
            )

    def _core_rule(self):
        """This rule as `core.vat` takes it; its key is the record."""
        self.ensure_one()
        rate, deductible = self._terms()
        return Rule(
            rate=rate,
            deductible=deductible,
            vehicles=VEHICLES.get(self.vehicle, frozenset()),
            energies=frozenset({self.energy} if self.energy else ()),
            beneficiary=self.beneficiary or "",
            named=self.company_named,
            below=Decimal(str(round(self.below_untaxed, 2))),
            date_start=self.date_start or date.min,
            date_end=self.date_end or date.max,
            key=self,
        )

    def _terms(self):
        """Rate and deductible part of the rule, in percent; both 0 for no rule."""
        values = self.rate, self.deductible
        return tuple(Decimal(str(round(value, 2))) for value in values)
