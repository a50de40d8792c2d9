from odoo import models
from odoo.fields import Domain

from odoo.addons.coop_member.core.portal_home import HomeItem, waiting_items

from ..core import invoice_status as core
from .coop_member_billing_portal import INVOICES, QUOTES, TRANSFERS
from .coop_member_invoices import SALES


class CoopMember(models.Model):
    """Invoices, quotes and charges on the member's home page."""

    _inherit = "coop.member"

    def _portal_waiting(self):
        return [*super()._portal_waiting(), *self._portal_billing_to_do()]

    def _portal_billing_to_do(self):
        """What waits for the member; one item for each kind."""
        kinds = (
            ("invoices_returned", "fa-undo", f"{INVOICES}?show=draft", "warning"),
            ("charges_offered", "fa-exchange", TRANSFERS, "warning"),
            ("invoices_late", "fa-bell-o", f"{INVOICES}?show=late", "warning"),
            ("invoices_ready", "fa-envelope-o", f"{INVOICES}?show=open", "info"),
            ("quotes_left", "fa-file-text-o", f"{QUOTES}?show=left", "info"),
            ("invoice_drafts", "fa-pencil", f"{INVOICES}?show=draft", "info"),
        )
        counts, words = self._portal_billing_counts(), self._portal_billing_words()
        return waiting_items(kinds, counts, words, sequence=20)

    def _portal_billing_counts(self):
        """How much of each kind waits."""
        moves = self.env["account.move"]
        own = self._portal_of_activities("coop_activity_id") & SALES
        statuses = {
            "invoices_returned": core.RETURNED,
            "invoices_late": core.LATE,
            "invoices_ready": core.READY,
            "invoice_drafts": core.DRAFT,
        }
        asked = self._portal_of_activities("to_activity_id")
        offered = asked & Domain("state", "=", "offered")
        return {
            **{
                key: moves.search_count(own & moves._coop_status_domain(status))
                for key, status in statuses.items()
            },
            "quotes_left": len(self._portal_quotes_left()),
            "charges_offered": self.env["coop.activity.transfer"].search_count(offered),
        }

    def _portal_billing_words(self):
        """Titles of what is to be done, by key: of one, of several."""
        return {
            "invoices_returned": (
                self.env._("An invoice to correct"),
                self.env._("%s invoices to correct"),
            ),
            "charges_offered": (
                self.env._("Another activity charges you: answer it"),
                self.env._("%s charges of other activities to answer"),
            ),
            "invoices_late": (
                self.env._("A customer is late"),
                self.env._("%s invoices are paid late"),
            ),
            "invoices_ready": (
                self.env._("An invoice to send to its customer"),
                self.env._("%s invoices to send to their customers"),
            ),
            "quotes_left": (
                self.env._("An accepted quote is still to invoice"),
                self.env._("%s accepted quotes are still to invoice"),
            ),
            "invoice_drafts": (
                self.env._("An invoice to submit"),
                self.env._("%s invoices to submit"),
            ),
        }

    def _portal_shortcuts(self):
        shortcuts = super()._portal_shortcuts()
        if self.state != "active":
            return shortcuts
        return [
            HomeItem(
                "invoice_new",
                self.env._("An invoice"),
                f"{INVOICES}/new",
                icon="fa-file-text-o",
                hint=self.env._("For a customer, in one screen"),
                sequence=4,
            ),
            HomeItem(
                "quotes",
                self.env._("My quotes"),
                QUOTES,
                icon="fa-pencil-square-o",
                hint=self.env._("Accepted online, then invoiced"),
                sequence=7,
            ),
            *shortcuts,
        ]

    def _portal_figures(self):
        figures = super()._portal_figures()
        if self.state == "candidate":
            return figures
        own = self._portal_of_activities("coop_activity_id") & SALES
        return [
            HomeItem(
                "invoices",
                self.env._("My invoices"),
                INVOICES,
                icon="fa-file-text-o",
                value=self._portal_money(self._portal_owed(own)),
                hint=self.env._("to be paid by customers"),
                sequence=14,
            ),
            *figures,
        ]
