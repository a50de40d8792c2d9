from typing import NamedTuple

from odoo import models
from odoo.fields import Domain

from odoo.addons.coop_member.core.portal_home import HomeItem

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
            order="__count DESC",
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

    # -- the member's home -----------------------------------------------------------

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

    def _portal_waiting(self):
        return [*super()._portal_waiting(), *self._portal_expenses_to_do()]

    def _portal_expenses_to_do(self):
        """What the member has begun, or is to correct; one item for each kind."""
        receipts = self.env["coop.expense.receipt"]
        claims = self.env["coop.expense"]
        own = [("member_id", "=", self.id)]
        counts = dict(
            claims._read_group(
                [*own, ("state", "in", SHOWN["draft"])], ["state"], ["__count"]
            )
        )
        waiting = receipts.search_count(self._portal_waiting_domain())
        drafts, refused = counts.get("draft", 0), counts.get("refused", 0)
        to_send = f"{EXPENSES}?show=draft"
        items = (
            (refused, "expenses_refused", "fa-undo", to_send),
            (waiting, "expense_receipts", "fa-camera", f"{EXPENSES}/receipts"),
            (drafts, "expense_drafts", "fa-pencil", to_send),
        )
        words = self._portal_expense_words()
        return [
            HomeItem(
                key,
                words[key][count > 1] % count if count > 1 else words[key][0],
                url,
                icon=icon,
                level="warning" if key == "expenses_refused" else "info",
                sequence=24 + position,
            )
            for position, (count, key, icon, url) in enumerate(items)
            if count
        ]

    def _portal_expense_words(self):
        """Titles of what is to be done, by key: of one, of several."""
        return {
            "expenses_refused": (
                self.env._("An expense claim to correct"),
                self.env._("%s expense claims to correct"),
            ),
            "expense_receipts": (
                self.env._("A receipt to complete"),
                self.env._("%s receipts to complete"),
            ),
            "expense_drafts": (
                self.env._("An expense claim to send"),
                self.env._("%s expense claims to send"),
            ),
        }

    def _portal_shortcuts(self):
        shortcuts = super()._portal_shortcuts()
        if self.state != "active":
            return shortcuts
        return [
            HomeItem(
                "expense_new",
                self.env._("An expense"),
                f"{EXPENSES}/new",
                icon="fa-camera",
                hint=self.env._("A photo of the receipt, the amount: done"),
                sequence=5,
            ),
            *shortcuts,
        ]

    def _portal_figures(self):
        figures = super()._portal_figures()
        if self.state == "candidate":
            return figures
        return [
            HomeItem(
                "expenses",
                self.env._("My expenses"),
                EXPENSES,
                icon="fa-ticket",
                value=self._portal_money(self._portal_expenses_owed()),
                hint=self.env._("to be paid back"),
                sequence=15,
            ),
            *figures,
        ]
