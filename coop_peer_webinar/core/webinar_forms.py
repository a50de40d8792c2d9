"""The forms about webinars: what was sent becomes values, or what is wrong with them,
as codes by field."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from odoo.addons.coop_member.core.addresses import MAX_EMAIL, is_email
from odoo.addons.coop_member.core.forms import (
    INVALID,
    MISSING,
    TOO_LONG,
    TOO_SHORT,
    choice_error,
    read_day,
    text_error,
    text_of,
)
from odoo.addons.coop_member.core.text import clean_line, clean_text

from .outline import LONGEST_POINT, MOST_POINTS, Point, parse, plain

KINDS = ("offer", "ask")
#: a day that has gone by, and one that nobody plans for
PAST = "past"
FAR = "far"
#: days ahead that may be wished for
FARTHEST_WISH = 2 * 366
LONGEST_TITLE = 120
SHORTEST_TITLE = 6
LONGEST_TEXT = 2000
LONGEST_NAME = 120
LONGEST_SENTENCE = 300
RATINGS = ("1", "2", "3", "4", "5")


@dataclass(frozen=True)
class Proposal:
    """A topic that a member offers to speak on, or asks for."""

    kind: str
    name: str
    description: str
    topic_id: int | None
    wished_date: date | None


@dataclass(frozen=True)
class Guest:
    """Who registers without being a member."""

    name: str
    email: str


@dataclass(frozen=True)
class Feedback:
    """One to five, and a sentence if they like."""

    rating: int
    sentence: str


def read_proposal(post: Mapping[str, object]) -> dict[str, str]:
    """Every field of the form as clean text, to be shown again."""
    typed = {
        name: clean_line(text_of(post, name))
        for name in ("kind", "name", "topic", "wished_date")
    }
    typed["description"] = clean_text(text_of(post, "description"))
    return typed


def parse_proposal(
    post: Mapping[str, object], topics: Collection[int], today: date
) -> tuple[Proposal | None, dict[str, str]]:
    """The proposal in a form, or None and codes by field. ``topics`` may be chosen.

    >>> form = {"kind": "ask", "name": "First  steps with accounts", "topic": "3"}
    >>> parse_proposal(form, {3}, date(2026, 3, 1))[0].name
    'First steps with accounts'
    >>> parse_proposal({"kind": "sell", "name": "Tax", "topic": "9",
    ...                 "wished_date": "2026-02-28"}, {3}, date(2026, 3, 1))[1]
    ... # doctest: +NORMALIZE_WHITESPACE
    {'kind': 'invalid', 'name': 'too_short', 'topic': 'invalid',
     'wished_date': 'past'}
    >>> parse_proposal(form | {"wished_date": "3026-03-12"}, {3}, date(2026, 3, 1))[1]
    {'wished_date': 'far'}
    """
    typed = read_proposal(post)
    topic = {str(one): one for one in topics}.get(typed["topic"])
    codes = {
        "kind": choice_error(typed["kind"], typed["kind"] in KINDS),
        "name": _title_error(typed["name"]),
        "description": text_error(typed["description"], LONGEST_TEXT),
        "topic": choice_error(typed["topic"], topic) if typed["topic"] else None,
        "wished_date": _day_error(typed["wished_date"], today),
    }
    errors = {name: code for name, code in codes.items() if code}
    if errors:
        return None, errors
    wished = read_day(typed["wished_date"])
    return (
        Proposal(typed["kind"], typed["name"], typed["description"], topic, wished),
        {},
    )


def read_guest(post: Mapping[str, object]) -> dict[str, str]:
    """Name and address as they were typed, to be shown again."""
    return {name: clean_line(text_of(post, name)) for name in ("name", "email")}


def parse_guest(post: Mapping[str, object]) -> tuple[Guest | None, dict[str, str]]:
    """Who registers, or None and codes by field.

    >>> parse_guest({"name": "Zoé Petit", "email": "Zoe@Example.org"})
    (Guest(name='Zoé Petit', email='zoe@example.org'), {})
    >>> parse_guest({"name": "Z", "email": "zoe@example"})
    (None, {'name': 'too_short', 'email': 'invalid'})
    """
    typed = read_guest(post)
    errors = {}
    if code := _name_error(typed["name"]):
        errors["name"] = code
    if not typed["email"]:
        errors["email"] = MISSING
    elif len(typed["email"]) > MAX_EMAIL or not is_email(typed["email"]):
        errors["email"] = INVALID
    if errors:
        return None, errors
    return Guest(typed["name"], typed["email"].lower()), {}


def read_feedback(post: Mapping[str, object]) -> dict[str, str]:
    """What was chosen and typed, to be shown again."""
    return {
        name: clean_line(text_of(post, name)[: 4 * LONGEST_SENTENCE])
        for name in ("rating", "sentence")
    }


def parse_feedback(
    post: Mapping[str, object],
) -> tuple[Feedback | None, dict[str, str]]:
    """What someone thought of it, or None and codes by field.

    >>> parse_feedback({"rating": "4", "sentence": " I try it  tomorrow. "})
    (Feedback(rating=4, sentence='I try it tomorrow.'), {})
    >>> parse_feedback({"rating": "9"}), parse_feedback({})
    ((None, {'rating': 'invalid'}), (None, {'rating': 'missing'}))
    """
    typed = read_feedback(post)
    codes = {
        "rating": choice_error(typed["rating"], typed["rating"] in RATINGS),
        "sentence": text_error(typed["sentence"], LONGEST_SENTENCE),
    }
    errors = {name: code for name, code in codes.items() if code}
    if errors:
        return None, errors
    return Feedback(int(typed["rating"]), typed["sentence"]), {}


def parse_takeaways(
    post: Mapping[str, object],
) -> tuple[list[Point] | None, str, dict[str, str]]:
    """What a speaker leaves: (points, advice, codes by field), points None where
    something is wrong.

    >>> points, advice, errors = parse_takeaways(
    ...     {"points": "Aims\\n- seen", "advice": "Begin small."})
    >>> [(point.text, point.level) for point in points], advice, errors
    ([('Aims', 0), ('seen', 1)], 'Begin small.', {})
    >>> parse_takeaways({"points": "x" * 301})[2]
    {'points': 'too_long'}
    >>> parse_takeaways({"points": "<br>"})[2]
    {'points': 'missing'}
    """
    # takeaways are plain text: of nothing but tags, nothing would be left
    points = [one for one in parse(text_of(post, "points")) if plain(one.text)]
    advice = clean_text(text_of(post, "advice"))
    errors = {}
    if not points:
        errors["points"] = MISSING
    elif len(points) > MOST_POINTS or any(len(p.text) > LONGEST_POINT for p in points):
        errors["points"] = TOO_LONG
    if code := text_error(advice, LONGEST_TEXT):
        errors["advice"] = code
    return (None if errors else points), advice, errors


def _title_error(title):
    if title and len(title) < SHORTEST_TITLE:
        return TOO_SHORT
    return text_error(title, LONGEST_TITLE, is_needed=True)


def _name_error(name):
    if name and len(name) < 2:
        return TOO_SHORT
    return text_error(name, LONGEST_NAME, is_needed=True)


def _day_error(typed, today):
    if not typed:
        return None
    day = read_day(typed)
    if not day:
        return INVALID
    if day < today:
        return PAST
    return FAR if day > today + timedelta(days=FARTHEST_WISH) else None
