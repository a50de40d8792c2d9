"""What circulated among members, told without telling on anyone."""

from collections.abc import Collection, Hashable, Iterable
from dataclasses import dataclass
from datetime import date

#: how many people must stand behind a figure for it to be shown
FEW = 3


@dataclass(frozen=True)
class Cell:
    """Time given, and ids of people who stand behind it: all of them where they are
    fewer than `FEW`, else any `FEW` of them."""

    key: Hashable
    minutes: int
    people: frozenset


def gather(cells: Iterable[Cell]) -> list[Cell]:
    """One cell a key, in the order in which keys come.

    >>> ada, jo = frozenset(["ada"]), frozenset(["jo"])
    >>> [cell] = gather([Cell("help", 30, ada), Cell("help", 15, jo)])
    >>> cell.minutes, sorted(cell.people)
    (45, ['ada', 'jo'])
    """
    gathered: dict[Hashable, Cell] = {}
    for cell in cells:
        known = gathered.get(cell.key, Cell(cell.key, 0, frozenset()))
        gathered[cell.key] = _merge(cell.key, (known, cell))
    return list(gathered.values())


def fold(cells: Collection[Cell]) -> list[Cell]:
    """Cells that may be shown: those behind which few people stand become one of key
    None, the last, with the smallest of the others where they are still too few
    together. Nothing may be shown when there are too few people in all.

    >>> many, ada, jo = frozenset("abc"), frozenset(["ada"]), frozenset(["jo"])
    >>> help, walk = Cell("help", 90, many), Cell("walk", 60, many)
    >>> shown = fold([help, walk, Cell("poem", 30, ada)])
    >>> [(cell.key, cell.minutes) for cell in shown]
    [('help', 90), (None, 90)]
    >>> fold([Cell("poem", 30, ada), Cell("song", 30, jo)])
    []
    """
    few = [cell for cell in cells if len(cell.people) < FEW]
    enough = [cell for cell in cells if len(cell.people) >= FEW]
    if not few:
        return enough
    if enough and len(_merge(None, few).people) < FEW:
        smallest = min(enough, key=lambda cell: cell.minutes)
        enough.remove(smallest)
        few.append(smallest)
    other = _merge(None, few)
    return [*enough, other] if len(other.people) >= FEW else []


def _merge(key, cells):
    people = frozenset().union(*(cell.people for cell in cells))
    return Cell(key, sum(cell.minutes for cell in cells), people)


def year_until(today: date) -> tuple[date, date]:
    """First and last day of the twelve months of which ``today`` is in the last.

    >>> year_until(date(2026, 3, 17))
    (datetime.date(2025, 4, 1), datetime.date(2026, 3, 17))
    >>> year_until(date(2026, 12, 31))
    (datetime.date(2026, 1, 1), datetime.date(2026, 12, 31))
    """
    month = today.month % 12 + 1
    return date(today.year - (month > 1), month, 1), today


class PeriodError(ValueError):
    """What is wrong with a period; the subclass says what."""


class NoDay(PeriodError):
    """A day is missing, or is none."""


class Backwards(PeriodError):
    """It ends before it starts."""


def read_period(first: str, last: str) -> tuple[date, date]:
    """The days of a period that was typed, in ISO format; raises `PeriodError`.

    >>> read_period("2026-01-01", "2026-12-31")
    (datetime.date(2026, 1, 1), datetime.date(2026, 12, 31))
    >>> read_period("2026-02-30", "2026-12-31")
    Traceback (most recent call last):
    coop_member.core.circulation.NoDay
    >>> read_period("2026-12-31", "2026-01-01")
    Traceback (most recent call last):
    coop_member.core.circulation.Backwards
    """
    try:
        days = date.fromisoformat(first), date.fromisoformat(last)
    except ValueError as error:
        raise NoDay from error
    if days[0] > days[1]:
        raise Backwards
    return days
