from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    coop_expense_journal_id = fields.Many2one(
        related="company_id.coop_expense_journal_id", readonly=False
    )
    coop_expense_account_id = fields.Many2one(
        related="company_id.coop_expense_account_id", readonly=False
    )
    coop_expense_max_days = fields.Integer(
        related="company_id.coop_expense_max_days", readonly=False
    )
    coop_expense_self_limit = fields.Monetary(
        related="company_id.coop_expense_self_limit",
        readonly=False,
        currency_field="currency_id",
    )
    coop_expense_over_available = fields.Selection(
        related="company_id.coop_expense_over_available",
        readonly=False,
        required=True,
    )
    coop_mileage_period = fields.Selection(
        related="company_id.coop_mileage_period", readonly=False, required=True
    )
