from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..core import smart


class CoopStrategyObjective(models.Model):
    """An objective that is SMART by construction: what is not specific, measured from
    a baseline to a target by a day, with means and an owner, is not kept.

    What is measured is an indicator of its own, to which it delegates.
    """

    _name = "coop.strategy.objective"
    _description = "Objective"
    _inherit = ["mail.thread", "mail.activity.mixin", "coop.strategy.backstage.mixin"]
    _inherits = {"coop.strategy.kpi": "kpi_id"}
    _order = "id"

    name = fields.Char(required=True, translate=True, tracking=True)
    kpi_id = fields.Many2one(
        "coop.strategy.kpi",
        "Indicator record",
        required=True,
        index=True,
        ondelete="cascade",
    )
    description = fields.Text(
        "Precisely",
        translate=True,
        help="What will be different, for whom: one can tell whether it is done.",
    )
    resources = fields.Text(
        "Means", translate=True, help="Time, people, money that are set aside for it."
    )
    owner_id = fields.Many2one(
        "res.users", domain="[('share', '=', False)]", tracking=True, index=True
    )

    _kpi_once = models.UniqueIndex(
        "(kpi_id)", "This indicator measures another objective."
    )

    @api.constrains(
        "description",
        "indicator",
        "unit",
        "baseline",
        "baseline_date",
        "target",
        "date_due",
        "resources",
        "owner_id",
    )
    def _check_smart(self):
        for objective in self:
            codes = smart.lacks(objective._aim())
            if codes:
                sentences = objective._smart_sentences()
                raise ValidationError("\n".join(sentences[code] for code in codes))

    @api.model
    def _check_smart_of(self, kpis):
        """Raise ValidationError where a change of ``kpis`` makes an objective less
        than SMART."""
        self.search([("kpi_id", "in", kpis.ids)])._check_smart()

    def _aim(self):
        """The objective as `core.smart.Aim`."""
        self.ensure_one()
        return smart.Aim(
            self.description or "",
            self.indicator or "",
            self.unit or "",
            self.baseline,
            self.baseline_date or None,
            self.target,
            self.date_due or None,
            self.resources or "",
            bool(self.owner_id),
        )

    @api.model
    def _smart_sentences(self):
        return {
            smart.NOT_SPECIFIC: self.env._(
                "Say precisely what will be different, for whom."
            ),
            smart.NO_INDICATOR: self.env._("Say what is measured."),
            smart.NO_UNIT: self.env._("Say in which unit it is measured."),
            smart.NO_RESOURCES: self.env._(
                "Say which means are set aside: time, people, money."
            ),
            smart.NO_OWNER: self.env._("Say who answers for it."),
            **self.env["coop.strategy.kpi"]._path_sentences(),
        }

    def action_view_measures(self):
        """Open the measures of this objective."""
        self.ensure_one()
        return self.kpi_id.action_view_measures()

    def action_measure(self):
        """Measure now what is computed."""
        return self.kpi_id.action_measure()

    def unlink(self):
        # its indicator is of its own
        kpis = self.kpi_id
        result = super().unlink()
        kpis.unlink()
        return result
