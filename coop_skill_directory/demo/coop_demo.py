from odoo import models


class CoopDemo(models.AbstractModel):
    _inherit = "coop.demo"
