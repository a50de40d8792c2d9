from decimal import Decimal

from odoo import api, fields, models

from ..core.mileage import Band


class CoopMileageBand(models.Model):
    """A band of a mileage scale: what a year costs whose distance lies in it."""

    _name = "coop.mileage.band"
    _description = "Band of a Mileage Scale"
    _order = "scale_id, id"

    scale_id = fields.Many2one(
        "coop.mileage.scale", required=True, index=True, ondelete="cascade"
    )
    up_to = fields.Float(
        "Up to (km a year)", digits=(12, 1), help="Included; 0: without end."
    )
    rate = fields.Float("By kilometre", digits=(8, 4), required=True)
    fixed = fields.Float(digits=(12, 2), help="Added once to the year.")

    _figures_positive = models.Constraint(
        "CHECK (up_to >= 0 AND rate >= 0 AND fixed >= 0)",
        "Distances, rates and amounts of a scale cannot be negative.",
    )

    @api.constrains("up_to", "scale_id")
    def _check_followed(self):
        self.scale_id._check_bands()

    def _core_band(self):
        """This band as `core.mileage` takes it."""
        self.ensure_one()
        up_to = Decimal(str(round(self.up_to, 1))) if self.up_to else None
        return Band(
            up_to, Decimal(str(round(self.rate, 4))), Decimal(str(round(self.fixed, 2)))
        )
