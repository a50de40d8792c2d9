from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

#: what shows the reason: nobody changes it once an invoice rests upon it
PROVING = {
    "activity_id",
    "customer_id",
    "reason_id",
    "proof",
    "date",
    "place",
    "document",
    "document_name",
}


class CoopVatEvidence(models.Model):
    """Why work for a customer has a reduced rate: the attestation, or the mention that
    stands for it. One piece serves the quote, the deposit and the balance."""

    _name = "coop.vat.evidence"
    _description = "Evidence for a Reduced Rate"
    _order = "date desc, id desc"
    _check_company_auto = True

    activity_id = fields.Many2one(
        "coop.activity",
        required=True,
        index=True,
        ondelete="restrict",
        check_company=True,
    )
    company_id = fields.Many2one(
        related="activity_id.company_id", store=True, index=True
    )
    customer_id = fields.Many2one(
        "coop.customer",
        required=True,
        index=True,
        ondelete="restrict",
        check_company=True,
        domain="[('activity_id', '=', activity_id)]",
    )
    reason_id = fields.Many2one(
        "coop.vat.reason", "Kind of work", required=True, ondelete="restrict"
    )
    proof = fields.Selection(
        [("attestation", "Signed attestation"), ("mention", "Mention on the invoice")],
        "Evidence",
        required=True,
    )
    date = fields.Date("Signed on", required=True, default=fields.Date.context_today)
    place = fields.Char("Address of the work")
    document = fields.Binary(attachment=True)
    document_name = fields.Char()
    move_ids = fields.One2many("account.move", "coop_evidence_id", "Invoices")

    _place_of_mention = models.Constraint(
        "CHECK (proof != 'mention' OR coalesce(btrim(place), '') != '')",
        "A mention names the address of the work.",
    )

    @api.depends("reason_id", "customer_id", "date")
    def _compute_display_name(self):
        for evidence in self:
            evidence.display_name = " · ".join(
                filter(
                    None,
                    (
                        evidence.reason_id.name,
                        evidence.customer_id.name,
                        evidence.date and str(evidence.date),
                    ),
                )
            )

    @api.constrains(
        "customer_id", "activity_id", "reason_id", "proof", "document", "date"
    )
    def _check_evidence(self):
        for evidence in self:
            sentence = evidence._sentence()
            if sentence:
                raise ValidationError(sentence)

    def _sentence(self):
        """What is wrong with this evidence; None when nothing is."""
        self.ensure_one()
        if self.customer_id.activity_id != self.activity_id:
            return self.env._("This customer is not one of the activity.")
        if self.reason_id.proof not in (self.proof, "either"):
            return self.env._(
                "“%s” asks for other evidence: choose it.", self.reason_id.name
            )
        if self.proof == "attestation" and not self.document:
            return self.env._("Add a photo or a PDF of the signed attestation.")
        if self.date > fields.Date.context_today(self):
            return self.env._("Nothing is signed on a day to come: correct the date.")
        return None

    @api.model_create_multi
    def create(self, vals_list):
        vals_list = [self._with_checked_file(vals) for vals in vals_list]
        return super(CoopVatEvidence, self._untouched()).create(vals_list)

    def write(self, vals):
        self._check_free(vals.keys())
        vals = self._with_checked_file(vals)
        return super(CoopVatEvidence, self._untouched()).write(vals)

    def unlink(self):
        self._check_free(PROVING)
        return super().unlink()

    def _untouched(self):
        """Evidence whose files are kept as they are sent, for they stand for the paper
        they show."""
        return self.with_context(image_no_postprocess=True)

    def _check_free(self, names):
        """Raise UserError for evidence that invoices which were submitted rest on."""
        moves_sudo = self.sudo().move_ids  # sudo: whether there are any
        fixed = moves_sudo.filtered(
            lambda move: move.state == "posted" or move.coop_review_state == "submitted"
        )
        if fixed and PROVING & set(names):
            raise UserError(
                self.env._(
                    "Invoices rest on this evidence: add another one for the next."
                )
            )

    @api.model
    def _with_checked_file(self, vals):
        """Values with the file's safe name; raises UserError for what is not kept."""
        if not vals.get("document"):
            return vals
        receipts = self.env["coop.expense.receipt"]
        kept = receipts._with_content(
            {
                "document": vals["document"],
                "name": vals.get("document_name") or self.env._("attestation"),
            }
        )
        return vals | {"document_name": kept["name"]}

    def _is_valid_for(self, day):
        """Whether the reason held on the day of an invoice."""
        self.ensure_one()
        return self.reason_id._is_valid_on(day)
