from odoo import fields, models


class CoopCollege(models.Model):
    """Category of members: entrepreneurs, permanent staff, clients, citizens…"""

    _name = "coop.college"
    _description = "College"
    _order = "sequence, id"
    _check_company_auto = True

    name = fields.Char(required=True, translate=True)
    description = fields.Text(
        translate=True, help="Shown to applicants on the joining form."
    )
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company", required=True, default=lambda self: self.env.company, index=True
    )
    min_shares = fields.Integer(
        "Minimum shares",
        default=1,
        help="Shares that a member of this college must hold at least.",
    )
    open_to_join = fields.Boolean(
        "Open to applications",
        default=True,
        help="Offered as a choice on the public joining form.",
    )
    member_ids = fields.One2many("coop.member", "college_id", string="Members")
    member_count = fields.Integer("Active members", compute="_compute_member_count")

    _name_company_unique = models.UniqueIndex(
        "(company_id, (name->>'en_US'))",
        "This cooperative already has a college of that name.",
    )
    _min_shares_positive = models.Constraint(
        "CHECK (min_shares >= 0)",
        "A college cannot ask for a negative number of shares.",
    )

    def _compute_member_count(self):
        counts = dict(
            self.env["coop.member"]._read_group(
                [("college_id", "in", self.ids), ("state", "=", "active")],
                ["college_id"],
                ["__count"],
            )
        )
        for college in self:
            college.member_count = counts.get(college, 0)
