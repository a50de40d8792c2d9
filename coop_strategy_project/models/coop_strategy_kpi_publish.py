from odoo import models
from odoo.tools import formatLang

#: trends of an indicator → level of its badge
LEVELS = {
    "reached": "success",
    "ahead": "success",
    "on_path": "success",
    "behind": "warning",
    "missed": "danger",
    "unknown": "quiet",
}


class CoopStrategyKpi(models.Model):
    """What an indicator tells members and everyone."""

    _inherit = "coop.strategy.kpi"

    def _card(self, labels):
        """What is shown of this indicator; ``labels`` are those of its trends."""
        self.ensure_one()
        objective = self.objective_ids[:1]
        return {
            "id": self.id,
            "name": objective.name or self.indicator,
            "indicator": self.indicator,
            "description": objective.description or "",
            "value": self._figure(self.value) if self.value_date else "",
            "day": self.value_date or None,
            "baseline": self._figure(self.baseline) if self.baseline_date else "",
            "target": self._figure(self.target) if self.date_due else "",
            "due": self.date_due or None,
            "progress": self.progress if self.date_due else None,
            "trend": self.trend,
            "trend_label": labels[self.trend],
            "level": LEVELS[self.trend],
        }

    def _figure(self, value):
        """A figure with its unit, as people write it: without needless decimals."""
        digits = 0 if float(value).is_integer() else 2
        return f"{formatLang(self.env, value, digits=digits)} {self.unit}"
