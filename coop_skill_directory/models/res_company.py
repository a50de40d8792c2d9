from odoo import fields, models


class ResCompany(models.Model):
    _inherit = "res.company"

    coop_feed_published = fields.Boolean(
        "Publish the directory",
        help="Let everybody read the profiles shown to everybody as a feed, and partner "
        "cooperatives those shown to partners, with the token that they were given.",
    )
