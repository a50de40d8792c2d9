from odoo import fields, models
from odoo.fields import Domain


class CoopMember(models.Model):
    """The search of the directory in the list of members, for the team: the same words
    find the same people, as far as they show themselves to the house."""

    _inherit = "coop.member"

    directory_search = fields.Char(
        "Directory", store=False, search="_search_directory_search"
    )

    def _search_directory_search(self, operator, value):
        if operator not in ("ilike", "=", "in"):
            return NotImplemented
        texts = [value] if isinstance(value, str) else list(value)
        cards = self.env["coop.directory.card"]
        ids = [one for text in texts for one in cards._found_members(text)]
        return Domain("id", "in", ids)
