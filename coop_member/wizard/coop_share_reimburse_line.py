from odoo import api, fields, models


class CoopShareReimburseLine(models.TransientModel):
    """Shares of one type that a member gives up."""

    _name = "coop.share.reimburse.line"
    _description = "Shares to Reimburse"

    reimburse_id = fields.Many2one(
        "coop.share.reimburse", required=True, ondelete="cascade"
    )
    currency_id = fields.Many2one(related="reimburse_id.currency_id")
    member_id = fields.Many2one("coop.member", required=True)
    share_type_id = fields.Many2one("coop.share.type", required=True)
    held = fields.Integer(help="Shares held, less those in drafts.")
    quantity = fields.Integer("Given up")
    amount = fields.Monetary("Value", compute="_compute_amounts")
    amount_lost = fields.Monetary("Share of losses", compute="_compute_amounts")
    amount_paid = fields.Monetary("To pay back", compute="_compute_amounts")

    _quantity_held = models.Constraint(
        "CHECK (quantity BETWEEN 0 AND held)",
        "A member gives up at most the shares that are held, less those in drafts.",
    )

    @api.depends("quantity", "share_type_id", "reimburse_id.losses")
    def _compute_amounts(self):
        for reimburse, lines in self.grouped("reimburse_id").items():
            lost = reimburse.company_id._coop_loss_sharer(reimburse.losses)
            for line in lines:
                line.amount = line.quantity * line.share_type_id.nominal_value
                line.amount_lost = lost(line.amount)
                line.amount_paid = line.amount - line.amount_lost

    def _prepare_move(self):
        """Values of the movement that reimburses these shares."""
        self.ensure_one()
        asked = self.reimburse_id
        values = self.env["coop.share.move"]._prepare_reimbursement(
            self.member_id,
            self.share_type_id,
            self.quantity,
            asked.date,
            self.amount_lost,
        )
        return {
            **values,
            "date_due": asked.date_due or values["date_due"],
            "note": asked.note,
        }
