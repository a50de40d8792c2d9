from odoo import fields, models
from odoo.exceptions import UserError


class CoopContributionScheme(models.Model):
    """How the cooperative's share of activities is computed, in versions that each
    apply from a month on."""

    _name = "coop.contribution.scheme"
    _description = "Contribution Scheme"
    _order = "sequence, name, id"

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company", required=True, default=lambda self: self.env.company, index=True
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    version_ids = fields.One2many("coop.contribution.version", "scheme_id", "Versions")
    activity_ids = fields.One2many(
        "coop.activity", "coop_contribution_scheme_id", "Activities of their own"
    )

    def _core_versions(self):
        """The versions as `core.contribution` takes them; raises UserError where
        there is none."""
        self.ensure_one()
        if not self.version_ids:
            raise UserError(
                self.env._(
                    "“%s” says nothing yet: add a version with its rates, and the "
                    "month from which it applies.",
                    self.name,
                )
            )
        return [version._core_terms() for version in self.version_ids]
