"""Bars of a chart, as parts of a hundred of its width and height.

Charts are drawn as small pictures that stretch with the page; what they show is said
in a table too.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import ceil, floor

ZERO, HUNDRED = Decimal(0), Decimal(100)
#: lines of the scale between nothing and the largest amount, at most
MOST_LINES = 4
#: how much of its part of the width a group of bars takes
FILLED = Decimal("0.8")
STEPS = (1, 2, 5, 10)
TENTH = Decimal("0.1")


@dataclass(frozen=True)
class Bar:
    """A bar of the ``series``-th amount of a group, from the top left corner."""

    series: int
    x: Decimal
    y: Decimal
    width: Decimal
    height: Decimal


@dataclass(frozen=True)
class Line:
    """A line of the scale: how far down it is, and the amount that it stands for."""

    y: Decimal
    amount: Decimal


@dataclass(frozen=True)
class Chart:
    """Groups of bars beside each other, and the lines of their scale."""

    bars: tuple[Bar, ...]
    lines: tuple[Line, ...]

    @property
    def zero(self) -> Decimal:
        """How far down nothing is."""
        return next(line.y for line in self.lines if not line.amount)


def columns(groups: Sequence[Sequence[Decimal]]) -> Chart:
    """A chart of ``groups`` of amounts, which may be below zero.

    >>> found = columns([(Decimal(1000), Decimal(500)), (Decimal(0), Decimal(-200))])
    >>> [(int(line.y), int(line.amount)) for line in found.lines]
    [(0, 1000), (33, 500), (66, 0), (100, -500)]
    >>> [(bar.series, int(bar.y), int(bar.height)) for bar in found.bars]
    [(0, 0, 66), (1, 33, 33), (1, 66, 13)]
    >>> int(found.zero)
    66
    >>> columns([(ZERO,)]).bars, [int(line.amount) for line in columns([]).lines]
    ((), [1, 0])
    """
    amounts = [amount for group in groups for amount in group]
    scale = _scale(min(amounts, default=ZERO), max(amounts, default=ZERO))
    top, height = scale[0], scale[0] - scale[-1]
    lines = tuple(Line(_part(top - amount, height), amount) for amount in scale)
    bars = [
        _bar(position, series, amount, (len(groups), len(group)), (top, height))
        for position, group in enumerate(groups)
        for series, amount in enumerate(group)
        if amount
    ]
    return Chart(tuple(bars), lines)


def _bar(position, series, amount, counts, scale):
    groups, members = counts
    top, height = scale
    room = HUNDRED / groups
    width = room * FILLED / members
    left = room * position + room * (1 - FILLED) / 2 + width * series
    return Bar(
        series,
        _rounded(left),
        _part(top - max(amount, ZERO), height),
        _rounded(width),
        _part(abs(amount), height),
    )


def _scale(least, most):
    """Round amounts from above the most to below the least, zero among them."""
    least, most = min(least, ZERO), max(most, ZERO)
    step = _step((most - least) / MOST_LINES) if most > least else Decimal(1)
    above = ceil(most / step) if most > least else 1
    return [step * count for count in range(above, floor(least / step) - 1, -1)]


def _step(amount):
    """The next round number: 1, 2 or 5, with noughts.

    >>> [int(_step(Decimal(amount))) for amount in (1, 3, 51, 1200)]
    [1, 5, 100, 2000]
    """
    power = Decimal(1).scaleb(amount.adjusted())
    return next(step * power for step in STEPS if step * power >= amount)


def parts(amounts: Iterable[Decimal]) -> list[Decimal]:
    """How long a bar for each amount is, the longest being a hundred.

    >>> [int(part) for part in parts([Decimal(50), Decimal(-200), ZERO])]
    [25, 100, 0]
    >>> parts([ZERO])
    [Decimal('0.0')]
    """
    sizes = [abs(amount) for amount in amounts]
    most = max(sizes, default=ZERO) or Decimal(1)
    return [_part(size, most) for size in sizes]


def _part(amount, whole):
    return _rounded(amount * HUNDRED / whole)


def _rounded(number):
    return number.quantize(TENTH)
