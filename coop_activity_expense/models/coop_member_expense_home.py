from odoo import models

from odoo.addons.coop_member.core.portal_home import HomeItem, waiting_items

from .coop_member_expense import EXPENSES, SHOWN


class CoopMember(models.Model):
    """Expenses on the member's home page."""

    _inherit = "coop.member"

    def _portal_waiting(self):
        return [*super()._portal_waiting(), *self._portal_expenses_to_do()]

    def _portal_expenses_to_do(self):
        """What the member has begun, or is to correct; one item for each kind."""
        drafts = f"{EXPENSES}?show=draft"
        kinds = (
            ("expenses_refused", "fa-undo", drafts, "warning"),
            ("expense_receipts", "fa-camera", f"{EXPENSES}/receipts", "info"),
            ("expense_drafts", "fa-pencil", drafts, "info"),
        )
        counts, words = self._portal_expense_counts(), self._portal_expense_words()
        return waiting_items(kinds, counts, words, sequence=24)

    def _portal_expense_counts(self):
        """How much of each kind waits."""
        own = [("member_id", "=", self.id), ("state", "in", SHOWN["draft"])]
        groups = self.env["coop.expense"]._read_group(own, ["state"], ["__count"])
        claims = dict(groups)
        receipts = self.env["coop.expense.receipt"]
        return {
            "expenses_refused": claims.get("refused", 0),
            "expense_receipts": receipts.search_count(self._portal_waiting_domain()),
            "expense_drafts": claims.get("draft", 0),
        }

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
