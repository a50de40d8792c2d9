from odoo import fields, models

#: what `coop_activity_expense` adds, where it is installed
CHARGES = "coop.activity.transfer"


class CoopSkillRequest(models.Model):
    """From a request that ended as a charge inside to the charge itself, where a module
    knows charges between activities: who was chosen charges who asked."""

    _inherit = "coop.skill.request"

    can_charge = fields.Boolean(compute="_compute_can_charge")

    def _compute_can_charge(self):
        may_write = CHARGES in self.env and self.env[CHARGES].has_access("create")
        for request in self:
            request.can_charge = may_write and request.outcome == "charge"

    def action_charge(self):
        """Open a charge between the two activities, to be completed and offered."""
        self.ensure_one()
        payer, earner = self.member_id, self.chosen_id.member_id
        return {
            "type": "ir.actions.act_window",
            "res_model": CHARGES,
            "view_mode": "form",
            "context": {
                "default_from_activity_id": earner._open_activity().id,
                "default_to_activity_id": payer._open_activity().id,
                "default_amount": self.amount,
                "default_description": self.name,
            },
        }

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
            to=payer_sudo._open_activity().id or "",
            amount=f"{self.amount:.2f}" if self.amount else "",
            description=self.name,
        )
