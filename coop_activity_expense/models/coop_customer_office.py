from odoo import fields, models


class CoopCustomer(models.Model):
    """Smart buttons of a customer's card."""

    _inherit = "coop.customer"

    quote_count = fields.Integer(compute="_compute_counts")
    invoice_count = fields.Integer(compute="_compute_counts")

    def _compute_counts(self):
        quotes = self._documents("coop.quote", "customer_id")
        invoices = self._documents("account.move", "coop_customer_id")
        for customer in self:
            customer.quote_count = quotes.get(customer, 0)
            customer.invoice_count = invoices.get(customer, 0)

    def _documents(self, model, name):
        """How many records of ``model`` each customer has."""
        domain = [(name, "in", self.ids)]
        return dict(self.env[model]._read_group(domain, [name], ["__count"]))
