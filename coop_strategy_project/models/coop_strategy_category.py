from odoo import fields, models


class CoopStrategyCategory(models.Model):
    """What a project of transformation is for: a safer frame, tools, practices."""

    _name = "coop.strategy.category"
    _description = "Kind of Project"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    color = fields.Integer()
    description = fields.Text(translate=True)
    company_id = fields.Many2one("res.company", help="Empty: for every cooperative.")
