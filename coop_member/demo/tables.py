"""Reads the demonstration's tables, one CSV file a table, and its other files, all in
the folder ``data``."""

import base64
import csv
import re
from datetime import date, timedelta
from pathlib import Path

from ..core.contracts import add_months

FOLDER = Path(__file__).parent / "data"
_DAY = re.compile(r"([+-]\d+m)?([+-]\d+d)?")


def read(name: str, folder: Path = FOLDER) -> list[dict[str, str]]:
    """Rows of the table ``name``, as dictionaries of text by column; modules keep
    theirs in a ``folder`` of their own."""
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def file_content(name: str) -> bytes:
    """Content of the file ``name``, as a binary field takes it."""
    return base64.b64encode((FOLDER / name).read_bytes())


def day(text: str, today: date) -> date | None:
    """The day that a table gives relative to ``today``, None where it is empty.

    Months lead to the first day of a month, days are added to that, or to today.

    >>> day("-12d", date(2026, 3, 15)), day("+1m", date(2026, 3, 15))
    (datetime.date(2026, 3, 3), datetime.date(2026, 4, 1))
    >>> day("-6m-1d", date(2026, 3, 15))
    datetime.date(2025, 8, 31)
    >>> day("soon", date(2026, 3, 15))
    Traceback (most recent call last):
    ValueError: soon
    """
    if not text:
        return None
    match = _DAY.fullmatch(text)
    if not match:
        raise ValueError(text)
    months, days = match.groups()
    if months:
        today = add_months(today.replace(day=1), int(months[:-1]))
    return today + timedelta(days=int(days[:-1])) if days else today
