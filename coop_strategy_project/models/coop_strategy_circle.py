from odoo import api, fields, models


class CoopStrategyCircle(models.Model):
    """A circle that governs itself, within another one: a pole, a team, a community
    of practice."""

    _name = "coop.strategy.circle"
    _description = "Circle"
    _inherit = ["mail.thread", "coop.strategy.backstage.mixin"]
    _order = "parent_path, sequence, name"
    _parent_store = True
    _check_company_auto = True

    name = fields.Char(required=True, translate=True, tracking=True)
    company_id = fields.Many2one(
        "res.company",
        required=True,
        default=lambda self: self.env.company,
        index=True,
        ondelete="restrict",
    )
    active = fields.Boolean(default=True)
    sequence = fields.Integer(default=10)
    parent_id = fields.Many2one(
        "coop.strategy.circle",
        "Within",
        index=True,
        ondelete="restrict",
        check_company=True,
        tracking=True,
    )
    parent_path = fields.Char(index=True)
    child_ids = fields.One2many("coop.strategy.circle", "parent_id", "Circles")
    purpose = fields.Text(translate=True, tracking=True)
    role_ids = fields.One2many("coop.strategy.role", "circle_id", "Roles")
    decision_ids = fields.One2many("coop.strategy.decision", "circle_id", "Decisions")
    role_count = fields.Integer(compute="_compute_counts")
    decision_count = fields.Integer(compute="_compute_counts")

    @api.depends("role_ids", "decision_ids")
    def _compute_counts(self):
        for circle in self:
            circle.role_count = len(circle.role_ids)
            circle.decision_count = len(circle.decision_ids)
