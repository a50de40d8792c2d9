from decimal import Decimal

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..core.mileage import MileageError, Scale
from .coop_vehicle import KINDS


class CoopMileageScale(models.Model):
    """An official scale of kilometres for some vehicles, from one day to another."""

    _name = "coop.mileage.scale"
    _description = "Mileage Scale"
    _order = "country_id, date_start desc, vehicle_kind, power_min, id"

    name = fields.Char(required=True, translate=True)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company", index=True, help="Empty: for every cooperative of the country."
    )
    country_id = fields.Many2one(
        "res.country", required=True, default=lambda self: self.env.company.country_id
    )
    vehicle_kind = fields.Selection(KINDS, "Vehicle", help="Empty: any vehicle.")
    power_min = fields.Integer("From (CV)", aggregator=None)
    power_max = fields.Integer("To (CV)", aggregator=None, help="0: without end.")
    date_start = fields.Date("From", required=True)
    date_end = fields.Date("To", help="Empty: until another scale replaces it.")
    period = fields.Selection(
        [("year", "Year"), ("quarter", "Quarter")],
        "Set by",
        help="Where the law lets employers choose between a rate of the year and one "
        "of the quarter: which of the two this is. The cooperative chooses in its "
        "settings.",
    )
    electric_bonus = fields.Float(
        "Electric vehicles (+ %)", help="Added for vehicles that are wholly electric."
    )
    yearly_limit = fields.Float(
        "Kilometres a year",
        digits=(12, 1),
        help="Beyond this distance a vehicle's trips are pointed out; 0: no limit.",
    )
    verified = fields.Boolean(
        help="Found in the sources named; where not, to be confirmed before use."
    )
    source = fields.Char(help="Where these figures come from.")
    band_ids = fields.One2many("coop.mileage.band", "scale_id", "Bands", copy=True)

    _dates_ordered = models.Constraint(
        "CHECK (date_end IS NULL OR date_end >= date_start)",
        "A scale cannot end before it starts.",
    )
    _powers_ordered = models.Constraint(
        "CHECK (power_min >= 0 AND (power_max = 0 OR power_max >= power_min))",
        "A range of power goes from the lower to the higher.",
    )
    _figures_positive = models.Constraint(
        "CHECK (electric_bonus >= 0 AND yearly_limit >= 0)",
        "A bonus and a limit cannot be negative.",
    )

    @api.constrains("band_ids")
    def _check_bands(self):
        for scale in self:
            try:
                scale._core_scale(electric=False)
            except MileageError as error:
                raise ValidationError(
                    self.env._(
                        "The bands of “%s” must follow each other, and the last one "
                        "have no end.",
                        scale.name,
                    )
                ) from error

    def _core_scale(self, electric):
        """This scale as `core.mileage` takes it."""
        self.ensure_one()
        bonus = Decimal(str(self.electric_bonus)) if electric else Decimal(0)
        bands = sorted(self.band_ids, key=lambda band: band.up_to or float("inf"))
        return Scale(tuple(band._core_band() for band in bands), bonus)

    @api.model
    def _available(self, company):
        """Scales that a company may use, its own first, the newest first."""
        country = company.account_fiscal_country_id
        period = company.coop_mileage_period
        found = self.search(
            [
                ("country_id", "=", country.id),
                ("company_id", "in", (False, company.id)),
                ("period", "in", (False, period)),
            ]
        )
        return found.sorted(lambda scale: (not scale.company_id,))

    def _pick(self, vehicle, day):
        """The first of these scales that applies to a vehicle on a day; none where
        no scale does."""
        return next(
            (scale for scale in self if scale._applies(vehicle, day)), self.browse()
        )

    def _applies(self, vehicle, day):
        self.ensure_one()
        return (
            self.date_start <= day <= (self.date_end or day)
            and self.vehicle_kind in (False, vehicle.kind)
            and self.power_min <= vehicle.power
            and (not self.power_max or vehicle.power <= self.power_max)
        )
