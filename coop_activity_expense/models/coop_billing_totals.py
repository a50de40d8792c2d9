from odoo import api, models

from ..core import billing as core


class CoopBilling(models.AbstractModel):
    """What lines come to: Odoo's own engine says, for quotes, for invoices, and for
    what is shown while typing."""

    _inherit = "coop.billing"

    @api.model
    def _totals(self, company, lines):
        """What lines come to, as Odoo's own invoice has it to the cent.

        :param lines: list of `core.billing.Line`
        :return: dict of ``untaxed``, ``tax``, ``total``, ``subtotals`` (without tax, by
            position; None for sections and notes) and ``taxes`` (name, base, amount)
        """
        company_sudo = company.sudo()  # sudo: the engine reads settings and accounts
        taxes = self.env["account.tax"].sudo()  # sudo: members read no taxes
        base_lines = {
            position: taxes._prepare_base_line_for_taxes_computation(
                None,
                **self._base_line(line, company_sudo),
            )
            for position, line in enumerate(lines)
            if line.kind == core.LINE
        }
        found = list(base_lines.values())
        taxes._add_tax_details_in_base_lines(found, company_sudo)
        taxes._round_base_lines_tax_details(found, company_sudo)
        summary = taxes._get_tax_totals_summary(
            base_lines=found, currency=company_sudo.currency_id, company=company_sudo
        )
        rounded = company_sudo.currency_id.round
        return {
            "untaxed": rounded(summary["base_amount_currency"]),
            "tax": rounded(summary["tax_amount_currency"]),
            "total": rounded(summary["total_amount_currency"]),
            "taxes": self._tax_rows(summary),
            "subtotals": [
                base_lines[position]["tax_details"]["total_excluded_currency"]
                if position in base_lines
                else None
                for position in range(len(lines))
            ],
        }

    @api.model
    def _base_line(self, line, company):
        taxes = self.env["account.tax"].sudo()  # sudo: members read no taxes
        return {
            "tax_ids": taxes.browse([line.tax] if line.tax else []),
            "quantity": float(line.quantity),
            "price_unit": float(line.price),
            "discount": float(line.discount),
            "currency_id": company.currency_id,
        }

    @api.model
    def _tax_rows(self, summary):
        return [
            {
                "name": group["group_name"],
                "base": group["base_amount_currency"],
                "amount": group["tax_amount_currency"],
            }
            for subtotal in summary["subtotals"]
            for group in subtotal["tax_groups"]
        ]
