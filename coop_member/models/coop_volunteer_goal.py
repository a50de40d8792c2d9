from odoo import fields, models


class CoopVolunteerGoal(models.Model):
    """A goal of a volunteer's job sheet, with a figure."""

    _name = "coop.volunteer.goal"
    _description = "Volunteer's Goal"
    _order = "sequence, id"

    job_id = fields.Many2one(
        "coop.volunteer.job", required=True, ondelete="cascade", index=True
    )
    sequence = fields.Integer(default=10)
    name = fields.Char("Goal", required=True)
    target = fields.Integer(required=True, default=1)
    unit = fields.Char(help="What is counted: stands, hours, newsletters…")
    achieved = fields.Integer()
    date_due = fields.Date("By")

    _target_positive = models.Constraint(
        "CHECK (target > 0 AND achieved >= 0)",
        "A goal needs a figure above zero; what is achieved cannot be negative.",
    )
