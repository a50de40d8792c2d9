from odoo import api, fields, models


class CoopStrategyRole(models.Model):
    """A role of a circle: its purpose, what it decides alone, what is expected."""

    _name = "coop.strategy.role"
    _description = "Role"
    _inherit = ["mail.thread", "coop.strategy.backstage.mixin"]
    _order = "circle_id, sequence, name"
    _check_company_auto = True

    name = fields.Char(required=True, translate=True, tracking=True)
    circle_id = fields.Many2one(
        "coop.strategy.circle", required=True, index=True, ondelete="restrict"
    )
    company_id = fields.Many2one(related="circle_id.company_id", store=True, index=True)
    active = fields.Boolean(default=True)
    sequence = fields.Integer(default=10)
    purpose = fields.Text(translate=True, tracking=True)
    domain = fields.Text("Decides alone on", translate=True, tracking=True)
    accountabilities = fields.Text(
        "Accountable for", translate=True, tracking=True, help="One a line."
    )
    assignment_ids = fields.One2many("coop.strategy.assignment", "role_id", "Held by")
    holder_ids = fields.Many2many(
        "coop.member",
        compute="_compute_holder_ids",
        compute_sudo=True,
        string="Held today by",
    )
    is_vacant = fields.Boolean(
        "Vacant", compute="_compute_holder_ids", compute_sudo=True
    )

    @api.depends("assignment_ids.date_start", "assignment_ids.date_end")
    def _compute_holder_ids(self):
        today = fields.Date.context_today(self)
        for role in self:
            running = role.assignment_ids.filtered(lambda term: term._is_running(today))
            role.holder_ids = running.member_id
            role.is_vacant = not running
