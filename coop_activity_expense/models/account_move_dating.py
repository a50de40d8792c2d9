from collections import defaultdict

from odoo import fields, models
from odoo.exceptions import UserError
from odoo.tools import format_date

#: code of the remark that tells a member of another day, and refuses nothing
DATED = "dated"


class AccountMove(models.Model):
    """The days of what members invoice: legal numbers follow them, so no document is
    dated before one that has a number already."""

    _inherit = "account.move"

    def _coop_day(self):
        """Day that this document would have for its own sake, were it accepted now."""
        self.ensure_one()
        today = fields.Date.context_today(self)
        if self.company_id._coop_dates_at_acceptance():
            return today
        return self.invoice_date or today

    def _coop_legal_day(self):
        """Its own day, or that of the last number where that is later."""
        self.ensure_one()
        return max(filter(None, (self._coop_day(), self._coop_last_day())))

    def _coop_last_day(self):
        """Day of the last number of the sequence that will count this document, where
        it is later than the document's own; None otherwise."""
        self.ensure_one()
        numbered_sudo = self.env["account.move"].sudo()  # sudo: the day alone
        last = numbered_sudo.search(
            [
                ("journal_id", "=", self.journal_id.id),
                ("state", "=", "posted"),
                ("move_type", "in", self._coop_counted_with()),
                ("invoice_date", ">", self._coop_day()),
            ],
            order="invoice_date desc",
            limit=1,
        )
        return last.invoice_date or None

    def _coop_counted_with(self):
        """Types of documents that share the numbers of this one."""
        self.ensure_one()
        sales = ["out_invoice", "out_receipt", "out_refund"]
        journal_sudo = self.journal_id.sudo()  # sudo: members read no journals
        if not journal_sudo.refund_sequence:
            return sales
        return ["out_refund"] if self.move_type == "out_refund" else sales[:-1]

    def _coop_date(self):
        """Give documents (sudo records) that are about to be posted their legal days,
        one acceptance after the other.

        :raise UserError: where the journal has a later number than today's
        """
        self.company_id._coop_take_numbering_turn()
        last, days = {}, defaultdict(self.browse)
        today = fields.Date.context_today(self)
        for move in self.sorted(lambda move: (move._coop_day(), move.id)):
            series = move.journal_id, *move._coop_counted_with()
            if series not in last:
                last[series] = move._coop_last_day()
            day = last[series] = max(filter(None, (move._coop_day(), last[series])))
            if day > today:
                move._coop_refuse_future(day)
            if (move.invoice_date or today) != day:
                days[day] |= move
        for day, moves in days.items():
            moves._coop_tell_day(day)
            moves.invoice_date = day

    def _coop_refuse_future(self, day):
        raise UserError(
            self.env._(
                "The last number of %(journal)s is dated %(day)s, and numbers follow "
                "days: wait until then, or correct that one.",
                journal=self.journal_id.display_name,
                day=format_date(self.env, day),
            )
        )

    def _coop_tell_day(self, day):
        """Keep in the chatter that documents were dated otherwise than typed."""
        self._message_log_batch(
            bodies={
                move.id: self.env._(
                    "Dated %(day)s, not %(typed)s: numbers follow days.",
                    day=format_date(self.env, day),
                    typed=format_date(self.env, move.invoice_date),
                )
                for move in self
                if move.invoice_date
            }
        )

    def _coop_dated_sentence(self):
        """What a member is told who typed a day that it will not have; None where it
        will."""
        self.ensure_one()
        typed = self.invoice_date
        if not typed or typed == fields.Date.context_today(self):
            return None
        if self.company_id._coop_dates_at_acceptance():
            return self.env._("It will bear the day on which it is accepted.")
        day = self._coop_legal_day()
        if day == typed:
            return None
        return self.env._(
            "It will bear %(day)s: an invoice of that day has a number already, and "
            "numbers follow days.",
            day=format_date(self.env, day),
        )
