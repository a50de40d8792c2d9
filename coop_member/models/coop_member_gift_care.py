from markupsafe import Markup

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from ..core import gifts as core
from ..core.durations import format_minutes

STANDINGS = [
    ("below", "Has received a lot"),
    ("within", "In balance"),
    ("above", "Has given a lot"),
]


class CoopMember(models.Model):
    """Care for balances that lean to one side, and for those who are never heard."""

    _inherit = "coop.member"

    gift_standing = fields.Selection(
        STANDINGS, compute="_compute_gift_standing", search="_search_gift_standing"
    )
    gift_pledge_ids = fields.One2many("coop.gift.pledge", "member_id", "Pledges")
    gift_idea_list = fields.Html("Ideas", compute="_compute_gift_idea_list")
    gift_last_date = fields.Date(
        "Last gift", compute="_compute_gift_last_date", help="Given or received."
    )
    gift_quiet = fields.Boolean(
        "Quiet",
        compute="_compute_gift_quiet",
        search="_search_gift_quiet",
        help="Nothing given nor received for as long as the cooperative cares.",
    )

    @api.depends("gift_balance", "company_id")
    def _compute_gift_standing(self):
        for member in self:
            limits = member.company_id._coop_gift_limits()
            member.gift_standing = core.standing(member.gift_balance, limits)

    def _search_gift_standing(self, operator, value):
        if operator != "in":
            return NotImplemented
        conditions = {
            "below": SQL("balance < company.coop_gift_low_minutes"),
            "within": SQL(
                "balance BETWEEN company.coop_gift_low_minutes "
                "AND company.coop_gift_high_minutes"
            ),
            "above": SQL("balance > company.coop_gift_high_minutes"),
        }
        chosen = [sql for name, sql in conditions.items() if name in value]
        return self._search_by_balance(SQL(" OR ").join([SQL("FALSE"), *chosen]))

    @api.depends("gift_given_ids.is_live", "gift_received_ids.is_live")
    def _compute_gift_last_date(self):
        days = {}
        for name in ("giver_id", "receiver_id"):
            rows = self.env["coop.gift"]._read_group(
                [(name, "in", self.ids), ("is_live", "=", True)], [name], ["date:max"]
            )
            for member, day in rows:
                days[member] = max(day, days.get(member, day))
        for member in self:
            member.gift_last_date = days.get(member._origin, False)

    @api.depends("state", "admission_date", "gift_last_date", "company_id")
    def _compute_gift_quiet(self):
        for member in self:
            since = member.company_id._coop_gift_quiet_from()
            member.gift_quiet = member.state == "active" and core.is_quiet(
                member.admission_date, member.gift_last_date or None, since
            )

    def _search_gift_quiet(self, operator, value):
        if operator != "in":
            return NotImplemented
        companies = self.env["res.company"].search([("coop_gift_quiet_months", ">", 0)])
        quiet = Domain.OR(company._coop_gift_quiet_domain() for company in companies)
        return quiet if True in value else ~quiet

    def _limit_sentence(self, change):
        """Why a gift that changes the balance by ``change`` cannot be."""
        self.ensure_one()
        company = self.company_id
        names = {"name": self.display_name, "company": company.name}
        if change < 0:
            limit = format_minutes(-company.coop_gift_floor_minutes)
            return self.env._(
                "%(name)s would have received %(limit)s more than given, beyond what "
                "%(company)s agreed on: time to give some first.",
                limit=limit,
                **names,
            )
        limit = format_minutes(company.coop_gift_ceiling_minutes)
        return self.env._(
            "%(name)s would have given %(limit)s more than received, beyond what "
            "%(company)s agreed on: time to accept some first.",
            limit=limit,
            **names,
        )

    # -- ideas -----------------------------------------------------------------------

    def _gift_ideas_to_give(self):
        """What this member could give time to, as `core.portal_home.HomeItem`.

        Modules add theirs to the list of ``super()``: topics asked for, open requests,
        calls. It runs as the member on the portal, and as the adviser.
        """
        self.ensure_one()
        return []

    def _gift_ideas_to_receive(self):
        """What this member could accept, in the same way."""
        self.ensure_one()
        return []

    def _gift_ideas(self):
        """Ideas that bring the balance back, in their order; none while it is within
        what the cooperative finds normal."""
        self.ensure_one()
        ideas = {
            "below": self._gift_ideas_to_give,
            "within": list,
            "above": self._gift_ideas_to_receive,
        }[self.gift_standing]()
        return sorted(ideas, key=lambda idea: idea.rank)

    @api.depends("gift_standing")
    def _compute_gift_idea_list(self):
        for member in self:
            items = [
                Markup('<li><a href="%s">%s</a></li>') % (idea.url, idea.title)
                for idea in member._gift_ideas()
            ]
            member.gift_idea_list = items and Markup("<ul>%s</ul>") % Markup().join(
                items
            )
