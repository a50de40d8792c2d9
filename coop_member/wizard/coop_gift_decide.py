from odoo import fields, models


class CoopGiftDecide(models.TransientModel):
    """Ask why gifts are disputed or reversed."""

    _name = "coop.gift.decide"
    _description = "Reason of a Decision on Gifts"

    gift_ids = fields.Many2many(
        "coop.gift", default=lambda self: self.env.context.get("active_ids")
    )
    decision = fields.Selection(
        [("dispute", "Dispute"), ("reverse", "Reverse")],
        required=True,
        readonly=True,
        default="reverse",
    )
    reason = fields.Char(required=True, help="In one sentence; shown to both sides.")

    def action_decide(self):
        """Do it, for the reason given."""
        self.ensure_one()
        if self.decision == "dispute":
            self.gift_ids.action_dispute(self.reason)
        else:
            self.gift_ids.action_reverse(self.reason)
