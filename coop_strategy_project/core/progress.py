"""Progress of projects taken together, and of the money of a grant."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal


def mean(percentages: Iterable[int | None]) -> int | None:
    """Whole percentage of several, None where nobody told any.

    >>> mean([50, 75, None]), mean([None]), mean([])
    (63, None, None)
    """
    told = [Decimal(one) for one in percentages if one is not None]
    if not told:
        return None
    return int((sum(told) / len(told)).quantize(Decimal(1), ROUND_HALF_UP))


def percent(part: Decimal, whole: Decimal) -> int:
    """``part`` in whole percents of ``whole``, 0 of nothing.

    >>> percent(Decimal("33.3"), Decimal(100)), percent(Decimal(5), Decimal(0))
    (33, 0)
    """
    if not whole:
        return 0
    return int((100 * part / whole).quantize(Decimal(1), ROUND_HALF_UP))


def elapsed(start: date, end: date, today: date) -> int:
    """Whole percents of a period that are over.

    >>> elapsed(date(2026, 1, 1), date(2026, 1, 10), date(2026, 1, 5))
    50
    >>> elapsed(date(2026, 1, 1), date(2026, 1, 10), date(2027, 1, 1))
    100
    """
    days = (min(max(today, start), end) - start).days
    days += today >= start
    return percent(Decimal(days), Decimal((end - start).days + 1))


@dataclass(frozen=True)
class Money:
    """The figures of a grant, in its currency."""

    granted: Decimal
    received: Decimal
    spent: Decimal

    @property
    def to_receive(self) -> Decimal:
        """What the funder still owes, never below zero.

        >>> Money(Decimal(100), Decimal(40), Decimal(60)).to_receive
        Decimal('60')
        """
        return max(self.granted - self.received, Decimal(0))

    @property
    def left(self) -> Decimal:
        """What may still be spent; below zero where too much was.

        >>> Money(Decimal(100), Decimal(40), Decimal(120)).left
        Decimal('-20')
        """
        return self.granted - self.spent
