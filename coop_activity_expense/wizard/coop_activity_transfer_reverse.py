from odoo import fields, models


class CoopActivityTransferReverse(models.TransientModel):
    """Ask why charges between activities are reversed."""

    _name = "coop.activity.transfer.reverse"
    _description = "Reversal of Charges between Activities"

    transfer_ids = fields.Many2many(
        "coop.activity.transfer",
        string="Charges",
        required=True,
        default=lambda self: self.env.context.get("active_ids"),
    )
    reason = fields.Char(required=True, help="Kept on the entry and with the charge.")

    def action_reverse(self):
        """Reverse the entries of the charges, for the reason given."""
        self.ensure_one()
        self.transfer_ids.action_reverse(self.reason)
