from odoo import models


class ResPartner(models.Model):
    _inherit = "res.partner"

    def write(self, vals):
        result = super().write(vals)
        if "name" in vals:
            members = self.env["coop.member"].sudo()  # sudo: the directory knows names
            members.search([("partner_id", "in", self.ids)])._refresh_cards()
        return result
