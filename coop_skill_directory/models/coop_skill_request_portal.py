from odoo import Command, api, fields, models
from odoo.exceptions import UserError

from ..core.request_form import read_answer, read_outcome, read_request
from ..retry import retry_if_made

#: requests that one member may have open
MOST_OPEN = 20


class CoopSkillRequest(models.Model):
    """Requests in the member's space. Each step looks at who takes it, then writes the
    values that it names."""

    _inherit = "coop.skill.request"

    @api.model
    def _portal_ask(self, member, post, skills):
        """Ask for ``member`` what a form sent (``skills``: ids as they came). Returns
        (request, sentences by field, what was typed)."""
        today = fields.Date.context_today(self)
        values, codes = read_request(post, skills, today)
        known = self.env["coop.skill"].search([("id", "in", values["skill_ids"])])
        if values["skill_ids"] and not known:
            codes["skills"] = "missing"
        sentences = self._portal_sentences(codes)
        if member.state != "active":
            sentences["form"] = self.env._("Only active members ask inside.")
        own = [("member_id", "=", member.id), ("state", "=", "open")]
        if not sentences and self.search_count(own) >= MOST_OPEN:
            sentences["form"] = self.env._(
                "%s requests of yours are open: say how some ended first.", MOST_OPEN
            )
        if sentences:
            return self.browse(), sentences, values
        return self._portal_create(member, values, known), {}, values

    @api.model
    def _portal_create(self, member, values, skills):
        requests_sudo = self.sudo()  # sudo: members ask, and write no request
        request_sudo = requests_sudo._create_once(
            values["key"],
            {
                "member_id": member.id,
                "name": values["name"],
                "description": values["description"] or False,
                "needed_by": values["needed_by"],
                "remote": values["remote"],
                "offer": values["offer"]
                if values["offer"] in ("paid", "gift")
                else "either",
                "skill_ids": [Command.set(skills.ids)],
            },
        )
        return request_sudo.with_env(self.env)

    def _portal_answer(self, member, post):
        """Keep the answer of ``member``, or change it; returns sentences by field."""
        self.ensure_one()
        values, codes = read_answer(post)
        sentences = self._portal_sentences(codes)
        if self.state != "open" or self.member_id == member or member.state != "active":
            sentences["form"] = self.env._("This request takes no answers any more.")
        if sentences:
            return sentences
        request_sudo = self.sudo()  # sudo: members answer, and write no request
        answer_sudo = request_sudo.answer_ids.filtered(
            lambda answer: answer.member_id == member
        )
        told = {
            "kind": values["kind"],
            "text": values["text"] or False,
            "amount": float(values["amount"] or 0) if values["kind"] == "paid" else 0,
        }
        if answer_sudo:
            answer_sudo.write(told)
        else:
            with retry_if_made(self.env):
                request_sudo.answer_ids.create(
                    {"request_id": self.id, "member_id": member.id, **told}
                )
            request_sudo._tell_asker()
        return {}

    def _portal_pick(self, member, answer_id):
        """Choose an answer, for who asked. Returns a sentence where it cannot be."""
        self.ensure_one()
        answer = self.answer_ids.filtered(lambda one: one.id == answer_id)
        if self.member_id != member or self.state not in ("open", "agreed"):
            return self.env._("This request has ended.")
        if not answer or not answer._may_be_chosen():
            return self.env._("Choose somebody who can do it.")
        request_sudo = self.sudo()  # sudo: members choose, and write no request
        if answer.id == request_sudo.chosen_id.id:
            return ""  # a second click tells nobody again
        request_sudo.write({"chosen_id": answer.id, "state": "agreed"})
        request_sudo._tell_chosen()
        return ""

    def _portal_end(self, member, post):
        """Say how it ended, for who asked; returns sentences by field."""
        self.ensure_one()
        values, codes = read_outcome(post)
        sentences = self._portal_sentences(codes)
        request_sudo = self.sudo()  # sudo: members say how it ended, and no more
        if self.member_id != member or self.state not in ("open", "agreed"):
            sentences["form"] = self.env._("This request has ended.")
        elif values["outcome"] in ("charge", "gift") and not request_sudo.chosen_id:
            sentences["outcome"] = self.env._("Choose first who did it.")
        if sentences:
            return sentences
        try:
            with self.env.cr.savepoint():
                request_sudo.write(
                    {
                        "state": "done",
                        "outcome": values["outcome"],
                        "minutes": values["minutes"],
                        "amount": float(values["amount"] or 0),
                        "reason": values["reason"] or False,
                    }
                )
        except UserError as error:
            self.invalidate_recordset()
            return {"form": str(error)}
        return {}

    def _portal_withdraw(self, member):
        """Withdraw a request, for who asked. Returns a sentence where it cannot be."""
        self.ensure_one()
        if self.member_id != member or self.state not in ("open", "agreed"):
            return self.env._("This request has ended.")
        request_sudo = self.sudo()  # sudo: members withdraw, and write no request
        request_sudo.write({"state": "cancelled"})
        return ""

    @api.model
    def _portal_sentences(self, codes):
        """Sentences by field, of what is wrong with it."""
        missing = {
            "name": self.env._("Say in a few words what you need."),
            "skills": self.env._("Choose at least one skill."),
            "text": self.env._("Say whom you know."),
            "minutes": self.env._("Say how long it took, such as 1 h 30."),
            "reason": self.env._("Say why: it tells whom to look for, and to teach."),
            "kind": self.env._("Choose an answer."),
            "outcome": self.env._("Choose how it ended."),
            "client": self.env._("Name the client."),
            "origin": self.env._("Choose how they came."),
            "recommender": self.env._("Name who recommended you."),
        }
        others = {
            "too_long": self.env._("This is too long."),
            "invalid": self.env._("This cannot be read."),
        }
        dates = {
            "needed_by": self.env._("Choose a day to come."),
            "amount": self.env._("Enter an amount, such as 250 or 1250,50."),
            "minutes": missing["minutes"],
        }
        return {
            field: missing[field]
            if code == "missing"
            else dates.get(field) or others.get(code) or others["invalid"]
            for field, code in codes.items()
        }
