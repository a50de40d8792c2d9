from dataclasses import replace

from odoo import api, models

#: what fiscal positions look at
PLACE = ("zip", "country_id", "vat", "is_company")


class CoopBilling(models.AbstractModel):
    """VAT where the customer is. Members choose a rate of their country; for an
    organisation abroad, the fiscal positions of the cooperative say what replaces it.
    Private persons keep the rate: services to them are taxed at home (article 259 of
    the French tax code, 21bis of the Belgian VAT code), and accounting decides on
    exceptions."""

    _inherit = "coop.billing"

    @api.model
    def _fiscal_position(self, customer):
        """The fiscal position (a sudo record) of a customer; empty where rates are
        those that were chosen."""
        customer_sudo = customer.sudo()  # sudo: members read no fiscal positions
        positions_sudo = customer_sudo.env["account.fiscal.position"]
        if not customer_sudo.is_company:
            return positions_sudo
        partner_sudo = customer_sudo.partner_id or customer_sudo.env["res.partner"].new(
            customer_sudo._prepare_contact(PLACE)
        )
        return positions_sudo.with_company(
            customer_sudo.company_id
        )._get_fiscal_position(partner_sudo)

    @api.model
    def _replacing_taxes(self, customer):
        """Ids of the taxes that a customer's place puts in the place of those that
        members choose."""
        offered_sudo = self._taxes(customer.company_id)
        mapped_sudo = self._fiscal_position(customer).map_tax(offered_sudo)
        return (mapped_sudo - offered_sudo).ids

    @api.model
    def _checked_for(self, customer, lines, taxes=()):
        """Lines for a customer, with the taxes of their place; raises UserError as
        `_check_lines` does. ``taxes`` are ids that the document has already."""
        allowed = [*taxes, *self._replacing_taxes(customer)]
        self._check_lines(customer.company_id, lines, allowed)
        return self._taxed_for(customer, lines)

    @api.model
    def _taxed_for(self, customer, lines):
        """Lines (`core.billing.Line`) with the taxes that a customer's place asks for.
        One that replaces another elsewhere is left open: nobody knows the rate."""
        position_sudo = self._fiscal_position(customer)
        offered_sudo = self._taxes(customer.company_id)
        fitting = position_sudo.map_tax(offered_sudo).ids
        return [
            line
            if not line.tax or line.tax in fitting
            else replace(line, tax=self._tax_for(position_sudo, line.tax))
            for line in lines
        ]

    @api.model
    def _tax_for(self, position_sudo, tax_id):
        taxes_sudo = self.env["account.tax"].sudo()  # sudo: members read no taxes
        tax_sudo = taxes_sudo.browse(tax_id)
        if tax_sudo._coop_follows_place():
            return None
        return position_sudo.map_tax(tax_sudo)[:1].id or None
