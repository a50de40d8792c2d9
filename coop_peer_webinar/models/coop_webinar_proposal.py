from datetime import datetime, time

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import plaintext2html

from ..core import schedule, votes

STATES = [
    ("open", "Open"),
    ("planned", "Planned"),
    ("withdrawn", "Withdrawn"),
    ("declined", "Put aside"),
]


class CoopWebinarProposal(models.Model):
    """A topic that a member offers to speak on, or asks for."""

    _name = "coop.webinar.proposal"
    _description = "Proposed Topic"
    _inherit = ["mail.thread", "mail.activity.mixin"]
    _order = "id desc"
    _check_company_auto = True

    name = fields.Char("Topic", required=True, tracking=True)
    kind = fields.Selection(
        [("offer", "Offered"), ("ask", "Asked for")],
        required=True,
        default="offer",
        tracking=True,
    )
    description = fields.Text()
    topic_id = fields.Many2one(
        "coop.webinar.topic", "Field", ondelete="restrict", index="btree_not_null"
    )
    company_id = fields.Many2one(
        "res.company", required=True, default=lambda self: self.env.company, index=True
    )
    proposer_id = fields.Many2one(
        "coop.member", "Proposed by", check_company=True, index=True
    )
    wished_date = fields.Date("Wished for", help="Planned on that day if it can be.")
    state = fields.Selection(
        STATES,
        "Status",
        default="open",
        required=True,
        tracking=True,
        index=True,
        copy=False,
    )
    event_id = fields.Many2one(
        "event.event", "Webinar", readonly=True, copy=False, index="btree_not_null"
    )
    vote_ids = fields.One2many("coop.webinar.vote", "proposal_id", "Votes")
    offer_ids = fields.One2many("coop.webinar.offer", "proposal_id", "Can speak on it")
    vote_count = fields.Integer("Number of votes", compute="_compute_counts")
    offer_count = fields.Integer("Number of speakers", compute="_compute_counts")
    form_key = fields.Char(readonly=True, copy=False, groups="base.group_system")
    is_announced = fields.Boolean(readonly=True, copy=False)

    _planned_with_event = models.Constraint(
        "CHECK (state != 'planned' OR event_id IS NOT NULL)",
        "A planned topic needs its webinar.",
    )
    _form_key_unique = models.UniqueIndex(
        "(form_key) WHERE form_key IS NOT NULL", "This topic is proposed already."
    )

    @api.depends("vote_ids", "offer_ids")
    def _compute_counts(self):
        for name, model in (
            ("vote_count", "coop.webinar.vote"),
            ("offer_count", "coop.webinar.offer"),
        ):
            rows_sudo = self.env[model].sudo()  # sudo: how many, never who
            counts = dict(
                rows_sudo._read_group(
                    [("proposal_id", "in", self.ids)], ["proposal_id"], ["__count"]
                )
            )
            by_id = {proposal.id: count for proposal, count in counts.items()}
            for proposal in self:
                proposal[name] = by_id.get(proposal._origin.id, 0)

    def _most_wanted(self):
        """These proposals, those that most members want first."""
        self.fetch(["name"])
        topics = (
            votes.Topic(
                one.id, one.vote_count, one.offer_count + (one.kind == "offer"), one.id
            )
            for one in self
        )
        return self.browse(votes.ranking(topics))

    # -- what organisers do ----------------------------------------------------------

    def action_plan(self):
        """Make a webinar of an open proposal, with the cooperative's template: on the
        day that was wished for or the next free one, at lunchtime, online, with seats
        and mails. Opens it."""
        self.ensure_one()
        if self.state != "open":
            raise UserError(self.env._("%s is not open any more.", self.name))
        event = self.env["event.event"].create(self._prepare_event())
        self.write({"state": "planned", "event_id": event.id})
        return self.action_view_event()

    def action_view_event(self):
        """Open the webinar of this proposal."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": "event.event",
            "res_id": self.event_id.id,
            "views": [(False, "form")],
        }

    def action_decline(self):
        """Put open proposals aside."""
        self._require_open()
        self.state = "declined"

    def action_reopen(self):
        """Take up again what was put aside, withdrawn, or planned with a webinar that
        was cancelled."""
        for proposal in self:
            if proposal.state == "planned" and not proposal.event_id._is_called_off():
                raise UserError(
                    self.env._(
                        "%s is planned: cancel its webinar first.", proposal.name
                    )
                )
        self.write({"state": "open", "event_id": False, "is_announced": False})

    def _require_open(self):
        for proposal in self:
            if proposal.state != "open":
                raise UserError(self.env._("%s is not open any more.", proposal.name))

    def _prepare_event(self):
        """Values of the webinar that this proposal becomes."""
        self.ensure_one()
        template = self.company_id._coop_webinar_type()
        if not template:
            raise UserError(
                self.env._("Make a template of webinars first, in the settings.")
            )
        zone = template.default_timezone or "UTC"
        begin, end = schedule.slot(
            self._planned_day(), template.webinar_hour, template.webinar_minutes, zone
        )
        speakers = self.offer_ids.member_id
        if self.kind == "offer":
            speakers |= self.proposer_id
        return {
            "name": self.name,
            "event_type_id": template.id,
            "company_id": self.company_id.id,
            "user_id": self.env.uid,
            "date_begin": begin,
            "date_end": end,
            "date_tz": zone,
            "is_peer_webinar": True,
            **({"address_id": False} if template.webinar_online else {}),
            "description": plaintext2html(self.description or ""),
            "topic_ids": self.topic_id.ids,
            "speaker_ids": speakers.filtered(lambda one: one.state == "active").ids,
        }

    def _planned_day(self):
        """The day that was wished for while it is to come, else the next free one."""
        self.ensure_one()
        today = fields.Date.context_today(self)
        if self.wished_date and self.wished_date > today:
            return self.wished_date
        company = self.company_id
        planned = self.env["event.event"].search_fetch(
            [
                ("is_peer_webinar", "=", True),
                ("company_id", "=", company.id),
                ("date_begin", ">=", datetime.combine(today, time.min)),
                ("kanban_state", "!=", "cancel"),
            ],
            ["date_begin"],
        )
        return schedule.next_day(
            today,
            int(company.coop_webinar_weekday),
            company.coop_webinar_notice_days,
            {event.date_begin.date() for event in planned},
        )
