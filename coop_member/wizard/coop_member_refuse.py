from odoo import fields, models


class CoopMemberRefuse(models.TransientModel):
    """Ask why applications are refused."""

    _name = "coop.member.refuse"
    _description = "Refusal of Applications"

    member_ids = fields.Many2many(
        "coop.member", default=lambda self: self.env.context.get("active_ids")
    )
    refusal_reason_id = fields.Many2one(
        "coop.reason", "Reason", required=True, domain="[('kind', '=', 'refusal')]"
    )

    def action_confirm(self):
        """Refuse the applications for the reason given."""
        self.ensure_one()
        self.member_ids.refusal_reason_id = self.refusal_reason_id
        self.member_ids.action_refuse()
