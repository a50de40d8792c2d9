from odoo import fields
from odoo.http import request, route

from odoo.addons.coop_member.controllers.portal import FORM, PAGE
from odoo.addons.coop_member.core.forms import page_number, text_of

from ..core.transfer_form import MOST_TEXT, read_transfer
from ..models.coop_member_billing_portal import TRANSFERS
from .portal_billing import CoopPortalBilling

TRANSFER = f"{TRANSFERS}/<int:transfer_id>"
MODEL = "coop.activity.transfer"


class CoopPortalTransfers(CoopPortalBilling):
    """What the member's activities charge others, and others them."""

    @route([TRANSFERS, f"{TRANSFERS}/page/<int:page>"], **PAGE)
    def coop_transfers(self, page=1, done=None, **_query):
        """The charges; ``done`` says what was just done."""
        page = page_number(page)
        return self._coop_page(
            "coop_activity_expense.portal_coop_transfers",
            lambda member: self._transfers_values(member, page) | {"done": done},
        )

    @route(f"{TRANSFERS}/new", **PAGE)
    def coop_transfer_new(self, activity="", q="", **_query):
        """The form of a new charge; ``q`` looks for the other activity."""
        return self._transfer_new_page(activity, self._billing_term(q))

    @route(f"{TRANSFERS}/new", **FORM)
    def coop_transfer_new_send(self, **post):
        """Keep a new charge, or show the form again with what is wrong with it."""
        return self._billing_form(
            lambda member, transfers: self._transfer_create(member, transfers, post),
            MODEL,
        )

    @route(TRANSFER, **PAGE)
    def coop_transfer(self, transfer_id, done=None, **_query):
        """One charge, and what can be done with it."""
        return self._transfer_page(transfer_id, done=done)

    @route(f"{TRANSFER}/edit", **PAGE)
    def coop_transfer_edit(self, transfer_id, q="", **_query):
        """The form of a draft."""
        return self._transfer_edit_page(transfer_id, self._billing_term(q))

    @route(f"{TRANSFER}/edit", **FORM)
    def coop_transfer_edit_send(self, transfer_id, **post):
        """Keep a change of a draft, or show the form again."""
        return self._billing_form(
            lambda _member, transfer: self._transfer_change(transfer, post),
            MODEL,
            transfer_id,
        )

    @route(f"{TRANSFER}/<any(offer,back,accept,refuse,delete):action>", **FORM)
    def coop_transfer_act(self, transfer_id, action, **post):
        """Do it, or show the charge with why that cannot be."""
        return self._billing_form(
            lambda _member, transfer: self._transfer_act(transfer, action, post),
            MODEL,
            transfer_id,
        )

    # -- sending ---------------------------------------------------------------------

    def _transfer_create(self, member, transfers, post):
        _all, activity = member._portal_billing_activities(post.get("activity") or "")
        if not activity:
            return self._transfer_new_page()
        transfer, errors, typed = transfers._portal_save(activity, post)
        if errors:
            return self._transfer_new_page(str(activity.id), "", typed, errors)
        return self._transfer_after(transfer, post)

    def _transfer_change(self, transfer, post):
        if not transfer._portal_is_own():
            raise request.not_found()
        activity = transfer.from_activity_id
        _transfer, errors, typed = transfer._portal_save(activity, post)
        if errors:
            return self._transfer_edit_page(transfer.id, "", typed, errors)
        return self._transfer_after(transfer, post)

    def _transfer_after(self, transfer, post):
        done = "later"
        # the same form a second time finds it offered
        if post.get("then") == "offer" and not transfer._portal_buttons()["offer"]:
            done = "offer"
        elif post.get("then") == "offer":
            sentence = transfer._portal_act("offer")
            if sentence:
                return self._transfer_page(transfer.id, {"form": sentence})
            done = "offer"
        return request.redirect(f"{TRANSFERS}/{transfer.id}?done={done}")

    def _transfer_act(self, transfer, action, post):
        reason = text_of(post, "reason")
        sentence = transfer._portal_act(action, reason, text_of(post, "shown"))
        if sentence:
            return self._transfer_page(transfer.id, {"form": sentence}, reason=reason)
        if action == "delete":
            return request.redirect(f"{TRANSFERS}?done=delete")
        return request.redirect(f"{TRANSFERS}/{transfer.id}?done={action}")

    # -- pages -----------------------------------------------------------------------

    def _transfers_values(self, member, page):
        values = member._portal_transfers(page)
        return {
            **values,
            "activities": member._portal_open_activities(),
            "pager": self._billing_pager(TRANSFERS, values["total"], page),
        }

    def _transfer_page(self, transfer_id, errors=None, done=None, reason=""):
        return self._billing_detail(
            "coop_activity_expense.portal_coop_transfer",
            MODEL,
            transfer_id,
            lambda _member, transfer: {
                "transfer": transfer,
                "errors": errors or {},
                "done": done,
                "can": transfer._portal_buttons(),
                "typed": {"reason": reason},
                "longest": MOST_TEXT,
            },
        )

    def _transfer_new_page(self, wanted="", term="", typed=None, errors=None):
        return self._coop_page(
            "coop_activity_expense.portal_coop_transfer_form",
            lambda member: self._transfer_form_values(
                *member._portal_billing_activities(wanted),
                member.env[MODEL],
                term,
                typed,
                errors,
            ),
        )

    def _transfer_edit_page(self, transfer_id, term="", typed=None, errors=None):
        def prepare(_member, transfer):
            if not typed and not transfer._portal_buttons()["change"]:
                raise request.not_found()
            activity = transfer.from_activity_id
            return self._transfer_form_values(
                activity, activity, transfer, term, typed, errors
            )

        return self._billing_detail(
            "coop_activity_expense.portal_coop_transfer_form",
            MODEL,
            transfer_id,
            prepare,
        )

    def _transfer_form_values(
        self, activities, activity, transfer, term, typed, errors
    ):
        today = fields.Date.context_today(transfer).isoformat()
        fresh = transfer._portal_typed() if transfer else read_transfer({"date": today})
        typed = typed or fresh
        return {
            "transfer": transfer,
            "activities": activities,
            "activity": activity,
            "errors": errors or {},
            "typed": typed,
            "term": term,
            "others": transfer._portal_others(activity, transfer, typed["to"], term)
            if activity
            else [],
            "longest_text": MOST_TEXT,
            "key": self._billing_key(),
        }
