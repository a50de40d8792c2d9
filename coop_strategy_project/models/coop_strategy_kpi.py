from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..core import path as core
from ..core import smart
from .coop_strategy_cycle import AUDIENCES

TRENDS = [
    (core.REACHED, "Reached"),
    (core.AHEAD, "Ahead"),
    (core.ON_PATH, "On its path"),
    (core.BEHIND, "Behind"),
    (core.MISSED, "Missed"),
    (core.UNKNOWN, "Not measured"),
]


class CoopStrategyKpi(models.Model):
    """An indicator of an axis, with dated measures; one with a target has a path to
    it, which begins at its baseline."""

    _name = "coop.strategy.kpi"
    _description = "Indicator"
    _order = "axis_id, sequence, id"
    _rec_name = "indicator"

    indicator = fields.Char(
        required=True, translate=True, help="What is measured, in a few words."
    )
    axis_id = fields.Many2one(
        "coop.strategy.axis", required=True, index=True, ondelete="cascade"
    )
    cycle_id = fields.Many2one(related="axis_id.cycle_id", store=True, index=True)
    company_id = fields.Many2one(related="axis_id.company_id", store=True, index=True)
    sequence = fields.Integer(default=10)
    audience = fields.Selection(
        AUDIENCES, "Published to", default="members", required=True
    )
    unit = fields.Char(required=True, translate=True, help="%, members, days…")
    baseline = fields.Float(help="What was measured at the start.")
    baseline_date = fields.Date("Measured on", help="Empty: nobody measured it yet.")
    target = fields.Float()
    date_due = fields.Date("Target date", help="Empty: it is followed without target.")
    measure_ids = fields.One2many("coop.strategy.kpi.measure", "kpi_id", "Measures")
    objective_ids = fields.One2many("coop.strategy.objective", "kpi_id", "Objectives")
    value = fields.Float("Today", compute="_compute_value")
    value_date = fields.Date("Last measured", compute="_compute_value")
    expected = fields.Float(
        "On the path",
        compute="_compute_value",
        help="Where one should have been on the day of the last measure.",
    )
    progress = fields.Integer(compute="_compute_value")
    trend = fields.Selection(TRENDS, compute="_compute_value")

    _date_after_baseline = models.Constraint(
        "CHECK (date_due IS NULL OR baseline_date IS NULL OR date_due > baseline_date)",
        "The target comes after the baseline.",
    )

    @api.constrains("baseline", "baseline_date", "target", "date_due")
    def _check_path(self):
        for kpi in self:
            if not (kpi.target or kpi.date_due):
                continue
            faults = smart.path_faults(
                kpi.baseline,
                kpi.baseline_date or None,
                kpi.target,
                kpi.date_due or None,
            )
            codes = [code for code, is_wrong in faults.items() if is_wrong]
            if codes:
                raise ValidationError(self._path_sentences()[codes[0]])

    @api.constrains(
        "indicator", "unit", "baseline", "baseline_date", "target", "date_due"
    )
    def _check_objectives(self):
        self.env["coop.strategy.objective"]._check_smart_of(self)

    @api.model
    def _path_sentences(self):
        """What is wrong with a path, as sentences by code of `core.smart`."""
        return {
            smart.NO_BASELINE: self.env._(
                "A target needs a baseline: say what was measured, and on which day."
            ),
            smart.NO_DATE: self.env._("Say by when the target is to be reached."),
            smart.DATE_BEFORE_BASELINE: self.env._(
                "The target comes after the baseline."
            ),
            smart.NO_WAY: self.env._(
                "The target is what the baseline is already: say what is to change."
            ),
        }

    def _path(self):
        """The `core.path.Path` to the target, None where there is no target."""
        self.ensure_one()
        if not (self.date_due and self.baseline_date):
            return None
        return core.Path(self.baseline, self.baseline_date, self.target, self.date_due)

    @api.depends(
        "measure_ids.value",
        "measure_ids.date",
        "baseline",
        "baseline_date",
        "target",
        "date_due",
    )
    def _compute_value(self):
        today = fields.Date.context_today(self)
        for kpi in self:
            way = kpi._path()
            last = kpi.measure_ids.sorted("date")[-1:]
            is_known = bool(last or kpi.baseline_date)
            value = last.value if last else kpi.baseline
            day = last.date or kpi.baseline_date
            kpi.value = value
            kpi.value_date = day
            kpi.expected = core.expected(way, day) if way else 0
            kpi.progress = round(100 * core.progress(way, value)) if way else 0
            kpi.trend = core.trend(way, value if is_known else None, day, today)

    def action_view_measures(self):
        """Open the measures of this indicator."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "coop_strategy_project.coop_strategy_kpi_measure_action"
        )
        action["domain"] = [("kpi_id", "=", self.id)]
        action["context"] = {"default_kpi_id": self.id}
        return action
