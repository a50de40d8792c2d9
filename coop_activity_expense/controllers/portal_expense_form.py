import secrets

from odoo import fields
from odoo.http import request, route

from odoo.addons.coop_member.controllers.portal import FORM, PAGE

from ..core.expense_form import (
    MEMBER,
    MORE,
    MOST_TEXT,
    SUBMIT,
    read_expense,
    read_step,
)
from ..models.coop_expense_receipt import MAX_BYTES
from ..models.coop_member_expense import EXPENSES
from .portal_expenses import CLAIM, LINE, CoopPortalExpenses

#: files read of one form, and the bytes that it may weigh
MOST_FILES = 20
MOST_SENT = 64 * 2**20
#: a form that files come with
UPLOAD = FORM | {"max_content_length": MOST_SENT}


class CoopPortalExpenseForm(CoopPortalExpenses):
    """The form about one expense: a new claim, one more in a draft, a change."""

    @route(f"{EXPENSES}/new", **PAGE)
    def coop_expense_new(self, receipt="", **_query):
        """The form of an expense that begins a claim; ``receipt``: one that waits."""
        return self._form_page(receipt=receipt)

    @route(f"{EXPENSES}/new", **UPLOAD)
    def coop_expense_new_send(self, **post):
        """Keep the expense, or show the form again with what is wrong with it."""
        return self._send_form(post)

    @route(f"{CLAIM}/add", **PAGE)
    def coop_expense_add(self, claim_id, receipt="", done=None, **_query):
        """The form of one more expense in a draft."""
        return self._form_page(claim_id, receipt=receipt, done=done)

    @route(f"{CLAIM}/add", **UPLOAD)
    def coop_expense_add_send(self, claim_id, **post):
        """Keep one more expense, or show the form again."""
        return self._send_form(post, claim_id)

    @route(LINE, **PAGE)
    def coop_expense_line(self, line_id, **_query):
        """The form of an expense that is there."""
        return self._form_page(line_id=line_id)

    @route(LINE, **UPLOAD)
    def coop_expense_line_send(self, line_id, **post):
        """Keep a change of an expense, or show the form again."""
        return self._send_form(post, line_id=line_id)

    # -- sending ---------------------------------------------------------------------

    def _send_form(self, post, claim_id=None, line_id=None):
        self._show_form_of(claim_id, line_id)
        member = self._coop_member()
        if not member:
            return self._coop_no_member()
        claim, line = self._form_of(member, claim_id, line_id)
        post["receipt"] = request.httprequest.form.getlist("receipt")
        outcome = line._portal_send(member, post, self._read_sent(), claim, line)
        if outcome.errors:
            return self._form_page(
                claim_id, line_id, typed=outcome.typed, errors=outcome.errors
            )
        return request.redirect(self._after(member, outcome.line, post))

    def _after(self, member, line, post):
        """Where the member goes once an expense is kept."""
        claim, step = line.expense_id, read_step(post)
        page = f"{EXPENSES}/{claim.id}"
        if step == MORE:
            waiting = member._portal_waiting_receipts() if post.get("tray") else []
            following = f"&receipt={waiting[0].id}" if waiting else ""
            return f"{page}/add?done=added{following}"
        if step != SUBMIT:
            return f"{page}?done=later"
        return f"{page}?done={'kept' if claim._portal_act('submit') else 'submit'}"

    def _read_sent(self):
        """Name and content of each file that came; of each no more in memory than one
        byte over the limit."""
        files = []
        for sent in request.httprequest.files.getlist("file")[:MOST_FILES]:
            if sent.filename:
                # from the start: the request may be run again
                sent.seek(0)
                files.append((sent.filename, sent.read(MAX_BYTES + 1)))
        return files

    # -- the form --------------------------------------------------------------------

    def _form_page(
        self,
        claim_id=None,
        line_id=None,
        typed=None,
        errors=None,
        receipt="",
        done=None,
    ):
        self._show_form_of(claim_id, line_id)
        return self._coop_page(
            "coop_activity_expense.portal_coop_expense_form",
            lambda member: {
                "errors": errors or {},
                "done": done,
                **self._form_values(
                    member, *self._form_of(member, claim_id, line_id), typed, receipt
                ),
            },
        )

    def _show_form_of(self, claim_id, line_id):
        if line_id:
            self._show_claimant("coop.expense.line", line_id)
        elif claim_id:
            self._show_claimant("coop.expense", claim_id)

    def _form_of(self, member, claim_id, line_id):
        """The claim and the line of a form; empty where they begin with it."""
        line = request.env["coop.expense.line"]
        if line_id:
            line = self._line_of(member, line_id)
            return line.expense_id, line
        claim = request.env["coop.expense"]
        return (self._claim_of(member, claim_id) if claim_id else claim), line

    def _form_values(self, member, claim, line, typed, receipt):
        offer = member._portal_expense_offer()
        fresh = typed is None
        typed = typed or self._typed_at_first(member, offer, claim, line, receipt)
        receipts = line.receipt_ids | member._portal_waiting_receipts()
        chosen = receipts.filtered(lambda one: one.id in typed["receipts"])
        return {
            "claim": claim,
            "line": line,
            "typed": typed,
            "fresh": fresh and not line and not receipt,
            "tray": bool(receipt or request.params.get("tray")),
            "offer": offer,
            "activities": offer.activities,
            "chosen": chosen,
            "receipts": receipts - chosen,
            "may_claim": member._may_claim() and (not claim or claim.step == "draft"),
            "key": secrets.token_urlsafe(16),
            "today": fields.Date.context_today(member),
            "longest": MOST_TEXT,
            "max_bytes": MAX_BYTES,
            "too_large": request.env["coop.expense.receipt"]._portal_too_large(),
        }

    def _typed_at_first(self, member, offer, claim, line, receipt):
        """The form before anything is typed: what is likely is chosen."""
        if line:
            return line._portal_typed()
        today = fields.Date.context_today(member)
        last = member._portal_last_claim().activity_id & offer.activities
        vehicles = offer.vehicles
        return {
            **read_expense({"receipt": [receipt]}),
            "date": today.isoformat(),
            "activity": str((last or offer.activities)[:1].id or ""),
            "payer": claim.payer or MEMBER,
            "beneficiary": MEMBER,
            "vehicle": str(vehicles.id) if len(vehicles) == 1 else "",
            "supplier_name": claim._portal_supplier() if claim else "",
        }
