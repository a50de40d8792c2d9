from psycopg2.errors import UniqueViolation

from odoo import api, models
from odoo.exceptions import ConcurrencyError

from odoo.addons.coop_member.core.forms import INVALID, MISSING, TOO_LONG, TOO_MANY

from ..core.strategy_form import MOST_MESSAGE, parse_offer
from .coop_strategy_contribution import TODO


class CoopStrategyContribution(models.Model):
    """Answering a call from the member's space. Members write no contribution
    themselves: what they typed is read by `core.strategy_form`."""

    _inherit = "coop.strategy.contribution"

    @api.model
    def _portal_offer(self, member, call, post):
        """Answer ``call`` for ``member`` with what the form sent as ``post``, or
        answer it anew while nobody has decided.

        Returns what is wrong, as a sentence by field (``form`` where it is none in
        particular); nothing is kept unless that is empty. Raises AccessError for who
        does not act for the member or cannot read the call.
        """
        member.check_access("read")
        call.check_access("read")
        offer, codes = parse_offer(post)
        if codes:
            return self._portal_sentences(codes)
        if member.state != "active":
            return {"form": self.env._("Only members of today contribute.")}
        if not call._is_running():
            return {"form": self.env._("This call is closed: thank you all the same.")}
        vals = {"message": offer.message, "minutes": offer.minutes}
        contributions_sudo = self.sudo()  # sudo: members write none themselves
        found = contributions_sudo._answer_of(member, call)
        if found:
            return found._portal_offer_again(vals)
        vals |= {"call_id": call.id, "member_id": member.id}
        try:
            with self.env.cr.savepoint():
                contributions_sudo.create(vals)._ask_responsible()
        except UniqueViolation as error:
            # sent twice at the same moment: the second time, the first is found
            raise ConcurrencyError(str(error)) from error
        return {}

    def _portal_offer_again(self, vals):
        if self.state not in ("offered", "withdrawn"):
            return {"form": self.env._("The team has answered you already.")}
        self.write(vals | {"state": "offered"})
        self._ask_responsible()
        return {}

    def _portal_withdraw(self):
        """Take the offer back. Returns a sentence where that cannot be."""
        self.ensure_one()
        self.check_access("read")
        if self.state != "offered":
            return self.env._("The team has answered you already.")
        answer_sudo = self.sudo()  # sudo: members write none themselves
        answer_sudo.state = "withdrawn"
        answer_sudo.activity_unlink([TODO])
        return ""

    @api.model
    def _answer_of(self, member, call):
        """What ``member`` answered to ``call``, if anything."""
        return self.search(
            [("member_id", "=", member.id), ("call_id", "=", call.id)], limit=1
        )

    def _told_reply(self):
        """Words of the team, once they have been told."""
        self.ensure_one()
        is_told = self.state in ("accepted", "thanked")
        return (is_told and self.sudo().reply) or ""  # sudo: once it is for them

    def _rows(self):
        """What the list of a member's answers shows; a call that is published no more
        keeps its name for who answered it."""
        return [
            {
                "answer": one,
                "call": one.call_id.id,
                "name": one.sudo().call_id.name,  # sudo: the name of what they answered
            }
            for one in self
        ]

    def _ask_responsible(self):
        """A to-do for who answers for the call, one at a time: answer the offer or,
        once it is accepted, confirm hours."""
        responsible = self.call_id.responsible_id
        if not responsible or self.env.context.get("coop_no_mail"):
            return
        if self.activity_search([TODO], user_id=responsible.id):
            return
        worded = self.with_context(lang=responsible.lang or self.env.lang)
        call = worded.call_id.name
        self.activity_schedule(
            TODO,
            summary=worded.env._("Confirm hours: %s", call)
            if self.state == "accepted"
            else worded.env._("Answer an offer: %s", call),
            user_id=responsible.id,
        )

    @api.model
    def _portal_sentences(self, codes):
        sentences = {
            ("message", MISSING): self.env._(
                "Say what you could bring, in a few words."
            ),
            ("message", TOO_LONG): self.env._(
                "Write %s letters at most.", MOST_MESSAGE
            ),
            ("time", INVALID): self.env._("Enter hours and minutes, such as 1 h 30."),
            ("time", TOO_MANY): self.env._("That is more than anyone has to give."),
        }
        return {field: sentences[field, code] for field, code in codes.items()}

    def _may_declare_hours(self):
        """Whether the member takes part now."""
        return self.state == "accepted" and self.member_id.state == "active"

    def _portal_tasks(self):
        """Shared tasks of the projects of accepted offers, read as the member."""
        projects = self.filtered(lambda one: one.state == "accepted").project_id
        return self.env["project.task"].search(
            [("project_id", "in", projects.ids), ("strategy_shared", "=", True)],
            order="state, date_deadline, id",
        )
