"""Reports of the capital as spreadsheets."""

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_col_to_name

#: characters that the name of a sheet may not have, and how long it may be
NOT_IN_NAMES, NAME_LENGTH = str.maketrans("", "", "[]:*?/\\'"), 31
#: the format of dates that follows the reader's country
LOCAL_DATE = 14
A4 = 9


def write_workbook(file, report, company):
    """Write a `core.tables.Report` of ``company`` into a binary ``file``, a sheet for
    each table; rows are written as they come, and none is kept in memory."""
    workbook = Workbook(file, {"constant_memory": True})
    styles = _styles(workbook, company.currency_id)
    above = (f"{report.title} · {company.name}", report.period, *report.notes)
    for table in report.tables:
        _write_sheet(workbook, styles, table, above)
    workbook.close()


def _styles(workbook, currency):
    places = "0" * currency.decimal_places
    money = f"#,##0.{places}" if places else "#,##0"
    formats = {
        "text": {},
        "date": {"num_format": LOCAL_DATE, "align": "left"},
        "number": {"num_format": "#,##0"},
        "money": {"num_format": f'{money}\u00a0"{currency.symbol}"'},
    }
    heading = {"bold": True, "bottom": 1, "bg_color": "#EEEEEE", "text_wrap": True}
    return {
        "title": workbook.add_format({"bold": True, "font_size": 14}),
        "heading": workbook.add_format({**heading, "valign": "top"}),
        **{kind: workbook.add_format(style) for kind, style in formats.items()},
        **{
            f"total_{kind}": workbook.add_format({**style, "bold": True, "top": 1})
            for kind, style in formats.items()
        },
    }


def _write_sheet(workbook, styles, table, above):
    name = table.title.translate(NOT_IN_NAMES)[:NAME_LENGTH].strip()
    sheet = workbook.add_worksheet(name)
    for position, column in enumerate(table.columns):
        sheet.set_column(position, position, column.width)
    for row, line in enumerate(above):
        sheet.write_string(row, 0, line, styles["text" if row else "title"])
    first = len(above) + 1
    for position, column in enumerate(table.columns):
        sheet.write_string(first, position, column.title, styles["heading"])
    last = _write_rows(sheet, styles, table, first)
    if table.has_total and last > first:
        _write_total(sheet, styles, table, first, last)
    if table.bars:
        _add_chart(workbook, sheet, table, first, last)
    _set_up_page(sheet, first)


def _write_rows(sheet, styles, table, first):
    """Write rows below the headings, which are on row ``first``; return the last."""
    last = first
    for last, row in enumerate(table, first + 1):
        for position, (column, value) in enumerate(
            zip(table.columns, row, strict=True)
        ):
            _write_cell(sheet, last, position, value, column.kind, styles[column.kind])
    sheet.autofilter(first, 0, last, len(table.columns) - 1)
    return last


def _set_up_page(sheet, first):
    sheet.freeze_panes(first + 1, 0)
    sheet.repeat_rows(first)
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)


def _write_cell(sheet, row, column, value, kind, style):
    """Write a real date or number, or a text that no program takes for a formula."""
    if value is None:
        sheet.write_blank(row, column, None, style)
    elif kind == "date":
        sheet.write_datetime(row, column, value, style)
    elif kind == "text":
        sheet.write_string(row, column, value, style)
    else:
        sheet.write_number(row, column, value, style)


def _write_total(sheet, styles, table, first, last):
    for position, column in enumerate(table.columns):
        style = styles[f"total_{column.kind}"]
        if not column.total:
            sheet.write_blank(last + 1, position, None, style)
            continue
        name = xl_col_to_name(position)
        formula = f"=SUM({name}{first + 2}:{name}{last + 1})"
        value = float(table.total[position])
        sheet.write_formula(last + 1, position, formula, style, value)


def _add_chart(workbook, sheet, table, first, last):
    """Draw the last column by the first one, right of the table."""
    chart = workbook.add_chart({"type": "bar"})
    value = len(table.columns) - 1
    chart.add_series(
        {
            "categories": [sheet.name, first + 1, 0, last, 0],
            "values": [sheet.name, first + 1, value, last, value],
        }
    )
    chart.set_title({"name": table.title})
    chart.set_legend({"none": True})
    chart.set_y_axis({"reverse": True})
    sheet.insert_chart(first, value + 2, chart)
