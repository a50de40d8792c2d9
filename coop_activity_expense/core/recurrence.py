"""Days that come back, as a rule says them: when declarations are due.

A rule is written as calendars write it (RFC 5545), as far as declarations need:

- ``FREQ=MONTHLY`` with ``INTERVAL``, or ``FREQ=YEARLY`` with ``BYMONTH``;
- the days of these months by ``BYMONTHDAY`` (below zero: from the end), or by
  ``BYDAY`` and ``BYSETPOS`` (``BYDAY=MO,TU,WE,TH,FR;BYSETPOS=2`` is the second
  working day, public holidays aside).

A month that lacks the day has its last one instead, for no declaration is spared by
February. Months of an interval are counted from January, so that every three months
means quarters of the calendar.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from .contribution import shift_month

MONTHLY, YEARLY = "MONTHLY", "YEARLY"
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
DAY = timedelta(days=1)


class RecurrenceError(ValueError):
    """A rule that says no days."""


class UnknownPart(RecurrenceError):
    """A part of a rule that is not understood: ``part``."""

    def __init__(self, part):
        super().__init__(part)
        self.part = part


class PartMissing(RecurrenceError):
    """A rule without a part it needs: ``part``."""

    def __init__(self, part):
        super().__init__(part)
        self.part = part


class ValueOutside(RecurrenceError):
    """A part whose value cannot be: ``part`` and ``value``."""

    def __init__(self, part, value):
        super().__init__(f"{part}={value}")
        self.part, self.value = part, value


@dataclass(frozen=True)
class Rule:
    """Days of certain months: ``day`` of the month, or the ``position``-th of its
    ``weekdays``; both count from the end when they are negative."""

    months: frozenset[int]
    day: int = 0
    weekdays: frozenset[int] = frozenset()
    position: int = 0

    def on(self, year: int, month: int) -> date:
        """The day in a month."""
        if not self.weekdays:
            return nth_day(year, month, self.day)
        days = [day for day in days_of(year, month) if day.weekday() in self.weekdays]
        last = len(days)
        position = self.position - 1 if self.position > 0 else self.position
        return days[max(-last, min(position, last - 1))]


def days_of(year: int, month: int) -> list[date]:
    """Every day of a month."""
    return [nth_day(year, month, day) for day in range(1, last_day(year, month) + 1)]


def last_day(year: int, month: int) -> int:
    """How many days a month has.

    >>> last_day(2024, 2), last_day(2026, 12)
    (29, 31)
    """
    following = date(year + month // 12, month % 12 + 1, 1)
    return (following - DAY).day


def nth_day(year: int, month: int, day: int) -> date:
    """The ``day``-th of a month, or its last one where it is shorter; below zero:
    from the end.

    >>> [nth_day(2026, 2, day).day for day in (1, 28, 31, -1, -28, -31)]
    [1, 28, 28, 28, 1, 1]
    """
    length = last_day(year, month)
    day = day if day > 0 else length + 1 + day
    return date(year, month, max(1, min(day, length)))


def parse(text: str) -> Rule:
    """The rule that a text says.

    >>> parse("FREQ=MONTHLY;BYMONTHDAY=24").on(2026, 3)
    datetime.date(2026, 3, 24)
    >>> sorted(parse("FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=20").months)
    [1, 4, 7, 10]
    >>> parse("FREQ=YEARLY;BYMONTH=5;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=2").on(2026, 5)
    datetime.date(2026, 5, 4)
    >>> parse("FREQ=WEEKLY")
    Traceback (most recent call last):
    coop_activity_expense.core.recurrence.ValueOutside: FREQ=WEEKLY
    """
    parts = _parts(text)
    months = _months(parts)
    if "BYDAY" in parts:
        names = parts["BYDAY"].split(",")
        for name in names:
            if name not in WEEKDAYS:
                raise ValueOutside("BYDAY", name)
        weekdays = frozenset(WEEKDAYS.index(name) for name in names)
        position = _number(parts, "BYSETPOS", -31, 31)
        return Rule(months, weekdays=weekdays, position=position)
    return Rule(months, day=_number(parts, "BYMONTHDAY", -31, 31))


def _parts(text):
    known = {"FREQ", "INTERVAL", "BYMONTH", "BYMONTHDAY", "BYDAY", "BYSETPOS"}
    found = {}
    for piece in filter(None, text.strip().upper().split(";")):
        name, sign, value = (part.strip() for part in piece.partition("="))
        if name not in known or not sign or name in found:
            raise UnknownPart(piece)
        found[name] = value
    return found


def _months(parts):
    frequency = parts.get("FREQ")
    if frequency == MONTHLY:
        step = _number({"INTERVAL": "1"} | parts, "INTERVAL", 1, 12)
        if 12 % step:
            raise ValueOutside("INTERVAL", step)
        return frozenset(range(1, 13, step))
    if frequency != YEARLY:
        raise ValueOutside("FREQ", frequency or "")
    if "BYMONTH" not in parts:
        raise PartMissing("BYMONTH")
    numbers = parts["BYMONTH"].split(",")
    return frozenset(_number({"BYMONTH": n}, "BYMONTH", 1, 12) for n in numbers)


def _number(parts, name, least, most):
    if name not in parts:
        raise PartMissing(name)
    try:
        number = int(parts[name])
    except ValueError:
        number = 0
    if not number or not least <= number <= most:
        raise ValueOutside(name, parts[name])
    return number


def occurrences(rule: Rule, first: date, last: date) -> Iterator[date]:
    """Days of the rule from one day to another, both included.

    >>> quarterly = parse("FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=-1")
    >>> found = occurrences(quarterly, date(2026, 1, 31), date(2026, 9, 1))
    >>> [str(day) for day in found]
    ['2026-01-31', '2026-04-30', '2026-07-31']
    """
    year, month = first.year, first.month
    while (year, month) <= (last.year, last.month):
        if month in rule.months:
            day = rule.on(year, month)
            if first <= day <= last:
                yield day
        year, month = year + month // 12, month % 12 + 1


@dataclass(frozen=True)
class Due:
    """A declaration that is due on ``day``, about a period, and announced on
    ``announced``."""

    day: date
    period_start: date
    period_end: date
    announced: date


def dues(
    rule: Rule,
    first: date,
    last: date,
    period_months: int = 1,
    lag_months: int = 1,
    ahead_days: int = 0,
) -> list[Due]:
    """What is due from one day to another.

    The period of each has ``period_months`` months, and ends with the month that lies
    ``lag_months`` before the day it is due on.

    >>> vat = parse("FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=20")
    >>> [found] = dues(vat, date(2026, 4, 1), date(2026, 6, 30), 3, 1, ahead_days=10)
    >>> str(found.day), str(found.period_start), str(found.period_end)
    ('2026-04-20', '2026-01-01', '2026-03-31')
    >>> str(found.announced)
    '2026-04-10'
    """
    ahead = timedelta(days=ahead_days)
    found = []
    for day in occurrences(rule, first, last):
        end = shift_month(day, 1 - lag_months)
        start = shift_month(end, -period_months)
        found.append(Due(day, start, end - DAY, day - ahead))
    return found


def moved(rule: Rule, months: int) -> Rule:
    """The rule of a cooperative whose year begins ``months`` after January.

    >>> accounts = parse("FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=31")
    >>> sorted(moved(accounts, 9).months)
    [2]
    """
    found = {(month - 1 + months) % 12 + 1 for month in rule.months}
    return replace(rule, months=frozenset(found))
