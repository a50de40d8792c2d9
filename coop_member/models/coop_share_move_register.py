from odoo import api, models
from odoo.tools import SQL

from ..core.share_register import link
from ..core.shares import decimal

#: what the seal of a line covers
SEALED_COLUMNS = (
    "company_id",
    "number",
    "date",
    "kind",
    "share_type_id",
    "from_member_id",
    "to_member_id",
    "quantity",
    "unit_value",
    "amount",
    "loss_amount",
    "account_move_id",
    "reversal_of_id",
)
#: code of the sequence that counts the lines of a register
SEQUENCE = "coop.share.move"


def seal_content(row):
    """What is sealed of a line, from its columns by name: amounts and dates as texts
    that do not depend on how they were stored."""
    content = {name: row[name] or None for name in SEALED_COLUMNS}
    content["date"] = row["date"].isoformat()
    for name in ("unit_value", "amount", "loss_amount"):
        content[name] = f"{decimal(row[name] or 0).normalize():f}"
    return content


class CoopShareMove(models.Model):
    """How a movement enters the register: its number follows the last one's, and its
    seal (`core.share_register`) covers that of the line before."""

    _inherit = "coop.share.move"

    def _lock_register(self):
        """Let nobody else write into this register until the end of the transaction:
        who comes at once waits, and runs again after it."""
        self.company_id._coop_lock_sequence(self.company_id._coop_sequence(SEQUENCE))

    def _enter_register(self, date):
        """Write movements of one company into its register on ``date``, in the order
        of the recordset."""
        company = self.company_id
        self._lock_register()
        last = self._last_done(company)
        seal = last.hash or ""
        self.flush_recordset()
        for number, move in enumerate(self, last.number + 1):
            values = {"number": number, "date": date}
            seal = link(seal, seal_content(move._sealed_values() | values))
            move._as_step().write({**values, "hash": seal, "state": "done"})
        # what the check of the register expects to find
        company._coop_sequence(SEQUENCE).number_next = number + 1
        self.flush_recordset()
        self._after_register()

    def _sealed_values(self):
        """Columns of this movement as they are in the database."""
        self.ensure_one()
        return {
            name: self[name].id if self._fields[name].relational else self[name]
            for name in SEALED_COLUMNS
        }

    def _after_register(self):
        """What follows from new lines, outside the register itself."""
        # read from the register, and not told by the ORM that it has grown
        self.env["coop.share.holding"].invalidate_model()
        self.env["coop.member"].invalidate_model(
            ["share_quantity", "share_capital", "share_holding_ids"]
        )
        (self.from_member_id | self.to_member_id)._update_associate_date()
        for move in self:
            if not move._is_taken_as_is():
                move._send_later("certificate")

    @api.model
    def _sealed_rows(self, company, batch=2000):
        """Yield (number, content, hash) for each line of a register, in order, as they
        are in the database; no more than ``batch`` are in memory."""
        self.flush_model()
        columns = SQL(", ").join(map(SQL.identifier, (*SEALED_COLUMNS, "hash")))
        last = 0
        while True:
            rows = self.env.execute_query_dict(
                SQL(
                    """
                    SELECT %s FROM coop_share_move
                     WHERE company_id = %s AND state = 'done' AND number > %s
                     ORDER BY number
                     LIMIT %s
                    """,
                    columns,
                    company.id,
                    last,
                    batch,
                )
            )
            for row in rows:
                yield row["number"], seal_content(row), row["hash"]
            if len(rows) < batch:
                return
            last = rows[-1]["number"]
