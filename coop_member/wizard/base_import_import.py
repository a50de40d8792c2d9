import contextlib

from odoo import models

from odoo.addons.base_import.models.base_import import ImportValidationError


class BaseImport(models.TransientModel):
    """The import dialog, for models that import files whole."""

    _inherit = "base_import.import"

    def _coop_imports_whole(self):
        model = self.env.get(self.res_model)
        return model is not None and hasattr(model, "_import_report")

    def execute_import(self, fields, columns, options, dryrun=False):
        """Import the whole file at once: of the dialog's batches, the first ones
        would stay when a later one is refused."""
        if not self._coop_imports_whole():
            return super().execute_import(fields, columns, options, dryrun)
        uneven = self._coop_uneven_rows(fields, options)
        if uneven:
            return {"ids": False, "messages": uneven, "nextrow": 0, "name": []}
        options = dict(options, limit=None)
        result = super().execute_import(fields, columns, options, dryrun)
        for message in result["messages"]:
            self._coop_name_row(message)
        return result

    def _coop_uneven_rows(self, fields, options):
        """Messages about the rows that have fewer cells than there are columns."""
        _length, rows = self._read_file(options)
        first = 1 if options.get("has_headers") else 0
        return [
            {
                "type": "error",
                "message": self.env._(
                    "Row %(row)s has %(count)s cells instead of %(expected)s.",
                    row=position + 1,
                    count=len(row),
                    expected=len(fields),
                ),
                "record": position + 1,
                "rows": {"from": position, "to": position},
            }
            for position, row in enumerate(rows[first:])
            if len(row) < len(fields)
        ]

    def _coop_name_row(self, message):
        """Put the row in the sentence: the dialog shows equal sentences once."""
        if "rows" in message:
            row = message["rows"]["from"] + 1
            message["record"] = row
            message["message"] = self.env._(
                "Row %(row)s: %(problem)s", row=row, problem=message["message"]
            )

    def _parse_date_from_data(self, data, index, name, field_type, options):
        """Leave wrong dates as they are, for `load` to name them with all else."""
        parse = super()._parse_date_from_data
        if not self._coop_imports_whole():
            return parse(data, index, name, field_type, options)
        for row in data:
            with contextlib.suppress(ImportValidationError):
                parse([row], index, name, field_type, options)
        return None
