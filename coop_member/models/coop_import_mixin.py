import psycopg2

from odoo import api, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain
from odoo.service.model import PG_CONCURRENCY_EXCEPTIONS_TO_RETRY

from ..core.imports import ImportReport

#: a part of a file that is refused is divided into so many, to find its bad rows
PARTS = 16


class CoopImportMixin(models.AbstractModel):
    """Imports a file whole, or writes nothing and names every bad row.

    Odoo's own import gives up naming after ten. Here rows are checked first
    (`_check_import`), then loaded at once; what is refused all the same is divided
    until the bad rows stand alone. References are looked for in the current company.
    """

    _name = "coop.import.mixin"
    _description = "Import of Whole Files"

    @api.model
    def load(self, fields, data):
        try:
            self.check_access("create")
        except AccessError as error:
            message = {"type": "error", "message": str(error)}
            return {"ids": False, "messages": [message], "nextrow": 0}
        report = ImportReport()
        self._find_by_key(fields, data, report)
        model = self.with_context(coop_import=report)
        result = super(CoopImportMixin, model).load(fields, data)
        if report.conflict:
            raise report.conflict
        result["messages"].sort(key=lambda m: m.get("rows", {}).get("from", -1))
        return result

    @api.model
    def _import_report(self):
        """The report of the import under way, None outside an import."""
        report = self.env.context.get("coop_import")
        return report if isinstance(report, ImportReport) else None

    @api.model
    def _find_by_key(self, fields, data, report):
        """Find at once, for all rows, the records that they refer to by the key of
        a model (its ``_import_key``)."""
        for position, name in enumerate(fields):
            field = self._fields.get(name)
            comodel = self.env.get(field and field.comodel_name)
            key = getattr(comodel, "_import_key", None)
            if not key:
                continue
            cells = (str(row[position] or "") for row in data)
            texts = {text.strip() for cell in cells for text in cell.split(",")}
            in_company = Domain(comodel._check_company_domain(self.env.company))
            for record in comodel.search_fetch(in_company & Domain(key, "in", texts)):
                report.known[comodel._name, record[key]] = record.id

    def _convert_records(self, records, *, log=lambda message: None, savepoint):
        report = self._import_report()
        if report:
            report.log, log = log, report.note
        return super()._convert_records(records, log=log, savepoint=savepoint)

    def _load_records(self, data_list, update=False):
        report = self._import_report()
        if not report:
            return super()._load_records(data_list, update)
        if report.conflict:
            raise report.conflict
        for data, field, sentence in self._check_import(self._sound(data_list)):
            report.refuse(data["info"], sentence, field)

        def load(rows, **context):
            model = self.with_context(**context)
            return super(CoopImportMixin, model)._load_records(rows, update)

        return self._load_or_divide(load, self._sound(data_list))

    def _sound(self, data_list):
        """Those of ``data_list`` with which nothing was found wrong so far."""
        report = self._import_report()
        return [data for data in data_list if not report.is_bad(data["info"])]

    def _load_or_divide(self, load, data_list, **context):
        """Have ``load`` load rows at once or, where they are refused, part by part;
        the rows that are refused by themselves are noted and left out."""
        report = self._import_report()
        try:
            with self.env.cr.savepoint():
                return load(data_list, **context)
        except PG_CONCURRENCY_EXCEPTIONS_TO_RETRY as error:
            report.conflict = error
            raise
        except (UserError, ValueError, psycopg2.Error) as error:
            if len(data_list) == 1:
                report.refuse(data_list[0]["info"], *self._explain(error))
                return self.browse()
        size = -(-len(data_list) // PARTS)
        parts = (
            data_list[start : start + size] for start in range(0, len(data_list), size)
        )
        # nothing of this file will stay: it leaves no trace in the chatter either
        return self.concat(
            *(self._load_or_divide(load, part, tracking_disable=True) for part in parts)
        )

    @api.model
    def _explain(self, error):
        """The sentence that tells of an error, and the field to blame or None."""
        if not isinstance(error, psycopg2.Error):
            return str(error), None
        models_by_table = {model._table: model for model in self.env.values()}
        model = models_by_table.get(error.diag.table_name, self)
        return model._sql_error_to_message(error), error.diag.column_name

    def _check_import(self, data_list):
        """Yield (data, field name, sentence) for what is wrong with rows, told from
        their values alone or in few queries for all.

        ``data_list`` is that of `_load_records`: dictionaries with the row's position
        (``info``) and its converted ``values``.
        """
        required = self._required_in_import()
        for data in filter(self._is_new, data_list):
            for name in self._missing_in_import(data["values"], required):
                sentence = self.env._("“%s” is missing.", self._label(name))
                yield data, name, sentence

    @api.model
    def _required_in_import(self):
        """Required fields by name, and whether a new record fills each in itself."""
        return {
            name: bool(field.default or field.compute)
            or name in self._inherits.values()
            for name, field in self._fields.items()
            if field.required
        }

    @api.model
    def _missing_in_import(self, values, required):
        """Names of the ``required`` fields that a new record's ``values`` lack."""
        return [
            name
            for name, fills_itself in required.items()
            if not values.get(name) and (name in values or not fills_itself)
        ]

    def _is_new(self, data):
        """Whether a row makes a record, as one that names none does."""
        return not data["xml_id"] and not data["values"].get("id")

    def _label(self, name):
        return self._fields[name]._description_string(self.env)
