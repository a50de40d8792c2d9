from odoo import fields, models


class CoopReason(models.Model):
    """Why a member left, an application was refused or a contract ended."""

    _name = "coop.reason"
    _description = "Reason"
    _order = "kind, sequence, id"

    name = fields.Char(required=True, translate=True)
    kind = fields.Selection(
        [
            ("exit", "Departure"),
            ("refusal", "Refusal"),
            ("contract_end", "End of contract"),
        ],
        required=True,
    )
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company", help="Leave empty to offer this reason in every cooperative."
    )
