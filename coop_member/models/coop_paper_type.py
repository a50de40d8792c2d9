from odoo import fields, models


class CoopPaperType(models.Model):
    """Kind of paper asked of members: insurance, identity, residence permit…"""

    _name = "coop.paper.type"
    _description = "Paper Type"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    description = fields.Text(translate=True, help="Shown to the member on upload.")
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company", help="Leave empty to ask for it in every cooperative."
    )
    has_expiry = fields.Boolean(
        "Expires", help="The paper carries a date after which it must be renewed."
    )
    warn_days = fields.Integer(
        "Warn before (days)",
        help="Days before expiry at which the adviser is told. 0: the "
        "cooperative's own setting.",
    )

    contract_type_ids = fields.Many2many(
        "coop.contract.type",
        string="Expected under",
        help="Members under one of these contracts, or about to be, are asked for "
        "this paper. Empty: nobody is asked, everybody can send it.",
    )

    _warn_days_positive = models.Constraint(
        "CHECK (warn_days >= 0)",
        "A warning cannot come a negative number of days before.",
    )
