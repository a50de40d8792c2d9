from odoo import fields, models
from odoo.exceptions import UserError
from odoo.tools import float_compare

from .account_move_dating import DATED
from .coop_expense_check import BLOCK, WARN, Remark


class AccountMove(models.Model):
    """What is looked at when a member submits an invoice."""

    _inherit = "account.move"

    def _coop_remarks(self):
        """Remarks about this document, those that refuse it first; modules add theirs
        here."""
        self.ensure_one()
        found = [
            *self._coop_line_remarks(),
            *self._coop_customer_remarks(),
            *self._coop_day_remarks(),
            *self._coop_evidence_remarks(),
            *self._coop_quote_remarks(),
            *self._coop_credit_remarks(),
        ]
        return sorted(found, key=lambda remark: remark.level != BLOCK)

    def _coop_check_submission(self):
        """Raise UserError with every remark that refuses the submission."""
        self.ensure_one()
        refusing = [r.sentence for r in self._coop_remarks() if r.level == BLOCK]
        if refusing:
            raise UserError("\n".join(refusing))

    def _coop_remark(self, code, sentence, line=None, level=BLOCK):
        line = self.env["account.move.line"] if line is None else line
        return Remark(line, code, level, sentence)

    def _coop_priced_lines(self):
        return self.invoice_line_ids.filtered(
            lambda line: line.display_type == "product"
        )

    def _coop_line_remarks(self):
        lines = self._coop_priced_lines()
        if not lines:
            sentence = self.env._("There is nothing to pay for yet: add a line.")
            return [self._coop_remark("empty", sentence)]
        found = []
        if self.currency_id.compare_amounts(self.amount_total, 0) <= 0:
            sentence = self.env._(
                "It comes to nothing, or less: what is given back is a credit note."
            )
            found.append(self._coop_remark("total", sentence))
        lines_sudo = lines.sudo()  # sudo: members read no taxes
        for line in lines_sudo.filtered(lambda line: not line.tax_ids):
            sentence = self.env._("Choose the VAT of “%s”.", line.name)
            found.append(self._coop_remark("tax", sentence, line))
        return found

    def _coop_customer_remarks(self):
        customer = self.coop_customer_id
        if not customer:
            sentence = self.env._("Choose the customer.")
            return [self._coop_remark("customer", sentence)]
        found = []
        if not customer.active:
            sentence = self.env._(
                "%s is archived: choose another customer, or restore it.", customer.name
            )
            found.append(self._coop_remark("archived", sentence))
        if not (customer.street and customer.zip and customer.city):
            sentence = self.env._("Complete the address of %s.", customer.name)
            found.append(self._coop_remark("address", sentence))
        if self.coop_activity_id.state != "open":
            sentence = self.env._(
                "%s is not open: it sends no invoices.", self.coop_activity_id.name
            )
            found.append(self._coop_remark("activity", sentence))
        return found

    def _coop_day_remarks(self):
        today = fields.Date.context_today(self)
        if self.invoice_date and self.invoice_date > today:
            sentence = self.env._("An invoice cannot be dated after today.")
            return [self._coop_remark("future", sentence)]
        found = []
        dated = self._coop_dated_sentence()
        if dated:
            found.append(self._coop_remark(DATED, dated, level=WARN))
        locks = (
            self.invoice_date
            and self.sudo()._get_violated_lock_dates(  # sudo: settings
                self._coop_day(), True
            )
        )
        if locks:
            sentence = self.env._(
                "The books are closed on this day: it will be posted on a later one."
            )
            found.append(self._coop_remark("closed", sentence, level=WARN))
        return found

    def _coop_reduced_lines(self):
        """Lines with a tax that needs evidence."""
        lines_sudo = self._coop_priced_lines().sudo()  # sudo: members read no taxes
        return lines_sudo.filtered(
            lambda line: any(line.tax_ids.mapped("coop_evidence"))
        )

    def _coop_evidence_remarks(self):
        lines = self._coop_reduced_lines()
        if not lines:
            return []
        evidence = self.coop_evidence_id
        if not evidence:
            sentence = self.env._(
                "“%s” has a reduced rate: give the reason, with its evidence.",
                lines[0].name,
            )
        elif evidence.customer_id != self.coop_customer_id:
            sentence = self.env._("The evidence is about another customer.")
        elif not evidence._is_valid_for(self._coop_rate_day()):
            sentence = self.env._(
                "“%s” has no reduced rate on this day.", evidence.reason_id.name
            )
        else:
            return self._coop_rate_remarks(lines, evidence.reason_id)
        return [self._coop_remark("evidence", sentence, lines[0])]

    def _coop_rate_remarks(self, lines, reason):
        """Lines at another rate than that of the reason: one piece of evidence stands
        for a document, and an accountant decides."""
        return [
            self._coop_remark(
                "rate",
                self.env._(
                    "“%(line)s” has the VAT “%(tax)s”; “%(reason)s” is a reason for "
                    "another rate.",
                    line=line.name,
                    tax=tax._coop_words(),
                    reason=reason.name,
                ),
                line,
                WARN,
            )
            for line in lines
            for tax in line.tax_ids.filtered("coop_evidence")
            if reason.rate and float_compare(tax.amount, reason.rate, 2)
        ]

    def _coop_rate_day(self):
        """Day whose rates apply: of the invoice, which a credit note follows."""
        return self.reversed_entry_id.invoice_date or self._coop_day()

    def _coop_quote_remarks(self):
        if not self.coop_quote_id or self.coop_beyond_quote:
            return []
        if self.move_type == "out_refund":
            return []
        try:
            self.coop_quote_id._check_excess()
        except UserError as error:
            return [self._coop_remark("quote", str(error))]
        return []

    def _coop_credit_remarks(self):
        invoice = self.reversed_entry_id
        if self.move_type != "out_refund" or not invoice:
            return []
        if self.coop_customer_id != invoice.coop_customer_id:
            sentence = self.env._(
                "A credit note is made out to the customer of its invoice: %s.",
                invoice.coop_customer_id.name,
            )
            return [self._coop_remark("credited", sentence)]
        notes = self.env["account.move"].search(
            [("reversed_entry_id", "=", invoice.id), ("state", "!=", "cancel")]
        )
        credited = sum(notes.mapped("amount_total"))
        if self.currency_id.compare_amounts(credited, invoice.amount_total) <= 0:
            return []
        sentence = self.env._(
            "Credit notes of %(invoice)s would come to %(amount)s, more than it did.",
            invoice=invoice.name,
            amount=self.currency_id.format(credited),
        )
        return [self._coop_remark("credit", sentence)]
