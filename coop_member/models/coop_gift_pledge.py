from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from ..core.durations import format_minutes
from ..core.gifts import fulfil

STATES = [
    ("open", "To give"),
    ("late", "Past its date"),
    ("fulfilled", "Given"),
    ("released", "Let go"),
]


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
        """Fulfilled minutes of every pledge of ``members`` by id, those let go apart:
        an older one takes what could have filled a newer one."""
        filled = {}
        for ids, pledged, given in self.env.execute_query(self._given_query(members)):
            filled |= zip(ids, fulfil(pledged, given), strict=True)
        return filled

    @api.model
    def _given_query(self, members):
        """SQL of (ids, minutes pledged, minutes given since) of each member's pledges,
        as arrays, oldest first."""
        self.flush_model(["member_id", "date", "minutes", "released"])
        gifts = self.env["coop.gift"]
        gifts.flush_model(["giver_id", "date", "minutes", "state"])
        return SQL(
            """
            SELECT array_agg(pledge.id ORDER BY pledge.date, pledge.id),
                   array_agg(pledge.minutes ORDER BY pledge.date, pledge.id),
                   array_agg(COALESCE(given.minutes, 0)::int
                             ORDER BY pledge.date, pledge.id)
              FROM coop_gift_pledge pledge
              LEFT JOIN LATERAL (
                   SELECT SUM(gift.minutes) AS minutes
                     FROM coop_gift gift
                    WHERE gift.giver_id = pledge.member_id
                      AND gift.date >= pledge.date
                      AND gift.state = 'confirmed') given ON TRUE
             WHERE pledge.released IS NOT TRUE AND pledge.member_id = ANY(%s)
             GROUP BY pledge.member_id
            """,
            members.ids,
        )

    @api.depends("fulfilled_minutes", "minutes", "due_date", "released")
    def _compute_state(self):
        today = fields.Date.context_today(self)
        for pledge in self:
            pledge.state = pledge._state_on(today)

    def _state_on(self, today):
        self.ensure_one()
        if self.released:
            return "released"
        if self.fulfilled_minutes >= self.minutes:
            return "fulfilled"
        return "late" if self.due_date and self.due_date < today else "open"

    def _search_state(self, operator, value):
        if operator != "in":
            return NotImplemented
        kept = self.search([("released", "=", False)])
        found = Domain("id", "in", kept.filtered(lambda one: one.state in value).ids)
        if "released" in value:
            return found | Domain("released", "=", True)
        return found
