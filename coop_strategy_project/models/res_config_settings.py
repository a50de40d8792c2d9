from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    strategy_gift_category_id = fields.Many2one(
        related="company_id.strategy_gift_category_id", readonly=False
    )
