from odoo import api, fields, models

from odoo.addons.coop_member.core.forms import text_of, whole_number
from odoo.addons.coop_skill_directory.models.coop_collaboration_origin import Origin


class CoopCollaboration(models.Model):
    """Collaborations that begin at a peer webinar: who spoke is asked to join."""

    _inherit = "coop.collaboration"

    event_id = fields.Many2one(
        "event.event",
        "Came from a webinar",
        domain=[("is_peer_webinar", "=", True)],
        check_company=True,
        index="btree_not_null",
        ondelete="set null",
    )

    @api.model
    def _portal_origin(self, member, post):
        webinar = self.env["event.event"].search(
            [
                ("id", "=", whole_number(text_of(post, "webinar")) or 0),
                ("is_peer_webinar", "=", True),
                ("company_id", "=", member.company_id.id),
            ]
        )
        if not webinar:
            return super()._portal_origin(member, post)
        speakers_sudo = webinar.sudo().speaker_ids  # sudo: names that its page shows
        others = speakers_sudo.filtered(
            lambda one: (
                one.id != member.id
                and one.state == "active"
                and one.company_id == webinar.company_id
            )
        )
        typed = {"name": webinar.name, "purpose": webinar.subtitle or webinar.name}
        return Origin("event_id", "webinar", webinar.id, typed, others)
