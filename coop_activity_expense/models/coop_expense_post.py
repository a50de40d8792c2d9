from odoo import Command, fields, models
from odoo.exceptions import UserError

from .batch import do_or_split, notification


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
        self._require_group(self.env._("Accountants post claims."), "group_accountant")
        self._lock()
        if len(self) == 1:
            self._post()
            return False
        do_or_split(
            self.sorted(lambda claim: (claim._entry_day(), claim.id)),
            lambda claims: claims._post(),
            lambda claim, reason: claim._as_step().write({"posting_error": reason}),
        )
        return self._tell_posted()

    def _tell_posted(self):
        failed = self.filtered("posting_error")
        message = self.env._(
            "%(posted)s posted, %(failed)s not.",
            posted=len(self - failed),
            failed=len(failed),
        )
        return notification(message, bool(failed))

    def _post(self):
        """Post approved claims; raises UserError where one of them cannot be."""
        self._require("approved")
        self.line_ids._charge_for_posting()
        self.line_ids._ensure_tax()
        # figures stay as they are once posted: none may be left to compute
        self.line_ids.flush_recordset()
        for company, claims in self.grouped("company_id").items():
            accounts = claims.line_ids.category_id._accounts(company)
            journal = company._coop_expense_journal()
            entries = (
                self.env["account.move"]
                .with_company(company)
                .create([claim._prepare_entry(journal, accounts) for claim in claims])
            )
            entries.action_post()
            for claim, entry in zip(claims._as_step(), entries, strict=True):
                claim.write(claim._prepare_posted(entry))
        # what is not posted comes after what is
        self._as_step().line_ids._recharge_own()

    def _prepare_posted(self, entry):
        self.ensure_one()
        return {
            "step": "posted",
            "posting_number": entry.coop_expense_number,
            "posting_error": False,
            "account_move_id": entry.id,
        }

    def _prepare_entry(self, journal, accounts):
        """Values of the entry of this claim in ``journal``, given ``accounts`` by
        category."""
        self.ensure_one()
        if self.currency_id.compare_amounts(self.total_amount, 0) <= 0:
            raise UserError(self._nothing_to_pay())
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
            "journal_id": journal.id,
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
            "coop_expense_number": self.posting_number + 1,
            "coop_activity_id": self.activity_id.id,
            "invoice_line_ids": [
                Command.create(line._prepare_entry_line(accounts[line.category_id]))
                for line in self.line_ids
            ],
        }

    def _entry_day(self):
        """Day of the supplier's invoice, or of the last expense."""
        days = self.line_ids.mapped("date")
        return self.invoice_date or max(days, default=fields.Date.context_today(self))

    def action_reverse(self, reason):
        """Reverse the entries of posted claims, because of ``reason``: they can be
        corrected and posted again. Accountants only."""
        sentence = self.env._("Accountants reverse claims.")
        self._require_group(sentence, "group_accountant")
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
            claim._tell(
                self.env._(
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

    def _prepare_entry_line(self, account):
        """Values of the journal item of this line on ``account``: what it costs, tax
        included, which Odoo's tax engine splits."""
        self.ensure_one()
        activity = self.activity_id
        return {
            "name": self._label(),
            "account_id": account.id,
            "quantity": 1,
            "price_unit": self.amount,
            "tax_ids": [Command.set(self.tax_id.ids)],
            "coop_expense_line_id": self.id,
            "coop_activity_id": activity.id,
            "analytic_distribution": {str(activity.analytic_account_id.id): 100},
        }
