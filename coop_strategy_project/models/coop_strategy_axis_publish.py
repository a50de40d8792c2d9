from odoo import models


class CoopStrategyAxis(models.Model):
    """What an axis tells members and everyone."""

    _inherit = "coop.strategy.axis"

    def _kpi_cards(self, audiences):
        """Published indicators by id of their axis, as dictionaries."""
        kpis = self.env["coop.strategy.kpi"].search(
            [("axis_id", "in", self.ids), ("audience", "in", list(audiences))]
        )
        labels = dict(kpis._fields["trend"]._description_selection(self.env))
        found = {}
        for kpi in kpis:
            found.setdefault(kpi.axis_id.id, []).append(kpi._card(labels))
        return found
