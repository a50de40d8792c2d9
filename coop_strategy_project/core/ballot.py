"""Prioritising by dots: each voter spreads a number of them over what there is."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from odoo.addons.coop_member.core.forms import MISSING, TOO_MANY, text_of, whole_number

INVALID_DOTS = "invalid_dots"
TOO_MANY_ON_ONE = "too_many_on_one"
UNKNOWN_OPTION = "unknown_option"

#: what the field of an option is called in the form
PREFIX = "dots_"


@dataclass(frozen=True)
class Terms:
    """What each voter may give: ``dots`` in all, ``most_on_one`` on an option (0: as
    many as there are)."""

    dots: int
    most_on_one: int = 0


def read_vote(post: Mapping[str, object], options: Iterable[int]) -> dict[int, str]:
    """What was typed for each of the ``options`` that there are.

    >>> read_vote({"dots_3": " 2 ", "dots_9": "1", "dots_4": 5}, [3, 4])
    {3: '2', 4: ''}
    """
    return {option: text_of(post, f"{PREFIX}{option}").strip() for option in options}


def parse_vote(
    typed: Mapping[int, str], terms: Terms
) -> tuple[dict[int, int], str | None]:
    """(dots by option, code of what is wrong): no dots come with an error.

    >>> parse_vote({3: "2", 4: "", 5: "1"}, Terms(3))
    ({3: 2, 5: 1}, None)
    >>> parse_vote({3: "2", 4: "2"}, Terms(3))
    ({}, 'too_many')
    >>> parse_vote({3: "3"}, Terms(3, 2)), parse_vote({3: "-1"}, Terms(3))
    (({}, 'too_many_on_one'), ({}, 'invalid_dots'))
    """
    dots = {option: whole_number(text or "0") for option, text in typed.items()}
    if None in dots.values():
        return {}, INVALID_DOTS
    given = {option: number for option, number in dots.items() if number}
    wrong = fault(given, terms)
    return ({}, wrong) if wrong else (given, None)


def fault(given: Mapping[int, int], terms: Terms) -> str | None:
    """Code of what is wrong with the dots ``given``, None when nothing is.

    >>> fault({}, Terms(3)), fault({1: 3}, Terms(3)), fault({1: -1, 2: 4}, Terms(3))
    ('missing', None, 'invalid_dots')
    """
    if any(number < 0 for number in given.values()):
        return INVALID_DOTS
    if not any(given.values()):
        return MISSING
    if sum(given.values()) > terms.dots:
        return TOO_MANY
    if terms.most_on_one and max(given.values()) > terms.most_on_one:
        return TOO_MANY_ON_ONE
    return None


def tally(votes: Iterable[Mapping[int, int]]) -> dict[int, int]:
    """Dots by option, of all votes together.

    >>> tally([{1: 2, 2: 1}, {2: 3}])
    {1: 2, 2: 4}
    """
    total: dict[int, int] = {}
    for vote in votes:
        for option, number in vote.items():
            total[option] = total.get(option, 0) + number
    return total


def ranks(dots: Mapping[int, int]) -> dict[int, int]:
    """Rank of each option, 1 first; those with as many dots share the better one.

    >>> ranks({7: 5, 8: 9, 9: 5, 10: 0})
    {8: 1, 7: 2, 9: 2, 10: 4}
    """
    ordered = sorted(dots, key=lambda option: (-dots[option], option))
    found: dict[int, int] = {}
    for position, option in enumerate(ordered, 1):
        before = ordered[position - 2] if position > 1 else None
        is_tie = before is not None and dots[before] == dots[option]
        found[option] = found[before] if is_tie else position
    return found


def shares(dots: Mapping[int, int]) -> dict[int, int]:
    """Width of each option's bar, in percent of the widest.

    >>> shares({1: 10, 2: 5, 3: 0}), shares({1: 0})
    ({1: 100, 2: 50, 3: 0}, {1: 0})
    """
    most = max(dots.values(), default=0) or 1
    return {option: 100 * number // most for option, number in dots.items()}
