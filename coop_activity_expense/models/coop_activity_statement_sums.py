from odoo import models
from odoo.tools import SQL

from ..core.statement import POSITIONS, RESULT


class CoopActivity(models.Model):
    """Sums of journal items that make statements, by kind of account."""

    _inherit = "coop.activity"

    def _query_sums(self, kinds, date_from, date_to):
        """One row for each activity, and perhaps for others between them: sums by
        account over the covering index alone, which are few, are then sorted by kind.
        """
        mapped = [(account, kind) for kind in kinds for account in kinds[kind]]
        flows = [
            SQL("NULLIF(SUM(booked.new) FILTER (WHERE map.kind = %s), 0)::text", kind)
            for kind in RESULT
        ]
        positions = [
            SQL(
                "NULLIF(SUM(booked.total) FILTER (WHERE map.kind = %s), 0)::text",
                kind,
            )
            for kind in POSITIONS
        ]
        return SQL(
            """
            SELECT booked.coop_activity_id,
                   COALESCE(SUM(booked.total) FILTER (WHERE map.kind = ANY(%s)), 0)
                       ::text,
                   %s
              FROM (
                  SELECT item.coop_activity_id, item.account_id,
                         SUM(item.balance) FILTER (WHERE item.date < %s) AS old,
                         SUM(item.balance) FILTER (WHERE item.date >= %s) AS new
                    FROM account_move_line item
                   WHERE %s AND item.date <= %s AND item.parent_state = 'posted'
                   GROUP BY item.coop_activity_id, item.account_id
              ) sums
              CROSS JOIN LATERAL (
                  SELECT sums.coop_activity_id, sums.account_id, sums.new,
                         COALESCE(sums.old, 0) + COALESCE(sums.new, 0) AS total
              ) booked
              JOIN unnest(%s::int[], %s::text[]) map(account_id, kind)
                ON map.account_id = booked.account_id
             GROUP BY booked.coop_activity_id
            """,
            list(RESULT),
            SQL(", ").join([*flows, *positions]),
            date_from,
            date_from,
            self._of_these(),
            date_to,
            [account for account, _kind in mapped],
            [kind for _account, kind in mapped],
        )

    def _of_these(self):
        """SQL condition of the ``item``s of these activities, or of a few others too
        where they are nearly all between the first and the last: PostgreSQL shares a
        range among its workers, and a list not."""
        first, last = min(self.ids), max(self.ids)
        if self._are_many() and last - first < 2 * len(self):
            return SQL("item.coop_activity_id BETWEEN %s AND %s", first, last)
        return SQL("item.coop_activity_id = ANY(%s)", self.ids)

    def _query_months(self, kinds, date_from, date_to):
        mapped = [(account, kind) for kind in RESULT for account in kinds[kind]]
        return SQL(
            """
            SELECT date_trunc('month', item.date)::date, map.kind,
                   SUM(item.balance)::text
              FROM account_move_line item
              JOIN unnest(%s::int[], %s::text[]) map(account_id, kind)
                ON map.account_id = item.account_id
             WHERE item.coop_activity_id = ANY(%s)
               AND item.date BETWEEN %s AND %s AND item.parent_state = 'posted'
             GROUP BY 1, 2
            """,
            [account for account, _kind in mapped],
            [kind for _account, kind in mapped],
            self.ids,
            date_from,
            date_to,
        )
