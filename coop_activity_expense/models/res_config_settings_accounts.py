from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    """What a cooperative decides about the accounts of its activities."""

    _inherit = "res.config.settings"

    coop_contribution_scheme_id = fields.Many2one(
        related="company_id.coop_contribution_scheme_id", readonly=False
    )
    coop_contribution_journal_id = fields.Many2one(
        related="company_id.coop_contribution_journal_id", readonly=False
    )
    coop_contribution_account_id = fields.Many2one(
        related="company_id.coop_contribution_account_id", readonly=False
    )
    coop_contribution_income_account_id = fields.Many2one(
        related="company_id.coop_contribution_income_account_id", readonly=False
    )
    coop_own_activity_id = fields.Many2one(
        related="company_id.coop_own_activity_id", readonly=False
    )
    coop_idle_months = fields.Integer(
        related="company_id.coop_idle_months", readonly=False
    )
    coop_pay_employer_rate = fields.Float(
        related="company_id.coop_pay_employer_rate", readonly=False
    )
    coop_pay_employee_rate = fields.Float(
        related="company_id.coop_pay_employee_rate", readonly=False
    )
    coop_pay_tax_rate = fields.Float(
        related="company_id.coop_pay_tax_rate", readonly=False
    )
