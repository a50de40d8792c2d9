from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    coop_webinar_type_id = fields.Many2one(
        related="company_id.coop_webinar_type_id", readonly=False
    )
    coop_webinar_split = fields.Selection(
        related="company_id.coop_webinar_split", readonly=False, required=True
    )
    coop_webinar_door_minutes = fields.Integer(
        related="company_id.coop_webinar_door_minutes", readonly=False
    )
    coop_webinar_weekday = fields.Selection(
        related="company_id.coop_webinar_weekday", readonly=False, required=True
    )
    coop_webinar_notice_days = fields.Integer(
        related="company_id.coop_webinar_notice_days", readonly=False
    )
