from odoo import fields, models

from ..core.progress import elapsed, mean
from ..core.roadmap import Scale, Span, bars, marks


class CoopStrategyCycle(models.Model):
    """What a strategy tells members and everyone."""

    _inherit = "coop.strategy.cycle"

    def _elapsed_percent(self):
        """How much of its time is over, in percent."""
        self.ensure_one()
        return elapsed(self.date_start, self.date_end, fields.Date.context_today(self))

    def _axis_cards(self, cards, audiences):
        """Axes as dictionaries, with the published indicators, and the progress of
        their projects, of which ``cards`` are those published."""
        self.ensure_one()
        kpis = self.axis_ids._kpi_cards(audiences)
        found = []
        for axis in self.axis_ids:
            own = [card for card in cards if axis.id in card["axis_ids"]]
            found.append(
                {
                    "id": axis.id,
                    "name": axis.name,
                    "purpose": axis.purpose,
                    "today": axis.today_text,
                    "today_date": axis.today_date or None,
                    "color": axis.color,
                    "projects": own,
                    "progress": mean(card["progress"] for card in own),
                    "kpis": kpis.get(axis.id, []),
                }
            )
        return found

    def _roadmap(self, cards):
        """Bars of the published projects ``cards`` on the years of the strategy:
        ``rows`` of (card, bar), ``marks`` of (day, left), and where today is."""
        self.ensure_one()
        scale = Scale(self.date_start, self.date_end)
        spans = [
            Span(card["id"], card["first"] or self.date_start, card["last"])
            for card in cards
            if card["last"] and (card["first"] or self.date_start) <= card["last"]
        ]
        by_id = {card["id"]: card for card in cards}
        today = fields.Date.context_today(self)
        return {
            "rows": [(by_id[bar.key], bar) for bar in bars(spans, scale)],
            "marks": marks(scale),
            "today": scale.place(today)
            if self.date_start <= today <= self.date_end
            else None,
        }
