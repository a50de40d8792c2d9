from odoo import models

from ..core.shares import decimal
from ..core.tables import Column, Report, Table

#: lines read at once: the register may be long
BATCH = 2000
COLUMNS = (
    "number",
    "date",
    "kind",
    "reversal_of_id",
    "from_member_id",
    "to_member_id",
    "share_type_id",
    "quantity",
    "unit_value",
    "amount",
)


class CoopShareReport(models.TransientModel):
    """The register of movements between two days."""

    _inherit = "coop.share.report"

    def _report_movements(self):
        days = {"first": self._day(self.date_from), "last": self._day(self.date_to)}
        return Report(
            self.env._("Register of capital movements"),
            self.env._("From %(first)s to %(last)s", **days),
            self._seal_notes(),
            [self._movements_table(), self._change_table()],
        )

    def _seal_notes(self):
        """The number and the seal of the last line, which whoever keeps them can
        compare with the register later."""
        last = self.env["coop.share.move"].search(
            [*self._done_until(self.date_to), ("company_id", "=", self.company_id.id)],
            order="number desc",
            limit=1,
        )
        if not last:
            return [self.env._("The register has no movement until then.")]
        return [
            self.env._(
                "Seal of the register up to movement %(number)s: %(seal)s",
                number=last.number,
                seal=last.hash,
            )
        ]

    def _done_until(self, day):
        return [("state", "=", "done"), ("date", "<=", day)]

    def _movements_table(self):
        return Table(
            self.env._("Movements"),
            [
                Column(self.env._("No."), "number", 7),
                Column(self.env._("Date"), "date", 11),
                Column(self.env._("Movement"), width=24),
                Column(self.env._("Given by"), width=28),
                Column(self.env._("Received by"), width=28),
                Column(self.env._("Type"), width=10),
                Column(self.env._("Shares"), "number", 9),
                Column(self.env._("Value"), "money", 12),
                Column(self.env._("Amount"), "money", 14),
                Column(self.env._("Change of capital"), "money", 16, total=True),
            ],
            self._movement_rows(),
        )

    def _movement_rows(self):
        """Yield the rows of the register, of which a part at once is in memory."""
        names = self._names("coop.member", "complete_name")
        types = self._names("coop.share.type", "code")
        undone = self._undone_numbers()
        last = 0
        while lines := self._lines_after(last):
            for line in lines:
                number, day, kind, origin, giver, receiver, share_type, *worth = line
                quantity, unit_value, amount = worth[0], *map(decimal, worth[1:])
                yield (
                    number,
                    day,
                    self.env["coop.share.move"]._kind_name(kind, undone.get(origin)),
                    names.get(giver),
                    names.get(receiver),
                    types[share_type],
                    quantity,
                    unit_value,
                    amount,
                    _change(giver, receiver, amount),
                )
            last = lines[-1][0]

    def _lines_after(self, number):
        domain = [*self._of_period(), ("number", ">", number)]
        return self._rows(
            "coop.share.move", domain, COLUMNS, order="number", limit=BATCH
        )

    def _of_period(self):
        return [*self._done_until(self.date_to), ("date", ">=", self.date_from)]

    def _count_movements(self):
        return self.env["coop.share.move"].search_count(
            [("company_id", "=", self.company_id.id), *self._of_period()]
        )

    def _undone_numbers(self):
        """Numbers of the movements that others undo, by id."""
        undone = [("reversal_ids", "!=", False)]
        return dict(self._rows("coop.share.move", undone, ["id", "number"]))

    def _change_table(self):
        """The capital on both ends of the period, and what changed it."""
        moves = self.env["coop.share.holding"]
        own = [("company_id", "=", self.company_id.id)]
        before, after = (
            decimal(moves._read_group([*own, period], [], ["amount:sum"])[0][0] or 0)
            for period in (
                ("date", "<", self.date_from),
                ("date", "<=", self.date_to),
            )
        )
        eve = self._day(self.date_from)
        return Table(
            self.env._("Capital"),
            [
                Column(self.env._("Capital"), width=40),
                Column(self.env._("Amount"), "money", 16),
            ],
            [
                (self.env._("Before %s", eve), before),
                (self.env._("Change"), after - before),
                (self.env._("At the end of %s", self._day(self.date_to)), after),
            ],
        )


def _change(giver, receiver, amount):
    """What a movement of ``amount`` adds to the capital, None for a transfer."""
    if giver and receiver:
        return None
    return -amount if giver else amount
