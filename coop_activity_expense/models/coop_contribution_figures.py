from collections import defaultdict
from decimal import Decimal

from odoo import api, models
from odoo.tools import SQL

from ..core.contribution import Figures
from ..core.statement import TURNOVER

ITEM = (
    "coop_activity_id",
    "account_id",
    "date",
    "balance",
    "parent_state",
    "product_id",
    "move_id",
)


class CoopContributionScheme(models.Model):
    """What the books say of activities, month by month, for their contribution."""

    _inherit = "coop.contribution.scheme"

    def _figures(self, activities, first, last):
        """`Figures` of activities of one cooperative between two days (``first`` may
        be None), by id of the activity and first day of the month; it takes three
        queries."""
        self.ensure_one()
        self.env["account.move.line"].flush_model(ITEM)
        kinds = self.env["coop.account.kind"]._of_company(self.company_id)
        by_kind = defaultdict(list)
        for account, kind in kinds.items():
            by_kind[kind].append(account)
        sums = defaultdict(lambda: defaultdict(Decimal))
        span = SQL("item.date <= %s", last)
        if first:
            span = SQL("item.date BETWEEN %s AND %s", first, last)
        for activity, month, *amounts in self.env.execute_query(
            self._query_invoiced(activities, by_kind, span)
        ):
            names = ("invoiced", "purchases", "internal")
            self._add(sums[activity, month], names, amounts)
        if "collected" in self.version_ids.mapped("basis"):
            for activity, month, amount in self.env.execute_query(
                self._query_collected(activities, by_kind, first, last)
            ):
                self._add(sums[activity, month], ("collected",), (amount,))
        found = defaultdict(dict)
        for (activity, month), amounts in sums.items():
            # what other activities owe is paid as it is booked
            amounts["collected"] += amounts["internal"]
            found[activity][month] = Figures(**amounts)
        return found

    @api.model
    def _add(self, sums, names, amounts):
        for name, amount in zip(names, amounts, strict=True):
            # texts, for Odoo would make floats of them
            sums[name] += Decimal(amount or 0)

    def _query_invoiced(self, activities, by_kind, span):
        turnover = [account for kind in TURNOVER for account in by_kind[kind]]
        return SQL(
            """
            SELECT item.coop_activity_id, date_trunc('month', item.date)::date,
                   SUM(-item.balance) FILTER (
                       WHERE item.account_id = ANY(%(sold)s) AND %(charged)s)::text,
                   SUM(item.balance) FILTER (
                       WHERE item.account_id = ANY(%(bought)s))::text,
                   SUM(-item.balance) FILTER (
                       WHERE item.account_id = ANY(%(inner)s) AND %(charged)s)::text
              FROM account_move_line item
             WHERE item.coop_activity_id = ANY(%(activities)s)
               AND item.account_id = ANY(%(accounts)s)
               AND item.parent_state = 'posted' AND %(span)s
             GROUP BY 1, 2
            """,
            sold=turnover,
            bought=by_kind["purchase"],
            inner=by_kind["turnover_internal"],
            charged=self._not_exempt(SQL("item")),
            activities=activities.ids,
            accounts=turnover + by_kind["purchase"],
            span=span,
        )

    def _query_collected(self, activities, by_kind, first, last):
        """Each payment of an invoice, less its taxes and exempt products in proportion;
        what credit notes settle is no payment."""
        sold = by_kind["turnover_service"] + by_kind["turnover_goods"]
        return SQL(
            """
            WITH owed AS (
                SELECT item.move_id, item.balance
                  FROM account_move_line item
                 WHERE item.coop_activity_id = ANY(%(activities)s)
                   AND item.account_id = ANY(%(customers)s)
                   AND item.parent_state = 'posted'
            ), whole AS (
                SELECT move_id, SUM(balance) AS amount FROM owed
                 GROUP BY move_id HAVING SUM(balance) != 0
            ), net AS (
                SELECT item.move_id, SUM(-item.balance) AS amount
                  FROM account_move_line item
                 WHERE item.move_id IN (SELECT move_id FROM whole)
                   AND item.account_id = ANY(%(sold)s) AND %(charged)s
                 GROUP BY item.move_id
            ), paid AS (%(paid)s)
            SELECT paid.coop_activity_id, date_trunc('month', paid.max_date)::date,
                   SUM(paid.amount * net.amount / whole.amount)::text
              FROM paid
              JOIN whole ON whole.move_id = paid.move_id
              JOIN net ON net.move_id = paid.move_id
             WHERE %(span)s
             GROUP BY 1, 2
            """,
            activities=activities.ids,
            customers=by_kind["customer"],
            sold=sold,
            charged=self._not_exempt(SQL("item")),
            paid=activities._query_settlements(by_kind["customer"]),
            span=SQL("paid.max_date BETWEEN %s AND %s", first, last)
            if first
            else SQL("paid.max_date <= %s", last),
        )

    def _not_exempt(self, item):
        """That an item bears contribution by the version of its month."""
        versions = self.version_ids.sorted("date_start")
        conditions = []
        for position, version in enumerate(versions):
            if not version.exempt_product_ids:
                continue
            following = versions[position + 1 : position + 2]
            until = (
                SQL(" AND %s.date < %s", item, following.date_start)
                if following
                else SQL()
            )
            conditions.append(
                SQL(
                    "(%s.product_id = ANY(%s) AND %s.date >= %s%s)",
                    item,
                    version.exempt_product_ids.ids,
                    item,
                    version.date_start,
                    until,
                )
            )
        if not conditions:
            return SQL("TRUE")
        # an item without a product is not exempt
        return SQL("(%s) IS NOT TRUE", SQL(" OR ").join(conditions))
