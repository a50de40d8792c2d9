from typing import NamedTuple

from odoo import models

from ..core.queue import rank


class Mine(NamedTuple):
    """A registration as who registered sees it. ``standing`` is one of seated, waiting,
    attended, absent; ``rank`` their place among those who wait; ``door`` one of
    `core.schedule`; ``action`` the address that its forms are sent to."""

    standing: str
    rank: int
    door: str
    door_minutes: int
    is_online: bool
    is_over: bool
    name: str
    rating: int
    sentence: str
    action: str


class EventRegistration(models.Model):
    """A registration as pages show it to who registered."""

    _inherit = "event.registration"

    def _portal_mine(self, action):
        """`Mine` of this registration; None where there is none, or was."""
        registration_sudo = self.sudo()  # sudo: their own, the fields of `Mine`
        if not registration_sudo or registration_sudo.state == "cancel":
            return None
        event_sudo = registration_sudo.event_id
        over = event_sudo._is_over()
        standings = {"done": "attended", "open": "absent" if over else "seated"}
        feedback_sudo = self.env["coop.webinar.feedback"].sudo()  # sudo: their own
        feedback_sudo = feedback_sudo.search([("registration_id", "=", self.id)])
        return Mine(
            standing=standings.get(registration_sudo.state, "waiting"),
            rank=registration_sudo._portal_rank(),
            door=event_sudo._webinar_door(),
            door_minutes=event_sudo.company_id.coop_webinar_door_minutes,
            is_online=event_sudo._is_online(),
            is_over=over,
            name=registration_sudo.name or "",
            rating=feedback_sudo.rating,
            sentence=feedback_sudo.sentence or "",
            action=action,
        )

    def _portal_item(self):
        """This registration as an item of its member's home page."""
        self.ensure_one()
        waits = self.is_waiting and self.env._("on the waiting list")
        return self.event_id._webinar_item(f"webinar_{self.event_id.id}", waits)

    def _portal_rank(self):
        """Their place among those who wait; 0 for who does not, and once it has
        begun."""
        self.ensure_one()
        if not self.is_waiting or self.event_id._has_begun():
            return 0
        before = [("event_id", "=", self.event_id.id), ("is_waiting", "=", True)]
        return rank(self.id, self.search(before).ids)
