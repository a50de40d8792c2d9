"""What kilometres driven for an activity cost, by the official scales.

A scale has bands of yearly distance. What a year of a vehicle costs is a function of
its whole distance, so that a trip costs what it adds to its year: f(total after) −
f(total before). Distances are kilometres, amounts are in the currency of the scale.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise

ZERO = Decimal(0)
CENT = Decimal("0.01")


class MileageError(ValueError):
    """A scale or a trip that nothing can be computed from."""


class UnfitBands(MileageError):
    """Bands that do not cover every distance once, in their order."""


class NegativeDistance(MileageError):
    """A distance below zero."""


@dataclass(frozen=True)
class Band:
    """Up to ``up_to`` kilometres a year, included (None: without end), a year costs
    its whole distance times ``rate``, plus ``fixed``."""

    up_to: Decimal | None
    rate: Decimal
    fixed: Decimal = ZERO


@dataclass(frozen=True)
class Scale:
    """Bands in their order, the last one without end, and a ``bonus`` in percent
    (20 for electric vehicles in France).

    >>> Scale((Band(Decimal(5000), Decimal("0.636")),))
    Traceback (most recent call last):
    coop_activity_expense.core.mileage.UnfitBands: the last band has an end
    """

    bands: tuple[Band, ...]
    bonus: Decimal = ZERO

    def __post_init__(self):
        *first, last = self.bands or [Band(ZERO, ZERO)]
        if last.up_to is not None:
            raise UnfitBands("the last band has an end")
        ends = [band.up_to for band in first]
        if None in ends or any(one >= other for one, other in pairwise([ZERO, *ends])):
            raise UnfitBands("each band ends after the one before")


@dataclass(frozen=True)
class Trip:
    """A distance driven on a day, charged by ``scale``; ``rank`` tells the order of
    trips (the earlier day first where it is equal), ``amount`` what was charged for
    it, once that is posted."""

    distance: Decimal
    scale: Scale
    day: date = date.min
    rank: tuple = ()
    amount: Decimal = ZERO

    def __post_init__(self):
        if self.distance < 0:
            raise NegativeDistance(self.distance)


@dataclass(frozen=True)
class Charge:
    """What a trip costs: ``amount``, of which ``correction`` is what earlier trips of
    the year were charged too little (too much, when negative); ``before`` is the
    distance of the year before the trip."""

    amount: Decimal
    before: Decimal
    correction: Decimal = ZERO


def allowance(scale: Scale, distance: Decimal) -> Decimal:
    """What ``distance`` kilometres of a whole year cost, exactly.

    The official examples, France 2023 to 2026:

    >>> five = scale_of("0.636", "0.357", 1395, "0.427", ends=(5000, 20000))
    >>> seven = scale_of("0.697", "0.394", 1515, "0.470", ends=(5000, 20000))
    >>> allowance(five, Decimal(12000)), allowance(seven, Decimal(25000))
    (Decimal('5679.000'), Decimal('11750.000'))
    >>> allowance(five, Decimal(5000)), allowance(five, Decimal(20000))
    (Decimal('3180.000'), Decimal('8535.000'))

    The official scale jumps where it changes bands, and so does this:

    >>> allowance(five, Decimal(20001))
    Decimal('8540.427')

    Electric vehicles, 20 % more:

    >>> electric = Scale(five.bands, bonus=Decimal(20))
    >>> allowance(electric, Decimal(12000))
    Decimal('6814.800')

    Motorcycles of 3 to 5 CV, then mopeds:

    >>> motorcycle = scale_of("0.468", "0.082", 1158, "0.275", ends=(3000, 6000))
    >>> allowance(motorcycle, Decimal(5000))
    Decimal('1568.000')
    >>> moped = scale_of("0.315", "0.079", 711, "0.198", ends=(3000, 6000))
    >>> [allowance(moped, Decimal(km)) for km in (2000, 4000, 8000)]
    [Decimal('630.000'), Decimal('1027.000'), Decimal('1584.000')]

    Belgium, one rate whatever the distance:

    >>> allowance(flat("0.4290"), Decimal(1000))
    Decimal('429.0000')
    """
    if distance < 0:
        raise NegativeDistance(distance)
    if not distance:
        return ZERO
    band = _band(scale, distance)
    return (distance * band.rate + band.fixed) * (100 + scale.bonus) / 100


def _band(scale: Scale, distance: Decimal) -> Band:
    """The band that a year of ``distance`` lies in."""
    return next(b for b in scale.bands if b.up_to is None or distance <= b.up_to)


def flat(rate: str | Decimal) -> Scale:
    """A scale of one rate."""
    return Scale((Band(None, Decimal(rate)),))


def scale_of(
    low: str, middle: str, fixed: int, high: str, ends: tuple[int, int]
) -> Scale:
    """A French scale as it is printed: d × low, d × middle + fixed, d × high."""
    first, second = map(Decimal, ends)
    return Scale(
        (
            Band(first, Decimal(low)),
            Band(second, Decimal(middle), Decimal(fixed)),
            Band(None, Decimal(high)),
        )
    )


def rounded(amount: Decimal, unit: Decimal = CENT) -> Decimal:
    """The amount as a multiple of ``unit``, halves away from zero."""
    return (amount / unit).quantize(Decimal(1), ROUND_HALF_UP) * unit


def added(scale: Scale, before: Decimal, distance: Decimal, unit: Decimal) -> Decimal:
    """What ``distance`` adds to a year that has ``before`` kilometres.

    What is rounded is each year's total, so that splitting a trip changes nothing.

    >>> five = scale_of("0.636", "0.357", 1395, "0.427", ends=(5000, 20000))
    >>> added(five, Decimal(4900), Decimal(200), CENT)
    Decimal('99.30')
    """
    after = rounded(allowance(scale, before + distance), unit)
    return after - rounded(allowance(scale, before), unit)


def charges(
    posted: Sequence[Trip], pending: Sequence[Trip], unit: Decimal = CENT
) -> list[Charge]:
    """What each trip of ``pending`` costs, in the order given, after those of the same
    vehicle and year that are ``posted``, in the order of their posting.

    Posted trips keep what they were charged. Pending ones follow them by rank, then by
    day, and where posted trips were charged otherwise than their scale says (one
    before them was reversed, a provisional rate was corrected), the first pending
    trip makes up for it: a year always costs f(its total distance).

    >>> five = scale_of("0.636", "0.357", 1395, "0.427", ends=(5000, 20000))
    >>> march, june = date(2026, 3, 1), date(2026, 6, 1)
    >>> late, early = Trip(Decimal(4000), five, june), Trip(Decimal(3000), five, march)
    >>> [charge.amount for charge in charges([], [late, early])]
    [Decimal('1986.00'), Decimal('1908.00')]
    >>> posted = [Trip(Decimal(4900), five, june, amount=Decimal("3116.40"))]
    >>> [charge.amount for charge in charges(posted, [early])]
    [Decimal('1098.90')]
    """
    before, correction = ZERO, ZERO
    for trip in posted:
        correction += added(trip.scale, before, trip.distance, unit) - trip.amount
        before += trip.distance
    found: list[Charge] = [Charge(ZERO, ZERO)] * len(pending)
    order = sorted(range(len(pending)), key=lambda i: (pending[i].rank, pending[i].day))
    for position in order:
        trip = pending[position]
        amount = added(trip.scale, before, trip.distance, unit)
        found[position] = Charge(amount + correction, before, correction)
        before += trip.distance
        correction = ZERO
    return found


@dataclass(frozen=True)
class Way:
    """What a trip does to the year of its vehicle: the bands that the year lies in
    ``first`` and ``last`` (the same where the trip is charged by one rate), and what
    the year costs ``before`` and ``after`` it."""

    first: Band
    last: Band
    before: Decimal
    after: Decimal
    end: Decimal | None = None

    @property
    def one_rate(self) -> bool:
        """Whether the trip is its distance times one rate."""
        starts = not self.before and self.last.fixed
        return self.first == self.last and not starts


def way(scale: Scale, before: Decimal, distance: Decimal) -> Way:
    """How the cost of ``distance`` comes about in a year that has ``before``; ``end``
    is where the last band begins, None for the first one.

    >>> five = scale_of("0.636", "0.357", 1395, "0.427", ends=(5000, 20000))
    >>> one, other = way(five, Decimal(0), CENT), way(five, Decimal(4900), Decimal(200))
    >>> one.one_rate, one.first.rate, one.end, other.one_rate, other.end
    (True, Decimal('0.636'), None, False, Decimal('5000'))
    >>> other.before, other.after
    (Decimal('3116.400'), Decimal('3215.700'))

    A year that begins in a band with a fixed part is not charged by one rate:

    >>> way(five, Decimal(0), Decimal(6000)).one_rate
    False
    """
    last = _band(scale, before + distance)
    position = scale.bands.index(last)
    return Way(
        _band(scale, before),
        last,
        allowance(scale, before),
        allowance(scale, before + distance),
        scale.bands[position - 1].up_to if position else None,
    )
