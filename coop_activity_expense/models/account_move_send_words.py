from odoo import api, models


class AccountMoveSend(models.AbstractModel):
    """The words that go with an activity's invoices."""

    _inherit = "account.move.send"

    @api.model
    def _get_default_mail_template_id(self, move):
        if move._coop_prints_own():
            return self.env.ref("coop_activity_expense.mail_template_invoice")
        return super()._get_default_mail_template_id(move)
