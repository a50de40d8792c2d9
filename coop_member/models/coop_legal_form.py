from odoo import fields, models


class CoopLegalForm(models.Model):
    """What law or usual statutes set for the capital of a cooperative of some legal
    form: what a cooperative that picks it starts from, and may change."""

    _name = "coop.legal.form"
    _description = "Legal Form"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    country_id = fields.Many2one(
        "res.country", help="Offered to the cooperatives of this country; empty: to all"
    )
    floor_percent = fields.Float(
        "Capital floor (%)",
        help="Reimbursements may not bring the capital below this part of the highest "
        "it ever reached. 0: no floor.",
    )
    ceiling_percent = fields.Float(
        "One holder at most (%)",
        help="Nobody may hold more than this part of the capital. 0: no ceiling.",
    )
    reimburse_months = fields.Integer(
        "Reimbursed after (months)",
        help="Delay within which shares are paid back after they are given up.",
    )
    legal_source = fields.Char(
        translate=True, help="Where these figures come from: article of law, statutes."
    )

    _percents_in_range = models.Constraint(
        "CHECK (floor_percent BETWEEN 0 AND 100 AND ceiling_percent BETWEEN 0 AND 100 "
        "AND reimburse_months >= 0)",
        "Percentages lie between 0 and 100, and a delay cannot be negative.",
    )
