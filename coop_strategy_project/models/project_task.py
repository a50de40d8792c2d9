from odoo import fields, models


class ProjectTask(models.Model):
    _inherit = "project.task"

    strategy_shared = fields.Boolean(
        "Shared with contributors",
        help="Members whose contribution to the project was accepted see this task on "
        "the portal.",
    )
