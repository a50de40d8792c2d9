import secrets

from odoo.http import request, route

from odoo.addons.coop_member.controllers.portal import FORM, PAGE, CoopPortal
from odoo.addons.coop_member.core.durations import format_minutes
from odoo.addons.coop_member.core.forms import page_number
from odoo.addons.portal.controllers.portal import pager

from ..core.request_form import MOST_TEXT, MOST_TITLE, read_ids
from ..core.words import clean_query
from ..models.coop_member_request import REQUESTS

REQUEST = f"{REQUESTS}/<int:request_id>"
A_PAGE = 20
SHOWN = ("for_me", "mine", "all")


class CoopPortalRequests(CoopPortal):
    """Asking inside first: requests, answers, and how they ended."""

    @route([REQUESTS, f"{REQUESTS}/page/<int:page>"], **PAGE)
    def coop_requests(self, page=1, show="for_me", done=None, **_query):
        """Requests: those one could answer, one's own, or all that are open."""
        show = show if show in SHOWN else "for_me"
        page = page_number(page)
        return self._coop_page(
            "coop_skill_directory.portal_requests",
            lambda member: {
                "done": done,
                **self._requests_values(member, show, page),
            },
        )

    @route(f"{REQUESTS}/new", **PAGE)
    def coop_request_new(self, name="", skill="", **_query):
        """The form of a request; skills are proposed from what was typed."""
        typed = {"name": clean_query(name), "skill_ids": read_ids([skill])}
        return self._request_form(typed)

    @route(f"{REQUESTS}/new", **FORM)
    def coop_request_send(self, **post):
        """Ask, or show the form again with what is wrong with it."""
        member = self._coop_member()
        if not member:
            return self._coop_no_member()
        chosen = request.httprequest.form.getlist("skills")
        asked, errors, typed = request.env["coop.skill.request"]._portal_ask(
            member, post, chosen
        )
        if errors:
            return self._request_form(typed, errors)
        return request.redirect(f"{REQUESTS}/{asked.id}?done=asked")

    @route(REQUEST, **PAGE)
    def coop_request(self, request_id, done=None, **_query):
        """One request, with what can be done with it."""
        return self._request_page(request_id, done=done)

    @route(f"{REQUEST}/answer", **FORM)
    def coop_request_answer(self, request_id, **post):
        """Answer, or show the request with what is wrong with the answer."""
        return self._step(
            request_id,
            lambda asked, member: asked._portal_answer(member, post),
            "answered",
            post,
        )

    @route(f"{REQUEST}/pick/<int:answer_id>", **FORM)
    def coop_request_pick(self, request_id, answer_id, **_post):
        """Choose an answer."""

        def pick(asked, member):
            sentence = asked._portal_pick(member, answer_id)
            return {"form": sentence} if sentence else {}

        return self._step(request_id, pick, "picked")

    @route(f"{REQUEST}/end", **FORM)
    def coop_request_end(self, request_id, **post):
        """Say how it ended."""
        return self._step(
            request_id,
            lambda asked, member: asked._portal_end(member, post),
            "ended",
            post,
        )

    @route(f"{REQUEST}/withdraw", **FORM)
    def coop_request_withdraw(self, request_id, **_post):
        """Withdraw a request."""

        def withdraw(asked, member):
            sentence = asked._portal_withdraw(member)
            return {"form": sentence} if sentence else {}

        return self._step(request_id, withdraw, "withdrawn")

    # -- values ------------------------------------------------------------------------

    def _step(self, request_id, take, done, post=None):
        """Take a step, then show the request with what is said of it."""
        member = self._coop_member()
        if not member:
            return self._coop_no_member()
        errors = take(self._request_of(member, request_id), member)
        if errors:
            return self._request_page(request_id, errors, post)
        return request.redirect(f"{REQUESTS}/{request_id}?done={done}")

    def _requests_values(self, member, show, page):
        requests = request.env["coop.skill.request"]
        domains = {
            "for_me": member._requests_for_me(),
            "mine": [("member_id", "=", member.id)],
            "all": [("company_id", "=", member.company_id.id), ("state", "=", "open")],
        }
        domain = domains[show]
        total = requests.search_count(domain)
        found = requests.search(domain, limit=A_PAGE, offset=(page - 1) * A_PAGE)
        return {
            "show": show,
            "requests": found,
            "names": found._asker_names(),
            "total": total,
            "may_ask": member.state == "active",
            "pager": pager(REQUESTS, total, page, A_PAGE, url_args={"show": show}),
        }

    def _request_form(self, typed, errors=None):
        skills = request.env["coop.skill"]
        chosen = skills.search([("id", "in", typed["skill_ids"])])
        return self._coop_page(
            "coop_skill_directory.portal_request_form",
            lambda member: {
                "typed": typed,
                "errors": errors or {},
                "chosen": chosen,
                "proposed": skills._suggest(typed["name"]) - chosen,
                "key": secrets.token_urlsafe(16),
                "may_ask": member.state == "active",
                "longest": MOST_TITLE,
                "longest_text": MOST_TEXT,
            },
        )

    def _request_page(self, request_id, errors=None, post=None, done=None):
        return self._coop_page(
            "coop_skill_directory.portal_request",
            lambda member: {
                "errors": errors or {},
                "typed": post or {},
                "done": done,
                **self._request_values(member, request_id),
            },
        )

    def _request_values(self, member, request_id):
        asked = self._request_of(member, request_id)
        own = asked.answer_ids.filtered(lambda one: one.member_id.id == member.id)
        return {
            "asked": asked,
            "is_mine": asked.member_id == member,
            "answers": asked._portal_answers(member),
            "own_answer": own,
            "answered": asked._portal_typed_answer(own),
            "names": asked._asker_names(),
            "contact": asked._portal_contact(member),
            "helpers": asked._portal_helper_count(member),
            "kinds": own._fields["kind"]._description_selection(request.env),
            "outcomes": asked._fields["outcome"]._description_selection(request.env),
            "ended": asked._portal_outcome(member),
            "format_minutes": format_minutes,
            "charge": asked._charge_action(member),
            "longest_text": MOST_TEXT,
        }

    def _request_of(self, member, request_id):
        """The request, as far as ``member`` may see it; raises NotFound for others."""
        asked = request.env["coop.skill.request"].search(
            [("id", "=", request_id), ("company_id", "=", member.company_id.id)]
        )
        if not asked:
            raise request.not_found()
        return asked
