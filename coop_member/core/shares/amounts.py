"""Numbers: read exactly, rounded once, divided to the last unit."""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation


class NotDivisible(ValueError):
    """A total below zero, or no weights to divide it by."""


class NotANumber(ValueError):
    """A value that is no finite number."""


def decimal(value: int | str | float | Decimal) -> Decimal:
    """The number as it is written: a float's shortest text, not its binary value.

    >>> decimal(0.1), decimal("15.50"), decimal(3)
    (Decimal('0.1'), Decimal('15.50'), Decimal('3'))
    >>> decimal("a lot")
    Traceback (most recent call last):
    coop_member.core.shares.amounts.NotANumber: a lot
    """
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        raise NotANumber(value) from None
    if not number.is_finite():
        raise NotANumber(value)
    return number


def round_to(amount: Decimal, unit: Decimal) -> Decimal:
    """The amount as a multiple of ``unit`` (a currency's rounding), halves away from
    zero.

    >>> round_to(Decimal("2.345"), Decimal("0.01"))
    Decimal('2.35')
    >>> round_to(Decimal("-2.13"), Decimal("0.05"))
    Decimal('-2.15')
    """
    return (amount / unit).quantize(Decimal(1), ROUND_HALF_UP) * unit


def apportion(total: int, weights: Sequence[int | Decimal]) -> list[int]:
    """Divide ``total`` in whole parts by weight, to the last unit: what is left over
    goes to the largest remainders, the first where they are equal.

    Raises NotDivisible where the total is below zero or no weight is above.

    >>> apportion(10, [1, 1, 1]), apportion(10, [2, 1, 0])
    ([4, 3, 3], [7, 3, 0])
    >>> apportion(0, [])
    []
    """
    whole = sum(weights)
    if total == 0:
        return [0] * len(weights)
    if total < 0 or whole <= 0 or min(weights) < 0:
        raise NotDivisible(f"{total} by {whole}")
    quotas = [divmod(total * weight, whole) for weight in weights]
    parts = [int(quotient) for quotient, _remainder in quotas]
    largest = sorted(range(len(quotas)), key=lambda i: -quotas[i][1])
    for position in largest[: total - sum(parts)]:
        parts[position] += 1
    return parts
