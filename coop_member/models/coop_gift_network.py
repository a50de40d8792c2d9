from collections import Counter

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain

from ..core.circulation import Backwards, NoDay, read_period, year_until

#: members and pairs that a picture holds at most; beyond, nobody can read it
MOST_MEMBERS = 500
MOST_PAIRS = 4000
MEMBER_FIELDS = ("number", "college_id", "adviser_id", "coop_activity_ids")


class CoopGift(models.Model):
    """Who gave to whom, for the team's picture of it."""

    _inherit = "coop.gift"

    @api.model
    def get_network(self, date_from=None, date_to=None, category_id=None):
        """The picture of who gave to whom in the user's cooperatives, for advisers.

        ``date_from`` and ``date_to`` are ISO dates, both included; without them, the
        last twelve months. ``category_id`` keeps one kind of gift. Returns:

        - ``date_from``, ``date_to``: the period, as ISO dates;
        - ``members``: dictionaries with ``id``, ``name``, ``number``, ``college``,
          ``adviser``, ``activities`` (names), ``given`` and ``received`` (minutes),
          those who exchanged most first; the commons is the one of id 0, first if it
          is part of any exchange;
        - ``pairs``: lists [giver id, receiver id, minutes], largest first;
        - ``member_count``: how many members took part, of which at most
          `MOST_MEMBERS` are returned; ``pair_count``: how many pairs there are among
          those, of which at most `MOST_PAIRS` are;
        - ``categories``: lists [id, name] to choose from.

        The number of queries is the same however much there is. Raises AccessError
        for who is no adviser, UserError for a period that is none.
        """
        self._check_network_access()
        days = self._network_period(date_from, date_to)
        domain = self._network_domain(*days, category_id)
        given = self._network_sums(domain, "giver_id")
        received = self._network_sums(domain, "receiver_id")
        kept = self._network_choose(given, received)
        pairs = self._network_pairs(domain, kept)
        return {
            "date_from": days[0].isoformat(),
            "date_to": days[1].isoformat(),
            "members": self._network_members(kept, given, received),
            "pairs": pairs[:MOST_PAIRS],
            "member_count": len((given.keys() | received.keys()) - {False}),
            "pair_count": len(pairs),
            "categories": self._network_categories(),
        }

    @api.model
    def _check_network_access(self):
        if not self.env.user.has_group("coop_member.group_adviser"):
            raise AccessError(
                self.env._("Only advisers see the picture of who gave to whom.")
            )

    @api.model
    def _network_period(self, date_from, date_to):
        if not date_from and not date_to:
            return year_until(fields.Date.context_today(self))
        try:
            return read_period(str(date_from or ""), str(date_to or ""))
        except NoDay as error:
            raise UserError(self.env._("Choose the first and the last day.")) from error
        except Backwards as error:
            raise UserError(
                self.env._("The first day cannot be after the last one.")
            ) from error

    @api.model
    def _network_domain(self, first, last, category_id):
        domain = (
            Domain("company_id", "in", self.env.companies.ids)
            & Domain("state", "=", "confirmed")
            & Domain("date", ">=", first)
            & Domain("date", "<=", last)
        )
        if category_id:
            domain &= Domain("category_id", "=", int(category_id))
        return domain

    @api.model
    def _network_sums(self, domain, side):
        """Minutes by id of who is on one ``side``; False is the commons."""
        groups = self._read_group(
            domain, [side], ["minutes:sum"], having=[("minutes:sum", ">", 0)]
        )
        return Counter({member.id: minutes for member, minutes in groups})

    @api.model
    def _network_choose(self, given, received):
        """Ids of the members to show, those who exchanged most first."""
        exchanged = given + received
        exchanged.pop(False, None)
        ranked = sorted(exchanged, key=lambda member: (-exchanged[member], member))
        return ranked[:MOST_MEMBERS]

    @api.model
    def _network_pairs(self, domain, kept):
        inside = [False, *kept]
        groups = self._read_group(
            domain
            & Domain("giver_id", "in", inside)
            & Domain("receiver_id", "in", inside),
            ["giver_id", "receiver_id"],
            ["minutes:sum"],
            having=[("minutes:sum", ">", 0)],
        )
        pairs = [
            [giver.id or 0, receiver.id or 0, minutes]
            for giver, receiver, minutes in groups
        ]
        return sorted(pairs, key=lambda pair: (-pair[2], pair))

    @api.model
    def _network_members(self, kept, given, received):
        members = self.env["coop.member"].with_context(active_test=False).browse(kept)
        members.fetch(["partner_id", *MEMBER_FIELDS])
        nodes = [self._network_node(member, given, received) for member in members]
        if given[False] or received[False]:
            commons = self._network_node(members.browse(), given, received)
            nodes.insert(0, commons | {"name": self.env._("The commons")})
        return nodes

    @api.model
    def _network_node(self, member, given, received):
        return {
            "id": member.id or 0,
            "name": member.display_name or "",
            "number": member.number or "",
            "college": member.college_id.name or "",
            "adviser": member.adviser_id.name or "",
            "activities": member.coop_activity_ids.mapped("name"),
            "given": given[member.id],
            "received": received[member.id],
        }

    @api.model
    def _network_categories(self):
        categories = self.env["coop.gift.category"].search(
            [("company_id", "in", [False, *self.env.companies.ids])]
        )
        return [[category.id, category.name] for category in categories]
