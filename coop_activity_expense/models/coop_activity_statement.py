from collections import defaultdict
from datetime import date
from decimal import Decimal

from odoo import api, fields, models
from odoo.tools import SQL

from ..core.statement import (
    POSITIONS,
    RESULT,
    SETTLED,
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
            settled = activities._settlements(kinds, date_from, date_to)
            members = activities._owed_to_members(kinds, date_to)
            for activity_id, *texts in self.env.execute_query(sums):
                total, *amounts = texts
                found[activity_id] = Statement(
                    _exact(RESULT, amounts[: len(RESULT)]),
                    _exact(POSITIONS, amounts[len(RESULT) :]),
                    Decimal(total),
                    settled[activity_id],
                    members.get(activity_id, Decimal(0)),
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
        # compiling so many sums takes PostgreSQL longer than making them
        self.env.execute_query(SQL("SELECT set_config('jit', 'off', TRUE)"))

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
        """One row for each activity: sums by account over the covering index alone,
        which are few, are then sorted by kind."""
        mapped = [(account, kind) for kind in kinds for account in kinds[kind]]
        flows = [
            SQL("COALESCE(SUM(booked.new) FILTER (WHERE map.kind = %s), 0)::text", kind)
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
                   WHERE item.coop_activity_id = ANY(%s) AND item.date <= %s
                     AND item.parent_state = 'posted'
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
            self.ids,
            date_to,
            [account for account, _kind in mapped],
            [kind for _account, kind in mapped],
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
        """What is owed to one of the activity's members is apart, whatever the
        account."""
        return SQL(
            """
            SELECT paid.coop_activity_id,
                   CASE WHEN paid.account_id = ANY(%(customers)s) THEN 'customer'
                        WHEN paid.account_id = ANY(%(members)s) OR EXISTS (
                            SELECT FROM coop_activity_member_rel rel
                              JOIN coop_member member ON member.id = rel.member_id
                             WHERE rel.activity_id = paid.coop_activity_id
                               AND member.partner_id = paid.partner_id
                        ) THEN 'member' ELSE 'supplier' END,
                   SUM(paid.amount)::text,
                   COALESCE(SUM(paid.amount) FILTER (
                       WHERE paid.is_payment AND paid.max_date >= %(first)s), 0)::text
              FROM (%(paid)s) paid
             WHERE paid.max_date <= %(last)s
             GROUP BY 1, 2
            """,
            customers=kinds["customer"],
            members=kinds["member"],
            first=date_from,
            last=date_to,
            paid=self._query_settlements(
                [account for kind in SETTLED for account in kinds[kind]]
            ),
        )

    def _query_settlements(self, accounts):
        """SQL of what settled items of these activities on ``accounts``, with the sign
        of the item; where two of them settle each other, both do.
        ``is_payment`` tells that it was neither an invoice nor a credit note."""
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
        statement = self._get_statement(today, today)
        # its books are not kept here yet
        if not (statement.positions or statement.total):
            return None
        return float(statement.available)

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


def _exact(kinds, texts):
    """Sums by kind, those that are nothing left out; they come as texts, for Odoo would
    make floats of them."""
    return {
        kind: Decimal(text) for kind, text in zip(kinds, texts, strict=True) if text
    }
