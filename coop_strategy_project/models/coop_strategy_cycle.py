from odoo import api, fields, models
from odoo.exceptions import UserError

#: who may read what is published: nobody but the team, every member, everyone
AUDIENCES = [
    ("team", "The team"),
    ("members", "Members"),
    ("public", "Everyone"),
]


class CoopStrategyCycle(models.Model):
    """A strategy for some years: what the members voted on, and how."""

    _name = "coop.strategy.cycle"
    _description = "Strategy"
    _inherit = [
        "mail.thread",
        "mail.activity.mixin",
        "coop.strategy.backstage.mixin",
        "coop.strategy.state.mixin",
    ]
    _order = "date_start desc, id desc"
    _check_company_auto = True

    name = fields.Char(required=True, translate=True, tracking=True)
    company_id = fields.Many2one(
        "res.company",
        required=True,
        default=lambda self: self.env.company,
        index=True,
        ondelete="restrict",
    )
    date_start = fields.Date("From", required=True, tracking=True)
    date_end = fields.Date("To", required=True, tracking=True)
    state = fields.Selection(
        [("draft", "In preparation"), ("voted", "Voted"), ("finished", "Finished")],
        "Status",
        default="draft",
        required=True,
        readonly=True,
        copy=False,
        tracking=True,
        index=True,
    )
    audience = fields.Selection(
        AUDIENCES,
        "Published to",
        default="members",
        required=True,
        tracking=True,
        help="Who reads the plan once it is voted. Projects, updates, indicators and "
        "calls have a switch of their own.",
    )
    introduction = fields.Html(translate=True)
    meeting_name = fields.Char(
        "Voted by", copy=False, help="Which meeting voted on it."
    )
    meeting_date = fields.Date("Voted on", copy=False, tracking=True)
    votes_for = fields.Integer("In favour", copy=False)
    votes_against = fields.Integer("Against", copy=False)
    votes_abstained = fields.Integer("Abstentions", copy=False)
    votes_share = fields.Float("Approval", compute="_compute_votes_share")
    axis_ids = fields.One2many("coop.strategy.axis", "cycle_id", "Axes", copy=True)
    project_ids = fields.One2many("project.project", "strategy_cycle_id", "Projects")
    ballot_ids = fields.One2many("coop.strategy.ballot", "cycle_id", "Ballots")
    project_count = fields.Integer(compute="_compute_counts")
    ballot_count = fields.Integer(compute="_compute_counts")
    objective_count = fields.Integer(compute="_compute_counts")

    _ends_after_start = models.Constraint(
        "CHECK (date_end > date_start)", "A strategy ends after it begins."
    )
    # ranges of one value are companies: two strategies of one never overlap
    _no_overlap = models.Constraint(
        "EXCLUDE USING gist (int4range(company_id, company_id, '[]') WITH &&, "
        "daterange(date_start, date_end, '[]') WITH &&)",
        "Another strategy covers some of these years already: end one before the "
        "other begins.",
    )
    _votes_positive = models.Constraint(
        "CHECK (votes_for >= 0 AND votes_against >= 0 AND votes_abstained >= 0)",
        "Votes cannot be negative.",
    )
    _voted_dated = models.Constraint(
        "CHECK (state = 'draft' "
        "OR (meeting_date IS NOT NULL AND meeting_name IS NOT NULL))",
        "Say which meeting voted on the strategy, and when.",
    )

    @api.depends("votes_for", "votes_against")
    def _compute_votes_share(self):
        for cycle in self:
            cast = cycle.votes_for + cycle.votes_against
            cycle.votes_share = cycle.votes_for / cast if cast else 0

    def _compute_counts(self):
        projects = self._counts_by_cycle("project.project", "strategy_cycle_id")
        ballots = self._counts_by_cycle("coop.strategy.ballot", "cycle_id")
        objectives = self._counts_by_cycle("coop.strategy.objective", "cycle_id")
        for cycle in self:
            cycle.project_count = projects.get(cycle, 0)
            cycle.ballot_count = ballots.get(cycle, 0)
            cycle.objective_count = objectives.get(cycle, 0)

    def _counts_by_cycle(self, model, name):
        rows = self.env[model]._read_group(
            [(name, "in", self.ids)], [name], ["__count"]
        )
        return dict(rows)

    # -- steps ---------------------------------------------------------------------

    def action_vote(self):
        """Record that the meeting adopted the strategy."""
        for cycle in self:
            cycle._refuse_unless("draft")
            if not cycle.meeting_name or not cycle.meeting_date:
                raise UserError(
                    self.env._("Say which meeting voted on the strategy, and when.")
                )
            if cycle.votes_for <= cycle.votes_against:
                raise UserError(
                    self.env._(
                        "A strategy is voted when more are in favour than against: "
                        "enter the votes of the meeting."
                    )
                )
            if not cycle.axis_ids:
                raise UserError(self.env._("A strategy has one axis at least."))
        self.state = "voted"

    def action_finish(self):
        """Close the strategy: it can still be read."""
        for cycle in self:
            cycle._refuse_unless("voted")
        self.state = "finished"

    def action_reopen(self):
        """Take back that the strategy is finished."""
        for cycle in self:
            cycle._refuse_unless("finished")
        self.state = "voted"

    def action_unvote(self):
        """Take back the vote: members read the plan no more."""
        for cycle in self:
            cycle._refuse_unless("voted")
        self.state = "draft"

    @api.ondelete(at_uninstall=False)
    def _unlink_only_drafts(self):
        for cycle in self:
            if cycle.state != "draft":
                raise UserError(
                    self.env._("A strategy that was voted on is kept: finish it.")
                )

    # -- buttons -------------------------------------------------------------------

    def action_view_projects(self):
        """Open the projects of this strategy."""
        return self._action_view("coop_strategy_project_action", "strategy_cycle_id")

    def action_view_objectives(self):
        """Open the objectives of this strategy."""
        return self._action_view("coop_strategy_objective_action", "cycle_id")

    def action_view_ballots(self):
        """Open the ballots of this strategy."""
        return self._action_view("coop_strategy_ballot_action", "cycle_id")

    def _action_view(self, action, name):
        self.ensure_one()
        found = self.env["ir.actions.act_window"]._for_xml_id(
            f"coop_strategy_project.{action}"
        )
        found["domain"] = [(name, "=", self.id)]
        found["context"] = {f"default_{name}": self.id}
        return found
