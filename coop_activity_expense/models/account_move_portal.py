from odoo import models
from odoo.tools import html2plaintext, plaintext2html

from ..core import invoice_status as core
from ..core.billing import LINE
from ..core.invoice_form import TEXTS
from .account_move_review import WRITABLE
from .coop_expense_check import BLOCK
from .coop_expense_payment import Payment

#: how statuses look
LEVELS = {
    core.DRAFT: "quiet",
    core.RETURNED: "warning",
    core.LATE: "danger",
    core.PARTIAL: "warning",
    core.PAID: "success",
    core.REVERSED: "quiet",
    core.CANCELLED: "quiet",
}
#: actions that make another document
MAKES = ("copy", "credit")


class AccountMove(models.Model):
    """Invoices in the member's space: read and written as the member."""

    _name = "account.move"
    _inherit = ["account.move", "coop.form.mixin"]

    def _portal_as_step(self):
        return self._coop_as_step()

    # -- the form ----------------------------------------------------------------------

    def _portal_activity(self):
        return self.coop_activity_id

    def _portal_version(self):
        return str(self.coop_version)

    def _portal_customer(self):
        return self.coop_customer_id

    def _portal_taxes(self):
        """Taxes (sudo records) that this document has."""
        return self.sudo().invoice_line_ids.tax_ids  # sudo: members read no taxes

    def _portal_write(self, activity, head, lines, version):
        header = {
            "customer_id": head.customer_id,
            "invoice_date": head.date,
            "payment_term_id": head.term_id,
            "reference": head.reference,
            "note": plaintext2html(head.note) if head.note else False,
            "coop_evidence_id": head.evidence_id,
        }
        taxes = self._portal_taxes().ids
        return self._coop_save(
            activity, header, lines, move=self, version=version, taxes=taxes
        )

    def _portal_typed(self):
        """This document as its form shows it."""
        self.ensure_one()
        day = self.invoice_date
        term_sudo = self.sudo().invoice_payment_term_id  # sudo: its id alone
        return {
            **dict.fromkeys(TEXTS, ""),
            "customer": str(self.coop_customer_id.id or ""),
            "reference": self.ref or "",
            "date": day.isoformat() if day else "",
            "valid": "",
            "term": str(term_sudo.id or ""),
            "evidence": str(self.coop_evidence_id.id or ""),
            "note": html2plaintext(self.narration or "").strip(),
            "rows": self.env["coop.billing"]._portal_rows(self._coop_core_lines()),
        }

    def _portal_set_evidence(self, evidence, version):
        """Name the evidence of this draft: a sentence where it cannot be."""
        self.ensure_one()
        term_sudo = self.sudo().invoice_payment_term_id  # sudo: its id alone
        header = {
            "customer_id": self.coop_customer_id.id,
            "invoice_date": self.invoice_date,
            "payment_term_id": term_sudo.id,
            "reference": self.ref,
            "note": self.narration,
            "coop_evidence_id": evidence.id,
        }
        lines = self._coop_core_lines()
        return self.env["coop.billing"]._portal_try(
            lambda: self._coop_save(
                self.coop_activity_id, header, lines, move=self, version=version
            )
        )[1]

    # -- what is shown -----------------------------------------------------------------

    def _portal_kind(self):
        self.ensure_one()
        if self.move_type == "out_refund":
            return self.env._("Credit note")
        return self.env._("Invoice")

    def _portal_money(self, amount):
        return self.currency_id.format(amount)

    def _portal_standing(self):
        """How the document stands, as (label, level)."""
        self.ensure_one()
        labels = dict(self._fields["coop_status"]._description_selection(self.env))
        status = self.coop_status
        return labels[status], LEVELS.get(status, "info")

    def _portal_lines(self):
        """Lines as a page shows them: kind, name, how it comes about, amount."""
        self.ensure_one()
        move_sudo = self.sudo()  # sudo: members read neither taxes nor units
        return [
            {
                "kind": line.display_type,
                "name": line.name or "",
                "words": line._portal_words(),
                "amount": self._portal_money(line.price_subtotal),
            }
            for line in move_sudo.invoice_line_ids.sorted(
                lambda line: (line.sequence, line.id)
            )
        ]

    def _portal_tax_rows(self):
        """Name and amount of each tax."""
        self.ensure_one()
        totals = self.sudo().tax_totals or {}  # sudo: members read no taxes
        return [
            (group["group_name"], self._portal_money(group["tax_amount_currency"]))
            for subtotal in totals.get("subtotals", ())
            for group in subtotal["tax_groups"]
        ]

    def _portal_remarks(self):
        """What is to be said of a draft before it is submitted."""
        self.ensure_one()
        writable = self.coop_review_state in WRITABLE and self.state == "draft"
        return self._coop_remarks() if writable else []

    def _portal_payments(self):
        """What the customer paid and when, the oldest first, as `Payment`s."""
        self.ensure_one()
        items_sudo = self.sudo().line_ids.filtered(  # sudo: days and amounts alone
            lambda item: item.account_type == "asset_receivable"
        )
        partials = items_sudo.matched_credit_ids | items_sudo.matched_debit_ids
        found = []
        for partial in partials:
            other = (partial.credit_move_id | partial.debit_move_id) - items_sudo
            if other and not other.move_id.is_invoice(include_receipts=True):
                found.append(Payment(other.date, partial.amount))
        return sorted(found)

    def _portal_buttons(self):
        """What the member may do with this document now."""
        self.ensure_one()
        draft = self.state == "draft" and self.coop_review_state in WRITABLE
        posted = self.state == "posted"
        invoice = self.move_type == "out_invoice"
        return {
            "change": draft,
            "submit": draft,
            "discard": draft,
            "back": self.state == "draft" and self.coop_review_state == "submitted",
            "copy": invoice and bool(self.coop_customer_id),
            "credit": posted and invoice and self.payment_state != "reversed",
            "send": posted,
            "remind": self.coop_status == core.LATE and invoice,
        }

    def _portal_act(self, action, version=None, beyond=False, key=None):
        """Do it, as the member: (the document to show next, sentence).

        :param key: of the button, for what makes another document to make one
        """
        self.ensure_one()
        work = {
            "submit": lambda: self.action_coop_submit(beyond=beyond, version=version),
            "back": self.action_coop_take_back,
            "discard": self.action_coop_discard,
            "copy": self.action_coop_copy,
            "credit": self.action_coop_credit,
            "send": self.action_coop_send,
            "remind": self.action_coop_remind,
        }[action]
        if action in MAKES:
            asked = {"action": action, "document": self.id}
            return self.browse()._portal_pressed(key, asked, work)
        return self.env["coop.billing"]._portal_try(work)

    def _portal_blocked(self):
        """Codes of what refuses the submission."""
        return {one.code for one in self._portal_remarks() if one.level == BLOCK}

    def _coop_seen_by_customer(self):
        """Keep that who looks saw this document, unless they run its activity."""
        self.ensure_one()
        move_sudo = self.sudo()  # sudo: the activity, for an id to compare
        activities = self.env["coop.activity"]
        own = activities._coop_of_user().ids if activities.has_access("read") else []
        if move_sudo.coop_activity_id and move_sudo.coop_activity_id.id not in own:
            self._coop_seen()

    def _portal_pdf(self):
        """The document as a file: (name, content)."""
        self.ensure_one()
        self.check_access("read")
        move_sudo = self.sudo()  # sudo: the report reads the books
        sent = move_sudo.invoice_pdf_report_id
        if sent:
            # as it was sent, with Factur-X inside
            return sent.name, sent.raw
        reports_sudo = self.env["ir.actions.report"].sudo()  # sudo: as printed
        content, _kind = reports_sudo._render_qweb_pdf(
            "account.account_invoices", move_sudo.ids
        )
        return move_sudo._get_invoice_report_filename(), content


class AccountMoveLine(models.Model):
    _inherit = "account.move.line"

    def _portal_words(self):
        """How the amount of this line (a sudo record) comes about."""
        self.ensure_one()
        if self.display_type != "product":
            return ""
        return self.env["coop.billing"]._portal_line_words(
            self._coop_core_line(LINE),
            self.product_uom_id,
            self.tax_ids,
            self.currency_id,
        )
