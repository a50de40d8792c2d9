from odoo import fields, models
from odoo.tools import SQL


class CoopContributionMonth(models.Model):
    """What activities contributed by month, beside what was expected."""

    _name = "coop.contribution.month"
    _description = "Contributions against Forecast"
    _auto = False
    _order = "month, kind, id"
    _depends = {
        "account.move.line": [
            "account_id",
            "balance",
            "company_id",
            "coop_activity_id",
            "date",
            "parent_state",
        ],
        "coop.contribution.forecast": ["amount", "company_id", "month"],
    }

    company_id = fields.Many2one("res.company", readonly=True)
    currency_id = fields.Many2one(related="company_id.currency_id")
    month = fields.Date(readonly=True)
    kind = fields.Selection(
        [("taken", "Taken"), ("forecast", "Expected")], "What", readonly=True
    )
    amount = fields.Monetary(readonly=True)

    @property
    def _table_query(self):
        """Even ids are those of items, odd ones those of forecasts."""
        activities = self.env["coop.activity"]
        pairs = [
            (company.id, account, company.coop_own_activity_id.id or 0)
            for company in self.env.companies.sudo()  # sudo: which is its own
            for account in activities._statement_kinds(company)["contribution"]
        ]
        companies, accounts, own = zip(*pairs, strict=True) if pairs else ((),) * 3
        return SQL(
            """
            SELECT 2 * MIN(item.id) AS id, item.company_id, 'taken' AS kind,
                   date_trunc('month', item.date)::date AS month,
                   SUM(item.balance) AS amount
              FROM account_move_line item
              JOIN unnest(%s::int[], %s::int[], %s::int[])
                   map(company_id, account_id, own_id)
                ON map.company_id = item.company_id
               AND map.account_id = item.account_id
               AND map.own_id != item.coop_activity_id
             WHERE item.coop_activity_id IS NOT NULL AND item.parent_state = 'posted'
             GROUP BY 2, 4
             UNION ALL
            SELECT 2 * forecast.id + 1, forecast.company_id, 'forecast',
                   forecast.month, forecast.amount
              FROM coop_contribution_forecast forecast
            """,
            list(companies),
            list(accounts),
            list(own),
        )
