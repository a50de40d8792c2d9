from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..core.path import expected


class CoopStrategyKpiMeasure(models.Model):
    """What an indicator was on a day, entered by hand or computed."""

    _name = "coop.strategy.kpi.measure"
    _description = "Measure"
    _order = "date desc, id desc"

    kpi_id = fields.Many2one(
        "coop.strategy.kpi", "Indicator", required=True, ondelete="cascade"
    )
    axis_id = fields.Many2one(related="kpi_id.axis_id", store=True, index=True)
    company_id = fields.Many2one(related="kpi_id.company_id", store=True, index=True)
    date = fields.Date(required=True, default=fields.Date.context_today)
    value = fields.Float(required=True, aggregator="avg")
    unit = fields.Char(related="kpi_id.unit")
    expected = fields.Float(
        "On the path", compute="_compute_expected", store=True, aggregator="avg"
    )
    note = fields.Char()
    is_computed = fields.Boolean("Computed", readonly=True)

    _once_a_day = models.UniqueIndex(
        "(kpi_id, date)",
        "This indicator has a measure on that day already: correct that one.",
    )

    @api.depends(
        "date",
        "kpi_id.baseline",
        "kpi_id.baseline_date",
        "kpi_id.target",
        "kpi_id.date_due",
    )
    def _compute_expected(self):
        for measure in self:
            way = measure.kpi_id._path() if measure.kpi_id else None
            measure.expected = expected(way, measure.date) if way else 0

    @api.constrains("date")
    def _check_date(self):
        today = fields.Date.context_today(self)
        if any(measure.date > today for measure in self):
            raise ValidationError(self.env._("Nothing is measured in the future."))

    @api.depends("kpi_id", "date")
    def _compute_display_name(self):
        for measure in self:
            measure.display_name = f"{measure.kpi_id.indicator} · {measure.date}"
