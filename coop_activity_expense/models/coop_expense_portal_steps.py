from datetime import date
from typing import NamedTuple

from odoo import models

from ..core.expense_form import MEMBER


class Step(NamedTuple):
    """A step of a claim as its member follows it; ``standing`` is one of done, now,
    ahead and refused."""

    key: str
    label: str
    day: date | None
    standing: str


class CoopExpense(models.Model):
    """The way of a claim, as its member follows it."""

    _inherit = "coop.expense"

    def _portal_steps(self):
        """The way of the claim from sending to payment, as `Step`s."""
        self.ensure_one()
        labels = self._portal_step_labels()
        order = ("submitted", "approved", "posted", "paid")
        reached = order.index(self.state) if self.state in order else -1
        days = self._portal_step_days()
        steps = [
            Step(
                state,
                labels[state],
                days.get(state) if position <= reached else None,
                "done" if position <= reached else "ahead",
            )
            for position, state in enumerate(order)
        ]
        if self.state == "refused":
            refused = Step("refused", labels["refused"], None, "refused")
            return [steps[0]._replace(standing="done"), refused]
        return [
            step._replace(standing="now") if position == reached + 1 else step
            for position, step in enumerate(steps)
        ]

    def _portal_step_labels(self):
        alone = self.self_approved and self.state != "draft"
        return {
            "submitted": self.env._("Sent"),
            "approved": self.env._("Approved at once")
            if alone
            else self.env._("Approved"),
            "posted": self.env._("In the books"),
            "paid": self.env._("Paid back")
            if self.payer == MEMBER
            else self.env._("Paid"),
            "refused": self.env._("Refused"),
        }

    def _portal_step_days(self):
        entry_sudo = self.sudo().account_move_id  # sudo: the day of its entry alone
        paid = [payment.date for payment in self._payments()]
        return {
            "submitted": self.submitted_date,
            "approved": self.approved_date,
            "posted": entry_sudo.create_date and entry_sudo.create_date.date(),
            "paid": max(paid, default=None),
        }
