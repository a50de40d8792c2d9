from typing import NamedTuple

from odoo import models
from odoo.tools import SQL

#: gifts on a page of the history
A_PAGE = 10
#: what of the history is shown
SHOWN = {
    "all": SQL("TRUE"),
    "given": SQL("is_given"),
    "received": SQL("NOT is_given"),
    "waiting": SQL("state IN ('declared', 'disputed')"),
}


class AccountLine(NamedTuple):
    """A gift in a member's account: what it changes, and the balance after it, in
    minutes."""

    gift: models.Model
    change: int
    running: int


class CoopMember(models.Model):
    """The ledger as the account of one member, page by page."""

    _inherit = "coop.member"

    def _gift_account(self, shown="all", page=1):
        """(lines, total): the `AccountLine` of one page of the history, the last gift
        first, and how many lines there are; ``shown`` is a key of `SHOWN`. What is
        asked for and not there gives the first page. The gifts themselves are read
        under record rules."""
        self.ensure_one()
        condition = SHOWN.get(shown, SHOWN["all"])
        rows = self._gift_account_rows(condition, page)
        if not rows and page > 1:
            rows = self._gift_account_rows(condition, 1)
        gifts = self.env["coop.gift"].browse(row[0] for row in rows)
        lines = [
            AccountLine(gift, change, running)
            for gift, (_id, change, running, *_all) in zip(gifts, rows, strict=True)
        ]
        if not rows:
            return [], 0
        *_line, total, given, balance = rows[0]
        self._remember_gift_totals(given, given - balance)
        return lines, total

    def _gift_account_rows(self, condition, page):
        """Rows of (gift id, change, balance after it, number of all rows, time given
        in all, balance)."""
        query = SQL(
            """
            SELECT id, change, running, (COUNT(*) OVER ())::int, given, balance
              FROM (SELECT *, (SUM(change) OVER ())::int AS balance,
                           COALESCE(SUM(change) FILTER (WHERE is_given) OVER (), 0)::int
                               AS given
                      FROM (%(account)s) line) account
             WHERE %(condition)s
             ORDER BY date DESC, id DESC
             LIMIT %(limit)s OFFSET %(offset)s
            """,
            account=self.env["coop.gift"]._account_query(self.id),
            condition=condition,
            limit=A_PAGE,
            offset=A_PAGE * (page - 1),
        )
        return self.env.execute_query(query)

    def _gifts_to_answer_domain(self):
        """Domain of the gifts that wait for this member's answer."""
        self.ensure_one()
        return [("awaited_id", "=", self.id), ("state", "=", "declared")]
