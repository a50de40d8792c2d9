from psycopg2.errors import UniqueViolation

from odoo import Command, fields, models
from odoo.exceptions import UserError
from odoo.tools import mute_logger


class CoopExpense(models.Model):
    """Claims in the books: each makes one entry, which is owed to the member, or to
    the supplier."""

    _inherit = "coop.expense"

    def action_post(self):
        """Post approved claims: each wholly, or not at all.

        Where several are posted, those that cannot be keep the reason, and the others
        are posted; returns a notification that counts them. A claim alone raises
        UserError.
        """
        sentence = self.env._("Accountants post claims.")
        self._require_group("group_accountant", sentence)
        self._lock()
        if len(self) == 1:
            self._post()
            return False
        for claim in self.sorted("id"):
            claim._try_to_post()
        return self._tell_posted()

    def _try_to_post(self):
        """Post a claim, or keep the reason why it cannot be."""
        self.ensure_one()
        try:
            with self.env.cr.savepoint(), mute_logger("odoo.sql_db"):
                self._post()
        except UserError as error:
            self.invalidate_recordset()
            self._as_step().posting_error = str(error)
        except UniqueViolation:
            # somebody posted it meanwhile
            self.invalidate_recordset()

    def _tell_posted(self):
        failed = self.filtered("posting_error")
        message = self.env._(
            "%(posted)s posted, %(failed)s not.",
            posted=len(self - failed),
            failed=len(failed),
        )
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "warning" if failed else "success",
                "message": message,
                "next": {"type": "ir.actions.client", "tag": "soft_reload"},
            },
        }

    def _post(self):
        """Post one approved claim; raises UserError where it cannot be."""
        self.ensure_one()
        self._require("approved")
        self.line_ids._charge_for_posting()
        self.line_ids._ensure_tax()
        number = self.posting_number + 1
        entry = self._make_entry(number)
        self._as_step().write(
            {
                "step": "posted",
                "posting_number": number,
                "posting_error": False,
                "account_move_id": entry.id,
            }
        )
        # what is not posted comes after what is
        self._as_step().line_ids._recharge_own()

    def _make_entry(self, number):
        entry = (
            self.env["account.move"]
            .with_company(self.company_id)
            .with_context(default_move_type=False)
            .create(self._prepare_entry(number))
        )
        entry.action_post()
        return entry

    def _prepare_entry(self, number):
        """Values of the entry of this claim."""
        self.ensure_one()
        by_member = self.payer == "member"
        partner = self.member_id.partner_id if by_member else self.supplier_id
        if not partner:
            raise UserError(
                self.env._(
                    "%s: choose the supplier that the cooperative pays.",
                    self.display_name,
                )
            )
        return {
            "move_type": "in_receipt" if by_member else "in_invoice",
            "journal_id": self.company_id._coop_expense_journal().id,
            "company_id": self.company_id.id,
            "currency_id": self.currency_id.id,
            "partner_id": partner.id,
            "fiscal_position_id": False,
            "invoice_date": self._entry_day(),
            "invoice_user_id": self.env.uid,
            "ref": self.supplier_reference or self.name,
            "invoice_origin": self.name,
            # what the member finds on the bank statement
            "payment_reference": self.supplier_reference or self.name,
            "coop_expense_id": self.id,
            "coop_expense_number": number,
            "coop_activity_id": self.activity_id.id,
            "invoice_line_ids": [
                Command.create(line._prepare_entry_line()) for line in self.line_ids
            ],
        }

    def _entry_day(self):
        """Day of the supplier's invoice, or of the last expense."""
        return self.invoice_date or max(self.line_ids.mapped("date"))

    def action_reverse(self, reason):
        """Reverse the entries of posted claims, because of ``reason``: they can be
        corrected and posted again. Accountants only."""
        sentence = self.env._("Accountants reverse claims.")
        self._require_group("group_accountant", sentence)
        self._require("posted", "paid")
        for claim in self:
            values = {
                "ref": self.env._(
                    "Reversal of %(entry)s: %(reason)s",
                    entry=claim.account_move_id.name,
                    reason=reason,
                ),
                "date": fields.Date.context_today(self),
                "invoice_date": fields.Date.context_today(self),
            }
            claim.account_move_id._reverse_moves([values], cancel=True)
            claim.message_post(
                body=self.env._(
                    "%(entry)s was reversed: %(reason)s",
                    entry=claim.account_move_id.name,
                    reason=reason,
                )
            )
        self._as_step().line_ids._recharge_own()

    def action_open_entries(self):
        """Open the entries of the claims, and their reversals."""
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Entries"),
            "res_model": "account.move",
            "view_mode": "list,form",
            "domain": [("id", "in", self.entry_ids.ids)],
        }


class CoopExpenseLine(models.Model):
    _inherit = "coop.expense.line"

    def _prepare_entry_line(self):
        """Values of the journal item of this line: what it costs, tax included, which
        Odoo's tax engine splits."""
        self.ensure_one()
        activity = self.activity_id
        return {
            "name": self._label(),
            "account_id": self.category_id._account(self.company_id).id,
            "quantity": 1,
            "price_unit": self.amount,
            "tax_ids": [Command.set(self.tax_id.ids)],
            "coop_expense_line_id": self.id,
            "coop_activity_id": activity.id,
            "analytic_distribution": {str(activity.analytic_account_id.id): 100},
        }
