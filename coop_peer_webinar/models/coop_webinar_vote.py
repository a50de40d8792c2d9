from odoo import fields, models


class CoopWebinarVote(models.Model):
    """A member would like to hear of a topic. One vote each, whoever clicks how often:
    the database sees to it."""

    _name = "coop.webinar.vote"
    _description = "Vote for a Topic"
    _order = "id desc"
    _rec_name = "proposal_id"

    proposal_id = fields.Many2one(
        "coop.webinar.proposal", "Topic", required=True, ondelete="cascade"
    )
    member_id = fields.Many2one(
        "coop.member", required=True, ondelete="cascade", index=True
    )
    company_id = fields.Many2one(related="proposal_id.company_id", store=True)
    topic_id = fields.Many2one(related="proposal_id.topic_id", store=True)
    kind = fields.Selection(related="proposal_id.kind", store=True)

    _one_each = models.UniqueIndex(
        "(proposal_id, member_id)", "One vote each: this member has voted already."
    )
