from odoo import models

MOST_DECISIONS = 20


class CoopMember(models.Model):
    """Who does what, as members read it."""

    _inherit = "coop.member"

    def _portal_circles(self):
        """Circles of the cooperative as dictionaries, each within the one before it by
        ``depth``, with roles, who holds them, and the last decisions."""
        self.ensure_one()
        circles = self.env["coop.strategy.circle"].search(
            [("company_id", "=", self.company_id.id)]
        )
        decisions = self.env["coop.strategy.decision"].search(
            [("circle_id", "in", circles.ids), ("state", "!=", "proposed")],
            limit=MOST_DECISIONS,
        )
        by_circle = decisions.grouped("circle_id")
        return [
            {
                "id": circle.id,
                "name": circle.name,
                "depth": circle.parent_path.count("/") - 1,
                "purpose": circle.purpose or "",
                "roles": [role._card() for role in circle.role_ids],
                "decisions": by_circle.get(circle, []),
            }
            for circle in circles
        ]
