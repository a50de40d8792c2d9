from odoo import api, fields, models
from odoo.exceptions import UserError

from ..core.progress import mean


class CoopStrategyAxis(models.Model):
    """An axis of a strategy: what it is for, and where it stands today."""

    _name = "coop.strategy.axis"
    _description = "Strategic Axis"
    _inherit = ["mail.thread", "coop.strategy.backstage.mixin"]
    _order = "cycle_id, sequence, id"

    name = fields.Char(required=True, translate=True)
    cycle_id = fields.Many2one(
        "coop.strategy.cycle",
        "Strategy",
        required=True,
        index=True,
        ondelete="cascade",
    )
    company_id = fields.Many2one(related="cycle_id.company_id", store=True, index=True)
    sequence = fields.Integer(default=10)
    color = fields.Integer()
    purpose = fields.Html(
        "What it is for", translate=True, help="What this axis is to bring about."
    )
    owner_id = fields.Many2one(
        "res.users", domain="[('share', '=', False)]", help="Who answers for it."
    )
    circle_id = fields.Many2one(
        "coop.strategy.circle", check_company=True, ondelete="set null"
    )
    today_text = fields.Html(
        "Where are we today?",
        translate=True,
        help="Published with the plan: in a few sentences, for who does not follow it "
        "every week.",
    )
    today_date = fields.Date("Written on", readonly=True, copy=False)
    kpi_ids = fields.One2many("coop.strategy.kpi", "axis_id", "Indicators")
    objective_ids = fields.One2many(
        "coop.strategy.objective", compute="_compute_objective_ids"
    )
    project_ids = fields.Many2many(
        "project.project",
        "coop_strategy_axis_project_rel",
        "axis_id",
        "project_id",
        "Projects",
        copy=False,
    )
    objective_count = fields.Integer(compute="_compute_objective_ids")
    project_count = fields.Integer(compute="_compute_progress")
    progress = fields.Integer(
        compute="_compute_progress", help="Of its projects, as they last said."
    )

    _check_company_auto = True

    def _compute_objective_ids(self):
        objectives = self.env["coop.strategy.objective"].search(
            [("axis_id", "in", self.ids)]
        )
        by_axis = objectives.grouped("axis_id")
        for axis in self:
            axis.objective_ids = by_axis.get(axis, objectives.browse())
            axis.objective_count = len(axis.objective_ids)

    @api.depends("project_ids.strategy_progress")
    def _compute_progress(self):
        for axis in self:
            told = axis.project_ids.filtered("last_update_id")
            axis.progress = mean(told.mapped("strategy_progress")) or 0
            axis.project_count = len(axis.project_ids)

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._date_today_text(vals)
        return super().create(vals_list)

    def write(self, vals):
        vals = dict(vals)
        self._date_today_text(vals)
        return super().write(vals)

    def _date_today_text(self, vals):
        if vals.get("today_text") and "today_date" not in vals:
            vals["today_date"] = fields.Date.context_today(self)

    @api.ondelete(at_uninstall=False)
    def _unlink_only_drafts(self):
        if any(axis.cycle_id.state != "draft" for axis in self):
            raise UserError(
                self.env._("An axis that was voted on is kept, with what was measured.")
            )
