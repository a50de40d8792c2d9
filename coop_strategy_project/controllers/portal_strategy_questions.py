import secrets

from odoo.http import request, route

from odoo.addons.coop_member.controllers.portal import FORM, PAGE
from odoo.addons.coop_member.core.forms import page_number
from odoo.addons.portal.controllers.portal import pager

from ..core.strategy_form import MOST_DETAILS, MOST_QUESTION, read_question
from ..models.coop_member_strategy import MEMBERS
from ..models.coop_member_strategy_home import STRATEGY
from ..models.coop_strategy_question_portal import A_PAGE, SHOWN
from .portal_strategy import CoopPortalStrategy

QUESTIONS = f"{STRATEGY}/questions"
QUESTION = f"{QUESTIONS}/<int:question_id>"
ORDERS = {"new": "asked_on desc, id desc", "support": "support_count desc, id desc"}


class CoopPortalStrategyQuestions(CoopPortalStrategy):
    """Questions that members ask in front of each other."""

    @route([QUESTIONS, f"{QUESTIONS}/page/<int:page>"], **PAGE)
    def coop_strategy_questions(self, page=1, show="all", order="new", **_query):
        """Questions, the latest first, or those that most would like answered."""
        show = show if show in SHOWN else "all"
        order = order if order in ORDERS else "new"
        page = page_number(page)
        return self._coop_page(
            "coop_strategy_project.portal_coop_strategy_questions",
            lambda member: self._questions_values(member, page, show, order),
        )

    @route(f"{QUESTIONS}/ask", **PAGE)
    def coop_strategy_ask(self, about="", **_query):
        """The form that asks a question."""
        return self._ask_page({"about": about}, {})

    @route(f"{QUESTIONS}/ask", **FORM)
    def coop_strategy_ask_send(self, **post):
        """Ask, or show the form again with what is wrong."""
        member = self._coop_member()
        if not member:
            return self._coop_no_member()
        question, errors = request.env["coop.strategy.question"]._portal_ask(
            member, post
        )
        if errors:
            return self._ask_page(post, errors)
        return request.redirect(f"{QUESTIONS}/{question.id}?done=ask")

    @route(QUESTION, **PAGE)
    def coop_strategy_question(self, question_id, done=None, **_query):
        """A question and its answers."""
        return self._coop_page(
            "coop_strategy_project.portal_coop_strategy_question",
            lambda member: {
                **self._question_of(member, question_id)._portal_story(member),
                "done": done,
            },
        )

    @route(f"{QUESTION}/<any(support,unsupport):what>", **FORM)
    def coop_strategy_question_support(self, question_id, what, **_post):
        """Would like to know that, too; or no more."""
        member = self._coop_member()
        if not member:
            return self._coop_no_member()
        question = self._question_of(member, question_id)
        question._portal_support(member, what == "support")
        return request.redirect(f"{QUESTIONS}/{question_id}")

    # -- values ----------------------------------------------------------------------

    def _questions_values(self, member, page, show, order):
        questions = request.env["coop.strategy.question"]
        domain = [
            ("company_id", "=", member.company_id.id),
            ("state", "in", SHOWN[show]),
        ]
        total = questions.search_count(domain)
        found = questions.search(
            domain, order=ORDERS[order], limit=A_PAGE, offset=(page - 1) * A_PAGE
        )
        kept = {"show": show, "order": order}
        return {
            "cards": found._cards(member),
            "total": total,
            "show": show,
            "order": order,
            "may_ask": member.state == "active",
            "pager": pager(QUESTIONS, total, page, A_PAGE, url_args=kept),
        }

    def _ask_page(self, post, errors):
        return self._coop_page(
            "coop_strategy_project.portal_coop_strategy_ask",
            lambda member: self._ask_values(member, post, errors),
        )

    def _ask_values(self, member, post, errors):
        cycle = member._strategy_cycle()
        projects_sudo = request.env["project.project"]._published(
            member.company_id, MEMBERS, [("strategy_cycle_id", "=", cycle.id)]
        )
        subjects = [(f"axis-{axis.id}", axis.name) for axis in cycle.axis_ids]
        subjects += [(f"project-{one.id}", one.name) for one in projects_sudo]
        return {
            "typed": read_question(post),
            "errors": errors,
            "subjects": subjects,
            "may_ask": member.state == "active",
            # what tells this form, sent twice, from another one
            "key": secrets.token_urlsafe(16),
            "longest_name": MOST_QUESTION,
            "longest": MOST_DETAILS,
        }

    def _question_of(self, member, question_id):
        """A question of the cooperative that is not hidden; raises NotFound for any
        other."""
        found = request.env["coop.strategy.question"].search(
            [
                ("id", "=", question_id),
                ("company_id", "=", member.company_id.id),
                ("state", "!=", "hidden"),
            ]
        )
        if not found:
            raise request.not_found()
        return found
