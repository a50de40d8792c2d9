from odoo import api, models


class CoopSkill(models.Model):
    """Import of skills from a file."""

    _name = "coop.skill"
    _inherit = ["coop.skill", "coop.import.mixin"]
    #: other files refer to skills by their code
    _import_key = "code"

    @api.model
    def get_import_templates(self):
        return [
            {
                "label": self.env._("Import template for skills"),
                "template": "/coop_skill_directory/static/csv/coop_skill.csv",
            }
        ]
