from odoo import models

from odoo.addons.coop_member.core.portal_home import HomeItem

from .coop_member_expense import EXPENSES, SHOWN


class CoopMember(models.Model):
    """Expenses on the member's home page."""

    _inherit = "coop.member"

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
