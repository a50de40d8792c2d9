import secrets

from odoo.http import request, route

from odoo.addons.coop_member.controllers.portal import FORM, PAGE, CoopPortal
from odoo.addons.coop_member.core.forms import page_number
from odoo.addons.portal.controllers.portal import pager

from ..core.request_form import MOST_TITLE

REFERRALS = "/my/coop/referrals"
A_PAGE = 20


class CoopPortalReferrals(CoopPortal):
    """Where clients come from: prospects, outcomes, thanks, and the rate by origin."""

    @route([REFERRALS, f"{REFERRALS}/page/<int:page>"], **PAGE)
    def coop_referrals(self, page=1, done=None, **_query):
        """Prospects, the form for one more, and what came of those recommended."""
        page = page_number(page)
        return self._referrals_page(page, done=done)

    @route(REFERRALS, **FORM)
    def coop_referral_send(self, **post):
        """Note a prospect, or show the form again with what is wrong with it."""
        member = self._coop_member()
        if not member:
            return self._coop_no_member()
        errors, typed = request.env["coop.referral"]._portal_add(member, post)
        if errors:
            return self._referrals_page(1, {**post, **typed}, errors)
        return request.redirect(f"{REFERRALS}?done=noted")

    @route(f"{REFERRALS}/<int:referral_id>/<any(won,lost,open,thank):step>", **FORM)
    def coop_referral_act(self, referral_id, step, **post):
        """Note the outcome, or thanks."""
        member = self._coop_member()
        if not member:
            return self._coop_no_member()
        referral = request.env["coop.referral"].search(
            [("id", "=", referral_id), ("member_id", "=", member.id)]
        )
        if not referral:
            raise request.not_found()
        sentence = referral._portal_act(step, post)
        if sentence:
            return self._referrals_page(1, errors={"form": sentence})
        return request.redirect(f"{REFERRALS}?done={step}")

    def _referrals_page(self, page, typed=None, errors=None, done=None):
        return self._coop_page(
            "coop_skill_directory.portal_referrals",
            lambda member: {
                "typed": typed or {},
                "errors": errors or {},
                "done": done,
                **self._referrals_values(member, page),
            },
        )

    def _referrals_values(self, member, page):
        referrals = request.env["coop.referral"]
        own = [("member_id", "=", member.id)]
        total = referrals.search_count(own)
        found = referrals.search(own, limit=A_PAGE, offset=(page - 1) * A_PAGE)
        recommenders_sudo = found.sudo()  # sudo: names of who recommended them
        labels = referrals._fields
        return {
            "referrals": found,
            "recommenders": {
                one.id: one.recommender_id.name or one.recommender_name
                for one in recommenders_sudo
            },
            "recommended": member._portal_recommended(),
            "rates": referrals._portal_rates(member),
            "origins": labels["origin"]._description_selection(request.env),
            "states": dict(labels["state"]._description_selection(request.env)),
            "may_change": member.state == "active",
            "longest": MOST_TITLE,
            "key": secrets.token_urlsafe(16),
            "pager": pager(REFERRALS, total, page, A_PAGE),
        }
