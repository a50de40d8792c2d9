from odoo import models


class CoopMember(models.Model):
    """What a member who leaves was in the middle of, with others."""

    _inherit = "coop.member"

    def action_leave(self):
        """Also withdraws what they ask for and nobody was chosen for, and takes them
        out of the groups that they work in."""
        result = super().action_leave()
        for member in self.filtered(lambda one: one.state == "left"):
            member._leave_together()
        return result

    def _leave_together(self):
        self.ensure_one()
        member_sudo = self.sudo()  # sudo: who parts with members needs no rights
        own = [("member_id", "=", self.id)]
        member_sudo.env["coop.skill.request"].search(
            [*own, ("state", "=", "open")]
        ).action_withdraw()
        member_sudo.env["coop.collaboration.member"].search(
            [
                *own,
                ("state", "in", ("asked", "agreed")),
                ("collaboration_id.state", "!=", "closed"),
            ]
        )._leave_house()
