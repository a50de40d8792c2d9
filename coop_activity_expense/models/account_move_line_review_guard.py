from odoo import api, models

#: what the lines of an invoice print, or rest on
PRINTED_ON_LINES = frozenset(
    {
        "name",
        "quantity",
        "price_unit",
        "discount",
        "product_uom_id",
        "tax_ids",
        "account_id",
        "balance",
        "debit",
        "credit",
        "amount_currency",
        "sequence",
        "display_type",
        "move_id",
    }
)


class AccountMoveLine(models.Model):
    """Lines of posted invoices stay as they are."""

    _inherit = "account.move.line"

    @api.model_create_multi
    def create(self, vals_list):
        lines = super().create(vals_list)
        lines._coop_printed().move_id._coop_refuse_posted()
        return lines

    def write(self, vals):
        if PRINTED_ON_LINES & vals.keys():
            changing = self._coop_printed().filtered(
                lambda line: any(
                    line.move_id._field_will_change(line, vals, name)
                    for name in PRINTED_ON_LINES & vals.keys()
                )
            )
            changing.move_id._coop_refuse_posted()
        return super().write(vals)

    def unlink(self):
        self._coop_printed().move_id._coop_refuse_posted()
        return super().unlink()

    def _coop_printed(self):
        """Items of posted documents that their readers see."""
        return self.filtered(
            lambda line: (
                line.parent_state == "posted"
                and line.display_type not in ("payment_term", "cogs", "epd")
            )
        )
