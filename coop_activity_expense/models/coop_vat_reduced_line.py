from odoo import fields, models
from odoo.tools import SQL


class CoopVatReducedLine(models.Model):
    """Lines of posted invoices that have a rate which needs evidence, each with the
    evidence that it rests upon."""

    _name = "coop.vat.reduced.line"
    _description = "Line at a Reduced Rate"
    _auto = False
    _order = "date desc, id desc"
    _depends = {
        "account.move": [
            "state",
            "invoice_date",
            "coop_activity_id",
            "coop_customer_id",
            "coop_evidence_id",
            "move_type",
        ],
        "account.move.line": [
            "move_id",
            "tax_ids",
            "price_subtotal",
            "price_total",
            "company_id",
        ],
        "account.tax": ["coop_evidence"],
        "coop.vat.evidence": ["reason_id", "proof", "date"],
    }

    move_line_id = fields.Many2one("account.move.line", "Journal item", readonly=True)
    move_id = fields.Many2one("account.move", "Invoice", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    currency_id = fields.Many2one(related="company_id.currency_id")
    activity_id = fields.Many2one("coop.activity", readonly=True)
    customer_id = fields.Many2one("coop.customer", readonly=True)
    date = fields.Date("Invoiced on", readonly=True)
    tax_id = fields.Many2one("account.tax", "Rate", readonly=True)
    name = fields.Text("Description", readonly=True)
    amount = fields.Monetary("Without taxes", readonly=True)
    tax_amount = fields.Monetary("Tax amount", readonly=True)
    evidence_id = fields.Many2one("coop.vat.evidence", readonly=True)
    reason_id = fields.Many2one("coop.vat.reason", "Kind of work", readonly=True)
    proof = fields.Selection(
        [
            ("attestation", "Signed attestation"),
            ("mention", "Mention on the invoice"),
            ("none", "None"),
        ],
        readonly=True,
    )
    evidence_date = fields.Date("Signed on", readonly=True)

    @property
    def _table_query(self):
        return SQL(
            """
            SELECT line.id,
                   line.id AS move_line_id,
                   line.move_id,
                   line.company_id,
                   line.name,
                   move.coop_activity_id AS activity_id,
                   move.coop_customer_id AS customer_id,
                   move.invoice_date AS date,
                   tax.id AS tax_id,
                   sign.factor * line.price_subtotal AS amount,
                   sign.factor * (line.price_total - line.price_subtotal) AS tax_amount,
                   move.coop_evidence_id AS evidence_id,
                   evidence.reason_id,
                   coalesce(evidence.proof, 'none') AS proof,
                   evidence.date AS evidence_date
              FROM account_move_line line
              JOIN account_move move ON move.id = line.move_id
              JOIN LATERAL (
                   SELECT min(tax.id) AS id
                     FROM account_move_line_account_tax_rel rel
                     JOIN account_tax tax ON tax.id = rel.account_tax_id
                    WHERE rel.account_move_line_id = line.id
                      AND tax.coop_evidence
                   ) tax ON tax.id IS NOT NULL
              JOIN LATERAL (
                   SELECT CASE move.move_type WHEN 'out_refund' THEN -1 ELSE 1 END
                          AS factor
                   ) sign ON TRUE
         LEFT JOIN coop_vat_evidence evidence ON evidence.id = move.coop_evidence_id
             WHERE move.state = 'posted'
               AND move.move_type IN ('out_invoice', 'out_refund')
               AND line.display_type = 'product'
            """
        )
