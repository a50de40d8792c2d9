from odoo import fields, models
from odoo.exceptions import UserError


class AccountMove(models.Model):
    """Entries of activities, and those that post expense claims."""

    _inherit = "account.move"

    coop_activity_id = fields.Many2one(
        "coop.activity",
        "Activity",
        index="btree_not_null",
        ondelete="restrict",
        check_company=True,
        help="Items that name no activity of their own belong to this one.",
    )
    coop_expense_id = fields.Many2one(
        "coop.expense",
        "Expense claim",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
    )
    coop_expense_number = fields.Integer(
        readonly=True,
        copy=False,
        help="How many times the claim has been posted; below zero for reversals.",
    )

    # a claim posted twice at once
    _coop_expense_once = models.UniqueIndex(
        "(coop_expense_id, coop_expense_number) WHERE (coop_expense_number > 0)",
        "This claim is already posted.",
    )

    def _prepare_product_base_line_for_taxes_computation(self, product_line):
        values = super()._prepare_product_base_line_for_taxes_computation(product_line)
        expense_line = product_line.coop_expense_line_id
        if expense_line:
            values["special_mode"] = "total_included"
            # rounded once for each line, however the company rounds its invoices
            values["computation_key"] = f"coop_expense_line,{expense_line.id}"
        return values

    def _reverse_moves(self, default_values_list=None, cancel=False):
        reversals = super()._reverse_moves(default_values_list, cancel)
        for entry, reversal in zip(self, reversals, strict=True):
            if entry.coop_expense_id:
                reversal.write(
                    {
                        "coop_expense_id": entry.coop_expense_id.id,
                        "coop_expense_number": -entry.coop_expense_number,
                    }
                )
        return reversals

    def _compute_show_reset_to_draft_button(self):
        result = super()._compute_show_reset_to_draft_button()
        # such entries are reversed: nobody is offered what would be refused
        self.filtered("coop_expense_id").show_reset_to_draft_button = False
        return result

    def _invoice_paid_hook(self):
        result = super()._invoice_paid_hook()
        claims_sudo = self.sudo().coop_expense_id  # sudo: whoever pays
        claims_sudo.filtered(lambda claim: claim.state == "paid")._payment_is_made()
        return result

    def write(self, vals):
        if vals.get("state", "posted") != "posted":
            self._coop_refuse_claim()
        return super().write(vals)

    def _coop_refuse_claim(self):
        """Raise UserError for posted entries of expense claims."""
        entries_sudo = self.sudo()  # sudo: who keeps the books may not see claims
        for entry in entries_sudo.filtered("coop_expense_id"):
            if entry.state == "posted":
                raise UserError(
                    self.env._(
                        "%s posts an expense claim: reverse it instead.", entry.name
                    )
                )

    def action_open_coop_expense(self):
        """Open the claim that this entry posts."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": "coop.expense",
            "res_id": self.coop_expense_id.id,
            "views": [(False, "form")],
        }
