from odoo import api, models


class CoopMember(models.Model):
    """Import of members from a file."""

    _inherit = "coop.member"

    @api.model
    def get_import_templates(self):
        return [
            {
                "label": self.env._("Import Template for Members"),
                "template": "/coop_member/static/csv/coop_member.csv",
            }
        ]
