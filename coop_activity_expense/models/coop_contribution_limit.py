from odoo import fields, models


class CoopContributionLimit(models.Model):
    """What a year of contribution comes to at least, and at most, under a kind of
    contract."""

    _name = "coop.contribution.limit"
    _description = "Floor and Ceiling of a Contribution"
    _order = "version_id, contract_type_id, id"

    version_id = fields.Many2one(
        "coop.contribution.version", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="version_id.company_id", store=True)
    currency_id = fields.Many2one(related="version_id.currency_id")
    contract_type_id = fields.Many2one(
        "coop.contract.type",
        ondelete="cascade",
        help="Empty: for contracts that no other line names.",
    )
    floor = fields.Monetary(
        "At least a year",
        help="By twelfths for the months that the activity was there; what is missing "
        "is taken at the end of the year.",
    )
    has_ceiling = fields.Boolean("Limited")
    ceiling = fields.Monetary("At most a year", help="By twelfths too.")

    _type_unique = models.UniqueIndex(
        "(version_id, COALESCE(contract_type_id, 0))",
        "There is already a line for this kind of contract.",
    )
    _limits_valid = models.Constraint(
        "CHECK (floor >= 0 AND ceiling >= 0 "
        "AND (has_ceiling IS NOT TRUE OR ceiling >= floor))",
        "At least cannot be more than at most, and none of them is negative.",
    )
