from odoo import fields, models

from ..core.billing import KINDS, LINE, Line, exact


class CoopQuoteLine(models.Model):
    """A line of a quote: something to be done for a price, a section or a note."""

    _name = "coop.quote.line"
    _description = "Line of a Quote"
    _order = "quote_id, sequence, id"
    _check_company_auto = True

    quote_id = fields.Many2one(
        "coop.quote", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="quote_id.company_id", store=True)
    currency_id = fields.Many2one(related="quote_id.currency_id")
    sequence = fields.Integer(default=10)
    kind = fields.Selection(
        [("line", "Line"), ("section", "Section"), ("note", "Note")],
        default="line",
        required=True,
    )
    name = fields.Text("Description", required=True)
    quantity = fields.Float(default=1, digits="Product Unit")
    uom_id = fields.Many2one("uom.uom", "Unit")
    price_unit = fields.Float("Unit price", digits="Product Price")
    discount = fields.Float("Discount (%)", digits="Discount")
    tax_id = fields.Many2one("account.tax", check_company=True, ondelete="restrict")
    amount = fields.Monetary(
        "Without taxes", compute="_compute_amount", help="Rounded as on an invoice."
    )

    _kind_known = models.Constraint(
        f"CHECK (kind IN {KINDS})", "A line is a line, a section or a note."
    )
    _discount_valid = models.Constraint(
        "CHECK (discount BETWEEN 0 AND 100)", "A discount lies between 0 and 100 %."
    )

    def _compute_amount(self):
        billing = self.env["coop.billing"]
        for quote in self.quote_id:
            lines = quote.line_ids
            totals = billing._totals(
                quote.company_id, [line._core_line() for line in lines]
            )
            for line, amount in zip(lines, totals["subtotals"], strict=True):
                line.amount = amount or 0

    def _core_line(self):
        """This line as `core.billing` has it."""
        self.ensure_one()
        if self.kind != LINE:
            return Line(self.kind, self.name, key=self.id)
        return Line(
            kind=self.kind,
            name=self.name,
            quantity=exact(self.quantity, "quantity"),
            price=exact(self.price_unit, "price"),
            discount=exact(self.discount, "discount"),
            unit=self.sudo().uom_id.id,  # sudo: members read no units
            tax=self.sudo().tax_id.id,  # sudo: members read no taxes
            key=self.id,
        )
