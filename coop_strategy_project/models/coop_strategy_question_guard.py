from odoo import api, models
from odoo.exceptions import UserError

#: what a question is, and stays
ASKED = {"name", "details", "member_id", "company_id"}


class CoopStrategyQuestion(models.Model):
    """No question is lost: it stays as it was asked, and is never deleted."""

    _inherit = "coop.strategy.question"

    def write(self, vals):
        if ASKED & vals.keys():
            raise UserError(self.env._("A question stays as it was asked."))
        result = super().write(vals)
        if {"responsible_id", "promised_on"} & vals.keys():
            for question in self.filtered(lambda one: one.state == "promised"):
                question._ask_responsible()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(self.env._("No question is lost: hide it, with the reason."))
