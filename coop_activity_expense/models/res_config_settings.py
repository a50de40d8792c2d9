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
    coop_billing_journal_id = fields.Many2one(
        related="company_id.coop_billing_journal_id", readonly=False
    )
    coop_invoice_dating = fields.Selection(
        related="company_id.coop_invoice_dating", readonly=False, required=True
    )
    coop_billing_mention = fields.Text(
        related="company_id.coop_billing_mention", readonly=False
    )
    coop_quote_days = fields.Integer(
        related="company_id.coop_quote_days", readonly=False, required=True
    )
    coop_reminder_template_id = fields.Many2one(
        related="company_id.coop_reminder_template_id", readonly=False
    )
    coop_reminder_days = fields.Integer(
        related="company_id.coop_reminder_days", readonly=False, required=True
    )
    coop_transfer_journal_id = fields.Many2one(
        related="company_id.coop_transfer_journal_id", readonly=False
    )
    coop_transfer_income_account_id = fields.Many2one(
        related="company_id.coop_transfer_income_account_id", readonly=False
    )
    coop_transfer_charge_account_id = fields.Many2one(
        related="company_id.coop_transfer_charge_account_id", readonly=False
    )
