from odoo import api, fields, models


class CoopShareReductionLine(models.TransientModel):
    """What one holder loses when the capital is reduced."""

    _name = "coop.share.reduction.line"
    _description = "Shares to Cancel"

    reduction_id = fields.Many2one(
        "coop.share.reduction", required=True, ondelete="cascade", index=True
    )
    currency_id = fields.Many2one(related="reduction_id.currency_id")
    member_id = fields.Many2one("coop.member", required=True)
    held = fields.Integer()
    quantity = fields.Integer("Shares cancelled")
    left = fields.Integer("Shares left", compute="_compute_left")
    amount = fields.Monetary("Lost", compute="_compute_left")

    @api.depends("held", "quantity", "reduction_id.share_type_id")
    def _compute_left(self):
        for line in self:
            line.left = line.held - line.quantity
            line.amount = line.quantity * line.reduction_id.nominal_value

    def _prepare_move(self):
        """Values of the movement that cancels these shares."""
        self.ensure_one()
        reduction = self.reduction_id
        return {
            "kind": "reduction",
            "company_id": reduction.company_id.id,
            "date": reduction.date,
            "share_type_id": reduction.share_type_id.id,
            "from_member_id": self.member_id.id,
            "quantity": self.quantity,
            "note": reduction.note,
        }
