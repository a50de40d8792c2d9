"""Dates of contracts: terms in months, renewals, the associate deadline, interviews.

Every period here is inclusive at both ends: a contract "from 1 January to
31 December" runs on both days. ``None`` as an end means "no end".

Terms in months follow the French reckoning *de quantième à quantième*: a term ends
the day before the day of the month it began on; where that month has no such day,
it ends on the month's last day.
"""

from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

ONE_DAY = timedelta(days=1)


class ContractError(ValueError):
    """A rule on contracts is broken; the subclass says which."""


class EndsBeforeStart(ContractError):
    """A period ends before it starts."""


class TermTooLong(ContractError):
    """A contract lasts longer than its type allows; ``latest_end`` is the last
    day it may run, inclusive."""

    def __init__(self, latest_end: date):
        super().__init__(latest_end)
        self.latest_end = latest_end


class TooManyRenewals(ContractError):
    """A contract has been renewed more often than its type allows."""


@dataclass(frozen=True, order=True)
class Period:
    """Days from ``start`` to ``end``, both inclusive; ``end`` None: open-ended.

    >>> Period(date(2026, 1, 1), date(2026, 1, 31)).days
    31
    >>> Period(date(2026, 2, 1), date(2026, 1, 31))
    Traceback (most recent call last):
    coop_member.core.contracts.EndsBeforeStart: 2026-02-01 .. 2026-01-31
    """

    start: date
    end: date | None = None

    def __post_init__(self):
        if self.end is not None and self.end < self.start:
            raise EndsBeforeStart(f"{self.start} .. {self.end}")

    @property
    def days(self) -> int:
        """Number of days of a closed period."""
        return (self.end - self.start).days + 1

    def overlaps(self, other: "Period") -> bool:
        """Whether both periods share at least one day.

        >>> january = Period(date(2026, 1, 1), date(2026, 1, 31))
        >>> january.overlaps(Period(date(2026, 1, 31)))
        True
        >>> january.overlaps(Period(date(2026, 2, 1)))
        False
        """
        return (other.end is None or self.start <= other.end) and (
            self.end is None or other.start <= self.end
        )

    def until(self, last_day: date) -> "Period | None":
        """The part up to ``last_day`` inclusive, None when there is none.

        >>> Period(date(2026, 1, 1)).until(date(2026, 1, 10)).days
        10
        >>> Period(date(2026, 1, 1)).until(date(2025, 12, 31)) is None
        True
        """
        if last_day < self.start:
            return None
        end = last_day if self.end is None else min(self.end, last_day)
        return Period(self.start, end)


def add_months(day: date, months: int) -> date:
    """The same day of the month ``months`` later (or earlier, when negative),
    or that month's last day.

    >>> add_months(date(2026, 1, 31), 1)
    datetime.date(2026, 2, 28)
    >>> add_months(date(2024, 2, 29), 36)
    datetime.date(2027, 2, 28)
    >>> add_months(date(2026, 3, 15), -3)
    datetime.date(2025, 12, 15)
    """
    year, month0 = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month0 + 1, min(day.day, monthrange(year, month0 + 1)[1]))


def last_day_of_term(start: date, months: int) -> date:
    """Last day, inclusive, of a term of ``months`` months begun on ``start``.

    >>> last_day_of_term(date(2026, 1, 1), 12)
    datetime.date(2026, 12, 31)
    >>> last_day_of_term(date(2026, 3, 15), 12)
    datetime.date(2027, 3, 14)

    No 29 February in 2025: the term covers the whole of that month.

    >>> last_day_of_term(date(2024, 2, 29), 12)
    datetime.date(2025, 2, 28)
    >>> last_day_of_term(date(2026, 1, 31), 1)
    datetime.date(2026, 2, 28)
    """
    anniversary = add_months(start, months)
    if anniversary.day < start.day:
        return anniversary
    return anniversary - ONE_DAY


def check_term(period: Period, max_months: int) -> None:
    """Check a contract's length against its type's limit, 0 meaning "no limit".

    Raises TermTooLong, also for an open end where there is a limit.

    >>> check_term(Period(date(2026, 1, 1), date(2026, 12, 31)), 12)
    >>> check_term(Period(date(2026, 1, 1), date(2027, 1, 1)), 12)
    Traceback (most recent call last):
    coop_member.core.contracts.TermTooLong: 2026-12-31
    >>> check_term(Period(date(2026, 1, 1)), 0)
    """
    if not max_months:
        return
    latest_end = last_day_of_term(period.start, max_months)
    if period.end is None or period.end > latest_end:
        raise TermTooLong(latest_end)


