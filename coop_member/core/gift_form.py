"""The form that declares time given or received.

It gives what was declared, or the errors: codes of `core.forms` by field. People and
kinds are told apart by their ids, which come as texts from the browser; who was typed
by name is looked up elsewhere.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from .forms import (
    INVALID,
    MISSING,
    TOO_MANY,
    choice_error,
    key_of,
    read_day,
    text_error,
    text_of,
    whole_number,
)
from .text import clean_line

DIRECTIONS = ("given", "received")
#: what is chosen in place of people
COMMONS = "commons"
#: how long it took, in minutes; anything else is typed in hours and minutes
QUICK_MINUTES = ("30", "60", "120")
OTHER_TIME = "other"
#: people that one declaration thanks at most
MOST_PEOPLE = 20
MOST_TEXT = 300

#: people and the commons in one declaration
BOTH = "both"

TEXT_FIELDS = (
    "direction",
    "names",
    "time",
    "hours",
    "minutes",
    "date",
    "category",
    "description",
    "own_trade",
)


@dataclass(frozen=True)
class Declaration:
    """Time that a member says was given or received: ``minutes`` with each of the
    people, or with the commons; ``own_trade_accepted``: who declares knows that it is
    what the giver sells."""

    direction: str
    with_commons: bool
    minutes: int
    day: date
    category_id: int
    description: str
    own_trade_accepted: bool
    key: str


def read_declaration(post: Mapping[str, object]) -> dict[str, object]:
    """Every field of the form as clean text, empty where nothing usable came;
    ``people`` is a list of them.

    >>> typed = read_declaration({"people": ["3", "3", 4], "names": " Jo\\nKern "})
    >>> typed["people"], typed["names"], typed["time"]
    (['3'], 'Jo Kern', '')
    """
    typed: dict[str, object] = {
        field: clean_line(text_of(post, field)) for field in TEXT_FIELDS
    }
    typed["people"] = _texts_of(post, "people")
    return typed


def parse_declaration(
    post: Mapping[str, object],
) -> tuple[Declaration | None, dict[str, str]]:
    """What was declared, or None and the errors; ``form`` stands for a form that came
    without its key. With whom, `chosen_ids` and `split_names` read.

    >>> post = {"direction": "given", "people": ["3"], "time": "60", "category": "1",
    ...         "date": "2026-03-12", "description": "The stall", "key": "k" * 22}
    >>> parse_declaration(post)[0].minutes
    60
    >>> parse_declaration({"people": ["3", "commons"], "date": "soon"})[1]
    ... # doctest: +NORMALIZE_WHITESPACE
    {'direction': 'missing', 'people': 'both', 'minutes': 'missing',
     'date': 'invalid', 'category': 'missing', 'description': 'missing',
     'form': 'missing'}
    """
    typed = read_declaration(post)
    key = key_of(post)
    minutes, wrong_minutes = read_time(typed["time"], typed["hours"], typed["minutes"])
    names = split_names(typed["names"])
    day = read_day(typed["date"])
    category = whole_number(typed["category"])
    found = {
        "direction": choice_error(typed["direction"], typed["direction"] in DIRECTIONS),
        "people": _people_error(typed["people"], names),
        "minutes": wrong_minutes,
        "date": choice_error(typed["date"], day),
        "category": choice_error(typed["category"], category is not None),
        "description": text_error(typed["description"], MOST_TEXT, is_needed=True),
        "form": None if key else MISSING,
    }
    errors = {field: code for field, code in found.items() if code}
    if errors:
        return None, errors
    return Declaration(
        direction=typed["direction"],
        with_commons=COMMONS in typed["people"],
        minutes=minutes,
        day=day,
        category_id=category,
        description=typed["description"],
        own_trade_accepted=typed["own_trade"] == typed["category"],
        key=key,
    ), {}


def read_time(time: str, hours: str, minutes: str) -> tuple[int | None, str | None]:
    """(minutes, code of what is wrong): one of the quick choices, or what was typed.

    >>> read_time("30", "", ""), read_time("other", "1", "30")
    ((30, None), (90, None))
    >>> read_time("other", "", ""), read_time("other", "1,5", "")
    ((None, 'missing'), (None, 'invalid'))
    """
    if time in QUICK_MINUTES:
        return int(time), None
    if time not in ("", OTHER_TIME):
        return None, INVALID
    if not hours and not minutes:
        return None, MISSING
    parts = [whole_number(part or "0") for part in (hours, minutes)]
    if None in parts:
        return None, INVALID
    return parts[0] * 60 + parts[1], None


def split_names(typed: str) -> list[str]:
    """Names or numbers that were typed one after the other.

    >>> split_names(" Jo Kern, 12;Ada Brun ,,")
    ['Jo Kern', '12', 'Ada Brun']
    """
    return [name for part in re.split(r"[,;]", typed) if (name := part.strip())]


def chosen_ids(people: Iterable[str]) -> list[int]:
    """Ids among what was chosen, each once.

    >>> chosen_ids(["3", "commons", "x", "03"])
    [3]
    """
    numbers = dict.fromkeys(map(whole_number, people))
    return [number for number in numbers if number is not None]


def _texts_of(post: Mapping[str, object], field: str) -> list[str]:
    values = post.get(field)
    if isinstance(values, str):
        values = [values]
    texts = values if isinstance(values, list) else []
    return list(dict.fromkeys(text for text in texts if isinstance(text, str) and text))


def _people_error(people: list[str], names: list[str]) -> str | None:
    if not people and not names:
        return MISSING
    if len(people) + len(names) > MOST_PEOPLE:
        return TOO_MANY
    if COMMONS in people and (len(people) > 1 or names):
        return BOTH
    all_ids = all(whole_number(one) is not None for one in people if one != COMMONS)
    return None if all_ids else INVALID
