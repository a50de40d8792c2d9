from collections import defaultdict
from datetime import date
from decimal import Decimal

from odoo import api, fields, models
from odoo.tools import SQL

from ..core.statement import (
    POSITIONS,
    RESULT,
    SETTLED,
    Settlement,
    Statement,
)

#: what statements are read from, for the ORM to write pending changes first
READ = (
    "account_id",
    "balance",
    "coop_activity_id",
    "date",
    "move_id",
    "parent_state",
    "partner_id",
)


class CoopActivity(models.Model):
    """The statement of an activity, read live from posted journal items.

    Whoever may read an activity may read its figures, though not the ledger: sums are
    made in the database, and say nothing of other activities.
    """

    _inherit = "coop.activity"

    def _get_statement(self, date_from, date_to):
        """The `core.statement.Statement` of this activity for a period, both days
        included. Raises AccessError for who may not read the activity."""
        self.ensure_one()
        return self._get_statements(date_from, date_to)[self.id]

    def _get_statements(self, date_from, date_to):
        """Statements of activities by id, in a constant number of queries for each
        cooperative."""
        self._check_statement_access()
        found = {activity_id: Statement() for activity_id in self.ids}
        for company, activities in self.grouped("company_id").items():
            kinds = self._statement_kinds(company)
            sums = activities._query_sums(kinds, date_from, date_to)
            settlements = activities._settlements(kinds, date_from, date_to)
            for activity_id, *texts in self.env.execute_query(sums):
                # texts, for Odoo would make floats of them
                total, *amounts = map(Decimal, texts)
                count = len(RESULT)
                found[activity_id] = Statement(
                    dict(zip(RESULT, amounts[:count], strict=True)),
                    dict(zip(POSITIONS, amounts[count:], strict=True)),
                    total,
                    settlements[activity_id],
                )
        return found

    def _get_statement_months(self, date_from, date_to):
        """Statements of each month of a period, by its first day: flows alone, as a
        table of months shows them. It takes one query more than a statement's kinds."""
        self.ensure_one()
        self._check_statement_access()
        kinds = self._statement_kinds(self.company_id)
        months = defaultdict(dict)
        for month, kind, amount in self.env.execute_query(
            self._query_months(kinds, date_from, date_to)
        ):
            months[month][kind] = Decimal(amount)
        day, found = fields.Date.start_of(date_from, "month"), {}
        while day <= date_to:
            found[day] = Statement(months.get(day, {}))
            day = fields.Date.add(day, months=1)
        return found

    def _check_statement_access(self):
        self.check_access("read")
        self.env["account.move.line"].flush_model(READ)
        self.env["account.partial.reconcile"].flush_model()

    @api.model
    def _statement_kinds(self, company):
        """Ids of a company's accounts by what they mean in a statement."""
        kinds_sudo = self.env["coop.account.kind"].sudo()  # sudo: ids of accounts
        found = defaultdict(list)
        for account, kind in kinds_sudo._of_company(company).items():
            found[kind].append(account)
        return found

    # -- queries -----------------------------------------------------------------------

    def _query_sums(self, kinds, date_from, date_to):
        """One row for each activity: sums over the covering index alone."""
        mapped = [(account, kind) for kind in kinds for account in kinds[kind]]
        flows = [
            SQL(
                "COALESCE(SUM(item.balance) FILTER (WHERE map.kind = %s "
                "AND item.date >= %s), 0)::text",
                kind,
                date_from,
            )
            for kind in RESULT
        ]
        positions = [
            SQL(
                "COALESCE(SUM(item.balance) FILTER (WHERE map.kind = %s), 0)::text",
                kind,
            )
            for kind in POSITIONS
        ]
        return SQL(
            """
            SELECT item.coop_activity_id,
                   COALESCE(SUM(item.balance) FILTER (WHERE map.kind = ANY(%s)), 0)
                       ::text,
                   %s
              FROM account_move_line item
              JOIN unnest(%s::int[], %s::text[]) map(account_id, kind)
                ON map.account_id = item.account_id
             WHERE item.coop_activity_id = ANY(%s) AND item.date <= %s
               AND item.parent_state = 'posted'
             GROUP BY item.coop_activity_id
            """,
            list(RESULT),
            SQL(", ").join([*flows, *positions]),
            [account for account, _kind in mapped],
            [kind for _account, kind in mapped],
            self.ids,
            date_to,
        )

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

    def _settlements(self, kinds, date_from, date_to):
        """`Settlement`s by kind, by id of the activity."""
        found = defaultdict(dict)
        query = self._query_settled(kinds, date_from, date_to)
        for activity, kind, *amounts in self.env.execute_query(query):
            found[activity][kind] = Settlement(*map(Decimal, amounts))
        return found

    def _query_settled(self, kinds, date_from, date_to):
        """What was settled of items that are owed. What is owed to one of the
        activity's members is apart, whatever the account."""
        mapped = [(account, kind) for kind in SETTLED for account in kinds[kind]]
        return SQL(
            """
            WITH owed AS MATERIALIZED (
                SELECT item.id, item.move_id, item.coop_activity_id, item.balance,
                       CASE WHEN map.kind = 'supplier' AND own.partner_id IS NOT NULL
                            THEN 'member' ELSE map.kind END AS kind
                  FROM account_move_line item
                  JOIN unnest(%(accounts)s::int[], %(kinds)s::text[])
                       map(account_id, kind) ON map.account_id = item.account_id
                  LEFT JOIN (
                      SELECT rel.activity_id, member.partner_id
                        FROM coop_activity_member_rel rel
                        JOIN coop_member member ON member.id = rel.member_id
                  ) own ON own.activity_id = item.coop_activity_id
                       AND own.partner_id = item.partner_id
                 WHERE item.coop_activity_id = ANY(%(activities)s)
                   AND item.date <= %(last)s AND item.parent_state = 'posted'
            ), paid AS (%(paid)s), settled AS (
                SELECT owed.coop_activity_id, owed.kind, 0 AS balance,
                       CASE WHEN paid.foreign_item THEN paid.amount
                            ELSE 0 END AS amount,
                       CASE WHEN paid.is_payment AND paid.max_date >= %(first)s
                            THEN paid.amount ELSE 0 END AS collected
                  FROM paid JOIN owed ON owed.id = paid.id
                 WHERE paid.max_date <= %(last)s
                 UNION ALL
                SELECT coop_activity_id, kind, balance, 0, 0 FROM owed
            )
            SELECT coop_activity_id, kind, SUM(balance)::text, SUM(amount)::text,
                   SUM(collected)::text
              FROM settled GROUP BY 1, 2
            """,
            accounts=[account for account, _kind in mapped],
            kinds=[kind for _account, kind in mapped],
            activities=self.ids,
            first=date_from,
            last=date_to,
            paid=self._query_settlements(SQL("owed")),
        )

    @api.model
    def _query_settlements(self, owed):
        """SQL of what settled items of ``owed`` (id, move_id, coop_activity_id), with
        the sign of the item: ``foreign_item`` tells that what settled it belongs to no
        activity, ``is_payment`` that it is neither an invoice nor a credit note."""
        return SQL(" UNION ALL ").join(
            SQL(
                """
                SELECT item.id, item.move_id, item.coop_activity_id,
                       %(sign)s * partial.amount AS amount, partial.max_date,
                       other.coop_activity_id IS NULL AS foreign_item,
                       move.move_type = 'entry' AS is_payment
                  FROM %(owed)s item
                  JOIN account_partial_reconcile partial
                    ON partial.%(own)s = item.id
                  JOIN account_move_line other ON other.id = partial.%(other)s
                  JOIN account_move move ON move.id = other.move_id
                """,
                owed=owed,
                sign=sign,
                own=SQL.identifier(own),
                other=SQL.identifier(other),
            )
            for sign, own, other in (
                (1, "debit_move_id", "credit_move_id"),
                (-1, "credit_move_id", "debit_move_id"),
            )
        )

    # -- figures -----------------------------------------------------------------------

    turnover = fields.Monetary(compute="_compute_statement")
    charges = fields.Monetary(compute="_compute_statement")
    contribution = fields.Monetary(compute="_compute_statement")
    result = fields.Monetary(compute="_compute_statement")
    collected = fields.Monetary(compute="_compute_statement")
    available = fields.Monetary(
        compute="_compute_statement",
        help="What the activity earned, as far as customers paid it.",
    )

    @api.depends_context("statement_from", "statement_to")
    def _compute_statement(self):
        """Figures of the running year, unless the context says other days."""
        today = fields.Date.context_today(self)
        last = fields.Date.to_date(self.env.context.get("statement_to")) or today
        given = fields.Date.to_date(self.env.context.get("statement_from"))
        for company, activities in self.grouped("company_id").items():
            company_sudo = company.sudo()  # sudo: when the year begins
            first = given or company_sudo.compute_fiscalyear_dates(last)["date_from"]
            found = activities._get_statements(first, last)
            for activity in activities:
                statement = found.get(activity.id) or Statement()
                activity.turnover = statement.turnover
                activity.charges = statement.charges
                activity.contribution = statement.charge("contribution")
                activity.result = statement.result
                activity.collected = statement.collected
                activity.available = statement.available

    def _coop_available_money(self):
        self.ensure_one()
        kept = super()._coop_available_money()
        if kept is not None:
            return kept
        today = fields.Date.context_today(self)
        return float(self._get_statement(today, today).available)

    def _statement_domain(self, kinds, date_from, date_to):
        """Domain of the journal items that a figure is the sum of: those of ``kinds``
        of accounts; from the beginning where ``date_from`` is None."""
        self.ensure_one()
        accounts = self._statement_kinds(self.company_id)
        domain = [
            ("coop_activity_id", "=", self.id),
            ("parent_state", "=", "posted"),
            ("account_id", "in", [one for kind in kinds for one in accounts[kind]]),
            ("date", "<=", date_to or date.max),
        ]
        return [*domain, ("date", ">=", date_from)] if date_from else domain

    def action_open_statement_items(self, kinds, date_from, date_to):
        """Open the journal items that a figure is the sum of."""
        return {
            "type": "ir.actions.act_window",
            "name": self.display_name,
            "res_model": "account.move.line",
            "view_mode": "list,form",
            "domain": self._statement_domain(kinds, date_from, date_to),
        }
