from odoo import models

#: what `coop_activity_expense` adds, where it is installed
CHARGES = "coop.activity.transfer"


class CoopSkillRequest(models.Model):
    """From a request that ended as a charge inside to the charge itself, where a module
    knows charges between activities: who was chosen charges who asked, in their space.
    The team makes no charges."""

    _inherit = "coop.skill.request"

    def _charge_path(self, member):
        """Where ``member`` charges who asked, the form filled in; empty for whoever was
        not chosen, and where no module knows charges."""
        self.ensure_one()
        chosen_sudo = self.chosen_id.sudo()  # sudo: whether that is the member
        if (
            CHARGES not in self.env
            or self.outcome != "charge"
            or chosen_sudo.member_id != member
            or not member._open_activity()
        ):
            return ""
        payer_sudo = self.member_id.sudo()  # sudo: the id of their activity
        return self.env[CHARGES]._portal_new_path(
            payer_sudo._open_activity(), self.amount, self.name
        )
