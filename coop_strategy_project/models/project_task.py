from odoo import fields, models


class ProjectTask(models.Model):
    _inherit = "project.task"

    strategy_shared = fields.Boolean(
        "Shared with contributors",
        help="Members whose contribution to the project was accepted see this task on "
        "the portal, not the messages beside it.",
    )

    @property
    def TASK_PORTAL_READABLE_FIELDS(self):
        return super().TASK_PORTAL_READABLE_FIELDS | {"strategy_shared"}

    def _mail_get_operation_for_mail_message_operation(self, message_operation):
        """Contributors read a task alone: its messages are for who follows it."""
        found = super()._mail_get_operation_for_mail_message_operation(
            message_operation
        )
        if not self.env.user.share:
            return found
        partner = self.env.user.partner_id
        tasks_sudo = self.sudo()  # sudo: whether this one person follows a task
        closed = tasks_sudo.filtered(
            lambda task: (
                task.strategy_shared and partner not in task.message_partner_ids
            )
        )
        return found | dict.fromkeys(closed, "write")
