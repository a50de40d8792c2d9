from odoo import fields, models


class ProjectTask(models.Model):
    _inherit = "project.task"

    strategy_shared = fields.Boolean(
        "Shared with contributors",
        help="Members whose contribution to the project was accepted see this task on "
        "the portal.",
    )

    @property
    def TASK_PORTAL_READABLE_FIELDS(self):
        return super().TASK_PORTAL_READABLE_FIELDS | {"strategy_shared"}
