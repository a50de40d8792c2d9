"""How an accepted quote becomes invoices: deposits, progress, balance. Amounts are
without tax, in the currency's unit; taxes are worked out by Odoo on each invoice."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

ZERO, HUNDRED = Decimal(0), Decimal(100)


@dataclass(frozen=True)
class Part:
    """What a line of the quote comes to, and what has been invoiced of it.

    ``group`` is what its taxes have in common: amounts that are taxed alike may be
    added up, others never.
    """

    key: int
    group: tuple[int, ...]
    amount: Decimal
    invoiced: Decimal = ZERO


@dataclass(frozen=True)
class Share:
    """An amount to invoice: of a line (``key``), or of all lines of a ``group``."""

    group: tuple[int, ...]
    amount: Decimal
    key: int | None = None


class NothingLeft(Exception):
    """What was asked for has been invoiced already."""


class BadPercent(Exception):
    """A percentage lies above 0, and is 100 at most."""


def deposit(parts: Sequence[Part], percent: Decimal, unit: Decimal) -> list[Share]:
    """A percentage of each group, rounded to ``unit``.

    >>> parts = [Part(1, (20,), Decimal("100.05")), Part(2, (20,), Decimal("50")),
    ...          Part(3, (10,), Decimal("33.33"))]
    >>> cent = Decimal("0.01")
    >>> [(s.group, str(s.amount)) for s in deposit(parts, Decimal(30), cent)]
    [((20,), '45.02'), ((10,), '10.00')]
    >>> deposit(parts, Decimal(101), cent)
    Traceback (most recent call last):
        ...
    coop_activity_expense.core.quotes.BadPercent
    """
    _check(percent)
    sums = _by_group(parts)
    shares = [Share(g, _part_of(a, percent, unit)) for g, a in sums.items()]
    return _not_empty(shares)


def progress(parts: Sequence[Part], percent: Decimal, unit: Decimal) -> list[Share]:
    """What takes each line to ``percent`` of its amount, invoiced before included.

    >>> cent = Decimal("0.01")
    >>> parts = [Part(1, (), Decimal("100"), Decimal("30")), Part(2, (), Decimal("9"))]
    >>> [(s.key, str(s.amount)) for s in progress(parts, Decimal(50), cent)]
    [(1, '20.00'), (2, '4.50')]

    A line that is further already is left alone; steps add up to the whole:

    >>> [(s.key, str(s.amount)) for s in progress(parts, Decimal(20), cent)]
    [(2, '1.80')]
    >>> third = [Part(1, (), Decimal("100"), Decimal("66.67"))]
    >>> [str(s.amount) for s in progress(third, Decimal(100), cent)]
    ['33.33']
    """
    _check(percent)
    shares = []
    for part in parts:
        reached = _part_of(part.amount, percent, unit)
        left = reached - part.invoiced
        # never back, whichever sign the line has
        if left and (left > 0) == (part.amount > 0):
            shares.append(Share(part.group, left, part.key))
    return _not_empty(shares)


def balance(
    parts: Sequence[Part], deposits: dict[tuple[int, ...], Decimal]
) -> list[Share]:
    """What is left of each line, then what deposits take off, group by group.

    >>> parts = [Part(1, (20,), Decimal("100"), Decimal("40")),
    ...          Part(2, (10,), Decimal("50"), Decimal("50"))]
    >>> [(s.key, str(s.amount)) for s in balance(parts, {(20,): Decimal("30")})]
    [(1, '60'), (None, '-30')]
    >>> balance(parts[1:], {})
    Traceback (most recent call last):
        ...
    coop_activity_expense.core.quotes.NothingLeft
    """
    left = [
        Share(part.group, part.amount - part.invoiced, part.key)
        for part in parts
        if part.amount != part.invoiced
    ]
    taken = [Share(group, -amount) for group, amount in deposits.items() if amount]
    if sum(share.amount for share in [*left, *taken]) <= 0:
        raise NothingLeft
    return [*left, *taken]


def excess(total: Decimal, invoiced: Decimal, documents: int, unit: Decimal) -> Decimal:
    """By how much documents go beyond a total, 0 where they do not. VAT is rounded
    once on each of them: as many half units are no excess.

    >>> cent = Decimal("0.01")
    >>> [str(excess(Decimal(100), Decimal(n), 3, cent)) for n in ("99", "100.01")]
    ['0', '0']
    >>> str(excess(Decimal(100), Decimal("100.02"), 3, cent))
    '0.02'
    """
    beyond = invoiced - total
    return beyond if beyond > unit * documents / 2 else ZERO


def _check(percent: Decimal) -> None:
    if not ZERO < percent <= HUNDRED:
        raise BadPercent


def _part_of(amount: Decimal, percent: Decimal, unit: Decimal) -> Decimal:
    return (amount * percent / HUNDRED).quantize(unit, ROUND_HALF_UP)


def _by_group(parts: Sequence[Part]) -> dict[tuple[int, ...], Decimal]:
    sums: dict[tuple[int, ...], Decimal] = {}
    for part in parts:
        sums[part.group] = sums.get(part.group, ZERO) + part.amount
    return sums


def _not_empty(shares: Sequence[Share]) -> list[Share]:
    found = [share for share in shares if share.amount]
    if not found:
        raise NothingLeft
    return found
