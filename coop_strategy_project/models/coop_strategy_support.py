from odoo import fields, models


class CoopStrategySupport(models.Model):
    """A member who would like to know that, too."""

    _name = "coop.strategy.support"
    _description = "Support of a Question"
    _order = "id"
    _rec_name = "question_id"

    question_id = fields.Many2one(
        "coop.strategy.question", required=True, ondelete="cascade"
    )
    member_id = fields.Many2one(
        "coop.member", required=True, index=True, ondelete="cascade"
    )

    _once = models.UniqueIndex(
        "(question_id, member_id)", "You support this question already."
    )
