from odoo import fields, models


class CoopMemberStay(models.Model):
    """A past stay of a member who left and came back.

    The current stay is on the member; it moves here when the member comes back.
    """

    _name = "coop.member.stay"
    _description = "Past Stay of a Member"
    _order = "admission_date desc, id desc"

    member_id = fields.Many2one(
        "coop.member", required=True, ondelete="cascade", index=True
    )
    company_id = fields.Many2one(related="member_id.company_id", store=True)
    admission_date = fields.Date(required=True)
    exit_date = fields.Date(required=True)
    exit_reason_id = fields.Many2one("coop.reason", ondelete="restrict")

    _dates_ordered = models.Constraint(
        "CHECK (exit_date >= admission_date)", "A stay cannot end before it starts."
    )
