from collections import Counter
from typing import NamedTuple

from odoo import api, models
from odoo.tools import SQL, escape_psql

from ..core.text import clean_line

#: letters that must be typed before names are proposed
ENOUGH = 2


class Companion(NamedTuple):
    """Someone with whom a member exchanged time; ``id`` False is the commons.
    ``given`` and ``received`` are minutes, seen from the member, of ``count`` gifts
    that were not reversed."""

    id: int | bool
    name: str
    count: int
    given: int
    received: int


class CoopMember(models.Model):
    """What a member needs to know of others to exchange time with them: their names.

    These methods are for controllers; each runs as the member under record rules and
    steps over them for names alone.
    """

    _inherit = "coop.member"

    def _gift_people(self, typed, limit=8):
        """(id, name) of other active members of the same cooperative whose name holds
        what was ``typed``, or who have that number; nobody for fewer than two
        letters."""
        self.ensure_one()
        self.check_access("read")
        typed = clean_line(typed)
        if len(typed) < ENOUGH:
            return []
        members_sudo = self.sudo()  # sudo: the names of who can be thanked, no more
        people_sudo = members_sudo.search(
            [
                *self._gift_peers_domain(),
                ("id", "!=", self.id),
                "|",
                ("number", "=", typed),
                ("partner_id.complete_name", "ilike", escape_psql(typed)),
            ],
            order="id",
            limit=limit,
        )
        return self._gift_labels(people_sudo)

    def _gift_peers_domain(self):
        """Domain of the active members of this member's cooperative."""
        return [("company_id", "=", self.company_id.id), ("state", "=", "active")]

    @api.model
    def _gift_labels(self, people):
        """(id, name) of ``people``, with their number where names are the same."""
        names = self._gift_names(people)
        same = Counter(names.values())
        numbered = people.sudo().with_context(show_member_number=True)  # sudo: names
        return [
            (one.id, one.display_name if same[names[one.id]] > 1 else names[one.id])
            for one in numbered
        ]

    def _gift_companions(self, limit=None, others=()):
        """`Companion` for each with whom this member exchanged time that counts, those
        with whom they exchanged most first. The names of ``others``, members that are
        listed besides, are read along."""
        self.ensure_one()
        self._check_gift_reader()
        rows = self._gift_companion_rows(limit, self.browse().union(*others))
        self._remember_names({row[0]: row[-1] for row in rows if row[0]})
        names = self._gift_names(self.browse(row[0] for row in rows if row[0]))
        companions = [
            Companion(other or False, names[other or False], count, given, received)
            for other, count, given, received, _name in rows
            if given + received
        ]
        return sorted(companions, key=lambda one: (-one.given - one.received, one.name))

    def _gift_companion_rows(self, limit, others):
        """Rows of (id of the other, count, given, received, name), as in `Companion`;
        neither id nor name for the commons. Rows of ``others`` count nothing."""
        self.env["coop.gift"].flush_model(
            ["giver_id", "receiver_id", "minutes", "state", "reversal_of_id"]
        )
        self._flush_names()
        return self.env.execute_query(
            SQL(
                """
                SELECT *, (SELECT partner.complete_name
                             FROM coop_member member
                             JOIN res_partner partner ON partner.id = member.partner_id
                            WHERE member.id = other) AS name
                  FROM ((SELECT other, SUM(count)::int, SUM(given)::int,
                                SUM(received)::int
                           FROM (%(sides)s) side
                          GROUP BY other
                         HAVING SUM(given + received) != 0
                          ORDER BY SUM(given + received) DESC, other
                          LIMIT %(limit)s)
                        UNION ALL
                        SELECT unnest(%(others)s::int[]), 0, 0, 0) companion
                """,
                sides=self._gift_sides(),
                others=others.ids,
                limit=limit,
            )
        )

    def _gift_sides(self):
        """SQL of (other, count, given, received) of each gift of this member that
        counts; a reversal takes itself and another one out."""
        return SQL(
            """
            SELECT receiver_id AS other, minutes AS given, 0 AS received,
                   CASE WHEN reversal_of_id IS NULL THEN 1 ELSE -1 END AS count
              FROM coop_gift WHERE giver_id = %(member)s AND state = 'confirmed'
             UNION ALL
            SELECT giver_id, 0, minutes,
                   CASE WHEN reversal_of_id IS NULL THEN 1 ELSE -1 END
              FROM coop_gift WHERE receiver_id = %(member)s AND state = 'confirmed'
            """,
            member=self.id,
        )

    @api.model
    def _gift_names(self, *members):
        """Names of ``members`` by id, that of the commons under False."""
        members_sudo = self.browse().union(*members).sudo()  # sudo: names, no more
        members_sudo._read_names()
        return {
            False: self.env._("The commons"),
            **{member.id: member.display_name for member in members_sudo},
        }

    def _read_names(self):
        """Read the names of these members that are not known yet, in one query, and
        nothing else: otherwise every column of theirs and of their partners would come
        along."""
        unknown = self.browse(self._fields["display_name"]._cache_missing_ids(self))
        if not unknown:
            return
        self._flush_names()
        query = SQL(
            """
            SELECT member.id, partner.complete_name
              FROM coop_member member
              JOIN res_partner partner ON partner.id = member.partner_id
             WHERE member.id = ANY(%s)
            """,
            unknown.ids,
        )
        self._remember_names(dict(self.env.execute_query(query)))

    @api.model
    def _flush_names(self):
        self.env["coop.member"].flush_model(["partner_id"])
        self.env["res.partner"].flush_model(["complete_name"])

    @api.model
    def _remember_names(self, names):
        """Take names by id, without numbers, that a query told besides."""
        plain = self.with_context(show_member_number=None)
        for member_id, name in names.items():
            if name:
                member = plain.browse(member_id)
                self._fields["display_name"]._update_cache(member, name)

    def _set_own_trade(self, category_ids):
        """Say what this member sells: ids of categories, as they come from a form;
        those that the cooperative does not offer are left out."""
        self.ensure_one()
        self.check_access("read")
        offered = self.env["coop.gift"]._offered_categories(self.company_id)
        chosen = offered.filtered(lambda category: category.id in category_ids)
        member_sudo = self.sudo()  # sudo: members write this of themselves, no more
        member_sudo.trade_category_ids = chosen
