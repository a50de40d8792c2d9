from odoo import fields, models


class CoopStrategyBallotVoter(models.Model):
    """Who has voted: once each. It says neither when nor for what."""

    _name = "coop.strategy.ballot.voter"
    _description = "Who Voted"
    _order = "partner_id"
    _rec_name = "partner_id"
    # no time of day and no author: nothing to put beside the counters
    _log_access = False

    ballot_id = fields.Many2one(
        "coop.strategy.ballot", required=True, readonly=True, ondelete="restrict"
    )
    company_id = fields.Many2one(related="ballot_id.company_id")
    partner_id = fields.Many2one(
        "res.partner", "Name", required=True, readonly=True, ondelete="restrict"
    )

    _once = models.UniqueIndex(
        "(ballot_id, partner_id)", "You have voted already: everyone votes once."
    )
