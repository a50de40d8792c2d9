from datetime import date
from typing import NamedTuple

from odoo import api, fields, models
from odoo.exceptions import UserError


class Payment(NamedTuple):
    """What was paid of a claim on a day."""

    date: date
    amount: float


class CoopExpense(models.Model):
    """Claims are paid back by Odoo's ordinary payments of their entries; whatever
    undoes these, undoes that."""

    _inherit = "coop.expense"

    amount_due = fields.Monetary(
        "To be paid",
        compute="_compute_amount_due",
        compute_sudo=True,
        store=True,
        help="What the cooperative still owes of a posted claim.",
    )

    @api.depends("state", "account_move_id.amount_residual")
    def _compute_amount_due(self):
        for claim in self:
            owed = claim.state == "posted"
            claim.amount_due = claim.account_move_id.amount_residual if owed else 0

    def action_register_payment(self):
        """Open Odoo's own window for what is owed of these claims, with one payment
        for each member or supplier. Accountants only."""
        sentence = self.env._("Accountants pay claims.")
        self._require_group(sentence, "group_accountant")
        owed = self.filtered(lambda claim: claim.state == "posted")
        if not owed:
            raise UserError(
                self.env._("Nothing is owed: choose claims that are posted, not paid.")
            )
        lines = owed.account_move_id.line_ids
        return lines.action_register_payment({"default_group_payment": True})

    def _payments(self):
        """What was paid of this claim and when, the oldest first, as `Payment`s."""
        self.ensure_one()
        entry_sudo = self.sudo().account_move_id  # sudo: days and amounts alone
        items_sudo = entry_sudo.line_ids.filtered(
            lambda item: item.account_type == "liability_payable"
        )
        found = [
            Payment(partial.debit_move_id.date, partial.amount)
            for partial in items_sudo.matched_debit_ids
            if not partial.debit_move_id.move_id.reversed_entry_id
        ]
        # payments that are not in the books until the bank's statement is
        sent_sudo = entry_sudo.matched_payment_ids.filtered(
            lambda payment: not payment.move_id
        )
        if sent_sudo and self.state == "paid" and entry_sudo.amount_residual:
            last = max(sent_sudo.mapped("date"))
            found.append(Payment(last, entry_sudo.amount_residual))
        return sorted(found)
