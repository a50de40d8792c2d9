from odoo import fields, models


class ResCompany(models.Model):
    _inherit = "res.company"

    coop_feed_published = fields.Boolean(
        "Publish the directory",
        help="Let everybody read the profiles shown to everybody as a feed; with the "
        "token that they were given, partner cooperatives read those shown to them.",
    )
