from odoo import models


class CoopStrategyBackstageMixin(models.AbstractModel):
    """Records that members read, and beside which the team writes to each other."""

    _name = "coop.strategy.backstage.mixin"
    _description = "Messages of the Team"

    def _mail_get_operation_for_mail_message_operation(self, message_operation):
        """Members read messages that were sent to them, and no other."""
        if self.env.user.share:
            return dict.fromkeys(self, "write")
        return super()._mail_get_operation_for_mail_message_operation(message_operation)
