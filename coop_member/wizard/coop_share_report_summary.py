from collections import defaultdict

from odoo import models
from odoo.tools import SQL

from ..core.shares import Held, decimal
from ..core.tables import Column, Report, Table


class CoopShareReport(models.TransientModel):
    """The summary of the capital on a day, by college and type of share."""

    _inherit = "coop.share.report"

    def _report_summary(self):
        held = self._held()
        college_of = dict(self._rows("coop.member", [], ["id", "college_id"]))
        colleges = self._names("coop.college") | {None: self.env._("No college")}
        return Report(
            self.env._("Summary of the capital"),
            self.env._("At the end of %s", self._day(self.date_to)),
            self._notes(self._count_of_holders(held)),
            [
                self._figures_table(held),
                self._by_college_table(held, college_of, colleges),
                self._by_type_table(held, college_of, colleges),
            ],
        )

    def _figures_table(self, held):
        company, day = self.company_id, self.date_to
        called, owed = self._called_and_owed()
        figures = [
            (self.env._("Capital"), sum(amount for *_key, amount in held)),
            (self.env._("Highest it ever was"), company._coop_highest_capital(day)),
            (
                self.env._(
                    "Floor: %g%% of the highest", company.coop_share_floor_percent
                ),
                company._coop_capital_floor(day),
            ),
            (self.env._("Called, not paid yet"), called),
            (self.env._("Owed back to members"), owed),
        ]
        return Table(
            self.env._("Figures"),
            [
                Column(self.env._("Heading"), width=34),
                Column(self.env._("Amount"), "money", 16),
            ],
            figures,
            bars=[amount for _label, amount in figures],
        )

    def _by_college_table(self, held, college_of, colleges):
        sums = _sum_by(held, lambda member, _type: college_of[member])
        rows = [(colleges[key], *sums[key]) for key in colleges if key in sums]
        return Table(
            self.env._("Capital by college"),
            [
                Column(self.env._("College"), width=34),
                Column(self.env._("Members"), "number", 10, total=True),
                Column(self.env._("Shares"), "number", 10, total=True),
                Column(self.env._("Capital"), "money", 16, total=True),
            ],
            rows,
            bars=[row[-1] for row in rows],
        )

    def _by_type_table(self, held, college_of, colleges):
        """By college and type; who holds two types is a holder of each."""
        sums = _sum_by(held, lambda member, kind: (college_of[member], kind))
        types, nominal = self._names("coop.share.type"), self._nominal_values()
        rows = [
            (colleges[college], types[kind], nominal[kind], *sums[college, kind])
            for college in colleges
            for kind in types
            if (college, kind) in sums
        ]
        return Table(
            self.env._("Capital by college and type"),
            [
                Column(self.env._("College"), width=34),
                Column(self.env._("Type"), width=24),
                Column(self.env._("Value"), "money", 12),
                Column(self.env._("Members"), "number", 10),
                Column(self.env._("Shares"), "number", 10, total=True),
                Column(self.env._("Capital"), "money", 16, total=True),
            ],
            rows,
        )

    def _called_and_owed(self):
        """What members had still to pay at the end of the day, and what was owed to
        them, from the journal items of the register and what paid them by then.

        Advisers, who see no journal item, see these two sums."""
        [amounts] = self.env.execute_query(
            SQL(
                """
                SELECT COALESCE(SUM(GREATEST(open, 0)), 0),
                       COALESCE(SUM(GREATEST(-open, 0)), 0)
                  FROM (%s) item
                """,
                self._open_items(),
            )
        )
        return tuple(map(decimal, amounts))

    def _open_items(self):
        """What was open at the end of the day of each journal item of the register
        that somebody pays."""
        self.env.flush_all()
        return SQL(
            """
            SELECT line.balance
                   - COALESCE((SELECT SUM(amount) FROM account_partial_reconcile
                                WHERE debit_move_id = line.id
                                  AND max_date <= %(day)s), 0)
                   + COALESCE((SELECT SUM(amount) FROM account_partial_reconcile
                                WHERE credit_move_id = line.id
                                  AND max_date <= %(day)s), 0) AS open
              FROM account_move_line line
              JOIN account_account account ON account.id = line.account_id
             WHERE account.account_type IN ('asset_receivable', 'liability_payable')
               AND line.parent_state = 'posted' AND line.date <= %(day)s
               AND line.move_id IN (
                   SELECT rel.entry_id FROM coop_share_move_entry_rel rel
                     JOIN coop_share_move move ON move.id = rel.share_move_id
                    WHERE move.company_id = %(company)s)
            """,
            day=self.date_to,
            company=self.company_id.id,
        )


def _sum_by(held, key_of):
    """Members, shares and capital of what is ``held``, by key."""
    members, sums = defaultdict(set), defaultdict(Held)
    for member, kind, quantity, amount in held:
        key = key_of(member, kind)
        members[key].add(member)
        sums[key] = Held(sums[key].quantity + quantity, sums[key].amount + amount)
    return {key: (len(members[key]), *sums[key]) for key in sums}
