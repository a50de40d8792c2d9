"""Spreadsheets that wizards hand out."""

import base64
from tempfile import TemporaryFile
from urllib.parse import urlencode

from odoo.addons.coop_member.report.share_workbook import write_workbook


def download(wizard, report, company):
    """An action that downloads a `core.tables.Report` as a spreadsheet, kept in the
    field ``file`` of a wizard which knows its `_file_name`."""
    with TemporaryFile() as workbook:
        write_workbook(workbook, report, company)
        workbook.seek(0)
        wizard.file = base64.b64encode(workbook.read())
    query = {
        "model": wizard._name,
        "id": wizard.id,
        "field": "file",
        "filename": f"{wizard._file_name()}.xlsx",
        "download": "true",
    }
    return {
        "type": "ir.actions.act_url",
        "url": f"/web/content?{urlencode(query)}",
        "target": "download",
    }
