import secrets

from odoo import fields
from odoo.http import request, route

from odoo.addons.coop_member.controllers.portal import FORM, PAGE
from odoo.addons.coop_member.core.durations import format_minutes
from odoo.addons.coop_member.core.forms import key_of

from ..core.hours_form import MOST_NAME, read_hours
from ..core.strategy_form import MOST_MESSAGE, read_offer
from ..models.coop_member_strategy_home import STRATEGY
from .portal_strategy import CoopPortalStrategy

CALLS = f"{STRATEGY}/calls"
CALL = f"{CALLS}/<int:call_id>"


class CoopPortalStrategyCalls(CoopPortalStrategy):
    """Calls for contribution, and what the member answers."""

    @route(CALLS, **PAGE)
    def coop_strategy_calls(self, **_query):
        """Open calls, and what the member has answered."""
        return self._coop_page(
            "coop_strategy_project.portal_coop_strategy_calls",
            lambda member: {
                "calls": member._portal_calls(),
                "contributions": member._portal_answers_to_calls()._rows(),
            },
        )

    @route(CALL, **PAGE)
    def coop_strategy_call(self, call_id, done=None, **_query):
        """A call, the member's answer and, once accepted, the shared tasks."""
        return self._call_page(call_id, {"done": done})

    @route(f"{CALL}/answer", **FORM)
    def coop_strategy_call_answer(self, call_id, **post):
        """Answer, or show the call with what is wrong."""
        member = self._coop_member()
        if not member:
            return self._coop_no_member()
        call = self._call_of(member, call_id)
        errors = request.env["coop.strategy.contribution"]._portal_offer(
            member, call, post
        )
        if errors:
            return self._call_page(
                call_id, {"errors": errors, "typed": read_offer(post)}
            )
        return request.redirect(f"{CALLS}/{call_id}?done=answer")

    @route(f"{CALL}/withdraw", **FORM)
    def coop_strategy_call_withdraw(self, call_id, **_post):
        """Take an answer back that nobody has decided on."""
        member = self._coop_member()
        if not member:
            return self._coop_no_member()
        sentence = self._answer_to(member, call_id)._portal_withdraw()
        if sentence:
            return self._call_page(call_id, {"errors": {"form": sentence}})
        return request.redirect(f"{CALLS}/{call_id}?done=withdraw")

    @route(f"{CALL}/hours", **FORM)
    def coop_strategy_call_hours(self, call_id, **post):
        """Declare hours given, or show the call with what is wrong."""
        member = self._coop_member()
        if not member:
            return self._coop_no_member()
        answer = self._answer_to(member, call_id)
        errors = request.env["coop.strategy.hours"]._portal_declare(answer, post)
        if errors:
            typed = {"hours_errors": errors, "hours": read_hours(post)}
            return self._call_page(call_id, typed)
        return request.redirect(f"{CALLS}/{call_id}?done=hours#hours")

    @route(f"{CALL}/hours/<int:hours_id>/withdraw", **FORM)
    def coop_strategy_hours_withdraw(self, call_id, hours_id, **_post):
        """Take hours back that nobody has decided on."""
        member = self._coop_member()
        if not member:
            return self._coop_no_member()
        answer = self._answer_to(member, call_id)
        hours = answer.hours_ids.filtered(lambda line: line.id == hours_id)
        if not hours:
            raise request.not_found()
        sentence = hours._portal_take_back()
        if sentence:
            return self._call_page(call_id, {"hours_errors": {"form": sentence}})
        return request.redirect(f"{CALLS}/{call_id}?done=taken#hours")

    # -- values ----------------------------------------------------------------------

    def _call_page(self, call_id, values):
        return self._coop_page(
            "coop_strategy_project.portal_coop_strategy_call",
            lambda member: self._call_values(member, call_id) | values,
        )

    def _call_values(self, member, call_id):
        call = self._call_of(member, call_id)
        answer = request.env["coop.strategy.contribution"]._answer_of(member, call)
        return {
            "call": call,
            "card": call._card(),
            "answer": answer,
            "tasks": answer._portal_tasks(),
            "may_answer": member.state == "active" and call._is_running(),
            "typed": {
                "message": answer.message or "",
                "time": format_minutes(answer.minutes) if answer.minutes else "",
            },
            "errors": {},
            "longest": MOST_MESSAGE,
            "done": None,
            **self._hours_values(answer),
        }

    def _hours_values(self, answer):
        today = fields.Date.context_today(answer)
        return {
            "may_declare": bool(answer) and answer._may_declare_hours(),
            "hours": {"day": fields.Date.to_string(today), "given": "", "name": ""},
            "hours_errors": {},
            "longest_name": MOST_NAME,
            "duration": format_minutes,
            "key": key_of(request.params) or secrets.token_urlsafe(16),
        }

    def _answer_to(self, member, call_id):
        """What ``member`` answered to a call; raises NotFound where they did not."""
        call = self._call_of(member, call_id)
        answer = request.env["coop.strategy.contribution"]._answer_of(member, call)
        if not answer:
            raise request.not_found()
        return answer

    def _call_of(self, member, call_id):
        """A published call, or one that the member answered; raises NotFound for any
        other."""
        own = [("id", "=", call_id), ("company_id", "=", member.company_id.id)]
        call = request.env["coop.strategy.call"].search(own)
        if call and call._is_published():
            return call
        answers = member._portal_answers_to_calls()
        answer = answers.filtered(lambda one: one.call_id.id == call_id)
        if not answer:
            raise request.not_found()
        return answer.sudo().call_id  # sudo: the call that they answered, no other
