from odoo import fields, models


class CoopStrategyBallotChoice(models.Model):
    """Dots that someone gave to a project, in a ballot by name. Secret ballots have
    none."""

    _name = "coop.strategy.ballot.choice"
    _description = "Vote by Name"
    _order = "ballot_id, partner_id, dots desc"
    _rec_name = "option_id"

    option_id = fields.Many2one(
        "coop.strategy.ballot.option",
        "Project",
        required=True,
        readonly=True,
        ondelete="restrict",
    )
    ballot_id = fields.Many2one(related="option_id.ballot_id", store=True, index=True)
    company_id = fields.Many2one(related="ballot_id.company_id")
    partner_id = fields.Many2one(
        "res.partner", "Name", required=True, readonly=True, ondelete="restrict"
    )
    dots = fields.Integer(required=True, readonly=True)

    _once = models.UniqueIndex(
        "(option_id, partner_id)", "Everyone gives dots to a project once."
    )
