"""Time noted during the month, turned into lines of an invoice."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

MINUTES_IN_HOUR = Decimal(60)
HUNDREDTH = Decimal("0.01")


@dataclass(frozen=True)
class Spell:
    """Whole minutes spent on something on one day, and the price of an hour."""

    day: date
    minutes: int
    label: str
    price: Decimal
    key: int


@dataclass(frozen=True)
class TimeLine:
    """Spells of one label and price: ``hours`` to the hundredth."""

    label: str
    price: Decimal
    hours: Decimal
    first: date
    last: date
    keys: tuple[int, ...]


def hours(minutes: int) -> Decimal:
    """Minutes in hours, to the hundredth that quantities are kept to.

    >>> [str(hours(minutes)) for minutes in (60, 90, 100, 1)]
    ['1.00', '1.50', '1.67', '0.02']
    """
    return (Decimal(minutes) / MINUTES_IN_HOUR).quantize(HUNDREDTH, ROUND_HALF_UP)


def to_lines(spells: Sequence[Spell]) -> list[TimeLine]:
    """One line for each label and price, in the order in which they first come;
    minutes are added up before they are rounded.

    >>> spells = [Spell(date(2026, 3, day), 20, "Design", Decimal(60), day)
    ...           for day in (2, 1, 3)]
    >>> [line] = to_lines(spells)
    >>> str(line.hours), line.first.day, line.last.day, line.keys
    ('1.00', 1, 3, (1, 2, 3))
    """
    groups: dict[tuple[str, Decimal], list[Spell]] = {}
    for spell in sorted(spells, key=lambda spell: (spell.day, spell.key)):
        groups.setdefault((spell.label, spell.price), []).append(spell)
    return [
        TimeLine(
            label=label,
            price=price,
            hours=hours(sum(spell.minutes for spell in found)),
            first=found[0].day,
            last=found[-1].day,
            keys=tuple(spell.key for spell in found),
        )
        for (label, price), found in groups.items()
    ]
