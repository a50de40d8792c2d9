from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    coop_feed_published = fields.Boolean(
        related="company_id.coop_feed_published", readonly=False
    )
