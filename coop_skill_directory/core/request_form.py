"""What the forms about requests, answers, outcomes and recommendations send."""

from collections.abc import Collection, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation

from odoo.addons.coop_member.core.durations import parse_minutes
from odoo.addons.coop_member.core.forms import (
    INVALID,
    MISSING,
    choice_error,
    key_of,
    read_day,
    text_error,
    text_of,
    whole_number,
)
from odoo.addons.coop_member.core.text import clean_line, clean_text

MOST_TITLE = 100
MOST_TEXT = 2000
MOST_SKILLS = 5
MOST_AMOUNT = Decimal(10**7)
#: ways of answering, and ways in which a request ends
ANSWERS = ("paid", "gift", "knows")
OUTCOMES = ("charge", "gift", "outside", "dropped")
#: how a prospect came
ORIGINS = ("recommended", "met", "tender", "cold")


def read_request(
    post: Mapping[str, object], skills: Collection[str], today: date
) -> tuple[dict, dict[str, str]]:
    """(values, errors by field) of a request for a skill.

    >>> read_request({"name": ""}, [], date(2026, 1, 1))[1]
    {'name': 'missing', 'skills': 'missing'}
    >>> read_request({"name": "Logo", "needed_by": "2025-12-31"}, ["3"],
    ...              date(2026, 1, 1))[1]
    {'needed_by': 'invalid'}
    """
    typed_day = text_of(post, "needed_by")
    values = {
        "key": key_of(post),
        "name": clean_line(text_of(post, "name")),
        "description": clean_text(text_of(post, "description")),
        "needed_by": read_day(typed_day, today),
        "remote": bool(text_of(post, "remote")),
        "offer": text_of(post, "offer"),
        "skill_ids": read_ids(skills)[:MOST_SKILLS],
    }
    errors = {
        "name": text_error(values["name"], MOST_TITLE, is_needed=True),
        "description": text_error(values["description"], MOST_TEXT),
        "needed_by": INVALID if typed_day and not values["needed_by"] else None,
        "skills": None if values["skill_ids"] else MISSING,
    }
    return values, {name: code for name, code in errors.items() if code}


def read_answer(post: Mapping[str, object]) -> tuple[dict, dict[str, str]]:
    """(values, errors by field) of an answer to a request.

    >>> read_answer({"kind": "knows", "text": ""})[1], read_answer({"kind": "?"})[1]
    ({'text': 'missing'}, {'kind': 'invalid'})
    """
    kind = text_of(post, "kind")
    values = {
        "kind": kind,
        "text": clean_text(text_of(post, "text")),
        "amount": read_amount(text_of(post, "amount")),
    }
    errors = {
        "kind": choice_error(kind, kind in ANSWERS),
        "text": text_error(values["text"], MOST_TEXT, is_needed=kind == "knows"),
        "amount": amount_error(text_of(post, "amount")),
    }
    return values, {name: code for name, code in errors.items() if code}


def read_outcome(post: Mapping[str, object]) -> tuple[dict, dict[str, str]]:
    """(values, errors by field) of how a request ended: a gift says how long it took,
    what was bought outside says why.

    >>> read_outcome({"outcome": "gift", "time": "1 h 30"})[0]["minutes"]
    90
    >>> read_outcome({"outcome": "gift"})[1], read_outcome({"outcome": "outside"})[1]
    ({'minutes': 'missing'}, {'reason': 'missing'})
    """
    outcome = text_of(post, "outcome")
    typed_time = clean_line(text_of(post, "time"))
    minutes = read_minutes(typed_time)
    values = {
        "outcome": outcome,
        "minutes": minutes if outcome == "gift" else 0,
        "amount": read_amount(text_of(post, "amount")),
        "reason": clean_line(text_of(post, "reason")) if outcome == "outside" else "",
    }
    errors = {
        "outcome": choice_error(outcome, outcome in OUTCOMES),
        "amount": amount_error(text_of(post, "amount")),
        "reason": text_error(values["reason"], MOST_TITLE, outcome == "outside"),
    }
    if outcome == "gift" and not minutes:
        errors["minutes"] = INVALID if typed_time else MISSING
    return values, {name: code for name, code in errors.items() if code}


def read_referral(post: Mapping[str, object]) -> tuple[dict, dict[str, str]]:
    """(values, errors by field) of how a prospect came.

    >>> values, errors = read_referral({"client": "Les Toits", "origin": "recommended"})
    >>> values["client"], errors
    ('Les Toits', {'recommender': 'missing'})
    """
    values = {
        "client": clean_line(text_of(post, "client")),
        "origin": text_of(post, "origin"),
        "recommender": clean_line(text_of(post, "recommender")),
        "amount": read_amount(text_of(post, "amount")),
        "note": clean_line(text_of(post, "note")),
    }
    origin = values["origin"]
    errors = {
        "client": text_error(values["client"], MOST_TITLE, is_needed=True),
        "origin": choice_error(origin, origin in ORIGINS),
        "recommender": text_error(
            values["recommender"], MOST_TITLE, origin == "recommended"
        ),
        "amount": amount_error(text_of(post, "amount")),
        "note": text_error(values["note"], MOST_TITLE),
    }
    return values, {name: code for name, code in errors.items() if code}


def read_ids(texts: Collection[str]) -> list[int]:
    """Ids as they come from a browser, each once; what is none is left out.

    >>> read_ids(["3", "x", "3", "-1", "7", "9" * 5000, "0"])
    [3, 7]
    """
    return list(dict.fromkeys(filter(None, map(whole_number, texts))))


def read_amount(typed: str) -> Decimal | None:
    """The amount that was typed, with a point or a comma; None for none.

    >>> read_amount("1 250,50"), read_amount("12.5"), read_amount("many")
    (Decimal('1250.50'), Decimal('12.5'), None)
    """
    plain = "".join(typed.split()).replace(",", ".").rstrip("€")
    try:
        amount = Decimal(plain)
    except InvalidOperation:
        return None
    return amount if amount.is_finite() and 0 <= amount <= MOST_AMOUNT else None


def amount_error(typed: str) -> str | None:
    """Code of what is wrong with an amount that may be left out."""
    return INVALID if typed.strip() and read_amount(typed) is None else None


def read_minutes(typed: str) -> int:
    """Whole minutes of a duration, 0 for what is none or more than a day."""
    minutes = parse_minutes(typed) or 0
    return minutes if 0 < minutes <= 1440 else 0
