from odoo import api, fields, models
from odoo.exceptions import UserError


class CoopStrategyAnswer(models.Model):
    """What the team answers to a question, in front of all members."""

    _name = "coop.strategy.answer"
    _description = "Answer to a Question"
    _order = "id"
    _rec_name = "question_id"

    question_id = fields.Many2one(
        "coop.strategy.question", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(
        related="question_id.company_id", store=True, index=True
    )
    author_id = fields.Many2one(
        "res.users",
        required=True,
        readonly=True,
        default=lambda self: self.env.user,
        ondelete="restrict",
    )
    date = fields.Date(
        required=True, readonly=True, default=fields.Date.context_today, copy=False
    )
    body = fields.Html("Answer", required=True)

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            vals.setdefault("author_id", self.env.uid)
        answers = super().create(vals_list)
        answers.question_id._mark_answered()
        return answers

    @api.ondelete(at_uninstall=False)
    def _unlink_but_the_last(self):
        if any(not one.answer_ids - self for one in self.question_id):
            raise UserError(
                self.env._("Correct an answer, rather than taking it away.")
            )
