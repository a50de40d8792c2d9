from odoo import fields, models

SALES = ("out_invoice", "out_refund")


class CoopActivity(models.Model):
    """What an activity prints on its documents, and smart buttons of its screens."""

    _inherit = "coop.activity"

    coop_logo = fields.Image(
        "Logo",
        max_width=512,
        max_height=256,
        help="Printed on what the activity sends, beside the cooperative's name.",
    )
    coop_customer_count = fields.Integer(compute="_compute_coop_billing_counts")
    coop_quote_count = fields.Integer(compute="_compute_coop_billing_counts")
    coop_invoice_count = fields.Integer(compute="_compute_coop_billing_counts")

    def _compute_coop_billing_counts(self):
        customers = self._coop_counts("coop.customer", "activity_id")
        quotes = self._coop_counts("coop.quote", "activity_id")
        invoices = self._coop_counts(
            "account.move", "coop_activity_id", ("move_type", "in", SALES)
        )
        for activity in self:
            activity.coop_customer_count = customers.get(activity, 0)
            activity.coop_quote_count = quotes.get(activity, 0)
            activity.coop_invoice_count = invoices.get(activity, 0)

    def _coop_counts(self, model, name, *conditions):
        """How many records of ``model`` each activity has."""
        domain = [(name, "in", self.ids), *conditions]
        return dict(self.env[model]._read_group(domain, [name], ["__count"]))
