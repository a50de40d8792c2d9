from decimal import Decimal

from odoo import models
from odoo.tools import SQL

from ..core.statement import CHARGES, INCOME, RESULT, SETTLED, TURNOVER

#: figure → kinds of accounts that it is the sum of, in the period
FLOWS = {kind: (kind,) for kind in RESULT} | {
    "turnover": TURNOVER,
    "income": INCOME,
    "charges": CHARGES,
}
#: figures that are earned: less is owed to nobody
EARNED = (*INCOME, "turnover", "income")
#: figure → kind of accounts that it is the balance of, at the end of the period
BALANCES = {"vat": "vat", "vat_pending": "vat_pending", "organisations": "organisation"}
#: figure → (kind of what is settled one by one, sign of what is owed)
OPEN = {
    "outstanding": ("customer", 1),
    "suppliers": ("supplier", -1),
    "member": ("member", -1),
}
FIGURES = (*FLOWS, *BALANCES, *OPEN, "collected")


class CoopActivity(models.Model):
    """The journal items that a figure of the statement is the sum of, as ids: whoever
    may read the activity may know them, but does not read the ledger."""

    _inherit = "coop.activity"

    def _find_statement_items(self, figure, date_from, date_to, limit, offset=0):
        """What ``figure``, one of `FIGURES`, comes from: (its amount, how many there
        are, those shown as (id of the item or None, id of the entry, day, amount)).

        What is open goes by when it is due, the oldest first; the rest begins with
        what is newest. It takes one query more than a statement's kinds.
        """
        self.ensure_one()
        self._check_statement_access()
        kinds = self._statement_kinds(self.company_id)
        direction = SQL("ASC") if figure in OPEN else SQL("DESC")
        rows = self.env.execute_query(
            SQL(
                """
                SELECT item_id, move_id, day, amount::text, COUNT(*) OVER (),
                       (SUM(amount) OVER ())::text
                  FROM (%s) found
                 ORDER BY day %s, move_id %s, item_id %s
                 LIMIT %s OFFSET %s
                """,
                self._query_figure(figure, kinds, date_from, date_to),
                direction,
                direction,
                direction,
                limit,
                offset,
            )
        )
        if not rows:
            return Decimal(0), 0, []
        *_row, count, total = rows[0]
        return Decimal(total), count, [(*row[:3], Decimal(row[3])) for row in rows]

    def _query_figure(self, figure, kinds, date_from, date_to):
        """SQL of items (item_id, move_id, day, amount) of which a figure is the sum."""
        if figure in OPEN:
            side, sign = OPEN[figure]
            return SQL(
                """
                SELECT NULL::int AS item_id, due.move_id, due.day,
                       %s * due.amount AS amount
                  FROM (%s) due WHERE due.side = %s
                """,
                sign,
                self._query_open(kinds, date_to),
                side,
            )
        if figure == "collected":
            return SQL(
                """
                SELECT NULL::int AS item_id, paid.move_id, paid.max_date AS day,
                       paid.amount
                  FROM (%s) paid
                 WHERE paid.is_payment AND paid.max_date BETWEEN %s AND %s
                """,
                self._query_settlements(kinds["customer"]),
                date_from,
                date_to,
            )
        since = date_from if figure in FLOWS else None
        return self._query_booked(figure, kinds, since, date_to)

    def _query_booked(self, figure, kinds, date_from, date_to):
        """What is booked, but for both sides of the base of a tax that is due on
        payment, which come to nothing."""
        names = FLOWS.get(figure) or (BALANCES[figure],)
        return SQL(
            """
            SELECT booked.item_id, booked.move_id, booked.day, booked.amount
              FROM (
                  SELECT item.id AS item_id, item.move_id, item.date AS day,
                         %s * item.balance AS amount,
                         SUM(item.balance) OVER (
                             PARTITION BY item.move_id, item.account_id) AS total
                    FROM account_move_line item
                   WHERE item.coop_activity_id = ANY(%s) AND item.account_id = ANY(%s)
                     AND item.date <= %s AND item.parent_state = 'posted'
                     AND item.balance != 0 AND %s
              ) booked
              JOIN account_move move ON move.id = booked.move_id
             WHERE move.tax_cash_basis_rec_id IS NULL OR booked.total != 0
            """,
            -1 if figure in EARNED or figure in BALANCES else 1,
            self.ids,
            [account for name in names for account in kinds[name]],
            date_to,
            SQL("item.date >= %s", date_from) if date_from else SQL("TRUE"),
        )

    def _query_open(self, kinds, date_to):
        """SQL of entries that were not settled wholly at the end of a day: (move_id,
        side, day on which they are due, amount), as `core.statement` has them."""
        settled = [account for kind in SETTLED for account in kinds[kind]]
        return SQL(
            """
            SELECT unpaid.move_id, unpaid.side,
                   COALESCE(move.invoice_date_due, move.date) AS day,
                   SUM(unpaid.amount) AS amount
              FROM (
                  SELECT booked.move_id, booked.amount,
                         %(side)s AS side
                    FROM (
                        SELECT item.move_id, item.coop_activity_id, item.account_id,
                               item.partner_id, item.balance AS amount
                          FROM account_move_line item
                         WHERE item.coop_activity_id = ANY(%(activities)s)
                           AND item.account_id = ANY(%(settled)s)
                           AND item.date <= %(last)s AND item.parent_state = 'posted'
                         UNION ALL
                        SELECT paid.move_id, paid.coop_activity_id, paid.account_id,
                               paid.partner_id, -paid.amount
                          FROM (%(paid)s) paid
                         WHERE paid.max_date <= %(last)s
                    ) booked
              ) unpaid
              JOIN account_move move ON move.id = unpaid.move_id
             GROUP BY unpaid.move_id, unpaid.side, move.id
            HAVING SUM(unpaid.amount) != 0
            """,
            side=self._query_side(kinds, "booked"),
            activities=self.ids,
            settled=settled,
            last=date_to,
            paid=self._query_settlements(settled),
        )

    def _get_statement_coming(self, today, soon, kinds=None):
        """What is to be paid by and to others: {(figure, when): (amount, how many)},
        ``when`` one of late, soon (until the day ``soon``), later."""
        self.ensure_one()
        self._check_statement_access()
        kinds = kinds or self._statement_kinds(self.company_id)
        names = {kind: (figure, sign) for figure, (kind, sign) in OPEN.items()}
        rows = self.env.execute_query(
            SQL(
                """
                SELECT due.side,
                       CASE WHEN due.day < %s THEN 'late'
                            WHEN due.day <= %s THEN 'soon' ELSE 'later' END,
                       SUM(due.amount)::text, COUNT(*)
                  FROM (%s) due GROUP BY 1, 2
                """,
                today,
                soon,
                self._query_open(kinds, today),
            )
        )
        return {
            (names[side][0], when): (names[side][1] * Decimal(amount), count)
            for side, when, amount, count in rows
        }
