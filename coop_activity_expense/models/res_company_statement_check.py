from decimal import Decimal
from typing import NamedTuple

from odoo import models
from odoo.tools import SQL, formatLang

from ..core.statement import RESULT


class Agreement(NamedTuple):
    """What the ledger says of income and charges, and where it comes from:
    ``activities``, the ``own`` part of the cooperative, and what is left over.
    ``first`` is the id of the first journal item of that; ``sentence`` names it."""

    ledger: Decimal
    activities: Decimal
    own: Decimal
    first: int | None
    sentence: str

    @property
    def agrees(self):
        return self.first is None and not self.ledger - self.activities - self.own


class ResCompany(models.Model):
    """Whether the statements of all activities add up to the ledger."""

    _inherit = "res.company"

    def _coop_check_statements(self, date_from, date_to):
        """Compare all statements of a period with the ledger, as an `Agreement`.

        What the cooperative credits itself with when it takes contributions belongs to
        nobody's activity unless it has one of its own.
        """
        self.ensure_one()
        activities = (
            self.env["coop.activity"]
            .with_context(active_test=False)
            .search([("company_id", "=", self.id)])
        )
        statements = activities._get_statements(date_from, date_to).values()
        told = -sum(statement.result for statement in statements)
        kinds = self.env["coop.activity"]._statement_kinds(self)
        accounts = [account for kind in RESULT for account in kinds[kind]]
        span = SQL(
            "item.company_id = %s AND item.account_id = ANY(%s) "
            "AND item.parent_state = 'posted' AND item.date BETWEEN %s AND %s",
            self.id,
            accounts,
            date_from,
            date_to,
        )
        [(ledger, own)] = self.env.execute_query(
            SQL(
                """
                SELECT COALESCE(SUM(item.balance), 0)::text,
                       COALESCE(SUM(item.balance) FILTER (WHERE %s), 0)::text
                  FROM account_move_line item
                  JOIN account_move move ON move.id = item.move_id
                 WHERE %s
                """,
                self._coop_own_items(),
                span,
            )
        )
        first = self._coop_first_stray(span)
        return Agreement(
            Decimal(ledger),
            told,
            Decimal(own),
            first.id or None,
            self._coop_tell_stray(first),
        )

    def _coop_own_items(self):
        return SQL(
            "item.coop_activity_id IS NULL "
            "AND move.coop_contribution_run_id IS NOT NULL"
        )

    def _coop_first_stray(self, span):
        """The first item of income or charges that belongs to nobody."""
        items = self.env["account.move.line"]
        found = self.env.execute_query(
            SQL(
                """
                SELECT item.id
                  FROM account_move_line item
                  JOIN account_move move ON move.id = item.move_id
                 WHERE %s AND item.coop_activity_id IS NULL AND NOT (%s)
                 ORDER BY item.date, item.id LIMIT 1
                """,
                span,
                self._coop_own_items(),
            )
        )
        return items.browse(row[0] for row in found)

    def _coop_tell_stray(self, item):
        if not item:
            return ""
        item_sudo = item.sudo()  # sudo: what a sentence says of it
        return self.env._(
            "%(entry)s: %(amount)s on %(account)s belongs to no activity.",
            entry=item_sudo.move_id.name,
            amount=formatLang(
                self.env, item_sudo.balance, currency_obj=self.currency_id
            ),
            account=item_sudo.account_id.with_company(self).display_name,
        )

    def _coop_check_analytic(self, date_from, date_to):
        """Activities whose analytic items come to something else than their journal
        items that have a distribution: a dictionary of (ledger, analytic) sums by
        activity, both with the sign of analytic items."""
        self.ensure_one()
        self.env["account.move.line"].flush_model()
        self.env["account.analytic.line"].flush_model()
        column = self.coop_activity_plan_id._column_name()
        found = self.env.execute_query(
            SQL(
                """
                SELECT activity.id, ledger.amount::text, analytic.amount::text
                  FROM coop_activity activity
                 CROSS JOIN LATERAL (
                       SELECT COALESCE(SUM(-item.balance), 0) AS amount
                         FROM account_move_line item
                        WHERE item.coop_activity_id = activity.id
                          AND item.analytic_distribution IS NOT NULL
                          AND item.parent_state = 'posted'
                          AND item.date BETWEEN %(first)s AND %(last)s) ledger
                 CROSS JOIN LATERAL (
                       SELECT COALESCE(SUM(line.amount), 0)::numeric(16, 2) AS amount
                         FROM account_analytic_line line
                        WHERE line.%(column)s = activity.analytic_account_id
                          AND line.date BETWEEN %(first)s AND %(last)s) analytic
                 WHERE activity.company_id = %(company)s
                   AND ledger.amount != analytic.amount
                """,
                first=date_from,
                last=date_to,
                column=SQL.identifier(column),
                company=self.id,
            )
        )
        activities = self.env["coop.activity"]
        return {
            activities.browse(activity): (Decimal(ledger), Decimal(analytic))
            for activity, ledger, analytic in found
        }
