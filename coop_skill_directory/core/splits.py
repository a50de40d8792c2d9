"""What a group earns, divided among those who have a part in it."""

from collections.abc import Mapping
from decimal import ROUND_DOWN, Decimal
from typing import TypeVar

Key = TypeVar("Key")


class NoParts(ValueError):
    """Nobody has a part in what is to be divided."""


def split(
    amount: Decimal, parts: Mapping[Key, int], unit: Decimal = Decimal("0.01")
) -> dict[Key, Decimal]:
    """Divide ``amount`` in proportion to whole ``parts``; the units that are left over
    go to the largest remainders, the first named among equals: the sum is exact.

    Raises NoParts where no part is above 0, ValueError for a part below 0.

    >>> split(Decimal("100.00"), {"ada": 1, "jo": 1, "kim": 1})
    {'ada': Decimal('33.34'), 'jo': Decimal('33.33'), 'kim': Decimal('33.33')}
    >>> split(Decimal("-10.00"), {"ada": 3, "jo": 1})
    {'ada': Decimal('-7.50'), 'jo': Decimal('-2.50')}
    """
    if any(part < 0 for part in parts.values()):
        raise ValueError("parts")
    whole = sum(parts.values())
    if not whole:
        raise NoParts
    units = int((abs(amount) / unit).to_integral_value())
    exact = {key: Decimal(units) * part / whole for key, part in parts.items()}
    given = {key: int(one.to_integral_value(ROUND_DOWN)) for key, one in exact.items()}
    left = units - sum(given.values())
    by_remainder = sorted(exact, key=lambda key: given[key] - exact[key])
    for key in by_remainder[:left]:
        given[key] += 1
    sign = -1 if amount < 0 else 1
    return {key: sign * count * unit for key, count in given.items()}


def percentages(parts: Mapping[Key, int]) -> dict[Key, Decimal]:
    """The parts in hundredths of the whole, which add up to 100.0; empty where there
    is no part.

    >>> percentages({"ada": 1, "jo": 2})
    {'ada': Decimal('33.3'), 'jo': Decimal('66.7')}
    >>> percentages({"ada": 0})
    {}
    """
    try:
        return split(Decimal(100), parts, Decimal("0.1"))
    except NoParts:
        return {}
