import base64
from tempfile import TemporaryFile
from urllib.parse import urlencode

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.tools import format_date

from ..core.shares import decimal
from ..report.share_workbook import write_workbook

#: movements that wkhtmltopdf prints in a minute; it fails on twice as many
MOST_PRINTED = 50_000


class CoopShareReport(models.TransientModel):
    """Ask which report of the capital is wanted, of when, on paper or as a spreadsheet.

    Each kind of report has its file, which builds its `core.tables.Report`; the page
    and the spreadsheet show the same.
    """

    _name = "coop.share.report"
    _description = "Report of the Capital"

    kind = fields.Selection(
        [
            ("movements", "Register of movements"),
            ("holders", "Register of members and their shares"),
            ("voters", "List of voters"),
            ("summary", "Summary of the capital"),
        ],
        "Report",
        required=True,
        default="movements",
    )
    company_id = fields.Many2one(
        "res.company",
        "Cooperative",
        required=True,
        default=lambda self: self.env.company,
        domain="[('id', 'in', allowed_company_ids)]",
    )
    date_from = fields.Date("From", default=lambda self: self._default_date_from())
    date_to = fields.Date("At the end of", default=fields.Date.context_today)
    file = fields.Binary("Spreadsheet", readonly=True)

    @api.model
    def _default_date_from(self):
        return fields.Date.start_of(fields.Date.context_today(self), "year")

    @api.constrains("kind", "date_from", "date_to")
    def _check_dates(self):
        for wizard in self:
            if not wizard.date_to:
                raise ValidationError(self.env._("Choose the day of the report."))
            if wizard.kind != "movements":
                continue
            if not wizard.date_from or wizard.date_from > wizard.date_to:
                raise ValidationError(
                    self.env._("Choose a first day that is not after the last one.")
                )

    def action_pdf(self):
        """Download the report as a PDF."""
        self.ensure_one()
        self._check_printable()
        action = self.env.ref("coop_member.action_report_share_report")
        return action.report_action(self, config=False)

    def _check_printable(self):
        """Raise UserError for a register that is too long for a PDF."""
        lines = self._count_movements() if self.kind == "movements" else 0
        if lines > MOST_PRINTED:
            raise UserError(
                self.env._(
                    "These are %s movements, too many to print at once: choose a "
                    "shorter period, or the spreadsheet.",
                    lines,
                )
            )

    def action_xlsx(self):
        """Download the report as a spreadsheet."""
        self.ensure_one()
        with TemporaryFile() as workbook:
            write_workbook(workbook, self._report(), self.company_id)
            workbook.seek(0)
            self.file = base64.b64encode(workbook.read())
        query = {
            "model": self._name,
            "id": self.id,
            "field": "file",
            "filename": f"{self._file_name()}.xlsx",
            "download": "true",
        }
        return {
            "type": "ir.actions.act_url",
            "url": f"/web/content?{urlencode(query)}",
            "target": "download",
        }

    def _file_name(self):
        """Name of the file, without its extension."""
        self.ensure_one()
        kind = dict(self._fields["kind"]._description_selection(self.env))[self.kind]
        days = f"{self.date_from} {self.date_to}"
        of = days if self.kind == "movements" else self.date_to
        return f"{kind} - {self.company_id.name} - {of}".replace("/", "-")

    def _report(self):
        """The `core.tables.Report` that is asked for."""
        self.ensure_one()
        self.check_access("read")
        return getattr(self, f"_report_{self.kind}")()

    def _rows(self, model, domain, names, **search):
        """Values of the fields ``names`` of the cooperative's records, archived ones
        too, as tuples read by one query that obeys access rights."""
        records = self.env[model].with_context(active_test=False)
        query = records._search(
            [("company_id", "=", self.company_id.id), *domain], **search
        )
        columns = [records._field_to_sql(query.table, name, query) for name in names]
        return self.env.execute_query(query.select(*columns))

    def _names(self, model, name="name"):
        """Names of the cooperative's records, by id and in their order."""
        order = self.env[model]._order
        return dict(self._rows(model, [], ["id", name], order=order))

    def _nominal_values(self):
        """What a share of each type is worth, by id of the type."""
        types = self._rows("coop.share.type", [], ["id", "nominal_value"])
        return {kind: decimal(value) for kind, value in types}

    def _held(self):
        """What is held at the end of the day, as (member id, share type id, number,
        amount)."""
        nominal = self._nominal_values()
        holdings = self.env["coop.share.holding"]._holdings(
            self.company_id, self.date_to
        )
        return [
            (member, kind, number, number * nominal[kind])
            for (member, kind), number in holdings.items()
        ]

    def _count_of_holders(self, held):
        holders = len({member for member, *_rest in held})
        return self.env._("Members who hold shares: %s", holders)

    def _day(self, day):
        return format_date(self.env, day)

    def _notes(self, *sentences):
        """Sentences above a report of a day: colleges are not kept by date."""
        notes = [sentence for sentence in sentences if sentence]
        if self.date_to < fields.Date.context_today(self):
            notes.append(self.env._("Names and colleges are those of today."))
        return notes
