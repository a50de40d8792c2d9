from odoo import api, models


class AccountTax(models.Model):
    """Taxes of different activities, and of different expenses, stay apart: VAT is
    known by activity, and rounded once for each expense."""

    _inherit = "account.tax"

    def _prepare_base_line_for_taxes_computation(self, record, **kwargs):
        values = super()._prepare_base_line_for_taxes_computation(record, **kwargs)
        return self._coop_add_origin(values, record, kwargs)

    def _prepare_tax_line_for_taxes_computation(self, record, **kwargs):
        values = super()._prepare_tax_line_for_taxes_computation(record, **kwargs)
        return self._coop_add_origin(values, record, kwargs)

    @api.model
    def _coop_add_origin(self, values, record, given):
        for name, model in self._coop_origins().items():
            values[name] = self._get_base_line_field_value_from_record(
                record, name, given, self.env[model]
            )
        return values

    @api.model
    def _coop_origins(self):
        """Fields of journal items that keep taxes apart, with their models."""
        return {
            "coop_activity_id": "coop.activity",
            "coop_expense_line_id": "coop.expense.line",
        }

    def _prepare_base_line_grouping_key(self, base_line):
        key = super()._prepare_base_line_grouping_key(base_line)
        return key | {name: base_line[name].id for name in self._coop_origins()}

    def _prepare_tax_line_repartition_grouping_key(self, tax_line):
        key = super()._prepare_tax_line_repartition_grouping_key(tax_line)
        return key | {name: tax_line[name].id for name in self._coop_origins()}
