from odoo import api, fields, models
from odoo.tools import SQL


class CoopShareHolding(models.Model):
    """What each line of the register adds to, or takes from, what a member holds: sums
    of it up to a day are the holdings of that day."""

    _name = "coop.share.holding"
    _description = "Shares Held"
    _auto = False
    _order = "date desc, number desc, id"
    _depends = {
        "coop.share.move": [
            "company_id",
            "state",
            "number",
            "date",
            "kind",
            "share_type_id",
            "from_member_id",
            "to_member_id",
            "quantity",
            "amount",
        ],
        "coop.member": ["college_id"],
    }

    move_id = fields.Many2one("coop.share.move", "Movement", readonly=True)
    number = fields.Integer(readonly=True, aggregator=None)
    company_id = fields.Many2one("res.company", readonly=True)
    currency_id = fields.Many2one(related="company_id.currency_id")
    date = fields.Date(readonly=True)
    kind = fields.Selection(related="move_id.kind")
    share_type_id = fields.Many2one("coop.share.type", readonly=True)
    member_id = fields.Many2one("coop.member", readonly=True)
    college_id = fields.Many2one("coop.college", readonly=True)
    quantity = fields.Integer("Shares", readonly=True)
    amount = fields.Monetary("Capital", readonly=True)

    @property
    def _table_query(self):
        return SQL(
            """
            SELECT side.*, member.college_id
              FROM (%s UNION ALL %s) side
              JOIN coop_member member ON member.id = side.member_id
            """,
            self._side("to_member_id", 1),
            self._side("from_member_id", -1),
        )

    def action_open_move(self):
        """Open the movement that this line comes from."""
        self.ensure_one()
        return self.move_id.get_formview_action()

    @api.model
    def _side(self, column, sign):
        """What movements do to their receivers, or to their givers."""
        return SQL(
            """
            SELECT 2 * move.id + %(odd)s AS id, move.id AS move_id, move.number,
                   move.company_id, move.date, move.share_type_id,
                   move.%(column)s AS member_id,
                   %(sign)s * move.quantity AS quantity,
                   %(sign)s * move.amount AS amount
              FROM coop_share_move move
             WHERE move.state = 'done' AND move.%(column)s IS NOT NULL
            """,
            odd=int(sign < 0),
            column=SQL.identifier(column),
            sign=sign,
        )

    @api.model
    def _holdings(self, company, at=None):
        """Shares of ``company`` held at the end of the day ``at``, or now, as numbers
        above zero by (member id, share type id).

        The same as `core.shares.holdings` makes of the register, summed by the
        database for it may be long.
        """
        self.env["coop.share.move"].flush_model()
        rows = self.env.execute_query(
            SQL(
                """
                SELECT member_id, share_type_id, SUM(quantity)::integer
                  FROM (
                    SELECT to_member_id AS member_id, share_type_id, quantity
                      FROM coop_share_move
                     WHERE state = 'done' AND to_member_id IS NOT NULL
                       AND company_id = %(company)s AND %(until)s
                     UNION ALL
                    SELECT from_member_id, share_type_id, -quantity
                      FROM coop_share_move
                     WHERE state = 'done' AND from_member_id IS NOT NULL
                       AND company_id = %(company)s AND %(until)s
                  ) side
                 GROUP BY member_id, share_type_id
                HAVING SUM(quantity) != 0
                """,
                company=company.id,
                until=SQL("date <= %s", at) if at else SQL("TRUE"),
            )
        )
        return {(member, kind): quantity for member, kind, quantity in rows}
