from odoo import api, fields, models

from ..core.evidence_form import parse_evidence, read_evidence


class CoopVatEvidence(models.Model):
    """Evidence in the member's space."""

    _inherit = "coop.vat.evidence"

    @api.model
    def _portal_reasons(self, company):
        """Reasons that hold today in the country of the cooperative."""
        today = fields.Date.context_today(self)
        country = self.env["coop.billing"]._country(company)
        reasons = self.env["coop.vat.reason"].search(
            [("country_id", "in", (False, country.id))]
        )
        return reasons.filtered(lambda reason: reason._is_valid_on(today))

    @api.model
    def _portal_send(self, customer, post, files):
        """Keep evidence of a customer, or find what was chosen.

        :return: (evidence, sentences by field, what was typed)
        """
        typed = read_evidence(post)
        billing = self.env["coop.billing"]
        if typed["evidence"].isdecimal():
            own = [("customer_id", "=", customer.id)]
            found = self.search(own).filtered(
                lambda one: str(one.id) == typed["evidence"]
            )
            if found:
                return found, {}, typed
        reasons = self._portal_reasons(customer.company_id)
        sent, codes = parse_evidence(typed, files, reasons.ids)
        if codes:
            return self, billing._portal_errors(codes), typed
        made, sentence = billing._portal_try(
            lambda: self.create(self._portal_values(customer, sent))
        )
        return made or self, {"form": sentence} if sentence else {}, typed

    @api.model
    def _portal_values(self, customer, sent):
        return {
            "activity_id": customer.activity_id.id,
            "customer_id": customer.id,
            "reason_id": sent.reason_id,
            "proof": sent.proof,
            "date": sent.day,
            "place": sent.place or False,
            "document": sent.document or False,
            "document_name": sent.name or False,
        }
