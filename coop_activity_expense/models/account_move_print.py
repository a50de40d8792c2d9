from odoo import models
from odoo.tools import html2plaintext


class AccountMove(models.Model):
    """What an activity's invoice prints."""

    _inherit = "account.move"

    def _get_name_invoice_report(self):
        self.ensure_one()
        if self._coop_prints_own():
            return "coop_activity_expense.report_invoice_document"
        return super()._get_name_invoice_report()

    def _coop_prints_own(self):
        """Whether this document is printed in the name of an activity."""
        self.ensure_one()
        move_sudo = self.sudo()  # sudo: the portal's visitors see no activity
        return bool(move_sudo.coop_activity_id) and move_sudo.is_sale_document()

    def _coop_paper(self):
        """What this document prints, as texts in the language of the environment."""
        self.ensure_one()
        move = self.sudo()  # sudo: texts alone, for whoever may print it
        billing = self.env["coop.billing"]
        company = move.company_id
        lines = move._coop_core_lines()
        amounts = [line.price_subtotal for line in move._coop_sorted_lines()]
        mentions = billing._print_mentions(move, move.coop_evidence_id, company)
        notes = move._coop_print_notes()
        pages, discounted = billing._print_pages(
            move, company, lines, amounts, [*notes, *mentions]
        )
        return {
            "title": move._coop_print_title(),
            "number": move.name if move.state != "draft" else "",
            "activity": move.coop_activity_id,
            "company": company,
            "customer": move._coop_print_customer(),
            "facts": move._coop_print_facts(),
            "pages": pages,
            "discounted": discounted,
            "totals": move._coop_print_totals(),
            "notes": notes,
            "mentions": mentions,
            "qr": move._coop_payment_qr() if move.move_type == "out_invoice" else None,
            "pay": move._coop_print_payment(),
        }

    def _coop_print_title(self):
        refund = self.move_type == "out_refund"
        if self.state == "draft":
            return self.env._("Draft credit note") if refund else self.env._("Draft")
        return self.env._("Credit note") if refund else self.env._("Invoice")

    def _coop_print_customer(self):
        """Who it is made out to: what the activity wrote, never what is known of the
        company of the same VAT number."""
        partner = self.partner_id
        billing = self.env["coop.billing"]
        return {
            "name": partner.name,
            "address": billing._print_address(partner, self.company_id),
            "vat": partner.vat,
            "registry": partner.commercial_partner_id.company_registry,
        }

    def _coop_print_facts(self):
        """(label, text) of what stands above the lines."""
        billing, day = self.env["coop.billing"], self.invoice_date
        due = self.state == "posted" and self.move_type == "out_invoice"
        facts = (
            (self.env._("Date"), billing._print_day(self, day)),
            (
                self.env._("Due on"),
                due and billing._print_day(self, self.invoice_date_due),
            ),
            (self.env._("Credit note of"), self.reversed_entry_id.name),
            (
                self.env._("Reference"),
                self.ref if not self.reversed_entry_id else False,
            ),
            (self.env._("Quote"), self.coop_quote_id.name),
        )
        return [(label, text) for label, text in facts if text]

    def _coop_print_totals(self):
        billing = self.env["coop.billing"]
        taxes = [
            {
                "name": group["group_name"],
                "base": group["base_amount_currency"],
                "amount": group["tax_amount_currency"],
            }
            for subtotal in (self.tax_totals or {}).get("subtotals", ())
            for group in subtotal["tax_groups"]
        ]
        rows = billing._print_totals(
            self, self.company_id, self.amount_untaxed, taxes, self.amount_total
        )
        rows += self._coop_print_owed()
        return rows

    def _coop_print_owed(self):
        """What was paid of an invoice and what is left, once something was; a credit
        note is set off, and asks for nothing."""
        paid = self.amount_total - self.amount_residual
        invoice = self.state == "posted" and self.move_type == "out_invoice"
        if not invoice or self.currency_id.is_zero(paid):
            return []
        print_money = self.env["coop.billing"]._print_money
        return [
            (label, print_money(self, self.company_id, amount), strong)
            for label, amount, strong in (
                (self.env._("Paid so far"), paid, False),
                (self.env._("To pay"), self.amount_residual, True),
            )
        ]

    def _coop_print_notes(self):
        """What the activity has to say, and what the law says of its taxes."""
        taxes = self.invoice_line_ids.tax_ids
        legal = [html2plaintext(tax.invoice_legal_notes or "") for tax in taxes]
        own = html2plaintext(self.narration or "")
        return [text for text in dict.fromkeys([own, *legal]) if text.strip()]

    def _coop_print_payment(self):
        """(label, text) of how it is paid; empty where there is nothing to pay."""
        if self.state != "posted" or self.move_type != "out_invoice":
            return []
        if not self.amount_residual:
            return []
        facts = (
            (self.env._("Terms"), self.invoice_payment_term_id.name),
            (self.env._("Account"), self.partner_bank_id.acc_number),
            (self.env._("Communication"), self.payment_reference),
        )
        return [(label, text) for label, text in facts if text]
