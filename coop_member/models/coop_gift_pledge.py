from itertools import starmap
from typing import NamedTuple

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL, groupby

from ..core.durations import format_minutes
from ..core.gifts import fulfil, pledge_state

STATES = [
    ("open", "To give"),
    ("late", "Past its date"),
    ("fulfilled", "Given"),
    ("released", "Let go"),
]


class PledgeLine(NamedTuple):
    """A pledge as its member reads it: time in minutes, ``given_since`` its day in all,
    ``fulfilled_minutes`` of it for this pledge; ``state`` is a key of `STATES`."""

    member_id: int
    id: int
    reason: str
    minutes: int
    due_date: fields.Date
    released: bool
    given_since: int
    fulfilled_minutes: int = 0
    state: str = ""


class CoopGiftPledge(models.Model):
    """Time that a member undertakes to give back. What they give from its day on
    fulfils it, after the pledges that are older; nothing happens to who is late."""

    _name = "coop.gift.pledge"
    _description = "Pledge of Time"
    _inherit = ["mail.thread", "mail.activity.mixin"]
    _order = "date, id"
    _check_company_auto = True

    member_id = fields.Many2one(
        "coop.member",
        required=True,
        index=True,
        ondelete="restrict",
        check_company=True,
        tracking=True,
    )
    company_id = fields.Many2one(related="member_id.company_id", store=True, index=True)
    programme_id = fields.Many2one(
        "coop.gift.programme",
        index="btree_not_null",
        ondelete="restrict",
        check_company=True,
        help="The programme of support that was entered with it.",
    )
    minutes = fields.Integer("Time", required=True, tracking=True)
    date = fields.Date(
        "Since",
        required=True,
        default=fields.Date.context_today,
        tracking=True,
        help="What is given from this day on counts.",
    )
    due_date = fields.Date("By", required=True, tracking=True)
    reason = fields.Char(required=True, help="What it is in return for.")
    released = fields.Boolean(
        "Let go", copy=False, tracking=True, help="Nothing is expected any more."
    )
    reminded_on = fields.Date("Reminded on", readonly=True, copy=False)
    fulfilled_minutes = fields.Integer("Given", compute="_compute_fulfilled_minutes")
    remaining_minutes = fields.Integer(
        "Still to give", compute="_compute_fulfilled_minutes"
    )
    state = fields.Selection(
        STATES, "Status", compute="_compute_state", search="_search_state"
    )

    _minutes_positive = models.Constraint(
        "CHECK (minutes > 0)", "A pledge is of one minute at least."
    )
    _dates_ordered = models.Constraint(
        "CHECK (due_date >= date)", "A pledge cannot be due before it is made."
    )
    _programme_once = models.UniqueIndex(
        "(programme_id, member_id) WHERE programme_id IS NOT NULL",
        "This member has already entered this programme.",
    )

    @api.onchange("programme_id", "date")
    def _onchange_programme(self):
        """Propose what the programme asks for."""
        if self.programme_id and self.date:
            self.update(self.programme_id._prepare_pledge(self.member_id, self.date))

    @api.depends("reason", "minutes")
    def _compute_display_name(self):
        for pledge in self:
            time = format_minutes(pledge.minutes)
            pledge.display_name = f"{pledge.reason or ''} · {time}"

    @api.depends(
        "member_id.gift_pledge_ids.minutes",
        "member_id.gift_pledge_ids.date",
        "member_id.gift_pledge_ids.released",
        "member_id.gift_given_ids.state",
        "member_id.gift_given_ids.minutes",
        "member_id.gift_given_ids.date",
    )
    def _compute_fulfilled_minutes(self):
        filled = self._fulfilled_of(self.member_id)
        for pledge in self:
            done = filled.get(pledge._origin.id, 0)
            pledge.fulfilled_minutes = done
            pledge.remaining_minutes = 0 if pledge.released else pledge.minutes - done

    @api.model
    def _fulfilled_of(self, members):
        """Fulfilled minutes of every pledge of ``members`` by id."""
        return {line.id: line.fulfilled_minutes for line in self._lines_of(members)}

    @api.model
    def _lines_of(self, members):
        """`PledgeLine` of every pledge of ``members``, those of each oldest first, in
        one query: an older one takes what could have filled a newer one, those let go
        take nothing. Record rules are for the caller to ask."""
        today = fields.Date.context_today(self)
        rows = self.env.execute_query(self._lines_query(members))
        lines = []
        for _member, own in groupby(starmap(PledgeLine, rows), key=lambda row: row[0]):
            filled = fulfil(
                [0 if line.released else line.minutes for line in own],
                [line.given_since for line in own],
            )
            for line, done in zip(own, filled, strict=True):
                state = pledge_state(
                    line.minutes, done, line.due_date, line.released, today
                )
                lines.append(line._replace(fulfilled_minutes=done, state=state))
        return lines

    @api.model
    def _lines_query(self, members):
        """SQL of the fields of `PledgeLine` that are stored, and of ``given_since``."""
        self.flush_model(
            ["member_id", "date", "reason", "minutes", "due_date", "released"]
        )
        gifts = self.env["coop.gift"]
        gifts.flush_model(["giver_id", "date", "minutes", "state"])
        return SQL(
            """
            SELECT pledge.member_id, pledge.id, pledge.reason, pledge.minutes,
                   pledge.due_date, COALESCE(pledge.released, FALSE),
                   COALESCE(given.minutes, 0)::int
              FROM coop_gift_pledge pledge
              LEFT JOIN LATERAL (
                   SELECT SUM(gift.minutes) AS minutes
                     FROM coop_gift gift
                    WHERE gift.giver_id = pledge.member_id
                      AND gift.date >= pledge.date
                      AND gift.state = 'confirmed') given ON TRUE
             WHERE pledge.member_id = ANY(%s)
             ORDER BY pledge.member_id, pledge.date, pledge.id
            """,
            members.ids,
        )

    @api.depends("fulfilled_minutes", "minutes", "due_date", "released")
    def _compute_state(self):
        today = fields.Date.context_today(self)
        for pledge in self:
            pledge.state = pledge_state(
                pledge.minutes,
                pledge.fulfilled_minutes,
                pledge.due_date or today,
                pledge.released,
                today,
            )

    def _search_state(self, operator, value):
        if operator != "in":
            return NotImplemented
        kept = self.search([("released", "=", False)])
        found = Domain("id", "in", kept.filtered(lambda one: one.state in value).ids)
        if "released" in value:
            return found | Domain("released", "=", True)
        return found
