from odoo import fields, models


class CoopGiftCategory(models.Model):
    """What time is given for: a helping hand, a workshop, mentoring…"""

    _name = "coop.gift.category"
    _description = "Kind of Gift"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    description = fields.Char(
        translate=True, help="Examples, shown to members who choose."
    )
    icon = fields.Char(
        default="fa-gift", help="Name of a Font Awesome icon, such as fa-gift."
    )
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company", help="Leave empty to offer it in every cooperative."
    )
