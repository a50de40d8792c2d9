from psycopg2.errors import UniqueViolation

from odoo import api, fields, models
from odoo.exceptions import ConcurrencyError

from odoo.addons.coop_member.core.forms import (
    INVALID,
    MISSING,
    TOO_LONG,
    TOO_SHORT,
    fingerprint,
)

from ..core.strategy_form import MOST_DETAILS, MOST_QUESTION, parse_question

#: questions that a member may ask in a day
MOST_A_DAY = 10
#: questions on a page
A_PAGE = 20
#: what a list shows → the states that are meant
SHOWN = {
    "all": ("open", "promised", "answered"),
    "waiting": ("open", "promised"),
    "answered": ("answered",),
}


class CoopStrategyQuestion(models.Model):
    """Asking and supporting from the member's space."""

    _inherit = "coop.strategy.question"

    fingerprint = fields.Char(
        readonly=True, copy=False, help="The same for one form sent twice."
    )

    _fingerprint_unique = models.UniqueIndex(
        "(fingerprint) WHERE fingerprint IS NOT NULL",
        "This question has already been asked.",
    )

    @api.model
    def _portal_ask(self, member, post):
        """Ask for ``member`` what the form sent as ``post``.

        Returns (question, sentences by field): one of them is empty. The same form a
        second time finds the question that it asked. Raises AccessError for who does
        not act for the member.
        """
        member.check_access("read")
        asked, codes = parse_question(post)
        if codes:
            return self.browse(), self._portal_sentences(codes)
        key = fingerprint([asked.key, member.id])
        questions_sudo = self.sudo()  # sudo: members write no question themselves
        found = questions_sudo.search([("fingerprint", "=", key)])
        if found:
            return found.with_env(self.env), {}
        refusal = self._portal_refuse(member)
        if refusal:
            return self.browse(), {"form": refusal}
        subject = self._portal_subject(member, asked)
        if subject is None:
            return self.browse(), self._portal_sentences({"about": INVALID})
        vals = {
            "name": asked.name,
            "details": asked.details,
            "member_id": member.id,
            "company_id": member.company_id.id,
            "fingerprint": key,
            **subject,
        }
        try:
            with self.env.cr.savepoint():
                question = questions_sudo.create(vals)
        except UniqueViolation as error:
            # sent twice at the same moment: the second time, the first is found
            raise ConcurrencyError(str(error)) from error
        return question.with_env(self.env), {}

    @api.model
    def _portal_subject(self, member, asked):
        """Values that say what is asked about, None where that is not published."""
        if asked.axis_id is not None:
            axis = self.env["coop.strategy.axis"].search([("id", "=", asked.axis_id)])
            if axis.company_id != member.company_id:
                return None
            return {"axis_id": axis.id, "cycle_id": axis.cycle_id.id}
        if asked.project_id is not None:
            projects = self.env["project.project"]._published_to_members(member)
            if asked.project_id not in projects.ids:
                return None
            project = projects.browse(asked.project_id)
            return {"project_id": project.id, "cycle_id": project.strategy_cycle_id.id}
        return {"cycle_id": member._strategy_cycle().id}

    @api.model
    def _portal_refuse(self, member):
        """The sentence that tells why ``member`` may ask nothing now."""
        if member.state != "active":
            return self.env._("Only members of today ask questions here.")
        today = fields.Date.context_today(self)
        asked = [("member_id", "=", member.id), ("asked_on", "=", today)]
        questions_sudo = self.sudo()  # sudo: one's own hidden questions count, too
        if questions_sudo.search_count(asked, limit=MOST_A_DAY) >= MOST_A_DAY:
            return self.env._("That is a lot for one day: please come back tomorrow.")
        return ""

    def _portal_support(self, member, wanted):
        """Have ``member`` support this question, or no more: as often as one likes."""
        self.ensure_one()
        member.check_access("read")
        self.check_access("read")
        if member.state != "active" or member.company_id != self.company_id:
            return
        supports_sudo = self.env["coop.strategy.support"].sudo()  # sudo: their own
        own = {"question_id": self.id, "member_id": member.id}
        found = supports_sudo.search([(name, "=", own[name]) for name in own])
        if found and not wanted:
            found.unlink()
        elif wanted and not found:
            try:
                with self.env.cr.savepoint():
                    supports_sudo.create(own)
            except UniqueViolation as error:
                raise ConcurrencyError(str(error)) from error

    @api.model
    def _portal_sentences(self, codes):
        sentences = {
            ("name", MISSING): self.env._("Write your question."),
            ("name", TOO_SHORT): self.env._("Write your question in a whole sentence."),
            ("name", TOO_LONG): self.env._(
                "Write %s letters at most, and the rest below.", MOST_QUESTION
            ),
            ("details", TOO_LONG): self.env._(
                "Write %s letters at most.", MOST_DETAILS
            ),
            ("about", INVALID): self.env._("Choose once more what it is about."),
            ("form", MISSING): self.env._("Please send the form once more."),
        }
        return {field: sentences[field, code] for field, code in codes.items()}
