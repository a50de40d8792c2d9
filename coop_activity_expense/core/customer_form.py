"""The form about a customer: what was typed, and codes of what is wrong by field."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from odoo.addons.coop_member.core.forms import (
    INVALID,
    choice_error,
    text_error,
    text_of,
)
from odoo.addons.coop_member.core.text import clean_line, clean_text

from .expense_form import chosen

COMPANY, PERSON = "company", "person"
MOST_NOTE = 2000
#: longest text of each field
TEXTS = {
    "name": 120,
    "reference": 40,
    "vat": 30,
    "registry": 30,
    "street": 120,
    "street2": 120,
    "zip": 16,
    "city": 80,
    "email": 120,
    "phone": 40,
}
FIELDS = (*TEXTS, "note", "kind", "country", "lang", "term")


@dataclass(frozen=True)
class Choices:
    """What may be chosen: ids of countries and terms, codes of languages."""

    countries: Collection[int]
    terms: Collection[int]
    langs: Collection[str]


def read_customer(post: Mapping[str, object]) -> dict[str, str]:
    """Every field as clean text, empty where nothing usable came.

    >>> typed = read_customer({"name": "  Bakery \\n Martin ", "zip": 59000})
    >>> typed["name"], typed["zip"], typed["kind"]
    ('Bakery Martin', '', 'company')
    """
    typed = {field: clean_line(text_of(post, field)) for field in FIELDS}
    typed["note"] = clean_text(text_of(post, "note"))
    typed["kind"] = PERSON if typed["kind"] == PERSON else COMPANY
    return typed


def parse_customer(
    typed: Mapping[str, str], choices: Choices
) -> tuple[dict[str, object], dict[str, str]]:
    """Values of the card, or the errors.

    >>> choices = Choices({5}, {7}, {"fr_FR"})
    >>> typed = read_customer({"name": "A", "country": "5", "lang": "fr_FR"})
    >>> values, errors = parse_customer(typed, choices)
    >>> values["country_id"], values["is_company"], values["payment_term_id"], errors
    (5, True, False, {})
    >>> wrong = read_customer({"country": "6", "lang": "xx", "term": "8",
    ...                        "city": "x" * 99})
    >>> parse_customer(wrong, choices)[1]
    ... # doctest: +NORMALIZE_WHITESPACE
    {'name': 'missing', 'city': 'too_long', 'country': 'invalid', 'lang': 'invalid',
     'term': 'invalid'}
    """
    country = chosen(typed["country"], choices.countries)
    term = chosen(typed["term"], choices.terms)
    found = {
        field: text_error(typed[field], most, is_needed=field == "name")
        for field, most in (TEXTS | {"note": MOST_NOTE}).items()
    }
    found |= {
        "country": choice_error(typed["country"], country),
        "lang": INVALID if typed["lang"] and typed["lang"] not in choices.langs else "",
        "term": INVALID if typed["term"] and not term else None,
    }
    errors = {field: code for field, code in found.items() if code}
    if errors:
        return {}, errors
    values = {field: typed[field] or False for field in (*TEXTS, "note", "lang")}
    return values | {
        "is_company": typed["kind"] == COMPANY,
        "country_id": country,
        "payment_term_id": term or False,
    }, {}
