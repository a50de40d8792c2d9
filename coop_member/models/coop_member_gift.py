from collections.abc import Collection

from odoo import api, fields, models
from odoo.tools import SQL

from ..core.contracts import Period
from ..core.gifts import was_member

OPERATORS = {
    "<": SQL("<"),
    "<=": SQL("<="),
    ">": SQL(">"),
    ">=": SQL(">="),
}


class CoopMember(models.Model):
    """Time that members give and receive, summed from the ledger each time."""

    _inherit = "coop.member"

    gift_given_ids = fields.One2many("coop.gift", "giver_id", "Gifts given")
    gift_received_ids = fields.One2many("coop.gift", "receiver_id", "Gifts received")
    gift_given = fields.Integer(
        "Time given", compute="_compute_gift_totals", help="In minutes."
    )
    gift_received = fields.Integer(
        "Time received", compute="_compute_gift_totals", help="In minutes."
    )
    gift_balance = fields.Integer(
        "Gift balance",
        compute="_compute_gift_totals",
        search="_search_gift_balance",
        help="Time given less time received, in minutes.",
    )
    trade_category_ids = fields.Many2many(
        "coop.gift.category",
        "coop_member_trade_category_rel",
        "member_id",
        "category_id",
        "Own trade",
        help="Kinds of help that this member sells: given away, they call for an "
        "internal charge rather than a gift.",
    )

    def _remember_gift_totals(self, given, received):
        """Take totals, in minutes, that a query of the whole account told besides, so
        that they are not summed up a second time."""
        self.ensure_one()
        totals = {
            "gift_given": given,
            "gift_received": received,
            "gift_balance": given - received,
        }
        for name, minutes in totals.items():
            self._fields[name]._update_cache(self, minutes)

    @api.depends(
        "gift_given_ids.state",
        "gift_given_ids.minutes",
        "gift_received_ids.state",
        "gift_received_ids.minutes",
    )
    def _compute_gift_totals(self):
        gifts = self.env["coop.gift"]
        gifts.flush_model(["giver_id", "receiver_id", "minutes", "state"])
        query = self._gift_totals_query(SQL("= ANY(%s)", self.ids))
        totals = {row[0]: row[1:] for row in self.env.execute_query(query)}
        for member in self:
            given, received = totals.get(member._origin.id, (0, 0))
            member.gift_given = given
            member.gift_received = received
            member.gift_balance = given - received

    @api.model
    def _gift_totals_query(self, of_members):
        """SQL of (member_id, given, received) in minutes, for members whose id fits
        ``of_members``; who has no gift that counts has no row."""
        return SQL(
            """
            SELECT member_id, SUM(given)::int AS given, SUM(received)::int AS received
              FROM (SELECT giver_id AS member_id, minutes AS given, 0 AS received
                      FROM coop_gift
                     WHERE state = 'confirmed' AND giver_id %(of_members)s
                     UNION ALL
                    SELECT receiver_id, 0, minutes
                      FROM coop_gift
                     WHERE state = 'confirmed' AND receiver_id %(of_members)s) side
             GROUP BY member_id
            """,
            of_members=of_members,
        )

    def _search_gift_balance(self, operator, value):
        if operator == "in" and isinstance(value, Collection):
            condition = SQL("= ANY(%s)", [int(one) for one in value])
        elif operator in OPERATORS:
            condition = SQL("%s %s", OPERATORS[operator], int(value))
        else:
            return NotImplemented
        return self._search_by_balance(SQL("balance %s", condition))

    @api.model
    def _search_by_balance(self, condition):
        """Domain of the members whose ``balance`` fits the SQL ``condition``, which may
        look at their ``company`` too."""
        self.env["coop.gift"].flush_model(
            ["giver_id", "receiver_id", "minutes", "state"]
        )
        self.env["res.company"].flush_model(
            ["coop_gift_low_minutes", "coop_gift_high_minutes"]
        )
        self.flush_model(["company_id"])
        query = SQL(
            """(
            SELECT member.id
              FROM coop_member member
              JOIN res_company company ON company.id = member.company_id
              LEFT JOIN (%s) totals ON totals.member_id = member.id
             CROSS JOIN LATERAL (
                   SELECT COALESCE(given - received, 0) AS balance) of_member
             WHERE %s)""",
            self._gift_totals_query(SQL("IS NOT NULL")),
            condition,
        )
        return [("id", "in", query)]

    def action_leave(self):
        """Those who leave answer no more: advisers do, to what waits for them; and
        nothing is expected from them any more."""
        result = super().action_leave()
        pledges = self.gift_pledge_ids
        pledges.filtered(lambda one: one.state in ("open", "late")).action_release()
        waiting = self.env["coop.gift"].search(
            [("awaited_id", "in", self.ids), ("state", "=", "declared")]
        )
        waiting._ask_to_confirm()
        return result

    def _take_turns(self):
        """Have other transactions that take turns for these members run after this
        one: they wait, and Odoo runs them again."""
        self.env.execute_query(
            SQL("UPDATE coop_member SET id = id WHERE id = ANY(%s)", self.ids)
        )

    # -- membership ------------------------------------------------------------------

    def _membership_periods(self):
        """The stays in which this is a member: past ones, and the present one."""
        self.ensure_one()
        stays = [Period(stay.admission_date, stay.exit_date) for stay in self.stay_ids]
        if self.state in ("active", "left"):
            stays.append(Period(self.admission_date, self.exit_date or None))
        return stays

    def _was_member_on(self, day):
        """Whether this was a member on ``day``."""
        return was_member(self._membership_periods(), day)

    # -- own trade -------------------------------------------------------------------

    def _is_own_trade(self, category):
        """Whether help of this kind is what the member sells; not so for nobody."""
        return bool(category) and category in self.trade_category_ids

    @api.model
    def _own_trade_warning(self):
        """What to say where a gift is of the giver's own trade."""
        return self.env._(
            "This is the giver's own trade. An occasional helping hand can be a gift; "
            "work that one sells is better charged to the other activity, as an "
            "internal charge."
        )

    def _own_trade_offer(self, receiver):
        """Where this giver can charge ``receiver`` instead, as a
        `core.portal_home.HomeItem`; None where the cooperative has no such thing.

        Modules that know internal charges extend this.
        """
        return None
