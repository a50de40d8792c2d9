from typing import NamedTuple

from odoo import api, models

from odoo.addons.coop_member.core.forms import text_of, whole_number


class Origin(NamedTuple):
    """Where a collaboration comes from.

    ``field`` is the one that names it, ``key`` what a link and its form call it;
    ``typed`` is what the form proposes, ``people`` who is asked to join (sudo).
    """

    field: str
    key: str
    record_id: int
    typed: dict
    people: models.Model


class CoopCollaboration(models.Model):
    """Collaborations that begin with a request; other modules add origins of theirs."""

    _inherit = "coop.collaboration"

    @api.model
    def _portal_origin(self, member, post):
        """The `Origin` that a link or a form names, as far as ``member`` has part in
        it; None for those that come from nothing."""
        request_id = whole_number(text_of(post, "request")) or 0
        asked = self.env["coop.skill.request"].search([("id", "=", request_id)])
        asked_sudo = asked.sudo()  # sudo: the two who agreed on it
        if asked.state not in ("agreed", "done") or not asked_sudo.chosen_id:
            return None
        sides = asked_sudo.member_id | asked_sudo.chosen_id.member_id
        if member.id not in sides.ids:
            return None
        others = sides.filtered(
            lambda one: one.id != member.id and one.state == "active"
        )
        typed = {"name": asked.name, "purpose": asked.description or asked.name}
        return Origin("request_id", "request", asked.id, typed, others)
