from odoo import api, fields, models
from odoo.exceptions import ValidationError

from .coop_strategy_cycle import AUDIENCES


class ProjectProject(models.Model):
    """A project of transformation: the part of a strategy that is being done."""

    _inherit = "project.project"

    strategy_cycle_id = fields.Many2one(
        "coop.strategy.cycle",
        "Strategy",
        index="btree_not_null",
        ondelete="restrict",
        tracking=True,
        check_company=True,
    )
    strategy_axis_ids = fields.Many2many(
        "coop.strategy.axis",
        "coop_strategy_axis_project_rel",
        "project_id",
        "axis_id",
        "Axes",
        domain="[('cycle_id', '=', strategy_cycle_id)]",
    )
    strategy_category_id = fields.Many2one(
        "coop.strategy.category", "Kind of project", ondelete="restrict"
    )
    strategy_stage = fields.Selection(
        [
            ("idea", "Idea"),
            ("running", "Running"),
            ("paused", "On hold"),
            ("done", "Done"),
            ("dropped", "Given up"),
        ],
        "How far it is",
        default="idea",
        tracking=True,
        index=True,
        group_expand=True,
    )
    strategy_audience = fields.Selection(
        AUDIENCES, "Published to", default="team", tracking=True, copy=False
    )
    strategy_summary = fields.Text(
        "In a few sentences", translate=True, help="What members or everyone reads."
    )
    strategy_sponsor_id = fields.Many2one(
        "res.users", "Sponsor", domain="[('share', '=', False)]", tracking=True
    )
    strategy_seat_ids = fields.One2many("coop.strategy.seat", "project_id", "Team")
    strategy_wanted_minutes = fields.Integer(
        "Team time a week", compute="_compute_strategy_wanted_minutes"
    )
    strategy_progress = fields.Integer(
        "Progress", related="last_update_id.progress", store=True
    )
    strategy_rank = fields.Integer("Rank", readonly=True, copy=False, aggregator=None)
    strategy_dots = fields.Integer("Dots", readonly=True, copy=False)
    strategy_ballot_id = fields.Many2one(
        "coop.strategy.ballot", "Ranked by", readonly=True, copy=False
    )
    strategy_call_ids = fields.One2many("coop.strategy.call", "project_id", "Calls")
    strategy_contribution_ids = fields.One2many(
        "coop.strategy.contribution", "project_id", "Contributions"
    )
    strategy_call_count = fields.Integer(compute="_compute_strategy_call_count")

    @api.depends("strategy_seat_ids.minutes")
    def _compute_strategy_wanted_minutes(self):
        for project in self:
            seats = project.strategy_seat_ids
            project.strategy_wanted_minutes = sum(seats.mapped("minutes"))

    @api.depends("strategy_call_ids")
    def _compute_strategy_call_count(self):
        for project in self:
            project.strategy_call_count = len(project.strategy_call_ids)

    @api.constrains("strategy_cycle_id", "strategy_axis_ids")
    def _check_strategy_axes(self):
        for project in self:
            if project.strategy_axis_ids.cycle_id - project.strategy_cycle_id:
                raise ValidationError(
                    self.env._("Choose axes of the strategy that the project is of.")
                )

    @api.constrains("strategy_cycle_id", "company_id")
    def _check_strategy_company(self):
        for project in self:
            owner = project.strategy_cycle_id.company_id
            if owner and project.company_id and project.company_id != owner:
                raise ValidationError(
                    self.env._("The strategy belongs to another cooperative.")
                )

    @api.onchange("strategy_cycle_id")
    def _onchange_strategy_cycle_id(self):
        wrong = self.strategy_axis_ids.filtered(
            lambda axis: axis.cycle_id != self.strategy_cycle_id
        )
        self.strategy_axis_ids -= wrong

    def action_publish_members(self):
        """Publish the project to the members."""
        self.strategy_audience = "members"

    def action_publish_everyone(self):
        """Publish the project to everyone."""
        self.strategy_audience = "public"

    def action_withdraw(self):
        """Publish the project no more."""
        self.strategy_audience = "team"

    def action_view_calls(self):
        """Open the project's calls for contribution."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "coop_strategy_project.coop_strategy_call_action"
        )
        action["domain"] = [("project_id", "=", self.id)]
        action["context"] = {"default_project_id": self.id}
        return action
