from odoo import api, fields, models
from odoo.exceptions import ValidationError


class CoopStrategySeat(models.Model):
    """Someone in the team of a project, and the time wanted of them."""

    _name = "coop.strategy.seat"
    _description = "Seat in a Team"
    _order = "project_id, id"
    _rec_name = "project_id"

    project_id = fields.Many2one(
        "project.project", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="project_id.company_id")
    user_id = fields.Many2one(
        "res.users", "Of the staff", domain="[('share', '=', False)]"
    )
    member_id = fields.Many2one("coop.member", "Or a member", ondelete="restrict")
    purpose = fields.Char("What for")
    minutes = fields.Integer("Time wanted a week")

    _minutes_positive = models.Constraint(
        "CHECK (minutes >= 0)", "Time cannot be negative."
    )

    @api.constrains("user_id", "member_id")
    def _check_someone(self):
        for seat in self:
            if bool(seat.user_id) == bool(seat.member_id):
                raise ValidationError(
                    self.env._("A seat is of one person: of the staff, or a member.")
                )
