"""When a webinar is: the next free lunchtime, and when its door opens."""

from collections.abc import Collection
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

#: how far a webinar is, seen from now
EARLY, OPEN, OVER = "early", "open", "over"
#: days looked ahead for a free one
FARTHEST = 366


def next_day(
    today: date, weekday: int, notice: int, taken: Collection[date] = ()
) -> date:
    """The first ``weekday`` (0 for Monday) at least ``notice`` days from ``today`` on
    which there is no webinar yet.

    >>> next_day(date(2026, 3, 10), 1, 14)  # a Tuesday, two weeks ahead
    datetime.date(2026, 3, 24)
    >>> next_day(date(2026, 3, 11), 1, 14, {date(2026, 3, 31)})
    datetime.date(2026, 4, 7)
    """
    first = today + timedelta(days=notice)
    first += timedelta(days=(weekday - first.weekday()) % 7)
    days = (first + timedelta(weeks=week) for week in range(FARTHEST // 7))
    return next((day for day in days if day not in taken), first)


def slot(
    day: date, hour: float, minutes: int, zone: str = "UTC"
) -> tuple[datetime, datetime]:
    """Begin and end, in UTC and without a zone, of so many ``minutes`` from ``hour``
    on the clock of ``zone``.

    >>> slot(date(2026, 3, 24), 12, 60, "Europe/Paris")
    (datetime.datetime(2026, 3, 24, 11, 0), datetime.datetime(2026, 3, 24, 12, 0))
    >>> slot(date(2026, 7, 7), 12.25, 60, "Europe/Brussels")[0]
    datetime.datetime(2026, 7, 7, 10, 15)
    """
    clock = time(int(hour), round(hour % 1 * 60))
    begin = datetime.combine(day, clock, ZoneInfo(zone))
    begin = begin.astimezone(ZoneInfo("UTC")).replace(tzinfo=None)
    return begin, begin + timedelta(minutes=minutes)


def door(now: datetime, begin: datetime, end: datetime, minutes_before: int) -> str:
    """Whether the link may be shown: from some minutes before to the end.

    >>> begin, end = datetime(2026, 3, 24, 11), datetime(2026, 3, 24, 12)
    >>> door(datetime(2026, 3, 24, 10, 44), begin, end, 15)
    'early'
    >>> door(datetime(2026, 3, 24, 10, 45), begin, end, 15)
    'open'
    >>> door(datetime(2026, 3, 24, 12), begin, end, 15)
    'over'
    """
    if now >= end:
        return OVER
    return OPEN if now >= begin - timedelta(minutes=minutes_before) else EARLY


def minutes_between(begin: datetime, end: datetime) -> int:
    """Whole minutes from ``begin`` to ``end``, a day at most.

    >>> minutes_between(datetime(2026, 3, 24, 11), datetime(2026, 3, 24, 12, 0, 30))
    60
    """
    return min(int((end - begin).total_seconds() // 60), 24 * 60)
