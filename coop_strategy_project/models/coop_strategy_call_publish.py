from odoo import fields, models
from odoo.tools import is_html_empty

from odoo.addons.coop_member.core.durations import format_minutes


class CoopStrategyCall(models.Model):
    """What a call tells members, and everyone."""

    _inherit = "coop.strategy.call"

    def _card(self, audiences=("members", "public")):
        """What is shown of this published call to ``audiences``, as plain values: its
        project is named where that is published to them, too."""
        self.ensure_one()
        call_sudo = self.sudo()  # sudo: the name of its project, and what it says
        project = call_sudo.project_id
        today = fields.Date.context_today(self)
        return {
            "id": call_sudo.id,
            "name": call_sudo.name,
            "project": project.name if project._is_published_to(audiences) else "",
            "description": ""
            if is_html_empty(call_sudo.description)
            else call_sudo.description,
            "skills": call_sudo.skills or "",
            "time": format_minutes(call_sudo.minutes) if call_sudo.minutes else "",
            "places": call_sudo.places,
            "by": call_sudo.date_needed or None,
            "is_soon": bool(call_sudo.date_needed)
            and (call_sudo.date_needed - today).days <= 7,
        }
