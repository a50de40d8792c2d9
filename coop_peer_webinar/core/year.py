"""A year of webinars in figures."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Session:
    """One webinar that took place: how many had ``registered`` (those who came too),
    how many ``attended``, the ``ratings`` it got, and how many of its speakers had
    never spoken before."""

    day: date
    registered: int
    attended: int
    ratings: tuple[int, ...] = ()
    first_speakers: int = 0


@dataclass(frozen=True)
class Figures:
    """``rate`` is in percent, ``satisfaction`` from 1 to 5; None where nobody
    registered, or said anything."""

    sessions: int
    registered: int
    attended: int
    rate: int | None
    ratings: int
    satisfaction: float | None
    first_speakers: int


def figures(sessions: Iterable[Session]) -> Figures:
    """What ``sessions`` come to.

    >>> figures([Session(date(2026, 3, 24), 10, 8, (5, 4), 1),
    ...          Session(date(2026, 4, 7), 10, 7, (4,))])
    ... # doctest: +NORMALIZE_WHITESPACE
    Figures(sessions=2, registered=20, attended=15, rate=75, ratings=3,
            satisfaction=4.3, first_speakers=1)
    >>> figures([]).rate is figures([]).satisfaction is None
    True
    """
    sessions = list(sessions)
    registered = sum(one.registered for one in sessions)
    attended = sum(one.attended for one in sessions)
    ratings = [rating for one in sessions for rating in one.ratings]
    return Figures(
        sessions=len(sessions),
        registered=registered,
        attended=attended,
        rate=percent(attended, registered),
        ratings=len(ratings),
        satisfaction=round(sum(ratings) / len(ratings), 1) if ratings else None,
        first_speakers=sum(one.first_speakers for one in sessions),
    )


def by_month(sessions: Iterable[Session]) -> list[int]:
    """Who attended, by month from January to December.

    >>> by_month([Session(date(2026, 3, 24), 10, 8), Session(date(2026, 3, 31), 9, 2)])
    [0, 0, 10, 0, 0, 0, 0, 0, 0, 0, 0, 0]
    """
    months = [0] * 12
    for session in sessions:
        months[session.day.month - 1] += session.attended
    return months


def percent(part: int, whole: int) -> int | None:
    """How many in a hundred, rounded half-up; None of nothing.

    >>> percent(1, 8), percent(3, 3), percent(0, 0)
    (13, 100, None)
    """
    return (200 * part + whole) // (2 * whole) if whole else None