def check_renewal(renewal_number: int, max_renewals: int | None) -> None:
    """Check the number of a renewal (0: the first contract) against the limit,
    None meaning "no limit".

    >>> check_renewal(2, 2)
    >>> check_renewal(3, 2)
    Traceback (most recent call last):
    coop_member.core.contracts.TooManyRenewals: 3 > 2
    >>> check_renewal(99, None)
    """
    if max_renewals is not None and renewal_number > max_renewals:
        raise TooManyRenewals(f"{renewal_number} > {max_renewals}")


def renewal_period(previous: Period, months: int) -> Period:
    """The period of a renewal: the day after the previous end, for ``months``
    months, open-ended where ``months`` is 0.

    >>> renewal_period(Period(date(2025, 1, 1), date(2025, 12, 31)), 12)
    Period(start=datetime.date(2026, 1, 1), end=datetime.date(2026, 12, 31))
    """
    start = previous.end + ONE_DAY
    return Period(start, last_day_of_term(start, months) if months else None)


def first_overlap(periods: Sequence[Period]) -> tuple[int, int] | None:
    """Positions of the first two periods that share a day, None if none do.

    >>> first_overlap([Period(date(2026, 2, 1)),
    ...                Period(date(2026, 1, 1), date(2026, 2, 1))])
    (1, 0)
    >>> first_overlap([Period(date(2026, 1, 1), date(2026, 1, 31)),
    ...                Period(date(2026, 2, 1))]) is None
    True
    """
    ordered = sorted(range(len(periods)), key=lambda i: periods[i].start)
    for before, after in zip(ordered, ordered[1:], strict=False):
        if periods[before].overlaps(periods[after]):
            return before, after
    return None


def days_spent(periods: Iterable[Period], before: date) -> int:
    """Days covered by the periods strictly before a day, days covered twice
    counting once.

    >>> days_spent([Period(date(2026, 1, 1), date(2026, 1, 20)),
    ...             Period(date(2026, 1, 11), date(2026, 3, 31))],
    ...            before=date(2026, 2, 1))
    31
    """
    days = 0
    covered_to = date.min
    for period in sorted(periods, key=lambda p: p.start):
        past = period.until(before - ONE_DAY)
        if past is None or past.end <= covered_to:
            continue
        start = max(past.start, covered_to + ONE_DAY)
        days += (past.end - start).days + 1
        covered_to = past.end
    return days


def associate_deadline(
    start: date, within_months: int, earlier: Iterable[Period]
) -> date:
    """Last day, inclusive, on which the member must have become an associate.

    The law gives ``within_months`` months from the contract, less the time already
    spent under earlier contracts that count (France: 36 months less the CAPE and
    any earlier contract with the cooperative, Code du travail L7331-3). Time spent
    is subtracted in days, so a chain without a gap is due exactly ``within_months``
    months after its first day.

    >>> cape = Period(date(2025, 1, 1), date(2025, 12, 31))
    >>> associate_deadline(date(2026, 1, 1), 36, [cape])
    datetime.date(2028, 1, 1)

    A month's gap between the two pushes the date by the length of the gap.

    >>> associate_deadline(date(2026, 2, 1), 36, [cape])
    datetime.date(2028, 2, 1)
    >>> associate_deadline(date(2026, 1, 1), 36, [])
    datetime.date(2029, 1, 1)
    """
    clock_start = start - timedelta(days=days_spent(earlier, before=start))
    return add_months(clock_start, within_months)


def interview_due(
    start: date, interviews_per_year: int, held: Iterable[date]
) -> date | None:
    """Day by which the next interview must be held, None where none is asked for.

    The year's interviews are spread evenly, counted from the last one held under
    the contract, or else from its start (France: at least two a year, decree
    2015-1363).

    >>> interview_due(date(2026, 1, 15), 2, [])
    datetime.date(2026, 7, 15)
    >>> interview_due(date(2026, 1, 15), 2, [date(2026, 5, 2), date(2025, 3, 1)])
    datetime.date(2026, 11, 2)
    >>> interview_due(date(2026, 1, 15), 0, []) is None
    True
    """
    if interviews_per_year <= 0:
        return None
    last = max((day for day in held if day > start), default=start)
    return add_months(last, max(1, 12 // interviews_per_year))
