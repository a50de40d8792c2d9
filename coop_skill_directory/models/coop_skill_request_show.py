from odoo import api, models
from odoo.tools.misc import formatLang


class CoopSkillRequest(models.Model):
    """What members are shown of requests: names of who asked and answered, and how to
    reach each other once they agreed."""

    _inherit = "coop.skill.request"

    def _asker_names(self):
        """Name of who asked, by request."""
        requests_sudo = self.sudo()  # sudo: names of who asks, shown to the house
        return {one.id: one.member_id.name for one in requests_sudo}

    def _portal_answers(self, member):
        """Answers as dictionaries, for who asked: others see none but their own."""
        self.ensure_one()
        if self.member_id != member:
            return []
        labels = dict(self.answer_ids._fields["kind"]._description_selection(self.env))
        answers_sudo = self.answer_ids.sudo()  # sudo: names of who answered
        return [
            {
                "id": one.id,
                "name": one.member_id.name,
                "slug": self._slug_of(one.member_id),
                "kind": one.kind,
                "label": labels[one.kind],
                "text": one.text or "",
                "amount": one.amount,
                "is_chosen": one.is_chosen,
                "may_be_chosen": one._may_be_chosen(),
            }
            for one in answers_sudo
        ]

    @api.model
    def _portal_typed_answer(self, answer):
        """What the form of an answer says before somebody types."""
        price = formatLang(self.env, answer.amount, digits=2, grouping=False)
        return {
            "kind": answer.kind or "",
            "text": answer.text or "",
            "amount": price if answer.amount else "",
        }

    def _slug_of(self, member_sudo):
        """The end of the address of a profile, empty where it is not shown to the one
        who asks."""
        cards = self.env["coop.directory.card"]
        card = cards.search(
            [("member_id", "=", member_sudo.id), ("in_my_view", "=", True)], limit=1
        )
        return card.slug or ""

    def _portal_contact(self, member):
        """Name, e-mail and phone of the other side, once they agreed; None before."""
        self.ensure_one()
        request_sudo = self.sudo()  # sudo: how two who agreed reach each other
        asker_sudo, helper_sudo = request_sudo._sides()
        if self.state not in ("agreed", "done") or not helper_sudo:
            return None
        sides = {asker_sudo.id: helper_sudo, helper_sudo.id: asker_sudo}
        other_sudo = sides.get(member.id)
        if not other_sudo:
            return None
        return {
            "name": other_sudo.name,
            "email": other_sudo.directory_email or other_sudo.email or "",
            "phone": other_sudo.directory_phone or "",
        }

    def _sides(self):
        """Who asked, and who was chosen."""
        self.ensure_one()
        return self.member_id, self.chosen_id.member_id

    def _portal_outcome(self, member):
        """How it ended, for who asked; None for others, and before."""
        self.ensure_one()
        request_sudo = self.sudo()  # sudo: what the asker said, shown to them alone
        if self.member_id != member or not request_sudo.outcome:
            return None
        labels = dict(self._fields["outcome"]._description_selection(self.env))
        return {
            "label": labels[request_sudo.outcome],
            "minutes": request_sudo.minutes,
            "amount": request_sudo.amount,
            "reason": request_sudo.reason or "",
        }

    def _portal_helper_count(self, member):
        """How many members of the directory heard of it, for who asked; never who. Who
        is shown to nobody is not counted: of a rare skill, one is somebody."""
        self.ensure_one()
        if self.member_id != member:
            return None
        notices_sudo = self.env["coop.skill.notice"].sudo()  # sudo: a number alone
        return notices_sudo.search_count(
            [
                ("request_id", "=", self.id),
                ("member_id.directory_visibility", "!=", "private"),
            ]
        )

    def _portal_standing(self):
        """How it stands, as (label, level)."""
        self.ensure_one()
        labels = dict(self._fields["state"]._description_selection(self.env))
        levels = {"open": "info", "agreed": "warning", "done": "success"}
        return labels[self.state], levels.get(self.state, "quiet")
