from odoo import fields, models


class CoopMemberStage(models.Model):
    """Step of an application, from first contact to the decision."""

    _name = "coop.member.stage"
    _description = "Application Stage"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    fold = fields.Boolean("Folded in Kanban")
    company_id = fields.Many2one(
        "res.company", help="Leave empty to use this stage in every cooperative."
    )
