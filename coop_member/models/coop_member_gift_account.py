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
#: what is read of a gift to tell of it
TOLD = (
    "giver_id",
    "receiver_id",
    "minutes",
    "date",
    "category_id",
    "description",
    "state",
    "declarer_id",
    "awaited_id",
    "reversal_of_id",
)


class AccountLine(NamedTuple):
    """A gift in a member's account, the name of its category, what it changes and the
    balance after it, in minutes, and whether a reversal took it out again."""

    gift: models.Model
    category: str
    change: int
    running: int
    undone: bool


class CoopMember(models.Model):
    """The ledger as the account of one member, page by page."""

    _inherit = "coop.member"

    def _gift_account(self, shown="all", page=1):
        """(lines, total): the `AccountLine` of one page of the history, the last gift
        first, and how many lines there are; ``shown`` is a key of `SHOWN`. What is
        asked for and not there gives the first page. One query reads the lines, their
        gifts and the totals of the account. Raises AccessError for who may not read
        this member."""
        self.ensure_one()
        self._check_gift_reader()
        condition = SHOWN.get(shown, SHOWN["all"])
        rows = self._gift_account_rows(condition, page)
        if not rows and page > 1:
            rows = self._gift_account_rows(condition, 1)
        if not rows:
            return [], 0
        total, given, balance = rows[0][:3]
        self._remember_gift_totals(given, given - balance)
        return [self._gift_account_line(row[3:]) for row in rows], total

    def _check_gift_reader(self):
        """Raise AccessError for who may not read this member; who acts for the member
        may."""
        if not self.env["coop.gift"]._acts_for(self):
            # record rules search the tree of partners each time that they are asked
            self.check_access("read")

    def _gift_account_line(self, row):
        """`AccountLine` of a row, whose gift knows what was read of it."""
        category, change, running, undone, gift_id, *values = row
        gift = self.env["coop.gift"].browse(gift_id)
        for name, value in zip(TOLD, values, strict=True):
            gift._fields[name]._update_cache(gift, value)
        return AccountLine(gift, category, change, running, undone)

    def _gift_account_rows(self, condition, page):
        """Rows of (number of all rows, time given in all, balance), the fields of
        `AccountLine` without the gift, its id, and its `TOLD`."""
        gifts = self.env["coop.gift"]
        gifts.flush_model(TOLD)
        categories = self.env["coop.gift.category"]
        categories.flush_model(["name"])
        query = SQL(
            """
            SELECT total, given, balance, %(category)s, change, running,
                   reversal.id IS NOT NULL, gift.id, %(told)s
              FROM (SELECT *, (COUNT(*) OVER ())::int AS total
                      FROM (SELECT *, (SUM(change) OVER ())::int AS balance,
                                   COALESCE(SUM(change) FILTER (WHERE is_given)
                                            OVER (), 0)::int AS given
                              FROM (%(account)s) side) account
                     WHERE %(condition)s
                     ORDER BY date DESC, id DESC
                     LIMIT %(limit)s OFFSET %(offset)s) line
              JOIN coop_gift gift ON gift.id = line.id
              JOIN coop_gift_category category ON category.id = gift.category_id
              LEFT JOIN coop_gift reversal ON reversal.reversal_of_id = line.id
             ORDER BY line.date DESC, line.id DESC
            """,
            category=categories._field_to_sql("category", "name"),
            told=SQL(", ").join(SQL.identifier("gift", name) for name in TOLD),
            account=gifts._account_query(self.id),
            condition=condition,
            limit=A_PAGE,
            offset=A_PAGE * (page - 1),
        )
        return self.env.execute_query(query)

    def _gifts_to_answer_domain(self):
        """Domain of the gifts that wait for this member's answer."""
        self.ensure_one()
        return [("awaited_id", "=", self.id), ("state", "=", "declared")]
