from odoo import fields, models


class CoopVatReason(models.Model):
    """A kind of work that has a reduced rate, with what the law asks as evidence."""

    _name = "coop.vat.reason"
    _description = "Reason for a Reduced Rate"
    _order = "sequence, id"

    name = fields.Char("Kind of work", required=True, translate=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    country_id = fields.Many2one("res.country", help="Empty: in any country.")
    company_id = fields.Many2one(
        "res.company", index=True, help="Empty: for all cooperatives of the country."
    )
    rate = fields.Float("Rate (%)", digits=(5, 2), help="Told to members; 0: none.")
    date_start = fields.Date("From", help="Empty: since ever.")
    date_end = fields.Date("To", help="Empty: until changed.")
    proof = fields.Selection(
        [
            ("attestation", "Signed attestation"),
            ("mention", "Mention on the invoice"),
            ("either", "Either of them"),
        ],
        "Evidence",
        required=True,
        default="attestation",
    )
    mention = fields.Text(
        translate=True, help="Printed on invoices where it stands for the attestation."
    )
    verified = fields.Boolean(
        help="Checked by an accountant; where not, to be confirmed before use."
    )
    source = fields.Char(help="Where this comes from.")

    _dates_ordered = models.Constraint(
        "CHECK (date_end IS NULL OR date_start IS NULL OR date_end >= date_start)",
        "A reason cannot end before it starts.",
    )
    _mention_given = models.Constraint(
        "CHECK (proof = 'attestation' OR mention IS NOT NULL)",
        "Write the mention that stands for the attestation.",
    )

    def _is_valid_on(self, day):
        self.ensure_one()
        return (not self.date_start or self.date_start <= day) and (
            not self.date_end or day <= self.date_end
        )
