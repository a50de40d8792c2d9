"""What members send about the time that they gave to a project."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from odoo.addons.coop_member.core.durations import parse_minutes
from odoo.addons.coop_member.core.forms import (
    INVALID,
    MISSING,
    TOO_MANY,
    choice_error,
    key_of,
    read_day,
    text_error,
    text_of,
)
from odoo.addons.coop_member.core.text import clean_line

MOST_NAME = 200
#: minutes of a day
MOST_MINUTES = 24 * 60


@dataclass(frozen=True)
class Hours:
    """Time that a member says was given on ``day``; ``key`` is that of the form."""

    day: date
    minutes: int
    name: str
    key: str


def read_hours(post: Mapping[str, object]) -> dict[str, str]:
    """Every field of the form as clean text.

    >>> read_hours({"day": "2026-03-12", "given": " 2 h ", "name": "The\\n theme"})
    {'day': '2026-03-12', 'given': '2 h', 'name': 'The theme'}
    """
    return {
        field: clean_line(text_of(post, field)) for field in ("day", "given", "name")
    }


def parse_hours(post: Mapping[str, object]) -> tuple[Hours | None, dict[str, str]]:
    """The time declared, or None and the errors by field; ``form`` stands for a form
    that came without its key.

    >>> post = {"day": "2026-03-12", "given": "1 h 30", "key": "k" * 22}
    >>> parse_hours(post)[0].minutes
    90
    >>> parse_hours({"day": "soon", "given": "0 h"})[1]
    {'day': 'invalid', 'given': 'missing', 'form': 'missing'}
    >>> parse_hours({**post, "given": "25 h", "name": "x" * 201})[1]
    {'given': 'too_many', 'name': 'too_long'}
    """
    typed = read_hours(post)
    day = read_day(typed["day"])
    minutes = parse_minutes(typed["given"]) if typed["given"] else 0
    key = key_of(post)
    found = {
        "day": choice_error(typed["day"], day),
        "given": _time_error(minutes),
        "name": text_error(typed["name"], MOST_NAME),
        "form": None if key else MISSING,
    }
    errors = {field: code for field, code in found.items() if code}
    if errors:
        return None, errors
    return Hours(day, minutes, typed["name"], key), {}


def _time_error(minutes: int | None) -> str | None:
    if minutes is None:
        return INVALID
    if minutes == 0:
        return MISSING
    return TOO_MANY if minutes > MOST_MINUTES else None
