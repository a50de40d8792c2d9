from typing import NamedTuple

from odoo import models
from odoo.fields import Domain

from ..core.expense_form import MEMBER, Choices
from .coop_expense_vat_rule import BENEFICIARIES

EXPENSES = "/my/coop/expenses"
#: claims on a page
A_PAGE = 20
#: categories that are shown at first
FEW_CATEGORIES = 6
#: receipts that wait, shown at once
MOST_WAITING = 60
#: what a list shows, as states of claims
SHOWN = {
    "all": (),
    "draft": ("draft", "refused"),
    "sent": ("submitted", "approved", "posted"),
    "paid": ("paid",),
}


class Offer(NamedTuple):
    """What a member chooses from in the form about an expense; ``often`` are the
    categories shown at first, ``seldom`` the others."""

    activities: models.Model
    often: models.Model
    seldom: models.Model
    vehicles: models.Model
    beneficiaries: list[tuple[str, str]]

    def choices(self, begins_claim):
        """The same as `core.expense_form` takes it."""
        return Choices(
            categories=(self.often | self.seldom).ids,
            vehicles=self.vehicles.ids,
            beneficiaries=[key for key, _label in self.beneficiaries],
            activities=self.activities.ids if begins_claim else None,
        )


class CoopMember(models.Model):
    """Expenses in the member's space: read as the member under record rules."""

    _inherit = "coop.member"

    def _portal_expenses(self, shown="all", page=1):
        """Values of the list of claims: ``shown``, one of `SHOWN`, and ``page`` choose
        what is seen. However much there is, it takes the same number of queries."""
        self.ensure_one()
        domain = Domain("member_id", "=", self.id)
        if SHOWN[shown]:
            domain &= Domain("state", "in", SHOWN[shown])
        claims = self.env["coop.expense"]
        return {
            "claims": claims.search(domain, limit=A_PAGE, offset=(page - 1) * A_PAGE),
            "total": claims.search_count(domain),
            "owed": self._portal_expenses_owed(),
            "waiting_count": self.env["coop.expense.receipt"].search_count(
                self._portal_waiting_domain()
            ),
            "may_claim": self._may_claim(),
        }

    def _may_claim(self):
        """Whether the member enters expenses today; those of before an exit may still
        be corrected."""
        return self.state in ("active", "left")

    def _portal_waiting_domain(self):
        return [("member_id", "=", self.id), ("line_id", "=", False)]

    def _portal_waiting_receipts(self):
        """Receipts that were sent and that no expense uses, the oldest first."""
        receipts = self.env["coop.expense.receipt"].with_context(bin_size=True)
        return receipts.search(
            self._portal_waiting_domain(), order="id", limit=MOST_WAITING
        )

    def _portal_expense_offer(self):
        """What the member chooses from: see `Offer`."""
        self.ensure_one()
        categories = self.env["coop.expense.category"]._offered(self.company_id)
        categories = categories.filtered(lambda category: category.kind == "receipt")
        often = self._portal_usual_categories() & categories
        often = (often | categories)[:FEW_CATEGORIES]
        return Offer(
            activities=self._portal_open_activities(),
            often=often,
            seldom=categories - often,
            vehicles=self.env["coop.vehicle"].search([("member_id", "=", self.id)]),
            beneficiaries=self._portal_beneficiaries(),
        )

    def _portal_open_activities(self):
        return self.env["coop.activity"].search(
            [("member_ids", "in", self.ids), ("state", "=", "open")]
        )

    def _portal_usual_categories(self):
        rows = self.env["coop.expense.line"]._read_group(
            [("member_id", "=", self.id), ("kind", "=", "receipt")],
            ["category_id"],
            order="__count DESC, category_id",
            limit=FEW_CATEGORIES,
        )
        return self.env["coop.expense.category"].union(*(row[0] for row in rows))

    def _portal_beneficiaries(self):
        field = self.env["coop.expense.line"]._fields["beneficiary"]
        labels = dict(field._description_selection(self.env))
        return [(key, labels[key]) for key, _label in BENEFICIARIES]

    def _portal_last_claim(self):
        """The claim that the member began last, whose activity is proposed again."""
        own = [("member_id", "=", self.id)]
        return self.env["coop.expense"].search(own, limit=1)

    def _portal_expenses_owed(self):
        """What is on its way back to the member."""
        rows = self.env["coop.expense"]._read_group(
            [
                ("member_id", "=", self.id),
                ("payer", "=", MEMBER),
                ("state", "in", SHOWN["sent"]),
            ],
            ["state"],
            ["total_amount:sum", "amount_due:sum"],
        )
        return sum(due if state == "posted" else total for state, total, due in rows)
