from odoo import api, models
from odoo.fields import Domain


class CoopSkill(models.Model):
    """Import of skills from a file."""

    _name = "coop.skill"
    _inherit = ["coop.skill", "coop.import.mixin"]
    #: other files refer to skills by their code
    _import_key = "code"

    @api.model
    def _check_company_domain(self, companies):
        """Skills belong to all cooperatives."""
        return Domain.TRUE

    @api.model
    def get_import_templates(self):
        return [
            {
                "label": self.env._("Import template for skills"),
                "template": "/coop_skill_directory/static/csv/coop_skill.csv",
            }
        ]
