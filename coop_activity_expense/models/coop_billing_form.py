from odoo import api, models

from ..core import billing as core
from ..core.invoice_form import FRESH, parse_head, read_document

#: invoices that are looked at for the VAT that is usual
LATELY = 5


class CoopBilling(models.AbstractModel):
    """The form that invoices and quotes share: what it offers, shows and sends."""

    _inherit = "coop.billing"

    @api.model
    def _portal_offer(self, member, activity, document):
        """What the form offers to choose; ``document`` may have more of its own."""
        lately, others = member._portal_customer_choices(activity)
        customer = document._portal_customer()
        others |= customer - lately
        evidence = self.env["coop.vat.evidence"].search(
            [("activity_id", "=", activity.id)], limit=100
        )
        return {
            "lately": lately,
            "others": others,
            "taxes": self._tax_choices(
                activity.company_id, document._portal_taxes().ids
            ),
            "units": self._unit_choices(),
            "terms": self._term_choices(activity.company_id),
            "evidence": evidence,
        }

    @api.model
    def _portal_typed_new(self, member, activity, customer):
        """The form before anything is typed: the usual VAT is chosen."""
        tax = self._usual_tax(activity)
        known = member._portal_known_customer(activity, customer)
        return {
            **read_document({"date": ""}, {}),
            "customer": str(known.id or ""),
            "rows": [FRESH | {"tax": str(tax.id or "")}],
        }

    @api.model
    def _usual_tax(self, activity):
        """The VAT (a sudo record) of what the activity invoiced last, or else the first
        that may be chosen."""
        offered = self._taxes(activity.company_id)
        own = [("coop_activity_id", "=", activity.id)]
        moves = self.env["account.move"]
        lately_sudo = moves.search(
            own, order="id desc", limit=LATELY
        ).sudo()  # sudo: VAT
        used = [move.invoice_line_ids.tax_ids & offered for move in lately_sudo]
        return next(filter(None, used), offered)[:1]

    @api.model
    def _portal_rows(self, lines):
        """`core.billing.Line`s as the form shows them."""
        return [
            {
                "kind": line.kind,
                "name": line.name,
                "quantity": self._portal_number(line.quantity),
                "price": self._portal_number(line.price),
                "discount": self._portal_number(line.discount) if line.discount else "",
                "unit": str(line.unit or ""),
                "tax": str(line.tax or ""),
                "key": str(line.key or ""),
            }
            for line in lines
        ]

    @api.model
    def _portal_number(self, value, decimals=0):
        """A number as it is typed and read in the language of the page, with
        ``decimals`` at least, without signs between thousands."""
        text = f"{value.normalize():f}"
        if decimals:
            text = f"{value:.{max(decimals, core.decimals(value))}f}"
        lang = self.env["res.lang"]._get_data(code=self.env.lang or "en_US")
        return text.replace(".", lang.decimal_point or ".")

    @api.model
    def _portal_line_words(self, line, unit, taxes, currency):
        """How the amount of a `core.billing.Line` comes about; unit, taxes and currency
        are sudo records."""
        number = self._portal_number
        quantity = " ".join(filter(None, (number(line.quantity), unit.name)))
        words = [f"{quantity} × {currency.format(float(line.price))}"]
        if line.discount:
            words.append(self.env._("%s %% off", number(line.discount)))
        words += [tax._coop_words() for tax in taxes]
        return " · ".join(words)

    @api.model
    def _portal_read(self, activity, typed, taxes):
        """What was typed: (head, lines, sentences by field, or by position and field).
        Customers and evidence are those of the activity, as the member reads them."""
        head, codes = parse_head(typed)
        lines, errors = self._read_lines(activity.company_id, typed["rows"], taxes)
        errors |= self._portal_errors(codes)
        too_many = (core.MAX_LINES, "name")
        if too_many in errors:
            errors["form"] = errors.pop(too_many)
        if head:
            errors |= self._portal_head_errors(activity, head)
        return head, lines, errors

    @api.model
    def _portal_head_errors(self, activity, head):
        again = self.env._("This cannot be chosen: choose again.")
        errors = {}
        for field, model, chosen in (
            ("customer", "coop.customer", head.customer_id),
            ("evidence", "coop.vat.evidence", head.evidence_id),
        ):
            records = self.env[model].with_context(active_test=False)
            own = [("id", "=", chosen), ("activity_id", "=", activity.id)]
            if chosen and not records.search_count(own):
                errors[field] = again
        terms = self._term_choices(activity.company_id) if head.term_id else []
        if head.term_id and head.term_id not in [term["id"] for term in terms]:
            errors["term"] = again
        if not head.customer_id:
            errors["customer"] = self.env._("Choose the customer.")
        return errors

    @api.model
    def _portal_keep(self, documents, activity, typed, key, version=None):
        """Keep a document, once for each form: its `_portal_write` writes it.

        :param documents: the one to change, or none
        :param version: the version that the member saw, of the one to change
        :return: (document, sentences by field)
        """
        taxes = documents._portal_taxes().ids
        head, lines, errors = self._portal_read(activity, typed, taxes)
        if errors:
            return documents, errors
        return self._portal_kept(
            documents,
            activity,
            typed,
            key,
            lambda: documents._portal_write(activity, head, lines, version),
        )

    @api.model
    def _portal_kept(self, records, activity, typed, key, write):
        """Have ``write()`` change the record of a form, or make one for each form.

        :return: (record, sentences by field)
        """
        if records:
            kept, sentence = self._portal_try(write)
        else:
            content = typed | {"activity": activity.id}
            kept, sentence = records._portal_once(key, content, write)
        return kept or records, {"form": sentence} if sentence else {}
