from odoo import api, fields, models
from odoo.exceptions import ValidationError


class CoopActivityTransfer(models.Model):
    """A charge for what was asked inside: once accepted, the request has ended."""

    _inherit = "coop.activity.transfer"

    skill_request_id = fields.Many2one(
        "coop.skill.request",
        "For the request",
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
        check_company=True,
    )

    _skill_request_once = models.UniqueIndex(
        "(skill_request_id) WHERE skill_request_id IS NOT NULL",
        "This request is charged already.",
    )

    @api.constrains("skill_request_id", "from_activity_id", "to_activity_id")
    def _check_skill_request(self):
        """Who was chosen charges who asked, and nobody else."""
        charges_sudo = self.sudo()  # sudo: members of the two activities are compared
        for charge_sudo in charges_sudo.filtered("skill_request_id"):
            asked_sudo = charge_sudo.skill_request_id
            chosen = asked_sudo.chosen_id.member_id
            if (
                chosen not in charge_sudo.from_activity_id.member_ids
                or asked_sudo.member_id not in charge_sudo.to_activity_id.member_ids
            ):
                raise ValidationError(
                    self.env._(
                        "“%s” is charged by an activity of who was chosen, to an "
                        "activity of who asked.",
                        asked_sudo.name,
                    )
                )

    def _portal_save(self, activity, post):
        """A new charge is for the request that its form names, where it may be."""
        asked = self.env["coop.skill.request"]._portal_to_charge(post.get("follow"))
        if self or not asked:
            return super()._portal_save(activity, post)
        charges = self.with_context(default_skill_request_id=asked.id)
        return super(CoopActivityTransfer, charges)._portal_save(activity, post)

    def action_accept(self):
        """Accept charges; the requests that they are for have ended inside."""
        result = super().action_accept()
        charges_sudo = self.sudo()  # sudo: a partner of who asked may accept
        charges_sudo.skill_request_id._end_charged()
        return result
