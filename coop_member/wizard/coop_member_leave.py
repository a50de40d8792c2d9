from odoo import fields, models


class CoopMemberLeave(models.TransientModel):
    """Ask for the date and the reason of a departure."""

    _name = "coop.member.leave"
    _description = "Departure of Members"

    member_ids = fields.Many2many(
        "coop.member", default=lambda self: self.env.context.get("active_ids")
    )
    exit_date = fields.Date(
        "Last day", required=True, default=fields.Date.context_today
    )
    exit_reason_id = fields.Many2one(
        "coop.reason", "Reason", required=True, domain="[('kind', '=', 'exit')]"
    )

    def action_confirm(self):
        """Let the members leave on the date and for the reason given."""
        self.ensure_one()
        self.member_ids._require_active()
        self.member_ids.write(
            {"exit_date": self.exit_date, "exit_reason_id": self.exit_reason_id.id}
        )
        self.member_ids.action_leave()
