from decimal import Decimal

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..core.billing import LINE, SECTION, number, read_date
from .coop_quote_invoice import BALANCE, DEPOSIT, PROGRESS

LEVELS = {
    "draft": "quiet",
    "sent": "info",
    "expired": "warning",
    "accepted": "success",
    "refused": "danger",
}
#: actions that make another document
MAKES = ("copy", "invoice")
DISPLAY = {LINE: "product", SECTION: "line_section"}


class CoopQuote(models.Model):
    """Quotes in the member's space, and before their customer's eyes."""

    _name = "coop.quote"
    _inherit = ["coop.quote", "coop.form.mixin"]

    def _portal_as_step(self):
        return self._as_step()

    # -- the form ----------------------------------------------------------------------

    def _portal_activity(self):
        return self.activity_id

    def _portal_version(self):
        return str(self.version)

    def _portal_customer(self):
        return self.customer_id

    def _portal_taxes(self):
        """Taxes (sudo records) that this quote has."""
        return self.sudo().line_ids.tax_id  # sudo: members read no taxes

    def _portal_write(self, activity, head, lines, version):
        header = {
            "customer_id": head.customer_id,
            "subject": head.subject or False,
            "date": head.date or fields.Date.context_today(self),
            "date_valid": head.valid or False,
            "payment_term_id": head.term_id or False,
            "note": head.note or False,
            "evidence_id": head.evidence_id or False,
        }
        return self._save(activity, header, lines, quote=self, version=version)

    def _portal_typed(self):
        """This quote as its form shows it."""
        self.ensure_one()
        term_sudo = self.sudo().payment_term_id  # sudo: its id alone
        lines = [line._core_line() for line in self.line_ids]
        return {
            "customer": str(self.customer_id.id or ""),
            "subject": self.subject or "",
            "reference": "",
            "date": self.date.isoformat(),
            "valid": self.date_valid.isoformat() if self.date_valid else "",
            "term": str(term_sudo.id or ""),
            "evidence": str(self.evidence_id.id or ""),
            "note": self.note or "",
            "rows": self.env["coop.billing"]._portal_rows(lines),
        }

    # -- what is shown -----------------------------------------------------------------

    def _portal_wants_evidence(self):
        """Whether reduced rates of this quote still need evidence, which its invoices
        then have."""
        self.ensure_one()
        if self.state == "refused" or self.evidence_id.customer_id == self.customer_id:
            return False
        return any(self._portal_taxes().mapped("coop_evidence"))

    def _portal_set_evidence(self, evidence, version):
        """Name the evidence: a sentence where it cannot be."""
        self.ensure_one()
        return self.env["coop.billing"]._portal_try(
            lambda: self._name_evidence(evidence, version)
        )[1]

    def _name_evidence(self, evidence, version):
        """Name the evidence, which says nothing that the customer agrees to: after the
        answer as well."""
        self._require_own()
        self._require_version(version)
        self._require("draft", "sent", "expired", "accepted")
        if evidence.customer_id != self.customer_id:
            raise UserError(self.env._("The evidence is about another customer."))
        self._as_step().evidence_id = evidence

    def _portal_money(self, amount):
        return self.currency_id.format(amount)

    def _portal_standing(self):
        """How the quote stands, as (label, level)."""
        self.ensure_one()
        labels = dict(self._fields["state"]._description_selection(self.env))
        return labels[self.state], LEVELS[self.state]

    def _portal_lines(self):
        """Lines as a page shows them: kind, name, how it comes about, amount."""
        self.ensure_one()
        quote_sudo = self.sudo()  # sudo: neither members nor customers read taxes
        return [
            {
                "kind": DISPLAY.get(line.kind, "line_note"),
                "name": line.name,
                "words": line._portal_words(),
                "amount": self._portal_money(line.amount),
            }
            for line in quote_sudo.line_ids
        ]

    def _portal_tax_rows(self):
        """Name and amount of each tax."""
        self.ensure_one()
        quote_sudo = self.sudo()  # sudo: neither members nor customers read taxes
        lines = [line._core_line() for line in quote_sudo.line_ids]
        totals = self.env["coop.billing"]._totals(quote_sudo.company_id, lines)
        return [
            (tax["name"], self._portal_money(tax["amount"])) for tax in totals["taxes"]
        ]

    def _portal_invoices(self):
        """Invoices of this quote that the member reads."""
        self.ensure_one()
        own = [("coop_quote_id", "=", self.id)]
        return self.env["account.move"].search(own, order="id")

    def _portal_link(self):
        """The address that the customer opens; empty before it is sent."""
        self.ensure_one()
        quote_sudo = self.sudo()  # sudo: the token, for who may send it
        if quote_sudo.step == "draft" or not quote_sudo.access_token:
            return ""
        return quote_sudo.get_base_url() + quote_sudo._get_share_url()

    def _portal_buttons(self):
        """What the member may do with this quote now."""
        self.ensure_one()
        draft = self.state == "draft"
        waits = self.state in ("sent", "expired")
        left = self.currency_id.compare_amounts(self.amount_left, 0) > 0
        return {
            "change": draft,
            "submit": draft or self.state == "expired",
            "delete": draft and not self.name,
            "back": waits or self.state == "refused",
            "sign": waits,
            "copy": True,
            "invoice": self.state == "accepted" and not self.closed_date,
            "left": left,
            "close": self.state == "accepted" and left and not self.closed_date,
            "reopen": bool(self.closed_date),
        }

    # -- what members do ---------------------------------------------------------------

    def _portal_act(self, action, post=None, key=None):
        """Do it, as the member: (the document to show next, sentence).

        :param key: of the button, for what makes another document to make one
        """
        self.ensure_one()
        post = post or {}
        if action in MAKES:
            return self._portal_make_other(action, post, key)
        work = {
            "submit": lambda: self.action_send(version=post.get("version")),
            "back": self.action_draft,
            "delete": self.unlink,
            "close": self.action_close,
            "reopen": self.action_reopen,
            "sign": lambda: self._accept_by_hand(
                post.get("name"), read_date(post.get("date") or "")
            ),
        }[action]
        return self.env["coop.billing"]._portal_try(work)

    def _portal_make_other(self, action, post, key):
        """A copy of this quote, or an invoice of it."""
        asked = {"action": action, "quote": self.id, **post}
        if action == "copy":
            return self.browse()._portal_pressed(key, asked, self.action_copy)
        moves = self.env["account.move"]
        return moves._portal_pressed(key, asked, lambda: self._portal_invoice(post))

    def _portal_invoice(self, post):
        kind = post.get("kind")
        kind = kind if kind in (DEPOSIT, PROGRESS) else BALANCE
        percent = number(post.get("percent") or "") or Decimal(0)
        beyond = post.get("beyond") == "1"
        return self._invoice(kind, percent, beyond)

    def _portal_pdf(self):
        """The quote as a file: (name, content)."""
        self.ensure_one()
        self.check_access("read")
        quote_sudo = self.sudo()  # sudo: the report reads taxes and units
        reports_sudo = self.env["ir.actions.report"].sudo()  # sudo: as printed
        content, _kind = reports_sudo._render_qweb_pdf(
            "coop_activity_expense.action_report_quote", quote_sudo.ids
        )
        return f"{quote_sudo._get_report_base_filename()}.pdf", content

    # -- the customer's page -----------------------------------------------------------

    @api.model
    def _portal_is_member(self, quote):
        """Whether who looks at a quote by its link runs its activity."""
        activities = self.env["coop.activity"]
        if not activities.has_access("read"):
            return False
        return quote.activity_id.id in activities._coop_of_user().ids


class CoopQuoteLine(models.Model):
    _inherit = "coop.quote.line"

    def _portal_words(self):
        """How the amount of this line (a sudo record) comes about."""
        self.ensure_one()
        if self.kind != LINE:
            return ""
        return self.env["coop.billing"]._portal_line_words(
            self._core_line(), self.uom_id, self.tax_id, self.currency_id
        )
