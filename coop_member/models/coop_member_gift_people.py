from typing import NamedTuple

from odoo import models

#: letters that must be typed before names are proposed
ENOUGH = 2


class Companion(NamedTuple):
    """Someone with whom a member exchanged time; ``id`` False is the commons.
    ``given`` and ``received`` are minutes, seen from the member."""

    id: int | bool
    name: str
    given: int
    received: int


class CoopMember(models.Model):
    """What a member needs to know of others to exchange time with them: their names.

    These methods are for controllers; each runs as the member under record rules and
    steps over them for names alone.
    """

    _inherit = "coop.member"

    def _gift_people(self, typed, limit=8):
        """(id, name) of active members of the same cooperative whose name holds what
        was ``typed``; nobody for fewer than two letters."""
        self.ensure_one()
        self.check_access("read")
        if len(typed.strip()) < ENOUGH:
            return []
        members_sudo = self.sudo()  # sudo: the names of who can be thanked, no more
        people = members_sudo.search(
            [
                ("company_id", "=", self.company_id.id),
                ("state", "=", "active"),
                ("id", "!=", self.id),
                ("partner_id.complete_name", "ilike", typed.strip()),
            ],
            order="id",
            limit=limit,
        )
        return [(member.id, member.display_name) for member in people]

    def _gift_companions(self, limit=None):
        """`Companion` for each with whom this member exchanged time that counts, those
        with whom they exchanged most first."""
        self.ensure_one()
        rows = self.env["coop.gift"]._read_group(
            [*self._gift_domain(), ("state", "=", "confirmed")],
            ["giver_id", "receiver_id"],
            ["minutes:sum"],
            having=[("minutes:sum", "!=", 0)],
        )
        given = {taker: total for giver, taker, total in rows if giver == self}
        received = {giver: total for giver, taker, total in rows if taker == self}
        companions = [
            Companion(
                other.id,
                other.sudo().display_name or self.env._("The commons"),  # sudo: a name
                given.get(other, 0),
                received.get(other, 0),
            )
            for other in given | received
        ]
        companions.sort(key=lambda one: (-one.given - one.received, one.name))
        return companions[:limit]

    def _set_own_trade(self, category_ids):
        """Say what this member sells: ids of categories, as they come from a form;
        those that the cooperative does not offer are left out."""
        self.ensure_one()
        self.check_access("read")
        offered = self.env["coop.gift"]._offered_categories(self.company_id)
        chosen = offered.filtered(lambda category: category.id in category_ids)
        self.sudo().trade_category_ids = (
            chosen  # sudo: members write this of themselves
        )
