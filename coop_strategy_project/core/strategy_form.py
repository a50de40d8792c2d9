"""What members send about the strategy: questions, answers to calls."""

from collections.abc import Mapping
from dataclasses import dataclass

from odoo.addons.coop_member.core.durations import parse_minutes
from odoo.addons.coop_member.core.forms import (
    INVALID,
    MISSING,
    TOO_MANY,
    TOO_SHORT,
    key_of,
    text_error,
    text_of,
    whole_number,
)
from odoo.addons.coop_member.core.text import clean_line, clean_text

MOST_QUESTION = 200
MOST_DETAILS = 4000
MOST_MESSAGE = 2000
#: letters below which nothing was asked
LEAST_QUESTION = 8
#: minutes that one member can offer to one call
MOST_MINUTES = 60 * 500


@dataclass(frozen=True)
class Question:
    """A question as it was asked; ``project_id`` and ``axis_id`` are None where it is
    about the strategy as a whole."""

    name: str
    details: str
    project_id: int | None
    axis_id: int | None
    key: str


@dataclass(frozen=True)
class Offer:
    """A member's answer to a call: ``minutes`` is 0 where no time was named."""

    message: str
    minutes: int


def read_question(post: Mapping[str, object]) -> dict[str, str]:
    """Every field of the form as clean text.

    >>> read_question({"name": " Why\\n so? ", "details": "a\\r\\n\\n\\nb"})
    {'name': 'Why so?', 'details': 'a\\n\\nb', 'about': ''}
    """
    return {
        "name": clean_line(text_of(post, "name")),
        "details": clean_text(text_of(post, "details")),
        "about": clean_line(text_of(post, "about")),
    }


def read_about(about: str) -> tuple[str, int] | None:
    """What a question is about: ("project", id) or ("axis", id), None where that is
    nothing in particular.

    >>> read_about("project-3"), read_about("axis-12"), read_about("member-1")
    (('project', 3), ('axis', 12), None)
    """
    kind, _dash, number = about.partition("-")
    found = whole_number(number)
    return (kind, found) if kind in ("project", "axis") and found is not None else None


def parse_question(
    post: Mapping[str, object],
) -> tuple[Question | None, dict[str, str]]:
    """The question, or None and the errors by field; ``form`` stands for one that came
    without its key.

    >>> post = {"name": "When will the wiki open?", "about": "axis-3", "key": "k" * 22}
    >>> parse_question(post)[0].axis_id
    3
    >>> parse_question({"name": "Why?", "about": "x"})[1]
    {'name': 'too_short', 'about': 'invalid', 'form': 'missing'}
    """
    typed = read_question(post)
    about = read_about(typed["about"])
    key = key_of(post)
    found = {
        "name": text_error(typed["name"], MOST_QUESTION, is_needed=True)
        or (TOO_SHORT if len(typed["name"]) < LEAST_QUESTION else None),
        "details": text_error(typed["details"], MOST_DETAILS),
        "about": INVALID if typed["about"] and not about else None,
        "form": None if key else MISSING,
    }
    errors = {field: code for field, code in found.items() if code}
    if errors:
        return None, errors
    ids = dict([about]) if about else {}
    return Question(
        typed["name"], typed["details"], ids.get("project"), ids.get("axis"), key
    ), {}


def read_offer(post: Mapping[str, object]) -> dict[str, str]:
    """Every field of the form as clean text.

    >>> read_offer({"message": " I can\\n help ", "time": " 2 h "})
    {'message': 'I can\\nhelp', 'time': '2 h'}
    """
    return {
        "message": clean_text(text_of(post, "message")),
        "time": clean_line(text_of(post, "time")),
    }


def parse_offer(post: Mapping[str, object]) -> tuple[Offer | None, dict[str, str]]:
    """The answer to a call, or None and the errors by field.

    >>> parse_offer({"message": "I have set up a wiki before", "time": "4 h"})
    (Offer(message='I have set up a wiki before', minutes=240), {})
    >>> parse_offer({"time": "soon"})
    (None, {'message': 'missing', 'time': 'invalid'})
    """
    typed = read_offer(post)
    minutes = parse_minutes(typed["time"]) if typed["time"] else 0
    found = {
        "message": text_error(typed["message"], MOST_MESSAGE, is_needed=True),
        "time": _minutes_error(minutes),
    }
    errors = {field: code for field, code in found.items() if code}
    if errors:
        return None, errors
    return Offer(typed["message"], minutes), {}


def _minutes_error(minutes: int | None) -> str | None:
    if minutes is None:
        return INVALID
    return TOO_MANY if minutes > MOST_MINUTES else None
