from odoo import models


class CoopMember(models.Model):
    """What is kept about the part that a member takes in the strategy."""

    _inherit = "coop.member"

    def _export_personal_data(self):
        data = super()._export_personal_data()
        own = [("member_id", "=", self.id)]
        hours_sudo = self.env["coop.strategy.hours"].sudo()  # sudo: their own
        questions_sudo = self.env["coop.strategy.question"].sudo()  # sudo: their own
        supports_sudo = self.env["coop.strategy.support"].sudo()  # sudo: their own
        terms_sudo = self.env["coop.strategy.assignment"].sudo()  # sudo: their own
        partner = self.portal_partner_id
        return {
            **data,
            **self._export_votes([("partner_id", "=", partner.id)]),
            "strategy_contributions": self._export_contributions(),
            "strategy_hours": self._export_rows(
                hours_sudo.search(own), ["date", "minutes", "name", "state", "answer"]
            ),
            "strategy_questions": self._export_rows(
                questions_sudo.search(own), ["name", "details", "asked_on", "state"]
            ),
            "strategy_supports": self._export_rows(
                supports_sudo.search(own), ["question_id"]
            ),
            "strategy_roles": self._export_rows(
                terms_sudo.search(own), ["role_id", "date_start", "date_end", "way"]
            ),
        }

    def _export_contributions(self):
        answers = self._portal_answers_to_calls()
        names = ["call_id", "date", "message", "minutes", "state"]
        rows = self._export_rows(answers, names)
        told = [answer._told_reply() or None for answer in answers]
        return [row | {"reply": reply} for row, reply in zip(rows, told, strict=True)]

    def _export_votes(self, own):
        voters_sudo = self.env["coop.strategy.ballot.voter"].sudo()  # sudo: their own
        choices_sudo = self.env["coop.strategy.ballot.choice"].sudo()  # sudo: their own
        return {
            "strategy_ballots": self._export_rows(
                voters_sudo.search(own), ["ballot_id"]
            ),
            "strategy_votes": self._export_rows(
                choices_sudo.search(own), ["ballot_id", "option_id", "dots"]
            ),
        }

    def _export_labels(self):
        return {
            **super()._export_labels(),
            "strategy_contributions": self.env._("Answers to calls"),
            "strategy_hours": self.env._("Hours given to projects"),
            "strategy_questions": self.env._("Questions"),
            "strategy_supports": self.env._("Questions supported"),
            "strategy_roles": self.env._("Roles"),
            "strategy_ballots": self.env._("Ballots voted in"),
            "strategy_votes": self.env._("Votes by name"),
        }
