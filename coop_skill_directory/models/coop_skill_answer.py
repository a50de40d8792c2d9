from odoo import api, fields, models
from odoo.exceptions import ValidationError


class CoopSkillAnswer(models.Model):
    """A member's answer to a request: who asked reads it, and nobody else but the
    team."""

    _name = "coop.skill.answer"
    _description = "Answer to a Request"
    _order = "id"
    _rec_name = "member_id"
    _check_company_auto = True

    request_id = fields.Many2one(
        "coop.skill.request", required=True, index=True, ondelete="cascade"
    )
    member_id = fields.Many2one(
        "coop.member",
        "Answered by",
        required=True,
        index=True,
        ondelete="restrict",
        check_company=True,
    )
    company_id = fields.Many2one(related="request_id.company_id", store=True)
    kind = fields.Selection(
        [
            ("paid", "Can do it, paid"),
            ("gift", "Can do it, as a gift"),
            ("knows", "Cannot, but knows somebody"),
        ],
        "Answer",
        required=True,
    )
    text = fields.Text("Message")
    currency_id = fields.Many2one(related="company_id.currency_id")
    amount = fields.Monetary("Price")
    is_chosen = fields.Boolean(
        "Chosen", compute="_compute_is_chosen", compute_sudo=True
    )

    _request_member_unique = models.UniqueIndex(
        "(request_id, member_id)", "This member has answered already."
    )

    @api.depends("request_id.chosen_id")
    def _compute_is_chosen(self):
        for answer in self:
            answer.is_chosen = answer.request_id.chosen_id == answer

    def _may_be_chosen(self):
        """Whether who answered can do it, and is still there to do it."""
        self.ensure_one()
        answer_sudo = self.sudo()  # sudo: whether somebody left, no more
        return self.kind != "knows" and answer_sudo.member_id.state == "active"

    @api.constrains("member_id", "request_id")
    def _check_not_own(self):
        for answer in self:
            if answer.member_id == answer.request_id.member_id:
                raise ValidationError(
                    self.env._("Others answer a request, not who asked.")
                )
