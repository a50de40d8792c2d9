from odoo import fields, models


class CoopExpenseRefuse(models.TransientModel):
    """Ask why claims are refused."""

    _name = "coop.expense.refuse"
    _description = "Refusal of Expense Claims"

    expense_ids = fields.Many2many(
        "coop.expense",
        string="Claims",
        required=True,
        default=lambda self: self.env.context.get("active_ids"),
    )
    reason = fields.Char(
        required=True, help="In one sentence; the member reads it and can correct."
    )

    def action_refuse(self):
        """Refuse the claims, for the reason given."""
        self.ensure_one()
        self.expense_ids.action_refuse(self.reason)
