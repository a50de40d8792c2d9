"""What the form about one's profile sends, read without trusting it."""

from collections.abc import Mapping

from odoo.addons.coop_member.core.forms import (
    INVALID,
    read_day,
    text_error,
    text_of,
)
from odoo.addons.coop_member.core.text import clean_line, clean_text

from .feed import EMAIL, PHONE
from .languages import read_codes
from .ranking import AVAILABLE
from .visibility import LEVELS

#: letters of one line, of a story
MOST_LINE = 120
MOST_STORY = 4000
#: parts of a profile whose visibility is chosen one by one
PARTS = (
    "bio", "photo", "learn", "place", "availability", "reference", "email", "phone",
)  # fmt: skip
LINES = ("headline", "city", "postal_code", "mobility", "email", "phone", "website")


def read_profile(post: Mapping[str, object]) -> tuple[dict, dict[str, str]]:
    """(values, errors by field) of a profile; values are there even with errors, as
    they were typed.

    >>> values, errors = read_profile({"headline": " Potter ", "visibility": "public"})
    >>> values["headline"], values["visibility"], errors
    ('Potter', 'public', {})
    >>> read_profile({"visibility": "all", "email": "me", "headline": "x"})[1]
    {'email': 'invalid', 'visibility': 'invalid'}
    """
    values: dict = {name: clean_line(text_of(post, name)) for name in LINES}
    values["bio"] = clean_text(text_of(post, "bio"))
    values["languages"] = read_codes(text_of(post, "languages"))
    values["remote"] = bool(text_of(post, "remote"))
    values["country"] = text_of(post, "country").upper()[:2]
    values["visibility"] = text_of(post, "visibility")
    values["availability"] = text_of(post, "availability")
    typed_day = text_of(post, "available_from")
    values["available_from"] = read_day(typed_day)
    for part in PARTS:
        values[f"{part}_visibility"] = text_of(post, f"{part}_visibility")
    return values, _errors(values, typed_day)


def _errors(values, typed_day):
    errors = {name: text_error(values[name], MOST_LINE) for name in LINES}
    errors["bio"] = text_error(values["bio"], MOST_STORY)
    if values["visibility"] in LEVELS[1:] and not values["headline"]:
        # whoever is in the directory says in a line what they do
        errors["headline"] = "missing"
    for name, pattern in (("email", EMAIL), ("phone", PHONE)):
        if values[name] and not pattern.fullmatch(values[name]):
            errors[name] = errors[name] or INVALID
    if values["website"] and not is_web_address(values["website"]):
        errors["website"] = errors["website"] or INVALID
    if values["visibility"] not in LEVELS:
        errors["visibility"] = INVALID
    for part in PARTS:
        if values[f"{part}_visibility"] not in (*LEVELS, ""):
            errors[f"{part}_visibility"] = INVALID
    if values["availability"] not in (*AVAILABLE, ""):
        errors["availability"] = INVALID
    if typed_day and not values["available_from"]:
        errors["available_from"] = INVALID
    return {name: code for name, code in errors.items() if code}


def is_web_address(text: str) -> bool:
    """Whether a text is the address of a web page, and nothing that runs.

    >>> is_web_address("https://pots.example"), is_web_address("javascript:alert(1)")
    (True, False)
    """
    plain = not any(character in text for character in " \"'<>\\")
    return plain and text.lower().startswith(("https://", "http://")) and "." in text
