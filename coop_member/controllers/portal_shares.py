import secrets

from odoo.http import request, route

from ..core.forms import text_of, whole_number
from ..core.share_form import (
    MOST_REASON,
    MOST_SHARES,
    read_reimbursement,
    read_subscription,
)
from .portal import FORM, PAGE, CoopPortal

SHARES = "/my/coop/shares"


class CoopPortalShares(CoopPortal):
    """The member's shares: what they hold, what is to be paid, what they ask for."""

    @route(SHARES, **PAGE)
    def coop_shares(self, done=None, **_query):
        """The shares and their movements; ``done`` says what was just done."""
        return self._coop_page(
            "coop_member.portal_coop_shares",
            lambda member: {"done": done, **member._portal_shares()},
        )

    @route(f"{SHARES}/certificate", **(PAGE | {"readonly": False}))
    def coop_shares_certificate(self, **_query):
        """The certificate of what the member holds today."""
        member = self._coop_member()
        if not member:
            return self._coop_no_member()
        if not member.share_quantity:
            return request.redirect(SHARES)
        response = self._show_report(
            member,
            report_type="pdf",
            report_ref="coop_member.action_report_share_certificate",
            download=True,
        )
        response.headers["Cache-Control"] = "no-store"
        return response

    @route(f"{SHARES}/subscribe", **PAGE)
    def coop_shares_subscribe(self, **_query):
        """The form that subscribes shares."""
        return self._subscribe_page()

    @route(f"{SHARES}/subscribe", **FORM)
    def coop_shares_subscribe_send(self, **post):
        """Subscribe, or show the form again with what is wrong with it."""
        return self._send(post, "_portal_subscribe", self._subscribe_page, "subscribed")

    @route(f"{SHARES}/reimburse", **PAGE)
    def coop_shares_reimburse(self, **_query):
        """The form that asks for a reimbursement."""
        return self._reimburse_page()

    @route(f"{SHARES}/reimburse", **FORM)
    def coop_shares_reimburse_send(self, **post):
        """Ask for a reimbursement, or show the form again."""
        return self._send(post, "_portal_reimburse", self._reimburse_page, "asked")

    @route(f"{SHARES}/cancel", **FORM)
    def coop_shares_cancel(self, **post):
        """Cancel a subscription that is not paid, or a request."""
        member = self._coop_member()
        if not member:
            return self._coop_no_member()
        moves = request.env["coop.share.move"]
        move_id = whole_number(text_of(post, "move_id"))
        cancelled = move_id and moves._portal_cancel(member, move_id)
        return request.redirect(f"{SHARES}?done={'cancelled' if cancelled else 'kept'}")

    def _send(self, post, method, page, done):
        """Give what was typed to a method of the movements; the ``page`` again where
        it finds something wrong."""
        member = self._coop_member()
        if not member:
            return self._coop_no_member()
        errors = getattr(request.env["coop.share.move"], method)(member, post)
        return (
            page(post, errors) if errors else request.redirect(f"{SHARES}?done={done}")
        )

    def _subscribe_page(self, post=None, errors=None):
        return self._coop_page(
            "coop_member.portal_coop_shares_subscribe",
            lambda member: {
                "errors": errors or {},
                "key": secrets.token_urlsafe(16),
                "most": MOST_SHARES,
                **self._subscribe_values(member, read_subscription(post or {})),
            },
        )

    def _subscribe_values(self, member, typed):
        offers = member._portal_share_offers()
        types = request.env["coop.share.type"].browse(offers).sorted()
        typed["share"] = typed["share"] or str(types[:1].id)
        return {
            "offers": [(share_type, offers[share_type.id]) for share_type in types],
            "terms": member._portal_terms(),
            "typed": typed,
        }

    def _reimburse_page(self, post=None, errors=None):
        return self._coop_page(
            "coop_member.portal_coop_shares_reimburse",
            lambda member: {
                "errors": errors or {},
                "longest": MOST_REASON,
                **self._reimburse_values(member, read_reimbursement(post or {})),
            },
        )

    def _reimburse_values(self, member, typed):
        held = member._portal_holdings() if member.state == "active" else []
        typed["share"] = typed["share"] or (str(held[0].type.id) if held else "")
        asked = request.env["coop.share.move"]._portal_waiting(member).share_type_id
        return {"held": held, "asked": asked, "typed": typed}
