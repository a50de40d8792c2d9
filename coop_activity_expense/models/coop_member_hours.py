from odoo import models
from odoo.fields import Domain

from .coop_member_billing_portal import A_PAGE

#: spells that one invoice charges, and that a page shows
MOST_SPELLS = 200


class CoopMember(models.Model):
    """Lists of time and of charges in the member's space."""

    _inherit = "coop.member"

    def _portal_worked_time(self, page=1):
        """Values of the list of time: what is not charged yet, by customer, and what
        has been."""
        spells = self.env["coop.worked.time"]
        own = self._portal_of_activities()
        open_spells = spells.search(
            own & Domain("move_id", "=", False), limit=MOST_SPELLS
        )
        charged = own & Domain("move_id", "!=", False)
        return {
            "groups": open_spells.grouped("customer_id"),
            "charged": spells.search(charged, limit=A_PAGE, offset=(page - 1) * A_PAGE),
            "total": spells.search_count(charged),
        }

    def _portal_hours_of(self, customer):
        """Time of a customer that is not charged yet."""
        own = self._portal_of_activities() & Domain("customer_id", "=", customer.id)
        spells = self.env["coop.worked.time"]
        return spells.search(own & Domain("move_id", "=", False), limit=MOST_SPELLS)

    def _portal_last_time(self, activity):
        """The time that was noted last: its customer and price are proposed again."""
        own = [("activity_id", "=", activity.id)]
        return self.env["coop.worked.time"].search(own, order="id desc", limit=1)

    def _portal_transfers(self, page=1):
        """Values of the list of charges."""
        transfers = self.env["coop.activity.transfer"]
        offered = self._portal_of_activities("from_activity_id")
        asked = self._portal_of_activities("to_activity_id")
        waiting = transfers.search(
            asked & Domain("state", "=", "offered"), limit=A_PAGE
        )
        known = offered | (asked & Domain("state", "!=", "draft"))
        others = known & Domain("id", "not in", waiting.ids)
        return {
            "waiting": waiting,
            "transfers": transfers.search(
                others, limit=A_PAGE, offset=(page - 1) * A_PAGE
            ),
            "total": transfers.search_count(others),
            "mine": self.coop_activity_ids,
        }
