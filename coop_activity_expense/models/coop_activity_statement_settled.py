from collections import defaultdict
from decimal import Decimal

from odoo import models
from odoo.tools import SQL

from ..core.statement import SETTLED

#: activities whose items are looked up one by one
FEW = 500


class CoopActivity(models.Model):
    """What was paid of activities' invoices and bills, and what is owed to members."""

    _inherit = "coop.activity"

    def _settlements(self, kinds, date_from, date_to):
        """What was settled, and what of it was paid in the period, by kind and id of
        the activity."""
        query = self._query_settled(kinds, date_from, date_to)
        found = defaultdict(dict)
        for activity, kind, *amounts in self.env.execute_query(query):
            found[activity][kind] = tuple(map(Decimal, amounts))
        return found

    def _owed_to_members(self, kinds, date_to):
        """Balances of what is owed to members of activities on suppliers' accounts."""
        query = SQL(
            """
            SELECT item.coop_activity_id, SUM(item.balance)::text
              FROM account_move_line item
              JOIN coop_activity_member_rel rel
                ON rel.activity_id = item.coop_activity_id
              JOIN coop_member member
                ON member.id = rel.member_id AND member.partner_id = item.partner_id
             WHERE item.coop_activity_id = ANY(%s) AND item.account_id = ANY(%s)
               AND item.date <= %s AND item.parent_state = 'posted'
             GROUP BY item.coop_activity_id
            """,
            self.ids,
            kinds["supplier"],
            date_to,
        )
        return {
            activity: Decimal(balance)
            for activity, balance in self.env.execute_query(query)
        }

    def _query_settled(self, kinds, date_from, date_to):
        return SQL(
            """
            SELECT paid.coop_activity_id,
                   %(side)s,
                   SUM(paid.amount)::text,
                   COALESCE(SUM(paid.amount) FILTER (
                       WHERE paid.is_payment AND paid.max_date >= %(first)s), 0)::text
              FROM (%(paid)s) paid
             WHERE paid.max_date <= %(last)s
             GROUP BY 1, 2
            """,
            side=self._query_side(kinds, "paid"),
            first=date_from,
            last=date_to,
            paid=self._query_settlements(
                [account for kind in SETTLED for account in kinds[kind]]
            ),
        )

    def _query_side(self, kinds, row):
        """SQL of the kind that a ``row`` of what is settled counts for; what is owed to
        one of the activity's members is apart, whatever the account."""
        return SQL(
            """
            CASE WHEN %(account)s = ANY(%(customers)s) THEN 'customer'
                 WHEN %(account)s = ANY(%(members)s) OR EXISTS (
                     SELECT FROM coop_activity_member_rel rel
                       JOIN coop_member member ON member.id = rel.member_id
                      WHERE rel.activity_id = %(activity)s
                        AND member.partner_id = %(partner)s
                 ) THEN 'member' ELSE 'supplier' END
            """,
            customers=kinds["customer"],
            members=kinds["member"],
            account=SQL.identifier(row, "account_id"),
            activity=SQL.identifier(row, "coop_activity_id"),
            partner=SQL.identifier(row, "partner_id"),
        )

    def _query_settlements(self, accounts):
        """SQL of what settled items of these activities on ``accounts``, with the sign
        of the item; where two of them settle each other, both do.
        ``is_payment`` tells that it was neither an invoice nor a credit note."""
        if self._are_many():
            return self._query_every_settlement(accounts)
        return SQL(" UNION ALL ").join(
            SQL(
                """
                SELECT item.move_id, item.coop_activity_id, item.account_id,
                       item.partner_id, %(sign)s * partial.amount AS amount,
                       partial.max_date,
                       other.display_type != 'payment_term' AS is_payment
                  FROM account_partial_reconcile partial
                  JOIN account_move_line item ON item.id = partial.%(own)s
                  JOIN account_move_line other ON other.id = partial.%(other)s
                 WHERE item.coop_activity_id = ANY(%(activities)s)
                   AND item.account_id = ANY(%(accounts)s)
                   AND item.parent_state = 'posted'
                """,
                sign=sign,
                own=SQL.identifier(own),
                other=SQL.identifier(other),
                activities=self.ids,
                accounts=accounts,
            )
            for sign, own, other in (
                (1, "debit_move_id", "credit_move_id"),
                (-1, "credit_move_id", "debit_move_id"),
            )
        )

    def _are_many(self):
        return len(self) > FEW

    def _query_every_settlement(self, accounts):
        """The same, read once for both sides instead of looked up for each item."""
        return SQL(
            """
            SELECT side.move_id, side.coop_activity_id, side.account_id,
                   side.partner_id, side.amount, partial.max_date, side.is_payment
              FROM account_partial_reconcile partial
              JOIN account_move_line debit ON debit.id = partial.debit_move_id
              JOIN account_move_line credit ON credit.id = partial.credit_move_id
             CROSS JOIN LATERAL (
                   VALUES (debit.move_id, debit.coop_activity_id, debit.account_id,
                           debit.partner_id, debit.parent_state, partial.amount,
                           credit.display_type != 'payment_term'),
                          (credit.move_id, credit.coop_activity_id, credit.account_id,
                           credit.partner_id, credit.parent_state, -partial.amount,
                           debit.display_type != 'payment_term')
                   ) side(move_id, coop_activity_id, account_id, partner_id,
                          parent_state, amount, is_payment)
             WHERE side.coop_activity_id = ANY(%s) AND side.account_id = ANY(%s)
               AND side.parent_state = 'posted'
            """,
            self.ids,
            accounts,
        )
