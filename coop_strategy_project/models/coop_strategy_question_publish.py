from odoo import models

LEVELS = {"open": "warning", "promised": "info", "answered": "success"}


class CoopStrategyQuestion(models.Model):
    """What members read of questions. Who asks does so in front of the others: the
    name is shown with the question, and the form says so."""

    _inherit = "coop.strategy.question"

    def _cards(self, member):
        """Questions as dictionaries, in a number of queries that does not depend on
        how many they are."""
        labels = dict(self._fields["state"]._description_selection(self.env))
        questions_sudo = self.sudo()  # sudo: names of who asks, and who will answer
        own = self.env["coop.strategy.support"].sudo()  # sudo: the member's own
        supported = set(
            own.search(
                [("question_id", "in", self.ids), ("member_id", "=", member.id)]
            ).question_id.ids
        )
        return [
            {
                "id": question.id,
                "name": question.name,
                "asker": question.member_id.partner_id.name,
                "is_own": question.member_id == member,
                "day": question.asked_on,
                "days": question.days_waiting,
                "state": question.state,
                "state_label": labels[question.state],
                "level": LEVELS[question.state],
                "support": question.support_count,
                "is_supported": question.id in supported,
                "responsible": question.responsible_id.name
                if question.state == "promised"
                else "",
                "promised": question.promised_on or None,
                "about": self._about(question),
            }
            for question in questions_sudo
        ]

    def _about(self, question_sudo):
        """What a question is about, where that is published to members."""
        project = question_sudo.project_id
        if project and project._is_published_to(("members", "public")):
            return project.name
        return question_sudo.axis_id.name or ""

    def _portal_story(self, member):
        """What the page of a question shows."""
        self.ensure_one()
        answers_sudo = self.sudo().answer_ids  # sudo: names of who answered
        [card] = self._cards(member)
        return {
            "card": card,
            "details": self.details or "",
            "answers": [
                {
                    "author": answer.author_id.name,
                    "day": answer.date,
                    "body": answer.body,
                }
                for answer in answers_sudo
            ],
            "may_support": member.state == "active",
        }
