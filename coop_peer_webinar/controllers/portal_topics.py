import secrets

from odoo import fields
from odoo.http import request, route

from odoo.addons.coop_member.controllers.portal import FORM, PAGE

from ..core.webinar_forms import LONGEST_TEXT, LONGEST_TITLE, read_proposal
from ..models.coop_member_webinar import TOPICS
from ..models.coop_member_webinar_pages import SHOWN_TOPICS
from .portal_webinars import MOST_ID, CoopPortalWebinars

TOPIC = f"{TOPICS}/<int:proposal_id>"


class CoopPortalTopics(CoopPortalWebinars):
    """Topics that members offer or ask for, and their votes."""

    @route(TOPICS, **PAGE)
    def coop_topics(self, show="all", done=None, **_query):
        """Topics, the most wanted first; ``done`` says what was just done."""
        return self._topics_page(show, done=done)

    @route(f"{TOPICS}/new", **PAGE)
    def coop_topic_new(self, kind="offer", **_query):
        """The form of a new topic."""
        return self._topic_form({"kind": kind})

    @route(f"{TOPICS}/new", **FORM)
    def coop_topic_new_send(self, **post):
        """Keep a topic, or show the form again with what is wrong with it."""
        member = self._coop_member()
        if not member:
            return self._coop_no_member()
        proposals = request.env["coop.webinar.proposal"]
        _proposal, errors = proposals._portal_propose(member, post)
        if errors:
            return self._topic_form(post, errors)
        return request.redirect(f"{TOPICS}?done=proposed")

    @route(f"{TOPIC}/<any(vote,unvote,speak,unspeak,withdraw):action>", **FORM)
    def coop_topic_act(self, proposal_id, action, show="all", **_post):
        """Vote, offer to speak, or take either back; once, however often it comes."""
        member = self._coop_member()
        if not member:
            return self._coop_no_member()
        proposal = self._proposal_of(member, proposal_id)
        sentence = proposal._portal_act(member, action)
        show = show if show in SHOWN_TOPICS else "all"
        if sentence:
            return self._topics_page(show, {"form": sentence})
        return request.redirect(f"{TOPICS}?show={show}&done={action}#{proposal.id}")

    # -- values ----------------------------------------------------------------------

    def _topics_page(self, show, errors=None, done=None):
        show = show if show in SHOWN_TOPICS else "all"
        return self._coop_page(
            "coop_peer_webinar.portal_coop_topics",
            lambda member: {
                **member._portal_topics(show),
                "show": show,
                "errors": errors or {},
                "done": done,
            },
        )

    def _topic_form(self, post, errors=None):
        return self._coop_page(
            "coop_peer_webinar.portal_coop_topic_form",
            lambda member: self._topic_form_values(member, post, errors or {}),
        )

    def _topic_form_values(self, member, post, errors):
        topics = request.env["coop.webinar.topic"]._offered(member.company_id)
        return {
            "typed": read_proposal(post),
            "errors": errors,
            "topics": topics,
            "may_act": member.state == "active",
            "today": fields.Date.context_today(member),
            # what tells this form, sent twice, from another one
            "key": secrets.token_urlsafe(16),
            "longest": LONGEST_TEXT,
            "longest_title": LONGEST_TITLE,
        }

    def _proposal_of(self, member, proposal_id):
        """The topic, of the member's cooperative; NotFound for any other."""
        proposal = request.env["coop.webinar.proposal"].search(
            [
                ("id", "=", min(proposal_id, MOST_ID)),
                ("company_id", "=", member.company_id.id),
            ]
        )
        if not proposal:
            raise request.not_found()
        return proposal
