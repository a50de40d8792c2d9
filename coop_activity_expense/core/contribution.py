"""What an activity contributes to its cooperative, and how that comes about.

A year's contribution is a function of all that the year has brought so far. What is
taken at a time is that, less what was taken before: late invoices are caught up, and
nothing is taken twice. Amounts are in the currency of the cooperative, rates in
percent; months are named by their first day, and nothing is rounded but a year's
total, once.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise

ZERO = Decimal(0)
CENT = Decimal("0.01")

#: what a contribution is computed on
INVOICED, COLLECTED, MARGIN = "invoiced", "collected", "margin"
#: the total that bands are measured on
YEAR, ENTRY = "year", "entry"
#: months of a year, each of which bears a twelfth of a yearly limit
TWELVE = Decimal(12)


class ContributionError(ValueError):
    """Terms that nothing can be computed from."""


class NoBands(ContributionError):
    """Terms without a band."""


class RateOutside(ContributionError):
    """A rate below 0 % or above 100 %: ``band``."""

    def __init__(self, band):
        super().__init__(f"{band.rate} %")
        self.band = band


class EmptyBand(ContributionError):
    """A band that ends where it begins, or before: ``band``."""

    def __init__(self, band):
        super().__init__(f"from {band.lower} to {band.upper}")
        self.band = band


class BandPairError(ContributionError):
    """Two neighbouring bands that do not fit: ``first`` and ``second`` (None at the
    beginning, or at the end)."""

    def __init__(self, first, second):
        super().__init__(f"{first} and {second}")
        self.first, self.second = first, second


class OverlappingBands(BandPairError):
    """An amount that two bands cover."""


class BandGap(BandPairError):
    """An amount that no band covers."""


class NegativeTerm(ContributionError):
    """A fee, a limit or a number of months below zero."""


class FloorAboveCeiling(ContributionError):
    """At least more than at most."""


class NoTerms(ContributionError):
    """A month that no version of the terms covers: ``month``."""

    def __init__(self, month):
        super().__init__(f"{month:%Y-%m}")
        self.month = month


@dataclass(frozen=True)
class Band:
    """What lies above ``lower`` and up to ``upper`` (None: without end) bears
    ``rate`` percent."""

    lower: Decimal
    upper: Decimal | None
    rate: Decimal

    def within(self, total: Decimal) -> Decimal:
        """The part of ``total`` that lies in this band."""
        top = total if self.upper is None else min(total, self.upper)
        return max(ZERO, top - self.lower)


def checked(bands: Iterable[Band]) -> tuple[Band, ...]:
    """Bands in their order, once they are known to cover every amount exactly once.

    >>> ten = Decimal(10)
    >>> one, other = Band(ZERO, ten, ten), Band(ten, None, Decimal(5))
    >>> checked([other, one]) == (one, other)
    True
    >>> checked([one, Band(Decimal(8), None, ten)])
    Traceback (most recent call last):
    coop_activity_expense.core.contribution.OverlappingBands: ...
    >>> checked([one, Band(Decimal(12), None, ten)])
    Traceback (most recent call last):
    coop_activity_expense.core.contribution.BandGap: ...
    """
    found = tuple(sorted(bands, key=lambda band: band.lower))
    if not found:
        raise NoBands("no band")
    for band in found:
        if not 0 <= band.rate <= 100:
            raise RateOutside(band)
        if band.upper is not None and band.upper <= band.lower:
            raise EmptyBand(band)
    if found[0].lower:
        raise (BandGap if found[0].lower > 0 else OverlappingBands)(None, found[0])
    for first, second in pairwise(found):
        if first.upper is None or first.upper > second.lower:
            raise OverlappingBands(first, second)
        if first.upper < second.lower:
            raise BandGap(first, second)
    if found[-1].upper is not None:
        raise BandGap(found[-1], None)
    return found


@dataclass(frozen=True)
class Limits:
    """What a whole year takes at least and, unless None, at most."""

    floor: Decimal = ZERO
    ceiling: Decimal | None = None

    def __post_init__(self):
        if self.floor < 0 or (self.ceiling is not None and self.ceiling < 0):
            raise NegativeTerm("a limit below zero")
        if self.ceiling is not None and self.floor > self.ceiling:
            raise FloorAboveCeiling(f"{self.floor} > {self.ceiling}")


@dataclass(frozen=True)
class Terms:
    """A version of a scheme, in force from ``start``, the first day of a month.

    ``total`` says whether bands are measured on the year's total, or on that since
    entry. ``internal_rate`` applies to what other activities of the cooperative paid,
    outside the bands; None: internal charges are like others. ``limits`` are by
    contract type, those of ``""`` for the types that are not named.
    """

    start: date
    bands: tuple[Band, ...]
    basis: str = INVOICED
    total: str = YEAR
    monthly_fee: Decimal = ZERO
    free_months: int = 0
    internal_rate: Decimal | None = None
    limits: Mapping[str, Limits] = field(default_factory=dict)

    def __post_init__(self):
        object.__setattr__(self, "bands", checked(self.bands))
        if self.monthly_fee < 0 or self.free_months < 0:
            raise NegativeTerm("a fee or a number of months below zero")
        if self.internal_rate is not None and not 0 <= self.internal_rate <= 100:
            raise RateOutside(Band(ZERO, None, self.internal_rate))

    def limits_of(self, kind: str) -> Limits:
        """Limits of a contract type."""
        return self.limits.get(kind) or self.limits.get("") or Limits()


def levy(bands: Sequence[Band], total: Decimal) -> Decimal:
    """What ``total`` bears, exactly: each band its own part of it, nothing below zero.

    Astrolabe keeps 11 % up to 40,000, 10 % up to 80,000 and 9 % above:

    >>> astrolabe = banded((40000, 11), (80000, 10), (None, 9))
    >>> levy(astrolabe, Decimal(90000))
    Decimal('9300')
    >>> [levy(astrolabe, Decimal(total)) for total in (40000, 80000, 0, -500)]
    [Decimal('4400'), Decimal('8400'), Decimal('0'), Decimal('0')]

    Coopaname keeps 13.5 % of the gross margin, Smart 6.5 % of what is invoiced:

    >>> levy(banded((None, "13.5")), Decimal(2000))
    Decimal('270.0')
    >>> levy(banded((None, "6.5")), Decimal(1000))
    Decimal('65.0')
    """
    parts = (band.within(total) * band.rate / 100 for band in bands)
    return sum(parts, ZERO)


def banded(*pairs: tuple[int | None, str | int]) -> tuple[Band, ...]:
    """Bands as people say them: up to where, and the rate."""
    found, lower = [], ZERO
    for upper, rate in pairs:
        top = None if upper is None else Decimal(upper)
        found.append(Band(lower, top, Decimal(rate)))
        lower = top or lower
    return tuple(found)


@dataclass(frozen=True)
class Figures:
    """What an activity's books say of a month, without tax, exempt products left out:
    ``internal`` is the part of what is invoiced (or collected) that other activities
    of the cooperative paid."""

    invoiced: Decimal = ZERO
    collected: Decimal = ZERO
    purchases: Decimal = ZERO
    internal: Decimal = ZERO


def base_of(basis: str, figures: Figures) -> Decimal:
    """What the contribution of a month is computed on, internal charges included.

    >>> march = Figures(Decimal(1000), Decimal(400), purchases=Decimal(300))
    >>> [base_of(basis, march) for basis in (INVOICED, COLLECTED, MARGIN)]
    [Decimal('1000'), Decimal('400'), Decimal('700')]
    """
    if basis == COLLECTED:
        return figures.collected
    if basis == MARGIN:
        return figures.invoiced - figures.purchases
    return figures.invoiced


@dataclass(frozen=True)
class Month:
    """A month of an activity: its ``base``, of which ``internal`` was paid by other
    activities, and the ``kind`` of contract it was under.

    A month that is not ``charged`` counts for the bands, and bears nothing:
    contributions were kept elsewhere then. One in which the activity was not
    ``present`` bears no fee, and no part of the year's limits.
    """

    start: date
    base: Decimal = ZERO
    internal: Decimal = ZERO
    kind: str = ""
    charged: bool = True
    present: bool = True


@dataclass(frozen=True)
class Part:
    """Why a contribution is what it is, one step of it.

    ``kind`` is ``band`` (``base`` within ``lower`` and ``upper`` bears ``rate``),
    ``internal`` (the same for internal charges), ``fee`` (``months`` of it at
    ``rate`` each, an amount), ``free`` (``months`` in which ``base`` bears nothing),
    ``floor`` or ``ceiling`` (``rate``, an amount, is the year's limit), ``rounding``.
    Amounts of all parts sum up to the contribution.
    """

    kind: str
    amount: Decimal = ZERO
    base: Decimal = ZERO
    rate: Decimal = ZERO
    lower: Decimal = ZERO
    upper: Decimal | None = None
    months: int = 0


@dataclass(frozen=True)
class Due:
    """The contribution of a year so far: ``amount``, rounded, on ``base``; ``parts``
    explain it."""

    amount: Decimal
    base: Decimal
    parts: tuple[Part, ...] = ()


def terms_at(versions: Sequence[Terms], month: date) -> Terms:
    """The version in force in a month; raises NoTerms where none is yet.

    >>> old, new = (Terms(date(y, 1, 1), banded((None, 10))) for y in (2025, 2026))
    >>> terms_at([new, old], date(2025, 12, 1)) is old
    True
    >>> terms_at([old], date(2024, 12, 1))
    Traceback (most recent call last):
    coop_activity_expense.core.contribution.NoTerms: 2024-12
    """
    begun = [terms for terms in versions if terms.start <= month]
    if not begun:
        raise NoTerms(month)
    return max(begun, key=lambda terms: terms.start)


def months_between(first: date, other: date) -> int:
    """Months from that of one day to that of another.

    >>> months_between(date(2025, 11, 20), date(2026, 2, 1))
    3
    """
    return 12 * (other.year - first.year) + other.month - first.month


def shift_month(day: date, months: int) -> date:
    """The first day of the month that lies ``months`` from that of a day.

    >>> shift_month(date(2025, 10, 1), 3), shift_month(date(2026, 1, 31), -1)
    (datetime.date(2026, 1, 1), datetime.date(2025, 12, 1))
    """
    count = 12 * day.year + day.month - 1 + months
    return date(count // 12, count % 12 + 1, 1)


def counted(terms: Terms, month: Month) -> Decimal:
    """What a month adds to the total that bands are measured on."""
    apart = terms.internal_rate is not None
    return month.base - month.internal if apart else month.base


def total_of(versions: Sequence[Terms], months: Iterable[Month]) -> Decimal:
    """What months before a year make of the total since entry; those before every
    version are counted by the first one.

    >>> terms = Terms(date(2026, 1, 1), banded((None, 10)), internal_rate=Decimal(5))
    >>> before = [
    ...     Month(date(y, 1, 1), Decimal(9), internal=Decimal(1)) for y in (2025, 2026)
    ... ]
    >>> total_of([terms], before)
    Decimal('16')
    """
    first = min(versions, key=lambda terms: terms.start)
    return sum(
        (
            counted(terms_at(versions, max(month.start, first.start)), month)
            for month in months
        ),
        ZERO,
    )


def due(
    versions: Sequence[Terms],
    months: Sequence[Month],
    entry: date,
    opening: Decimal = ZERO,
    rest: Sequence[Month] = (),
    complete: bool = False,
    unit: Decimal = CENT,
) -> Due:
    """The contribution of a year, as far as ``months`` of it go, in their order.

    ``opening`` is the total since entry when the year begins; ``rest`` are the months
    to come, which bear their part of the limits. The floor is asked for once the year
    (or the activity's part of it) is ``complete``.

    Astrolabe's example: 90,000 in a year make 9,300, and who invoices nothing pays
    the minimum of an employee, by twelfths for the months that there are:

    >>> limits = {"cape": Limits(Decimal(1200)), "cesa": Limits(Decimal(2160))}
    >>> astrolabe = Terms(
    ...     date(2020, 1, 1),
    ...     banded((40000, 11), (80000, 10), (None, 9)),
    ...     limits=limits,
    ... )
    >>> def year(base, *kinds):
    ...     return [
    ...         Month(date(2026, position, 1), Decimal(base), kind=kind)
    ...         for position, kind in enumerate(kinds, 1)
    ...     ]
    >>> entry = date(2020, 1, 1)
    >>> due([astrolabe], year(7500, *["cesa"] * 12), entry, complete=True).amount
    Decimal('9300.00')
    >>> due([astrolabe], year(0, *["cesa"] * 12), entry, complete=True).amount
    Decimal('2160.00')
    >>> half = ["cape"] * 6 + ["cesa"] * 6
    >>> due([astrolabe], year(0, *half), entry, complete=True).amount
    Decimal('1680.00')
    >>> due([astrolabe], year(0, *half), entry).amount
    Decimal('0.00')

    Crealead goes from 10 to 5 % by the total since entry, and takes 5 % of internal
    charges; its bands are not public, only that it is 9 % at 80,000:

    >>> crealead = Terms(
    ...     date(2020, 1, 1),
    ...     banded((80000, 10), (160000, 9), (None, 5)),
    ...     total=ENTRY,
    ...     internal_rate=Decimal(5),
    ... )
    >>> january = [Month(date(2026, 1, 1), Decimal(3000), internal=Decimal(1000))]
    >>> due([crealead], january, entry, opening=Decimal(79000)).amount
    Decimal('240.00')

    Tumukumakop takes 10 % of the gross margin, nothing for six months:

    >>> free = Terms(date(2020, 1, 1), banded((None, 10)), MARGIN, free_months=6)
    >>> due([free], year(1000, *[""] * 12), date(2025, 10, 15)).amount
    Decimal('900.00')

    Coopaname takes 30 a month, and 13.5 % of the gross margin:

    >>> coopaname = Terms(
    ...     date(2020, 1, 1), banded((None, "13.5")), MARGIN, monthly_fee=Decimal(30)
    ... )
    >>> due([coopaname], year(2000, *[""] * 3), entry).amount
    Decimal('900.00')
    """
    ledger = _Ledger(versions, entry, opening)
    for month in months:
        ledger.add(month)
    parts = ledger.parts()
    raw = sum((part.amount for part in parts), ZERO)
    floor, ceiling = ledger.limits([*months, *rest], unit)
    if ceiling is not None and raw > ceiling:
        parts.append(Part("ceiling", ceiling - raw, rate=ceiling))
        raw = ceiling
    if complete and raw < floor:
        parts.append(Part("floor", floor - raw, rate=floor))
        raw = floor
    amount = rounded(raw, unit)
    if amount != raw:
        parts.append(Part("rounding", amount - raw))
    return Due(amount, sum((month.base for month in months), ZERO), tuple(parts))


def rounded(amount: Decimal, unit: Decimal = CENT) -> Decimal:
    """The amount as a multiple of ``unit``, halves away from zero."""
    return (amount / unit).quantize(Decimal(1), ROUND_HALF_UP) * unit


class _Ledger:
    """Adds up what months bear, version by version, on a running total."""

    def __init__(self, versions, entry, opening):
        self.versions, self.entry = versions, entry
        self.since_entry, self.since_year = opening, ZERO
        # an amount by band, rather than by month: a year is told in a few steps
        self.by_band: dict[Band, tuple[Decimal, Decimal]] = {}
        self.internal: dict[Decimal, Decimal] = {}
        self.fees: dict[Decimal, int] = {}
        self.free = [0, ZERO]

    def add(self, month: Month) -> None:
        terms = terms_at(self.versions, month.start)
        apart = month.internal if terms.internal_rate is not None else ZERO
        added = counted(terms, month)
        before = self.since_entry if terms.total == ENTRY else self.since_year
        after = before + added
        self.since_entry += added
        self.since_year += added
        if not month.charged:
            return
        if self.is_free(terms, month):
            self.free = [self.free[0] + month.present, self.free[1] + month.base]
            return
        for band in terms.bands:
            part = band.within(after) - band.within(before)
            if part:
                base, amount = self.by_band.get(band, (ZERO, ZERO))
                self.by_band[band] = base + part, amount + part * band.rate / 100
        if apart:
            rate = terms.internal_rate
            self.internal[rate] = self.internal.get(rate, ZERO) + apart
        if terms.monthly_fee and month.present:
            fee = terms.monthly_fee
            self.fees[fee] = self.fees.get(fee, 0) + 1

    def is_free(self, terms: Terms, month: Month) -> bool:
        """Whether a month is one of the first ones, that of the entry included, or
        before them; where none are free, what came before the entry is not either."""
        since = months_between(self.entry, month.start)
        return bool(terms.free_months) and since < terms.free_months

    def parts(self) -> list[Part]:
        found = [
            Part("band", amount, base, band.rate, band.lower, band.upper)
            for band, (base, amount) in sorted(
                self.by_band.items(), key=lambda item: item[0].lower
            )
        ]
        found += [
            Part("internal", base * rate / 100, base, rate)
            for rate, base in self.internal.items()
        ]
        found += [
            Part("fee", fee * count, rate=fee, months=count)
            for fee, count in self.fees.items()
        ]
        months, base = self.free
        if months:
            found.append(Part("free", base=base, months=months))
        return found

    def limits(
        self, months: Sequence[Month], unit: Decimal
    ) -> tuple[Decimal, Decimal | None]:
        """Floor and ceiling of the months that are charged, by twelfths, rounded."""
        floor, ceilings = ZERO, []
        for month in months:
            terms = terms_at(self.versions, month.start)
            bound = month.charged and month.present
            if bound and not self.is_free(terms, month):
                limits = terms.limits_of(month.kind)
                floor += limits.floor
                ceilings.append(limits.ceiling)
        if not ceilings or None in ceilings:
            return rounded(floor / TWELVE, unit), None
        return tuple(rounded(sum(some) / TWELVE, unit) for some in ([floor], ceilings))
