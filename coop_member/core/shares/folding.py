"""Who holds which shares: moves folded into holdings, holdings into sums."""

from collections.abc import Callable, Hashable, Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from .moves import MoreThanHeld, Move, in_order

#: (holder, type of share) → number of shares, never 0
Holdings = Mapping[tuple[Hashable, Hashable], int]


class Held(NamedTuple):
    """A number of shares and what they are worth."""

    quantity: int = 0
    amount: Decimal = Decimal(0)


def holdings(
    moves: Iterable[Move], at: date | None = None
) -> dict[tuple[Hashable, Hashable], int]:
    """Shares held at the end of the day ``at``, or after all moves: quantities above
    zero by (holder, type of share).

    Raises MoreThanHeld where a giver would go below zero, on any day up to then.

    >>> bought = Move(1, date(2026, 1, 5), "A", None, "Ana", 10, Decimal(15))
    >>> given = Move(2, date(2026, 2, 1), "A", "Ana", "Bo", 4, Decimal(15))
    >>> holdings([given, bought])
    {('Ana', 'A'): 6, ('Bo', 'A'): 4}
    >>> holdings([given, bought], at=date(2026, 1, 31))
    {('Ana', 'A'): 10}
    >>> holdings([given])
    Traceback (most recent call last):
    coop_member.core.shares.moves.MoreThanHeld: move 2: 4 of 0
    """
    held: dict[tuple[Hashable, Hashable], int] = {}
    for move in in_order(moves):
        if at is not None and move.day > at:
            break
        if move.giver is not None:
            _take(held, move)
        if move.receiver is not None:
            key = (move.receiver, move.share_type)
            held[key] = held.get(key, 0) + move.quantity
    return held


def _take(held, move):
    key = (move.giver, move.share_type)
    before = held.pop(key, 0)
    if before < move.quantity:
        raise MoreThanHeld(move, before)
    if before > move.quantity:
        held[key] = before - move.quantity


def held_since(changes: Iterable[tuple[date, int]]) -> date | None:
    """The day from which a holder has had shares without a break, given the (day,
    shares more or less) of each move in order; None where there are none left.

    >>> held_since([(date(2026, 1, 5), 10), (date(2026, 2, 1), -4)])
    datetime.date(2026, 1, 5)
    >>> held_since([(date(2026, 1, 5), 10), (date(2026, 2, 1), -10)]) is None
    True
    """
    held, since = 0, None
    for day, change in changes:
        since = since if held else day
        held += change
    return since if held else None


def by_holder(
    holdings: Holdings, unit_values: Mapping[Hashable, Decimal]
) -> dict[Hashable, Held]:
    """What each holder has; ``unit_values`` is the nominal value of each type.

    >>> by_holder({("Ana", "A"): 6, ("Ana", "B"): 1, ("Bo", "A"): 4},
    ...           {"A": Decimal(15), "B": Decimal(100)})["Ana"]
    Held(quantity=7, amount=Decimal('190'))
    """
    return _sum_by(lambda holder, _type: holder, holdings, unit_values)


def by_type(
    holdings: Holdings, unit_values: Mapping[Hashable, Decimal]
) -> dict[Hashable, Held]:
    """What is held of each type of share."""
    return _sum_by(lambda _holder, share_type: share_type, holdings, unit_values)


def by_college(
    holdings: Holdings,
    college_of: Mapping[Hashable, Hashable],
    unit_values: Mapping[Hashable, Decimal],
) -> dict[Hashable, Held]:
    """What each college's members have; None is the college of those who are in none.

    >>> by_college({("Ana", "A"): 6, ("Bo", "A"): 4}, {"Bo": "staff"},
    ...            {"A": Decimal(15)})["staff"]
    Held(quantity=4, amount=Decimal('60'))
    """
    return _sum_by(lambda holder, _type: college_of.get(holder), holdings, unit_values)


def total(holdings: Holdings, unit_values: Mapping[Hashable, Decimal]) -> Held:
    """What all have together.

    >>> total({("Ana", "A"): 6, ("Bo", "A"): 4}, {"A": Decimal(15)})
    Held(quantity=10, amount=Decimal('150'))
    >>> total({}, {})
    Held(quantity=0, amount=Decimal('0'))
    """
    return _sum_by(lambda *_key: None, holdings, unit_values).get(None, Held())


def _sum_by(key_of: Callable, holdings, unit_values):
    sums: dict[Hashable, Held] = {}
    for (holder, share_type), quantity in holdings.items():
        key = key_of(holder, share_type)
        so_far = sums.get(key, Held())
        amount = quantity * unit_values[share_type]
        sums[key] = Held(so_far.quantity + quantity, so_far.amount + amount)
    return sums
