"""The form of an invoice or a quote: its head and its rows, as they were typed. What
rows mean is read by `core.billing`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from odoo.addons.coop_member.core.forms import (
    INVALID,
    text_error,
    text_of,
    whole_number,
)
from odoo.addons.coop_member.core.text import clean_line, clean_text

from .billing import read_date

SUBMIT, LATER = "submit", "later"
#: what a button adds to the form, where scripts do not
ADDS = ("line", "section", "note")
#: rows that are read: more than a document holds, for it to be said
MOST_ROWS = 2000
#: longest text of each field
TEXTS = {"reference": 80, "subject": 120}
MOST_NOTE = 4000
DAYS = ("date", "valid")
CHOICES = ("customer", "evidence", "term")
ROW_FIELDS = ("kind", "name", "quantity", "unit", "price", "discount", "tax", "key")
#: a line before anything is typed
FRESH = dict.fromkeys(ROW_FIELDS, "") | {"kind": "line", "quantity": "1"}


@dataclass(frozen=True)
class Head:
    """What a document says of itself; ids as they came."""

    customer_id: int | None
    evidence_id: int | None
    term_id: int | None
    date: date | None
    valid: date | None
    reference: str
    subject: str
    note: str


def read_document(
    post: Mapping[str, object], rows: Mapping[str, Sequence[str]]
) -> dict[str, object]:
    """Everything that was typed; ``rows`` are the values of each field of lines, in
    order. ``other`` is a customer of the long list.

    >>> typed = read_document({"customer": "3", "other": "4", "note": " Thanks "},
    ...                       {"kind": ["line", "note"], "name": ["Oak", "Soon"],
    ...                        "price": ["12"]})
    >>> typed["customer"], typed["note"], typed["date"], len(typed["rows"])
    ('4', 'Thanks', '', 2)
    >>> typed["rows"][0]["price"], typed["rows"][1]["price"], typed["rows"][1]["kind"]
    ('12', '', 'note')
    """
    typed: dict[str, object] = {
        field: clean_line(text_of(post, field)) for field in (*TEXTS, *DAYS, *CHOICES)
    }
    typed["customer"] = clean_line(text_of(post, "other")) or typed["customer"]
    typed["note"] = clean_text(text_of(post, "note"))
    count = min(max(map(len, rows.values()), default=0), MOST_ROWS)
    typed["rows"] = [_row(rows, position) for position in range(count)]
    return typed


def _row(rows: Mapping[str, Sequence[str]], position: int) -> dict[str, str]:
    row = {}
    for field in ROW_FIELDS:
        values = rows.get(field, ())
        value = values[position] if position < len(values) else ""
        row[field] = value if isinstance(value, str) else ""
    return row


def read_rows(sent: object) -> list[dict[str, str]]:
    """Rows as a script sends them, whatever it sends.

    >>> read_rows([{"name": "Oak", "price": 3}, "x"])[0]["name"], read_rows({"a": 1})
    ('Oak', [])
    """
    rows = sent if isinstance(sent, list) else []
    return [
        {field: text_of(row, field) for field in ROW_FIELDS}
        for row in rows[:MOST_ROWS]
        if isinstance(row, dict)
    ]


def parse_head(typed: Mapping[str, object]) -> tuple[Head | None, dict[str, str]]:
    """What the document says of itself, or None and codes by field.

    >>> typed = read_document({"customer": "3", "date": "2026-03-10"}, {})
    >>> head, errors = parse_head(typed)
    >>> head.customer_id, head.date.day, head.valid, errors
    (3, 10, None, {})
    >>> parse_head(read_document({"customer": "x", "valid": "9999-12-31"}, {}))[1]
    {'valid': 'invalid', 'customer': 'invalid'}
    """
    days = {field: read_date(typed[field]) for field in DAYS}
    ids = {field: whole_number(typed[field]) for field in CHOICES}
    found = {
        field: INVALID
        for field, value in (days | ids).items()
        if typed[field] and value is None
    }
    found |= {
        field: text_error(typed[field], most)
        for field, most in (TEXTS | {"note": MOST_NOTE}).items()
    }
    errors = {field: code for field, code in found.items() if code}
    if errors:
        return None, errors
    return Head(
        customer_id=ids["customer"],
        evidence_id=ids["evidence"],
        term_id=ids["term"],
        date=days["date"],
        valid=days["valid"],
        reference=typed["reference"],
        subject=typed["subject"],
        note=typed["note"],
    ), {}


def with_row(typed: Mapping[str, object], kind: str) -> dict[str, object]:
    """What was typed, and one more row of that kind; its VAT and unit are those of the
    line before.

    >>> typed = {"rows": [FRESH | {"tax": "7", "unit": "2"}]}
    >>> with_row(typed, "line")["rows"][1]["tax"]
    '7'
    """
    lines = [row for row in typed["rows"] if row["kind"] == "line"]
    last = lines[-1] if lines else {}
    like = {field: last.get(field, "") for field in ("tax", "unit")}
    return {**typed, "rows": [*typed["rows"], FRESH | {"kind": kind} | like]}


def read_version(post: Mapping[str, object]) -> int:
    """The version that the page showed; -1, which none has, where that cannot be read.

    >>> read_version({"version": "3"}), read_version({}), read_version({"version": "x"})
    (3, -1, -1)
    """
    version = whole_number(text_of(post, "version"))
    return -1 if version is None else version
