from odoo import fields, models


class CoopStrategyGrantPayment(models.Model):
    """Money received of a grant."""

    _name = "coop.strategy.grant.payment"
    _description = "Payment of a Grant"
    _order = "date, id"
    _rec_name = "grant_id"

    grant_id = fields.Many2one(
        "coop.strategy.grant", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="grant_id.company_id", store=True, index=True)
    currency_id = fields.Many2one(related="grant_id.currency_id")
    date = fields.Date(required=True, default=fields.Date.context_today)
    amount = fields.Monetary(required=True)
    note = fields.Char()

    _amount_positive = models.Constraint(
        "CHECK (amount != 0)", "Enter what was received; below zero what was paid back."
    )
