from odoo.http import request, route

from odoo.addons.coop_member.controllers.portal import (
    FORM,
    PAGE,
    SESSION_KEY,
    CoopPortal,
)
from odoo.addons.coop_member.core.forms import text_of

from ..core.outline import LONGEST_POINT
from ..core.webinar_forms import LONGEST_TEXT, read_feedback
from ..models.coop_member_webinar import WEBINARS

ONE = f"{WEBINARS}/<int:event_id>"
MOST_ID = 2**31 - 1


class CoopPortalWebinars(CoopPortal):
    """Webinars in the member's space: what is coming, and one's part in it."""

    @route(WEBINARS, **PAGE)
    def coop_webinars(self, **_query):
        """Webinars to come, and those attended."""
        return self._coop_page(
            "coop_peer_webinar.portal_coop_webinars",
            lambda member: member._portal_webinars(),
        )

    @route(ONE, **PAGE)
    def coop_webinar(self, event_id, done=None, **_query):
        """One webinar, and the member's registration."""
        return self._webinar_page(event_id, done=done)

    @route(f"{ONE}/register", **FORM)
    def coop_webinar_register(self, event_id, **_post):
        """Register: one click on the page of a webinar."""
        self._show_member_of(event_id)
        member = self._coop_member()
        if not member:
            return self._coop_no_member()
        event = self._webinar_of(member, event_id)
        if member.state != "active":
            sentence = request.env._("Only members of today register here.")
        else:
            sentence = request.env["event.registration"]._sign_up(event, member)
        if sentence:
            return self._webinar_page(event_id, {"form": sentence})
        return request.redirect(f"{WEBINARS}/{event_id}?done=register")

    @route(f"{ONE}/<any(join,cancel,feedback):action>", **FORM)
    def coop_webinar_act(self, event_id, action, **post):
        """Come, cancel, say how it was; or show why that cannot be."""
        self._show_member_of(event_id)
        member = self._coop_member()
        if not member:
            return self._coop_no_member()
        event = self._webinar_of(member, event_id)
        mine_sudo = request.env["event.registration"]._live_of(event, member)
        if not mine_sudo:
            sentence = request.env._(
                "You are not registered for this webinar: its link is for who is."
            )
            return self._webinar_page(event_id, {"form": sentence})
        url, errors = mine_sudo._portal_act(action, post)
        if errors:
            return self._webinar_page(event_id, errors, post)
        if url:
            return request.redirect(url, code=303, local=False)
        return request.redirect(f"{WEBINARS}/{event_id}?done={action}", code=303)

    # -- what a speaker leaves ---------------------------------------------------------

    @route(f"{ONE}/takeaways", **PAGE)
    def coop_webinar_takeaways(self, event_id, done=None, **_query):
        """The form in which a speaker writes what is to be kept."""
        return self._takeaways_page(event_id, done=done)

    @route(f"{ONE}/takeaways", **FORM)
    def coop_webinar_takeaways_send(self, event_id, **post):
        """Keep it, or show the form again with what is wrong with it."""
        member = self._coop_member()
        if not member:
            return self._coop_no_member()
        event_sudo = self._spoken(member, event_id)
        errors = member._portal_keep_takeaways(event_sudo, post)
        if errors:
            return self._takeaways_page(event_id, errors, post)
        return request.redirect(f"{WEBINARS}/{event_id}/takeaways?done=kept")

    # -- values ----------------------------------------------------------------------

    def _webinar_page(self, event_id, errors=None, post=None, done=None):
        self._show_member_of(event_id)
        return self._coop_page(
            "coop_peer_webinar.portal_coop_webinar",
            lambda member: {
                **self._webinar_values(member, event_id),
                "errors": errors or {},
                "typed": read_feedback(post or {}),
                "done": done,
            },
        )

    def _webinar_values(self, member, event_id):
        event = self._webinar_of(member, event_id)
        mine_sudo = request.env["event.registration"]._live_of(event, member)
        mine = mine_sudo._portal_mine(f"{WEBINARS}/{event.id}")
        attended = bool(mine) and mine.standing == "attended" and mine.is_over
        return {
            "card": event._webinar_cards()[0],
            "introduction": event._webinar_introduction(),
            "speakers": event._webinar_speakers(member),
            "kept": event._webinar_kept(),
            "closed": event._webinar_closed_sentence(),
            "is_member": member.state == "active",
            "mine": mine,
            "stage": event._webinar_stage(member),
            "ideas": member._gift_ideas_to_give() if attended else [],
        }

    def _takeaways_page(self, event_id, errors=None, post=None, done=None):
        return self._coop_page(
            "coop_peer_webinar.portal_coop_webinar_takeaways",
            lambda member: {
                **self._takeaways_values(member, event_id, post),
                "errors": errors or {},
                "done": done,
                "longest": LONGEST_TEXT,
                "longest_point": LONGEST_POINT,
            },
        )

    def _takeaways_values(self, member, event_id, post):
        event_sudo = self._spoken(member, event_id)
        contacts = member._fields["webinar_contact"]
        kept = {
            "points": event_sudo._takeaway_text(),
            "advice": event_sudo._advice_text(),
        }
        typed = {**kept, "contact": member.webinar_contact}
        seen = event_sudo._takeaways_seen()
        is_stale = bool(post) and any(kept.values()) and text_of(post, "seen") != seen
        return {
            # what somebody else wrote since the form was opened
            "now": kept if is_stale else None,
            "seen": seen,
            "event_name": event_sudo.name,
            "event_id": event_sudo.id,
            "is_published": event_sudo.takeaways_published,
            "typed": {**typed, **{n: v for n, v in (post or {}).items() if n in typed}},
            "contacts": contacts._description_selection(request.env),
        }

    def _webinar_of(self, member, event_id):
        """The published webinar of the member's cooperative; NotFound for any other."""
        events = request.env["event.event"]
        event = events.search(
            [
                ("id", "=", min(event_id, MOST_ID)),
                ("is_peer_webinar", "=", True),
                ("is_published", "=", True),
                ("company_id", "=", member.company_id.id),
            ]
        )
        if not event:
            raise request.not_found()
        return event

    def _spoken(self, member, event_id):
        event_sudo = member._spoken_webinar(min(event_id, MOST_ID))
        if not event_sudo:
            raise request.not_found()
        return event_sudo

    def _show_member_of(self, event_id):
        """Have the membership shown in whose cooperative a webinar is held: mails lead
        to webinars."""
        members = request.env["coop.member"]._of_current_user()
        if len(members) < 2:
            return
        event = members.env["event.event"].search([("id", "=", min(event_id, MOST_ID))])
        company_id = event.sudo().company_id.id  # sudo: which cooperative holds it
        there = members.filtered(lambda one: one.company_id.id == company_id)
        if there and request.session.get(SESSION_KEY) not in there.ids:
            request.session[SESSION_KEY] = there[0].id
