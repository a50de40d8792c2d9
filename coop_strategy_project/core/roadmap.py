"""A roadmap: bars of projects on a scale of months, in parts of a thousand."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

WHOLE = 1000
#: months above which the scale names years' quarters rather than months
MANY_MONTHS = 18


@dataclass(frozen=True)
class Span:
    """Something that lasts from the ``first`` day to the ``last`` one."""

    key: int
    first: date
    last: date


@dataclass(frozen=True)
class Bar:
    """Where a span lies on the scale: from ``left``, ``width`` wide, in thousandths."""

    key: int
    left: int
    width: int


@dataclass(frozen=True)
class Mark:
    """The first day of a part of the scale, and where that is."""

    day: date
    left: int


@dataclass(frozen=True)
class Scale:
    """What a roadmap shows, both days included."""

    first: date
    last: date

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    def place(self, day: date) -> int:
        """Where a day begins, within the scale.

        >>> scale = Scale(date(2026, 1, 1), date(2026, 1, 10))
        >>> [scale.place(date(2026, 1, day)) for day in (1, 6, 11)]
        [0, 500, 1000]
        """
        offset = min(max((day - self.first).days, 0), self.days)
        return WHOLE * offset // self.days


def bars(spans: Iterable[Span], scale: Scale) -> list[Bar]:
    """The part of each span that lies on the scale; spans beside it are left out.

    >>> scale = Scale(date(2026, 1, 1), date(2026, 1, 10))
    >>> bars([Span(7, date(2025, 12, 1), date(2026, 1, 5))], scale)
    [Bar(key=7, left=0, width=500)]
    >>> bars([Span(8, date(2027, 1, 1), date(2027, 2, 1))], scale)
    []
    """
    found = []
    for span in spans:
        if span.last < scale.first or span.first > scale.last:
            continue
        left = scale.place(span.first)
        right = scale.place(span.last + timedelta(days=1))
        found.append(Bar(span.key, left, max(right - left, 1)))
    return found


def marks(scale: Scale) -> list[Mark]:
    """The beginnings of months, or of quarters on a long scale.

    >>> [mark.left for mark in marks(Scale(date(2026, 1, 1), date(2026, 2, 28)))]
    [0, 525]
    >>> len(marks(Scale(date(2025, 1, 1), date(2028, 12, 31))))
    16
    """
    months = 12 * (scale.last.year - scale.first.year)
    months += scale.last.month - scale.first.month + 1
    step = 3 if months > MANY_MONTHS else 1
    day = scale.first.replace(day=1)
    found = []
    while day <= scale.last:
        if step == 1 or day.month % step == 1:
            found.append(Mark(day, scale.place(max(day, scale.first))))
        day = (day + timedelta(days=32)).replace(day=1)
    return found
