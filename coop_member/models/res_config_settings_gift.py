from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    coop_gift_low_minutes = fields.Integer(
        related="company_id.coop_gift_low_minutes", readonly=False
    )
    coop_gift_high_minutes = fields.Integer(
        related="company_id.coop_gift_high_minutes", readonly=False
    )
    coop_gift_block = fields.Boolean(
        related="company_id.coop_gift_block", readonly=False
    )
    coop_gift_floor_minutes = fields.Integer(
        related="company_id.coop_gift_floor_minutes", readonly=False
    )
    coop_gift_ceiling_minutes = fields.Integer(
        related="company_id.coop_gift_ceiling_minutes", readonly=False
    )
    coop_gift_remind_days = fields.Integer(
        related="company_id.coop_gift_remind_days", readonly=False
    )
    coop_gift_confirm_days = fields.Integer(
        related="company_id.coop_gift_confirm_days", readonly=False
    )
    coop_gift_pledge_remind_days = fields.Integer(
        related="company_id.coop_gift_pledge_remind_days", readonly=False
    )
    coop_gift_quiet_months = fields.Integer(
        related="company_id.coop_gift_quiet_months", readonly=False
    )
