from odoo import fields, models


class CoopBillingReturn(models.TransientModel):
    """Ask why invoices are returned to their members."""

    _name = "coop.billing.return"
    _description = "Return of Invoices"

    move_ids = fields.Many2many(
        "account.move",
        string="Invoices",
        required=True,
        default=lambda self: self.env.context.get("active_ids"),
    )
    comment = fields.Char(
        required=True, help="In one sentence; the member reads it and can correct."
    )

    def action_return(self):
        """Return the invoices, with the comment."""
        self.ensure_one()
        self.move_ids.action_coop_return(self.comment)
