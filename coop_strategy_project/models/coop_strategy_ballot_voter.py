from odoo import api, fields, models
from odoo.tools import SQL


class CoopStrategyBallotVoter(models.Model):
    """Who has voted: once each. It says neither when nor for what, nor in which order:
    numbers are drawn by lot, and rows are dealt anew once a ballot is closed."""

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

    def init(self):
        # beside results that move, numbers in order would tell who gave what
        self.env.cr.execute(
            "ALTER TABLE coop_strategy_ballot_voter ALTER COLUMN id "
            "SET DEFAULT floor(random() * 2147483647)::integer + 1"
        )

    @api.model
    def _forget_order(self, ballot):
        """Write the rows of ``ballot`` anew, all at once, in the order of their
        numbers: where they lie in the table, and in which transaction they were
        written, tells no order either."""
        self.env.execute_query(
            SQL(
                """
                WITH gone AS (
                    DELETE FROM coop_strategy_ballot_voter
                          WHERE ballot_id = %s RETURNING id, ballot_id, partner_id)
                INSERT INTO coop_strategy_ballot_voter (id, ballot_id, partner_id)
                     SELECT id, ballot_id, partner_id FROM gone ORDER BY id
                """,
                ballot.id,
            )
        )
