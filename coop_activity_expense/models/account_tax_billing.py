from odoo import fields, models


class AccountTax(models.Model):
    """What members may choose on what they invoice."""

    _inherit = "account.tax"

    coop_offered = fields.Boolean(
        "Offered to members",
        default=True,
        help="Members may choose this tax on their quotes and invoices. Taxes that are "
        "included in prices never are.",
    )
    coop_evidence = fields.Boolean(
        "Needs evidence",
        help="An invoice with this tax is not submitted before the reason for the "
        "reduced rate is given, with an attestation or the mention that replaces it.",
    )
