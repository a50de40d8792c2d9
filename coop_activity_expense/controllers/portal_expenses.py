from odoo.http import request, route

from odoo.addons.coop_member.controllers.portal import (
    FORM,
    PAGE,
    SESSION_KEY,
    CoopPortal,
)
from odoo.addons.coop_member.core.forms import page_number
from odoo.addons.portal.controllers.portal import pager

from ..core.expense_form import MOST_TEXT
from ..models.coop_member_expense import A_PAGE, EXPENSES, SHOWN

CLAIM = f"{EXPENSES}/<int:claim_id>"
LINE = f"{EXPENSES}/lines/<int:line_id>"


class CoopPortalExpenses(CoopPortal):
    """The member's expense claims: which there are, and how each goes on."""

    @route([EXPENSES, f"{EXPENSES}/page/<int:page>"], **PAGE)
    def coop_expenses(self, page=1, show="all", done=None, **_query):
        """The claims; ``done`` says what was just done."""
        show = show if show in SHOWN else "all"
        page = page_number(page)
        return self._coop_page(
            "coop_activity_expense.portal_coop_expenses",
            lambda member: self._expenses_values(member, show, page) | {"done": done},
        )

    @route(CLAIM, **PAGE)
    def coop_expense(self, claim_id, done=None, **_query):
        """One claim, how it stands, and what can be done with it."""
        return self._claim_page(claim_id, done=done)

    @route(f"{CLAIM}/<any(submit,back,delete):action>", **FORM)
    def coop_expense_act(self, claim_id, action, **_post):
        """Do it, or show the claim with why that cannot be."""
        self._show_claimant("coop.expense", claim_id)
        member = self._coop_member()
        if not member:
            return self._coop_no_member()
        sentence = self._claim_of(member, claim_id)._portal_act(action)
        if sentence:
            return self._claim_page(claim_id, {"form": sentence})
        if action == "delete":
            return request.redirect(f"{EXPENSES}?done=delete")
        return request.redirect(f"{EXPENSES}/{claim_id}?done={action}")

    @route(f"{CLAIM}/change", **FORM)
    def coop_expense_change(self, claim_id, **post):
        """Change the activity or the payer of a draft, or show what is wrong."""
        self._show_claimant("coop.expense", claim_id)
        member = self._coop_member()
        if not member:
            return self._coop_no_member()
        errors = self._claim_of(member, claim_id)._portal_change(member, post)
        if errors:
            return self._claim_page(claim_id, errors, typed=post)
        return request.redirect(f"{EXPENSES}/{claim_id}?done=change")

    @route(f"{LINE}/delete", **FORM)
    def coop_expense_line_delete(self, line_id, **_post):
        """Take an expense out of its claim; its receipts wait for another."""
        self._show_claimant("coop.expense.line", line_id)
        member = self._coop_member()
        if not member:
            return self._coop_no_member()
        line = self._own(member, "coop.expense.line", line_id)
        claim = line.expense_id
        sentence = line._portal_delete()
        if sentence:
            return self._claim_page(claim.id, {"form": sentence})
        return request.redirect(f"{EXPENSES}/{claim.id}?done=removed")

    # -- values ----------------------------------------------------------------------

    def _expenses_values(self, member, show, page):
        values = member._portal_expenses(show, page)
        return {
            **values,
            "show": show,
            "pager": pager(
                EXPENSES,
                values["total"],
                page,
                A_PAGE,
                url_args={} if show == "all" else {"show": show},
            ),
        }

    def _claim_page(self, claim_id, errors=None, done=None, typed=None):
        self._show_claimant("coop.expense", claim_id)
        return self._coop_page(
            "coop_activity_expense.portal_coop_expense",
            lambda member: {
                "errors": errors or {},
                "done": done,
                **self._claim_values(member, self._claim_of(member, claim_id), typed),
            },
        )

    def _claim_values(self, member, claim, typed):
        general, by_line = claim._portal_remarks()
        return {
            "claim": claim,
            "can": claim._portal_buttons(),
            "activities": member._portal_open_activities() | claim.activity_id,
            "typed": claim._portal_typed_head() | (typed or {}),
            "longest": MOST_TEXT,
            "general_remarks": general,
            "remarks": by_line,
            "payments": claim._payments(),
            "events": claim._portal_events(),
            "waiting_count": request.env["coop.expense.receipt"].search_count(
                member._portal_waiting_domain()
            ),
        }

    def _show_claimant(self, model, record_id):
        """Have the membership shown that a record is of, of several that the user
        has: mails lead to claims."""
        members = request.env["coop.member"]._of_current_user()
        record = members and self._find_own(members, model, record_id)
        if record and request.session.get(SESSION_KEY) != record.member_id.id:
            request.session[SESSION_KEY] = record.member_id.id

    def _claim_of(self, member, claim_id):
        """The member's claim; raises NotFound for any other."""
        return self._own(member, "coop.expense", claim_id)

    def _line_of(self, member, line_id):
        """The member's expense; raises NotFound for any other, and for trips, which
        have their own page."""
        line = self._own(member, "coop.expense.line", line_id)
        if line.kind == "mileage":
            raise request.not_found()
        return line

    def _own(self, member, model, record_id):
        record = self._find_own(member, model, record_id)
        if not record:
            raise request.not_found()
        return record

    def _find_own(self, members, model, record_id):
        domain = [("id", "=", record_id), ("member_id", "in", members.ids)]
        return members.env[model].search(domain)
