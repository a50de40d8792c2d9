from odoo import Command, models


class CoopSkill(models.Model):
    """Requests that name skills which are merged."""

    _inherit = "coop.skill"

    def _replace_in_requests(self, target):
        result = super()._replace_in_requests(target)
        requests_sudo = self.env["coop.skill.request"].sudo()  # sudo: of every house
        for request in requests_sudo.search([("skill_ids", "in", self.ids)]):
            request.skill_ids = [
                *(Command.unlink(skill.id) for skill in self & request.skill_ids),
                Command.link(target.id),
            ]
        entries_sudo = self.env["coop.directory.entry"].sudo()  # sudo: of every house
        entries = entries_sudo.search([("skill_ids", "in", self.ids)])
        for entry in entries:
            entry.skill_ids = (entry.skill_ids - self) | target
        entries._refresh_cards()
        return result
