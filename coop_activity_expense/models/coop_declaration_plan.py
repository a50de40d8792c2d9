from odoo import fields, models

from ..core import recurrence

#: months for which deadlines are written down
HORIZON = 15


class CoopDeclaration(models.Model):
    """Deadlines written down ahead of their time."""

    _inherit = "coop.declaration"

    def action_plan(self):
        """Write down the deadlines of the coming months."""
        self._plan()

    def _plan(self):
        """Write down what is due between today and the horizon, as far as it is not
        written down yet; what lies ahead and is not done follows a changed rule."""
        today = fields.Date.context_today(self)
        last = fields.Date.add(today, months=HORIZON)
        deadlines = self.env["coop.declaration.deadline"]
        known = deadlines.search(
            [("declaration_id", "in", self.ids), ("date_due", ">=", today)]
        ).grouped("declaration_id")
        for declaration in self.filtered("company_id"):
            coming = {
                (due.period_end, due.day): due for due in declaration._dues(today, last)
            }
            written = known.get(declaration, deadlines).grouped(
                lambda deadline: (deadline.period_end, deadline.date_due)
            )
            for key, deadline in written.items():
                if key not in coming and not deadline._is_touched():
                    deadline.unlink()
            deadlines.create(
                [
                    declaration._prepare_deadline(due)
                    for key, due in coming.items()
                    if key not in written
                ]
            )

    def _dues(self, first, last):
        self.ensure_one()
        return recurrence.dues(
            self._core_rule(),
            first,
            last,
            self.period_months,
            self.lag_months,
            self.ahead_days,
        )

    def _prepare_deadline(self, due):
        return {
            "declaration_id": self.id,
            "company_id": self.company_id.id,
            "date_due": due.day,
            "period_start": due.period_start,
            "period_end": due.period_end,
            "date_announce": due.announced,
            "responsible_id": self.responsible_id.id,
        }
