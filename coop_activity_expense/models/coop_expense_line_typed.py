from odoo import api, models

from odoo.addons.coop_member.core.forms import (
    INVALID,
    MISSING,
    TOO_FEW,
    TOO_LONG,
    TOO_MANY,
)

from ..core.expense_form import MOST_RECEIPTS, MOST_TEXT, read_expense


class CoopExpenseLine(models.Model):
    """Between an expense and the form that a member fills in."""

    _inherit = "coop.expense.line"

    @api.model
    def _portal_values(self, expense):
        return {
            "category_id": expense.category_id,
            "amount": float(expense.amount or 0),
            "date": expense.day,
            "name": expense.name,
            "supplier_name": expense.supplier_name,
            "beneficiary": expense.beneficiary,
            "company_named": expense.company_named,
            "vehicle_id": expense.vehicle_id,
        }

    def _portal_version(self):
        """What changes when somebody changes this line."""
        return self.write_date.isoformat() if self else ""

    def _portal_typed(self):
        """This line as its form shows it."""
        self.ensure_one()
        member = self.member_id
        return {
            **read_expense({}),
            "category": str(self.category_id.id),
            "amount": member._portal_plain_amount(self.amount) if self.amount else "",
            "date": self.date.isoformat(),
            "name": self.name or "",
            "supplier_name": self.supplier_name or "",
            "beneficiary": self.beneficiary,
            "company_named": "1" if self.company_named else "",
            "vehicle": str(self.vehicle_id.id or ""),
            "receipts": self.receipt_ids.ids,
        }

    @api.model
    def _portal_sentences(self, codes):
        """Sentences by field, for codes of `core.expense_form` by field."""
        sentences = {
            ("category", MISSING): self.env._("Choose what it was for."),
            ("amount", MISSING): self.env._("Enter the amount on the receipt."),
            ("amount", INVALID): self.env._("Enter an amount, such as 12.50."),
            ("amount", TOO_FEW): self.env._("Enter an amount above zero."),
            ("amount", TOO_MANY): self.env._(
                "This amount is too large: is a point or a comma missing?"
            ),
            ("supplier_name", MISSING): self.env._("Say who is to be paid."),
            ("receipt", TOO_MANY): self.env._(
                "Choose %s receipts at most.", MOST_RECEIPTS
            ),
            ("payer", MISSING): self.env._("Say who paid."),
        }
        return self._portal_say(codes, sentences)

    @api.model
    def _portal_say(self, codes, sentences):
        """Sentences by field, for codes by field: of ``sentences`` by (field, code), or
        those that all forms about expenses share."""
        sentences = {
            ("date", MISSING): self.env._("Say which day it was."),
            ("date", INVALID): self.env._("Enter a day, such as 2026-03-12."),
            ("activity", MISSING): self.env._("Choose the activity."),
            ("form", MISSING): self.env._("Please send the form once more."),
            **sentences,
        }
        too_long = self.env._("Write %s letters at most.", MOST_TEXT)
        again = self.env._("Choose once more: this is not offered any more.")
        return {
            field: sentences.get((field, code))
            or (too_long if code == TOO_LONG else again)
            for field, code in codes.items()
        }
