from odoo import api, models

from ..core.words import words_of

#: skills proposed for what was typed
MOST = 12


class CoopSkill(models.Model):
    """Skills proposed for what somebody types, in whatever language."""

    _inherit = "coop.skill"

    @api.model
    def _suggest(self, typed, limit=MOST):
        """Accepted skills that ``typed`` may mean, the likeliest first."""
        words = words_of(typed)
        if not words:
            return self.browse()
        cards_sudo = self.env["coop.directory.card"].sudo()  # sudo: words for skills
        found = cards_sudo._meaning(words)
        ids = [*found.meant, *found.related]
        shown = self.search([("id", "in", ids)])
        # a whole family says little of what somebody does
        narrow = shown.filtered("parent_id") or shown
        return self.browse(one for one in ids if one in narrow._ids)[:limit]
