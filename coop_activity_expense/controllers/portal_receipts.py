from odoo.http import request, route

from odoo.addons.coop_member.controllers.portal import FORM, PAGE

from ..models.coop_expense_receipt import MAX_BYTES
from ..models.coop_member_expense import EXPENSES
from .portal_expense_form import MOST_FILES, UPLOAD, CoopPortalExpenseForm

RECEIPTS = f"{EXPENSES}/receipts"


class CoopPortalReceipts(CoopPortalExpenseForm):
    """Receipts that are sent first, and completed one by one."""

    @route(RECEIPTS, **PAGE)
    def coop_receipts(self, done=None, **_query):
        """Receipts that wait; ``done`` says what was just done."""
        return self._receipts_page(done=done)

    @route(RECEIPTS, **UPLOAD)
    def coop_receipts_send(self, **_post):
        """Keep receipts, all at once; what is wrong with some is told beside them."""
        member = self._coop_member()
        if not member:
            return self._coop_no_member()
        files = self._read_sent()
        receipts = request.env["coop.expense.receipt"]
        kept, errors = receipts._portal_receive(member, files)
        told = self._told(files, errors)
        if told or not kept:
            return self._receipts_page(told or self._nothing_chosen())
        return request.redirect(f"{RECEIPTS}?done=sent")

    @route(f"{RECEIPTS}/drop", **UPLOAD)
    def coop_receipts_drop(self, **_post):
        """The same for the form of an expense, which shows what it is answered."""
        member = self._coop_member()
        if not member:
            raise request.not_found()
        files = self._read_sent()
        receipts = request.env["coop.expense.receipt"]
        kept, errors = receipts._portal_receive(member, files)
        return request.render(
            "coop_activity_expense.portal_receipts_dropped",
            {
                "receipts": kept,
                "told": self._told(files, errors),
                "typed": {"receipts": kept.ids},
            },
        )

    @route(f"{RECEIPTS}/<int:receipt_id>/delete", **FORM)
    def coop_receipt_delete(self, receipt_id, **_post):
        """Throw away a receipt that no expense uses."""
        member = self._coop_member()
        if not member:
            return self._coop_no_member()
        receipt = self._own(member, "coop.expense.receipt", receipt_id)
        if receipt.line_id:
            raise request.not_found()
        receipt.unlink()
        return request.redirect(f"{RECEIPTS}?done=removed")

    def _receipts_page(self, told=(), done=None):
        return self._coop_page(
            "coop_activity_expense.portal_coop_receipts",
            lambda member: {
                "told": told,
                "done": done,
                "receipts": member._portal_waiting_receipts(),
                "waiting_count": request.env["coop.expense.receipt"].search_count(
                    member._portal_waiting_domain()
                ),
                "may_claim": member._may_claim(),
                "max_bytes": MAX_BYTES,
                "most_files": MOST_FILES,
                "too_large": request.env["coop.expense.receipt"]._portal_too_large(),
            },
        )

    def _told(self, files, errors):
        """What is wrong, as (name of a file, sentence)."""
        return [(files[position][0], errors[position]) for position in sorted(errors)]

    def _nothing_chosen(self):
        return [("", request.env["coop.expense.receipt"]._portal_nothing())]
