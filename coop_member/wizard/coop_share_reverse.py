from odoo import fields, models


class CoopShareReverse(models.TransientModel):
    """Ask when and why movements of the capital register are undone."""

    _name = "coop.share.reverse"
    _description = "Reversal of Capital Movements"

    move_ids = fields.Many2many(
        "coop.share.move",
        string="Movements",
        required=True,
        default=lambda self: self.env.context.get("active_ids"),
    )
    date = fields.Date(required=True, default=fields.Date.context_today)
    reason = fields.Char(required=True, help="Kept in the register.")

    def action_confirm(self):
        """Undo the movements by others that name them, and open these.

        Raises UserError where one cannot be undone: see `_reverse`.
        """
        self.ensure_one()
        reversals = self.move_ids._reverse(self.date, self.reason)
        return reversals._open(self.env._("Reversals"))
