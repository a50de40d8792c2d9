from odoo import fields, models


class CoopDeadlineNotice(models.Model):
    """Remembers that a deadline was announced, so that it is announced once."""

    _name = "coop.deadline.notice"
    _description = "Announced Deadline"
    _order = "id desc"

    kind = fields.Char(required=True)
    source_id = fields.Integer(required=True)
    date_due = fields.Date(required=True)
    member_id = fields.Many2one("coop.member", ondelete="cascade", index=True)

    _once = models.UniqueIndex(
        "(kind, source_id, date_due)", "This deadline has already been announced."
    )
