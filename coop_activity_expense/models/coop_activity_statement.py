from collections import defaultdict
from decimal import Decimal

from odoo import api, fields, models
from odoo.tools import SQL

from ..core.statement import POSITIONS, RESULT, Statement

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

    def _get_statement(self, date_from, date_to, kinds=None):
        """The `core.statement.Statement` of this activity for a period, both days
        included; ``kinds`` are those of `_statement_kinds`, where they are known.
        Raises AccessError for who may not read the activity."""
        self.ensure_one()
        return self._get_statements(date_from, date_to, kinds)[self.id]

    def _get_statements(self, date_from, date_to, kinds=None):
        """Statements of activities by id, in a constant number of queries for each
        cooperative."""
        self._check_statement_access()
        self.fetch(["company_id"])
        found = {}
        for company, activities in self.grouped("company_id").items():
            of_company = kinds or self._statement_kinds(company)
            sums = activities._query_sums(of_company, date_from, date_to)
            settled = activities._settlements(of_company, date_from, date_to)
            members = activities._owed_to_members(of_company, date_to)
            own = set(activities.ids)
            for activity_id, *texts in self.env.execute_query(sums):
                if activity_id not in own:
                    continue
                total, *amounts = texts
                found[activity_id] = Statement(
                    _exact(RESULT, amounts[: len(RESULT)]),
                    _exact(POSITIONS, amounts[len(RESULT) :]),
                    Decimal(total),
                    settled[activity_id],
                    members.get(activity_id, Decimal(0)),
                )
        nothing = Statement()
        return {one_id: found.get(one_id, nothing) for one_id in self.ids}

    def _get_statement_months(self, date_from, date_to, kinds=None):
        """Statements of each month of a period, by its first day: flows alone, as a
        table of months shows them. It takes one query more than a statement's kinds."""
        self.ensure_one()
        self._check_statement_access()
        kinds = kinds or self._statement_kinds(self.company_id)
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
        """Ids of a company's accounts by what they mean in a statement, the first
        thing that a statement is made from."""
        # compiling so many sums takes PostgreSQL longer than making them, and workers
        # hand over sums rather than rows
        self.env.execute_query(
            SQL(
                "SELECT set_config('jit', 'off', TRUE), "
                "set_config('parallel_tuple_cost', '0.01', TRUE)"
            )
        )
        kinds_sudo = self.env["coop.account.kind"].sudo()  # sudo: ids of accounts
        found = defaultdict(list)
        for account, kind in kinds_sudo._of_company(company).items():
            found[kind].append(account)
        return found


def _exact(kinds, texts):
    """Sums by kind, those that are nothing left out; they come as texts, for Odoo would
    make floats of them."""
    return {
        kind: Decimal(text) for kind, text in zip(kinds, texts, strict=True) if text
    }
