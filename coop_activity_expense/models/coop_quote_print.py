from odoo import models


class CoopQuote(models.Model):
    """What a quote prints."""

    _inherit = "coop.quote"

    def _coop_paper(self):
        """What this quote prints, as texts in the language of the environment."""
        self.ensure_one()
        quote = self.sudo()  # sudo: texts alone, for whoever may print it
        billing = self.env["coop.billing"]
        company = quote.company_id
        lines = [line._core_line() for line in quote.line_ids]
        totals = billing._totals(company, lines)
        notes = [quote.note] if quote.note else []
        mentions = billing._print_mentions(quote, quote.evidence_id, company)
        pages, discounted = billing._print_pages(
            quote, company, lines, totals["subtotals"], [*notes, *mentions]
        )
        return {
            "title": self.env._("Quote"),
            "number": quote.name or self.env._("Draft"),
            "activity": quote.activity_id,
            "company": company,
            "customer": quote._print_customer(),
            "facts": quote._print_facts(),
            "pages": pages,
            "discounted": discounted,
            "totals": billing._print_totals(
                quote, company, totals["untaxed"], totals["taxes"], totals["total"]
            ),
            "notes": notes,
            "mentions": mentions,
            "qr": None,
            "pay": [],
            "answer": quote._print_answer(),
        }

    def _print_customer(self):
        customer = self.customer_id
        billing = self.env["coop.billing"]
        return {
            "name": customer.name,
            "address": billing._print_address(customer, self.company_id),
            "vat": customer.vat,
            "registry": customer.registry,
        }

    def _print_facts(self):
        """(label, text) of what stands above the lines."""
        day = self.env["coop.billing"]._print_day
        facts = (
            (self.env._("Date"), day(self, self.date)),
            (self.env._("Valid until"), day(self, self.date_valid)),
            (self.env._("Subject"), self.subject),
            (self.env._("Terms"), self.payment_term_id.name),
        )
        return [(label, text) for label, text in facts if text]

    def _print_answer(self):
        """The customer's answer in a sentence; where there is none yet, empty: there
        is room for a signature then. None once it is refused."""
        if self.step != "accepted":
            return None if self.step == "refused" else ""
        day = self.env["coop.billing"]._print_day(self, self.answered_date)
        return self.env._(
            "Accepted by %(name)s on %(day)s.", name=self.answered_name, day=day
        )

    def _get_report_base_filename(self):
        """Name of the file that is printed, without what a file name cannot have."""
        self.ensure_one()
        number = (self.name or self.env._("Draft")).replace("/", "-")
        return f"{self.env._('Quote')} {number}"
