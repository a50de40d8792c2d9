"""Don / contre-don: time given and received among members, in whole minutes.

A party is a member, as any key that can be compared, or None for the commons: what
belongs to everybody and to nobody.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate, pairwise
from typing import NamedTuple

from .contracts import Period, add_months

#: nobody gives more than this in one day
MAX_MINUTES = 24 * 60


class GiftError(ValueError):
    """A gift that cannot be kept; the subclass says why."""


class NoTime(GiftError):
    """No time, or less."""


class TooMuchTime(GiftError):
    """More than a day."""


class InFuture(GiftError):
    """Not given yet."""


class ToOneself(GiftError):
    """Giver and receiver are the same."""


class NotMemberThen(GiftError):
    """Who was not a member on the day of the gift; the argument is the party's key."""


class Gift(NamedTuple):
    """Time that goes from one party to another; negative where a gift is reversed."""

    giver: Hashable
    receiver: Hashable
    minutes: int


def balances(gifts: Iterable[Gift]) -> dict[Hashable, int]:
    """What each party gave less what it received. All balances together are zero.

    >>> balances([Gift("ada", "jo", 90), Gift("jo", None, 30)])
    {'ada': 90, 'jo': -60, None: -30}
    """
    result: Counter[Hashable] = Counter()
    for giver, receiver, minutes in gifts:
        result[giver] += minutes
        result[receiver] -= minutes
    return dict(result)


def fulfil(pledged: Sequence[int], given_since: Sequence[int]) -> list[int]:
    """How many minutes of each of a member's pledges are fulfilled.

    Gifts given on the day of a pledge or later fill pledges, the oldest first, and no
    minute counts twice. ``pledged`` are the minutes of each pledge, oldest first;
    ``given_since`` all that the member gave from the day of that pledge on.

    Pledged: two hours in January, one in March. Given: one hour and a half in
    February, a quarter of an hour in April.

    >>> fulfil([120, 60], [105, 15])
    [105, 0]

    What was given before March cannot fulfil what was pledged in March.

    >>> fulfil([60, 60], [180, 30])
    [60, 30]
    """
    totals = [0, *accumulate(pledged)]
    # a pledge and those after it get no more than what was given since its day
    limits = accumulate(map(sum, zip(totals, given_since, strict=False)), min)
    filled = [0, *map(min, totals[1:], limits)]
    return [after - before for before, after in pairwise(filled)]


def pledge_state(
    minutes: int, fulfilled: int, due: date, released: bool, today: date
) -> str:
    """How far a pledge is: let go, given, past its date, or to give by a day that is
    still part of it.

    >>> pledge_state(120, 105, date(2026, 6, 30), False, date(2026, 6, 30))
    'open'
    >>> pledge_state(120, 105, date(2026, 6, 30), False, date(2026, 7, 1))
    'late'
    >>> pledge_state(120, 120, date(2026, 6, 30), False, date(2026, 7, 1))
    'fulfilled'
    >>> pledge_state(120, 120, date(2026, 6, 30), True, date(2026, 7, 1))
    'released'
    """
    if released:
        return "released"
    if fulfilled >= minutes:
        return "fulfilled"
    return "late" if due < today else "open"


class Plan(NamedTuple):
    """What makes a document's gifts right: keys to create, to reverse, to leave."""

    create: list[Hashable]
    reverse: list[Hashable]
    leave: list[Hashable]


def plan(wanted: Mapping, recorded: Mapping) -> Plan:
    """Compare gifts by key, as they should be and as they are; any values that can
    be compared will do. What changed is reversed and created anew.

    >>> plan({"ada": 60, "jo": 60, "li": 30}, {"ada": 60, "jo": 45, "max": 60})
    Plan(create=['jo', 'li'], reverse=['jo', 'max'], leave=['ada'])
    """
    right = {key for key in wanted.keys() & recorded if wanted[key] == recorded[key]}
    return Plan(
        [key for key in wanted if key not in right],
        [key for key in recorded if key not in right],
        [key for key in wanted if key in right],
    )


