from odoo import api, fields, models
from odoo.exceptions import ValidationError


class CoopCollaborationMember(models.Model):
    """A member's place in a collaboration, and their part in what is earned."""

    _name = "coop.collaboration.member"
    _description = "Member of a Collaboration"
    _inherit = "coop.house.mixin"
    _order = "id"
    _rec_name = "member_id"
    _check_company_auto = True

    collaboration_id = fields.Many2one(
        "coop.collaboration", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(
        related="collaboration_id.company_id", store=True, index=True
    )
    member_id = fields.Many2one(
        "coop.member",
        required=True,
        index=True,
        ondelete="restrict",
        check_company=True,
    )
    role = fields.Char()
    parts = fields.Integer(
        default=1, help="Whole parts: who has 2 gets twice what who has 1 gets."
    )
    is_host = fields.Boolean("Keeps it together")
    state = fields.Selection(
        [
            ("asked", "Asked"),
            ("agreed", "Agreed"),
            ("declined", "Declined"),
            ("left", "Left"),
        ],
        "Status",
        required=True,
        default="asked",
    )

    _member_unique = models.UniqueIndex(
        "(collaboration_id, member_id)", "This member is in it already."
    )
    _parts_positive = models.Constraint(
        "CHECK (parts BETWEEN 0 AND 100000)", "A part is 0 or more."
    )

    @api.constrains("member_id")
    def _check_active(self):
        for line in self:
            if line.member_id.state != "active":
                raise ValidationError(
                    self.env._(
                        "%s is not an active member.", line.member_id.display_name
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        lines = super().create(vals_list)
        lines.collaboration_id._check_most()
        return lines

    def write(self, vals):
        changed = self.filtered(
            lambda line: "parts" in vals and line.parts != vals["parts"]
        )
        result = super().write(vals)
        # a change of parts is a change of what everybody agreed to
        changed.collaboration_id._agreed()._ask_again()
        return result

    def _ask_again(self):
        """Have these agree again; who keeps it together made the change."""
        self.filtered(lambda line: not line.is_host).state = "asked"

    def _leave_house(self):
        """Have members who leave the cooperative leave these groups; the first of those
        who stay keeps together what they kept."""
        self.state = "left"
        for line in self.filtered("is_host"):
            stay = line.collaboration_id._agreed()
            if not stay.filtered("is_host"):
                stay[:1].is_host = True

    def _names(self):
        """Names by line."""
        lines_sudo = self.sudo()  # sudo: names of those one works with
        return {
            line: line_sudo.member_id.name
            for line, line_sudo in zip(self, lines_sudo, strict=True)
        }
