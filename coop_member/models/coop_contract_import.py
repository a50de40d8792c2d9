from odoo import api, models


class CoopContract(models.Model):
    """Import of contracts, which name their member by number."""

    _name = "coop.contract"
    _inherit = ["coop.contract", "coop.import.mixin"]

    @api.model
    def get_import_templates(self):
        return [
            {
                "label": self.env._("Import template for contracts"),
                "template": "/coop_member/static/csv/coop_contract.csv",
            }
        ]
