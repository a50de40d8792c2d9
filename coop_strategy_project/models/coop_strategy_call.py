from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from .coop_strategy_cycle import AUDIENCES

TODO = "mail.mail_activity_data_todo"


class CoopStrategyCall(models.Model):
    """A call for contribution: what a project seeks among the members."""

    _name = "coop.strategy.call"
    _description = "Call for Contribution"
    _inherit = [
        "mail.thread",
        "mail.activity.mixin",
        "coop.strategy.backstage.mixin",
        "coop.strategy.state.mixin",
    ]
    _order = "date_needed, id desc"

    name = fields.Char("What is sought", required=True, translate=True, tracking=True)
    project_id = fields.Many2one(
        "project.project",
        required=True,
        index=True,
        ondelete="restrict",
        domain="[('strategy_cycle_id', '!=', False)]",
    )
    cycle_id = fields.Many2one(
        related="project_id.strategy_cycle_id", store=True, index=True
    )
    company_id = fields.Many2one(
        "res.company",
        required=True,
        default=lambda self: self.env.company,
        index=True,
        ondelete="restrict",
    )
    description = fields.Html(translate=True)
    skills = fields.Char(translate=True, help="E.g. layout, wiki software, patience.")
    minutes = fields.Integer("Time sought", help="In all, of each person.")
    places = fields.Integer("People sought", default=1)
    date_needed = fields.Date("Answer by", tracking=True)
    audience = fields.Selection(
        AUDIENCES, "Published to", default="members", required=True, tracking=True
    )
    responsible_id = fields.Many2one(
        "res.users",
        default=lambda self: self.env.user,
        domain="[('share', '=', False)]",
        tracking=True,
    )
    state = fields.Selection(
        [("draft", "In preparation"), ("open", "Open"), ("closed", "Closed")],
        "Status",
        default="draft",
        required=True,
        readonly=True,
        copy=False,
        tracking=True,
        index=True,
    )
    contribution_ids = fields.One2many(
        "coop.strategy.contribution", "call_id", "Answers"
    )
    waiting_count = fields.Integer("To decide", compute="_compute_counts")
    accepted_count = fields.Integer("Accepted", compute="_compute_counts")

    _numbers_positive = models.Constraint(
        "CHECK (minutes >= 0 AND places > 0)",
        "Time cannot be negative, and one person at least is sought.",
    )

    @api.depends("contribution_ids.state")
    def _compute_counts(self):
        rows = self.env["coop.strategy.contribution"]._read_group(
            [("call_id", "in", self.ids)], ["call_id", "state"], ["__count"]
        )
        counts = {(call.id, state): count for call, state, count in rows}
        for call in self:
            call.waiting_count = counts.get((call.id, "offered"), 0)
            call.accepted_count = counts.get((call.id, "accepted"), 0)

    @api.constrains("project_id", "company_id")
    def _check_same_company(self):
        for call in self:
            owner = call.project_id.company_id
            if owner and owner != call.company_id:
                raise ValidationError(
                    self.env._("The project belongs to another cooperative.")
                )

    def _is_running(self):
        """Whether members may answer now."""
        self.ensure_one()
        today = fields.Date.context_today(self)
        is_over = self.date_needed and self.date_needed < today
        return self.state == "open" and self.audience != "team" and not is_over

    def _is_published(self):
        """Whether members read of it, though it may be closed."""
        self.ensure_one()
        return self.state != "draft" and self.audience != "team"

    def action_open(self):
        """Publish the call."""
        for call in self:
            call._refuse_unless("draft", "closed")
        self.state = "open"

    def action_close(self):
        """Take no more answers."""
        for call in self:
            call._refuse_unless("open")
        self.state = "closed"

    @api.model
    def _open_domain(self, audiences=("members", "public")):
        """Domain of the calls that those ``audiences`` can answer now."""
        today = fields.Date.context_today(self)
        return [
            ("state", "=", "open"),
            ("audience", "in", list(audiences)),
            "|",
            ("date_needed", "=", False),
            ("date_needed", ">=", today),
        ]

    def write(self, vals):
        result = super().write(vals)
        if vals.get("responsible_id"):
            # what waits is for who answers for the call from now on
            waiting = self.contribution_ids.activity_search([TODO])
            waiting.user_id = vals["responsible_id"]
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_without_answers(self):
        if self.contribution_ids:
            raise UserError(
                self.env._("A call that members answered is kept: close it.")
            )

    def action_view_contributions(self):
        """Open the answers to this call."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "coop_strategy_project.coop_strategy_contribution_action"
        )
        action["domain"] = [("call_id", "=", self.id)]
        action["context"] = {"default_call_id": self.id}
        return action
