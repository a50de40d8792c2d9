from odoo import fields, models


class CoopStrategyHide(models.TransientModel):
    """Hides a question that is not fit to be read by all, with the reason."""

    _name = "coop.strategy.hide"
    _description = "Hide a Question"

    question_id = fields.Many2one(
        "coop.strategy.question", required=True, ondelete="cascade"
    )
    reason = fields.Char(required=True)

    def action_confirm(self):
        """Hide the question; the reason is kept."""
        self.ensure_one()
        self.question_id._hide(self.reason)
        return {"type": "ir.actions.act_window_close"}
