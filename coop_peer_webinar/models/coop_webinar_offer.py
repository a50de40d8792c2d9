from odoo import fields, models


class CoopWebinarOffer(models.Model):
    """A member says: I can speak on that."""

    _name = "coop.webinar.offer"
    _description = "Offer to Speak"
    _order = "id"
    _rec_name = "member_id"

    proposal_id = fields.Many2one(
        "coop.webinar.proposal", "Topic", required=True, ondelete="cascade"
    )
    member_id = fields.Many2one(
        "coop.member", required=True, ondelete="cascade", index=True
    )
    company_id = fields.Many2one(related="proposal_id.company_id", store=True)

    _one_each = models.UniqueIndex(
        "(proposal_id, member_id)", "This member has offered to speak already."
    )
