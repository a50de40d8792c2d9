from odoo import fields, models


class CoopSkillNotice(models.Model):
    """Whom to tell of a request, once."""

    _name = "coop.skill.notice"
    _description = "Notice of a Request"
    _order = "id"
    _rec_name = "request_id"

    request_id = fields.Many2one(
        "coop.skill.request",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    member_id = fields.Many2one(
        "coop.member", required=True, readonly=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="request_id.company_id", store=True)
    is_told = fields.Boolean("Told", readonly=True)

    _request_member_unique = models.UniqueIndex("(request_id, member_id)")
    _to_tell = models.Index("(member_id) WHERE is_told IS NOT TRUE")
