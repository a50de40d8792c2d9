from odoo import api, fields, models
from odoo.tools import formatLang

from ..core.contribution import Band
from .coop_contribution_version import _KEY, _VERSION, exact


class CoopContributionBand(models.Model):
    """A part of the total, and the rate that it bears."""

    _name = "coop.contribution.band"
    _description = "Band of a Contribution Scheme"
    _order = "version_id, lower, id"

    version_id = fields.Many2one(
        "coop.contribution.version", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="version_id.company_id", store=True)
    currency_id = fields.Many2one(related="version_id.currency_id")
    lower = fields.Monetary("Above")
    upper = fields.Monetary("Up to", help="0: without end.")
    rate = fields.Float("Rate (%)", digits=(5, 2), required=True, aggregator=None)

    _rate_valid = models.Constraint(
        "CHECK (rate BETWEEN 0 AND 100)", "A rate lies between 0 and 100 %."
    )

    @api.depends("lower", "upper", "rate")
    def _compute_display_name(self):
        for band in self:
            rate = formatLang(self.env, band.rate, digits=2)
            lower = formatLang(self.env, band.lower, digits=0)
            upper = formatLang(self.env, band.upper, digits=0) if band.upper else "∞"
            band.display_name = f"{lower} – {upper}: {rate} %"

    @api.constrains("lower", "upper", "version_id")
    def _check_followed(self):
        self.version_id._check_bands()

    def unlink(self):
        versions = self.version_id
        result = super().unlink()
        if self.env.context.get(_KEY) is not _VERSION:
            versions.exists()._check_bands()
        return result

    def _core_band(self):
        """This band as `core.contribution` takes it."""
        self.ensure_one()
        upper = exact(self.upper) if self.upper else None
        return Band(exact(self.lower), upper, exact(self.rate))
