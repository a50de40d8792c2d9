from odoo import fields, models


class CoopExpenseReverse(models.TransientModel):
    """Ask why the entries of claims are reversed."""

    _name = "coop.expense.reverse"
    _description = "Reversal of Expense Claims"

    expense_ids = fields.Many2many(
        "coop.expense",
        string="Claims",
        required=True,
        default=lambda self: self.env.context.get("active_ids"),
    )
    reason = fields.Char(required=True, help="Kept on the entry and in the claim.")

    def action_reverse(self):
        """Reverse the entries of the claims, for the reason given."""
        self.ensure_one()
        self.expense_ids.action_reverse(self.reason)
