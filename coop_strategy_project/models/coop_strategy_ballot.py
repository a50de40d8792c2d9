from odoo import api, fields, models
from odoo.exceptions import UserError

from ..core.ballot import Terms, ranks


class CoopStrategyBallot(models.Model):
    """A seminar gives each participant so many dots to spread over projects.

    Who voted is one table, how many dots each project has another. In a secret ballot
    nothing ties the two, for anyone: a vote adds to counters, and is kept nowhere.
    """

    _name = "coop.strategy.ballot"
    _description = "Ballot by Dots"
    _inherit = [
        "mail.thread",
        "coop.strategy.backstage.mixin",
        "coop.strategy.state.mixin",
    ]
    _order = "id desc"
    _check_company_auto = True

    name = fields.Char(required=True, translate=True, tracking=True)
    cycle_id = fields.Many2one(
        "coop.strategy.cycle",
        "Strategy",
        required=True,
        index=True,
        ondelete="restrict",
    )
    company_id = fields.Many2one(related="cycle_id.company_id", store=True, index=True)
    introduction = fields.Text(translate=True)
    dots = fields.Integer("Dots each", default=5, required=True, tracking=True)
    most_on_one = fields.Integer(
        "At most on one", help="Dots that a project gets from one person; 0: all."
    )
    is_secret = fields.Boolean(
        "Secret",
        default=True,
        tracking=True,
        help="Who voted is known, never for what: it is not recorded. Otherwise each "
        "vote is kept under its name.",
    )
    electorate = fields.Selection(
        [
            ("members", "All members"),
            ("colleges", "Members of some colleges"),
            ("people", "Chosen people"),
        ],
        default="members",
        required=True,
        help="Chosen people may be staff who are no members.",
    )
    college_ids = fields.Many2many("coop.college", string="Colleges")
    people_ids = fields.Many2many(
        "res.partner",
        "coop_strategy_ballot_people_rel",
        "ballot_id",
        "partner_id",
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
    closes_at = fields.Datetime("Closes at", tracking=True, copy=False)
    closed_on = fields.Datetime("Closed on", readonly=True, copy=False)
    shows_live = fields.Boolean(
        "Live results", default=True, help="Shown to voters while the ballot is open."
    )
    option_ids = fields.One2many(
        "coop.strategy.ballot.option", "ballot_id", "Projects", copy=True
    )
    voter_ids = fields.One2many("coop.strategy.ballot.voter", "ballot_id", "Voters")
    voter_count = fields.Integer("Votes", readonly=True, copy=False)
    dots_cast = fields.Integer("Dots given", compute="_compute_dots_cast")

    _dots_positive = models.Constraint(
        "CHECK (dots BETWEEN 1 AND 1000 AND most_on_one BETWEEN 0 AND dots)",
        "Everyone gets 1 to 1000 dots, and gives no more of them to one project.",
    )
    _open_until = models.Constraint(
        "CHECK (state = 'draft' OR closes_at IS NOT NULL)",
        "Say until when people may vote.",
    )

    @api.depends("option_ids.dots")
    def _compute_dots_cast(self):
        for ballot in self:
            ballot.dots_cast = sum(ballot.option_ids.mapped("dots"))

    def _terms(self):
        """What each voter may give, as `core.ballot.Terms`."""
        self.ensure_one()
        return Terms(self.dots, self.most_on_one)

    def _is_running(self):
        """Whether one may vote now."""
        self.ensure_one()
        return self.state == "open" and self.closes_at > fields.Datetime.now()

    # -- steps ---------------------------------------------------------------------

    def action_open(self):
        """Let people vote."""
        now = fields.Datetime.now()
        for ballot in self:
            ballot._refuse_unless("draft")
            if len(ballot.option_ids) < 2:
                raise UserError(self.env._("Choose two projects at least."))
            if not ballot.closes_at or ballot.closes_at <= now:
                raise UserError(self.env._("Say until when people may vote."))
        self._step({"state": "open"})
        self._close_at_its_hour()

    def _close_at_its_hour(self):
        """Have the job that closes ballots run at the hour of each that is open."""
        job_sudo = self.env.ref(
            "coop_strategy_project.ir_cron_ballot_close"
        ).sudo()  # sudo: when a job runs, no more
        hours = self.filtered(lambda one: one.state == "open").mapped("closes_at")
        job_sudo._trigger(at=hours)

    def action_close(self):
        """Close the ballot: its result becomes the priority of its projects."""
        for ballot in self:
            ballot._take_turns()
            ballot._refuse_unless("open")
            ballot._step(
                {"state": "closed", "closed_on": fields.Datetime.now()},
            )
            ballot.flush_recordset()
            self.env["coop.strategy.ballot.voter"]._forget_order(ballot)
            if ballot._may_tell():
                ballot._tell()
                ballot._set_priorities()

    def _set_priorities(self):
        dots = {option.id: option.dots for option in self.option_ids}
        places = ranks(dots)
        for option in self.option_ids:
            project_sudo = option.project_id.sudo()  # sudo: rank and dots, by the vote
            project_sudo.write(
                {
                    "strategy_rank": places[option.id],
                    "strategy_dots": option.dots,
                    "strategy_ballot_id": self.id,
                }
            )

    @api.model
    def _cron_close(self):
        """Close ballots whose hour has come."""
        due = self.search(
            [("state", "=", "open"), ("closes_at", "<=", fields.Datetime.now())]
        )
        for ballot in due:
            ballot._await_turn()
            ballot.action_close()
            self.env["ir.cron"]._commit_progress(1)
