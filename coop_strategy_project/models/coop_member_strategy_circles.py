from odoo import models

#: decisions that the page of circles shows, and a page of their register
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
        decisions = self._portal_decisions()
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

    def _decisions_domain(self):
        return [("company_id", "=", self.company_id.id), ("state", "!=", "proposed")]

    def _portal_decisions(self, page=1):
        """A page of the register of decisions, the latest first, read as the member."""
        self.ensure_one()
        return self.env["coop.strategy.decision"].search(
            self._decisions_domain(),
            limit=MOST_DECISIONS,
            offset=(page - 1) * MOST_DECISIONS,
        )

    def _portal_decision_count(self):
        """How many decisions the register has."""
        self.ensure_one()
        return self.env["coop.strategy.decision"].search_count(self._decisions_domain())
