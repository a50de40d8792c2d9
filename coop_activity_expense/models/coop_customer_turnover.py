from odoo import fields, models
from odoo.tools import SQL


class CoopCustomerTurnover(models.Model):
    """What customers bought of activities in the last twelve months, and which part of
    each activity's turnover that was: how much depends on few of them."""

    _name = "coop.customer.turnover"
    _description = "Turnover by Customer"
    _auto = False
    _order = "amount desc, id"
    _depends = {
        "account.move": [
            "amount_untaxed_signed",
            "commercial_partner_id",
            "company_id",
            "coop_activity_id",
            "invoice_date",
            "move_type",
            "state",
        ],
    }

    company_id = fields.Many2one("res.company", readonly=True)
    currency_id = fields.Many2one(related="company_id.currency_id")
    activity_id = fields.Many2one("coop.activity", readonly=True)
    partner_id = fields.Many2one("res.partner", "Customer", readonly=True)
    amount = fields.Monetary("Turnover", readonly=True, help="Without VAT.")
    share = fields.Float(
        "Part of the activity (%)", digits=(5, 1), readonly=True, aggregator=None
    )
    last_date = fields.Date("Last invoice", readonly=True)

    @property
    def _table_query(self):
        today = fields.Date.context_today(self)
        return SQL(
            """
            SELECT MIN(move.id) AS id, move.company_id,
                   move.coop_activity_id AS activity_id,
                   move.commercial_partner_id AS partner_id,
                   SUM(move.amount_untaxed_signed) AS amount,
                   MAX(move.invoice_date) AS last_date,
                   COALESCE(100 * SUM(move.amount_untaxed_signed) / NULLIF(
                       SUM(SUM(move.amount_untaxed_signed))
                       OVER (PARTITION BY move.coop_activity_id), 0), 0) AS share
              FROM account_move move
             WHERE move.move_type IN ('out_invoice', 'out_refund', 'out_receipt')
               AND move.state = 'posted' AND move.coop_activity_id IS NOT NULL
               AND move.invoice_date > %s AND move.invoice_date <= %s
             GROUP BY 2, 3, 4
            """,
            fields.Date.subtract(today, years=1),
            today,
        )
