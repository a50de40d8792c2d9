from odoo import api, models


class AccountPartialReconcile(models.Model):
    """Taxes that are due on payment stay those of their activity, before and after."""

    _inherit = "account.partial.reconcile"

    @api.model
    def _prepare_cash_basis_tax_line_vals(self, tax_line, balance, amount_currency):
        values = super()._prepare_cash_basis_tax_line_vals(
            tax_line, balance, amount_currency
        )
        return values | {"coop_activity_id": tax_line.coop_activity_id.id}

    @api.model
    def _prepare_cash_basis_counterpart_tax_line_vals(self, tax_line, cb_tax_line_vals):
        values = super()._prepare_cash_basis_counterpart_tax_line_vals(
            tax_line, cb_tax_line_vals
        )
        return values | {"coop_activity_id": cb_tax_line_vals["coop_activity_id"]}

    @api.model
    def _get_cash_basis_tax_line_grouping_key_from_vals(self, tax_line_vals):
        key = super()._get_cash_basis_tax_line_grouping_key_from_vals(tax_line_vals)
        return (*key, tax_line_vals["coop_activity_id"])

    @api.model
    def _get_cash_basis_tax_line_grouping_key_from_record(self, tax_line, account=None):
        key = super()._get_cash_basis_tax_line_grouping_key_from_record(
            tax_line, account
        )
        return (*key, tax_line.coop_activity_id.id)