@dataclass(frozen=True)
class Limits:
    """Balances at which a cooperative starts to care, and those that it does not let
    anyone pass (None: there is no such limit)."""

    low: int
    high: int
    floor: int | None = None
    ceiling: int | None = None


def standing(balance: int, limits: Limits) -> str:
    """Whether a balance is ``below``, ``within`` or ``above`` what calls for care.

    >>> [standing(balance, Limits(-600, 1200)) for balance in (-601, -600, 1201)]
    ['below', 'within', 'above']
    """
    if balance < limits.low:
        return "below"
    return "above" if balance > limits.high else "within"


def passes_limit(balance: int, change: int, limits: Limits) -> bool:
    """Whether a change brings a balance past a blocking limit. Coming back from
    beyond it never does.

    >>> limits = Limits(-600, 1200, floor=-900)
    >>> passes_limit(-880, -20, limits), passes_limit(-880, -30, limits)
    (False, True)
    >>> passes_limit(-2000, 60, limits)
    False
    """
    after = balance + change
    if change < 0:
        return limits.floor is not None and after < limits.floor
    return change > 0 and limits.ceiling is not None and after > limits.ceiling


def quiet_from(today: date, months: int) -> date:
    """The day since which nothing must have happened for a member to be quiet.

    >>> quiet_from(date(2026, 8, 31), 6)
    datetime.date(2026, 2, 28)
    """
    return add_months(today, -months)


def is_quiet(member_since: date, last_gift: date | None, since: date) -> bool:
    """Whether a member neither gave nor received from ``since`` on, though they could
    have: who has just come is not quiet.

    >>> since = date(2026, 2, 28)
    >>> is_quiet(date(2020, 1, 1), None, since), is_quiet(since, None, since)
    (True, False)
    """
    return max(member_since, last_gift or member_since) < since


def was_member(stays: Iterable[Period], day: date) -> bool:
    """Whether a day lies in one of a member's stays, first and last day included.

    >>> was_member([Period(date(2020, 1, 1), date(2021, 6, 30))], date(2021, 7, 1))
    False
    """
    return any(stay.start <= day <= (stay.end or day) for stay in stays)


class Party(NamedTuple):
    """Someone who gives or receives, and the stays in which they are a member."""

    key: Hashable
    stays: Sequence[Period]


def check_gift(
    giver: Party | None, receiver: Party | None, minutes: int, day: date, today: date
) -> dict[str, GiftError]:
    """What is wrong with a gift, by field: ``minutes``, ``date``, ``people``.

    >>> ada = Party("ada", [Period(date(2020, 1, 1), None)])
    >>> check_gift(ada, None, 60, date(2026, 3, 2), date(2026, 3, 2))
    {}
    >>> check_gift(ada, ada, 0, date(2026, 3, 3), date(2026, 3, 2))
    {'minutes': NoTime(0), 'date': InFuture(), 'people': ToOneself()}
    """
    checks = {
        "minutes": _check_minutes(minutes),
        "date": InFuture() if day > today else None,
        "people": _check_parties(giver, receiver, day),
    }
    return {field: error for field, error in checks.items() if error}


def _check_minutes(minutes: int) -> GiftError | None:
    if minutes <= 0:
        return NoTime(minutes)
    return TooMuchTime(minutes) if minutes > MAX_MINUTES else None


def _check_parties(
    giver: Party | None, receiver: Party | None, day: date
) -> GiftError | None:
    if (giver and giver.key) == (receiver and receiver.key):
        return ToOneself()
    strangers = _strangers((giver, receiver), day)
    return next((NotMemberThen(party.key) for party in strangers), None)


def _strangers(parties: Iterable[Party | None], day: date) -> Iterator[Party]:
    return (party for party in parties if party and not was_member(party.stays, day))
