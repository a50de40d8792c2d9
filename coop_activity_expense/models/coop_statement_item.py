from odoo import fields, models
from odoo.tools import SQL

from ..core.statement import RESULT
from .coop_account_kind import KINDS


class CoopStatementItem(models.Model):
    """What activities earned and spent, by month, kind and account: posted journal
    items added up when they are looked at, for pivots and graphs."""

    _name = "coop.statement.item"
    _description = "Statements by Month"
    _auto = False
    _order = "month desc, activity_id, kind, id"
    _depends = {
        "account.move.line": [
            "account_id",
            "balance",
            "company_id",
            "coop_activity_id",
            "date",
            "parent_state",
        ],
    }

    company_id = fields.Many2one("res.company", readonly=True)
    currency_id = fields.Many2one(related="company_id.currency_id")
    activity_id = fields.Many2one("coop.activity", readonly=True)
    account_id = fields.Many2one("account.account", readonly=True)
    kind = fields.Selection(
        [(kind, label) for kind, label in KINDS if kind in RESULT], readonly=True
    )
    month = fields.Date(readonly=True)
    amount = fields.Monetary(readonly=True, help="Above zero: earned; below: spent.")

    @property
    def _table_query(self):
        activities = self.env["coop.activity"]
        mapped = [
            (company.id, account, kind)
            for company in self.env.companies
            for kind, accounts in activities._statement_kinds(company).items()
            if kind in RESULT
            for account in accounts
        ]
        companies, accounts, kinds = zip(*mapped, strict=True) if mapped else ((),) * 3
        return SQL(
            """
            SELECT MIN(item.id) AS id, item.company_id,
                   item.coop_activity_id AS activity_id, item.account_id, map.kind,
                   date_trunc('month', item.date)::date AS month,
                   SUM(-item.balance) AS amount
              FROM account_move_line item
              JOIN unnest(%s::int[], %s::int[], %s::text[])
                   map(company_id, account_id, kind)
                ON map.company_id = item.company_id
               AND map.account_id = item.account_id
             WHERE item.coop_activity_id IS NOT NULL AND item.parent_state = 'posted'
             GROUP BY 2, 3, 4, 5, 6
            """,
            list(companies),
            list(accounts),
            list(kinds),
        )
