from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    coop_activity_plan_id = fields.Many2one(
        related="company_id.coop_activity_plan_id", readonly=False
    )
    coop_default_adviser_id = fields.Many2one(
        related="company_id.coop_default_adviser_id", readonly=False
    )
    coop_welcome_plan_id = fields.Many2one(
        related="company_id.coop_welcome_plan_id", readonly=False
    )
    coop_join_open = fields.Boolean(related="company_id.coop_join_open", readonly=False)
    coop_join_text = fields.Html(related="company_id.coop_join_text", readonly=False)
    coop_privacy_url = fields.Char(
        related="company_id.coop_privacy_url", readonly=False
    )
    coop_join_hourly_limit = fields.Integer(
        related="company_id.coop_join_hourly_limit", readonly=False
    )
    coop_join_valid_days = fields.Integer(
        related="company_id.coop_join_valid_days", readonly=False
    )
    coop_warn_contract_days = fields.Integer(
        related="company_id.coop_warn_contract_days", readonly=False
    )
    coop_warn_associate_days = fields.Integer(
        related="company_id.coop_warn_associate_days", readonly=False
    )
    coop_warn_interview_days = fields.Integer(
        related="company_id.coop_warn_interview_days", readonly=False
    )
    coop_warn_paper_days = fields.Integer(
        related="company_id.coop_warn_paper_days", readonly=False
    )
    coop_warn_share_days = fields.Integer(
        related="company_id.coop_warn_share_days", readonly=False
    )
