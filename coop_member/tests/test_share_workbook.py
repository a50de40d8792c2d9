from datetime import datetime
from io import BytesIO
from zipfile import ZipFile

from openpyxl import load_workbook

from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from .report_case import ReportCase


@tagged("post_install", "-at_install")
class TestShareWorkbook(ReportCase, HttpCase):
    """Spreadsheets: what the window downloads, opened again."""

    def _download(self, user, kind="holders", **vals):
        """The response to who presses the button."""
        action = self._wizard(kind, user, **vals).action_xlsx()
        self.authenticate(user.login, user.login)
        return self.url_open(action["url"])

    def _sheets(self, kind="holders", **vals):
        response = self._download(self.accountant, kind, **vals)
        self.assertEqual(response.status_code, 200)
        return load_workbook(BytesIO(response.content), data_only=True)

    def test_rows_are_those_of_the_page(self):
        self._subscribed(self.noor, 10)
        self._subscribed(self.ali, 5)
        workbook = self._sheets()
        self.assertEqual(workbook.sheetnames, ["Members"])
        rows = list(workbook["Members"].iter_rows(values_only=True))
        [table] = self._wizard("holders")._report().tables
        heading = rows.index(tuple(column.title for column in table.columns))
        found = rows[heading + 1 :]
        self.assertEqual(found[-1], (*[None] * 6, 15, 225))
        expected = [
            tuple(
                self._in_a_cell(column, cell)
                for column, cell in zip(table.columns, row, strict=True)
            )
            for row in table
        ]
        self.assertEqual(found[:-1], expected)

    def _in_a_cell(self, column, value):
        if column.kind == "date":
            return datetime.combine(value, datetime.min.time())
        return value or None

    def test_dates_and_numbers_are_real(self):
        self._subscribed(self.noor, 10)
        sheet = self._sheets("movements")["Movements"]
        [row] = [row for row in sheet.iter_rows() if row[0].value == 1]
        self.assertTrue(row[1].is_date)
        self.assertEqual(row[1].value.date(), self.today)
        self.assertEqual([cell.data_type for cell in row[6:10]], ["n"] * 4)
        self.assertIn("€", row[9].number_format)

    def test_heading_is_frozen_and_printed_on_each_page(self):
        self._subscribed(self.noor, 10)
        sheet = self._sheets()["Members"]
        first = next(row[0].row for row in sheet.iter_rows() if row[0].value == "No.")
        self.assertEqual(sheet.freeze_panes, f"A{first + 1}")
        self.assertEqual(sheet.print_title_rows, f"${first}:${first}")
        self.assertEqual(sheet.column_dimensions["C"].width > 30, True)

    def test_total_is_a_formula(self):
        self._subscribed(self.noor, 10)
        self._subscribed(self.ali, 5)
        response = self._download(self.accountant)
        sheet = load_workbook(BytesIO(response.content))["Members"]
        *_rows, last = sheet.iter_rows(values_only=True)
        self.assertRegex(last[-1], r"^=SUM\(H\d+:H\d+\)$")

    def test_names_are_never_formulas(self):
        self.noor.name = '=HYPERLINK("https://example.com";"Noor")'
        self._subscribed(self.noor, 10)
        content = self._download(self.accountant).content
        sheet = load_workbook(BytesIO(content))["Members"]
        cells = [cell for row in sheet.iter_rows() for cell in row]
        [name] = [cell for cell in cells if "HYPERLINK" in str(cell.value)]
        with ZipFile(BytesIO(content)) as archive:
            xml = archive.read("xl/worksheets/sheet1.xml").decode()
        self.assertNotIn("<f>HYPERLINK", xml)
        self.assertIn(f'r="{name.coordinate}"', xml)

    def test_summary_is_drawn(self):
        self._subscribed(self.noor, 10)
        workbook = self._sheets("summary")
        self.assertEqual(
            workbook.sheetnames,
            ["Figures", "Capital by college", "Capital by college and type"],
        )
        response = self._download(self.accountant, "summary")
        with ZipFile(BytesIO(response.content)) as archive:
            charts = [name for name in archive.namelist() if "charts/chart" in name]
        self.assertEqual(len(charts), 2)

    def test_empty_reports_are_downloaded_too(self):
        for kind in ("movements", "holders", "voters", "summary"):
            with self.subTest(kind=kind):
                self.assertTrue(self._sheets(kind).sheetnames)

    def test_name_of_the_file(self):
        response = self._download(self.accountant, date_to="2026-03-01")
        self.assertIn(
            "Register of members and their shares - La Fabrique - 2026-03-01.xlsx",
            response.headers["Content-Disposition"],
        )

    @mute_logger("odoo.http")
    def test_others_do_not_download_it(self):
        action = self._wizard("holders").action_xlsx()
        for user in (self._portal_user(self.noor), self.employee):
            with self.subTest(user=user.login):
                self.authenticate(user.login, user.login)
                response = self.url_open(action["url"])
                self.assertNotIn(b"PK", response.content[:2])
