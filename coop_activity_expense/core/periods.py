"""Periods that people ask statements for."""

from calendar import monthrange
from datetime import date

#: what may be asked for; years are those of the cooperative
PERIODS = ("month", "last_month", "quarter", "last_quarter", "year", "last_year")


def period_of(name: str, today: date, last_month: int = 12) -> tuple[date, date]:
    """First and last day of the period ``name`` that ``today`` lies in, or of the one
    before it; ``last_month`` is that in which the year ends. What is running goes as
    far as today.

    >>> day = date(2026, 2, 14)
    >>> [str(bound) for bound in period_of("year", day)]
    ['2026-01-01', '2026-02-14']
    >>> [str(bound) for bound in period_of("last_year", day, 6)]
    ['2024-07-01', '2025-06-30']
    >>> [str(bound) for bound in period_of("quarter", day, 6)]
    ['2026-01-01', '2026-02-14']
    >>> [str(bound) for bound in period_of("last_quarter", day)]
    ['2025-10-01', '2025-12-31']
    >>> [str(bound) for bound in period_of("last_month", day)]
    ['2026-01-01', '2026-01-31']
    """
    length = {"month": 1, "quarter": 3, "year": 12}[name.removeprefix("last_")]
    position = today.year * 12 + today.month - 1
    first = position - (position - last_month) % length
    if not name.startswith("last_"):
        return _day(first), today
    last_year, last = divmod(first - 1, 12)
    end = date(last_year, last + 1, monthrange(last_year, last + 1)[1])
    return _day(first - length), end


def _day(position):
    year, month = divmod(position, 12)
    return date(year, month + 1, 1)
