"""The form about time spent for a customer."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from odoo.addons.coop_member.core.forms import (
    INVALID,
    MISSING,
    TOO_FEW,
    TOO_MANY,
    choice_error,
    text_error,
    text_of,
)
from odoo.addons.coop_member.core.text import clean_line

from .billing import read_date
from .expense_form import chosen, read_amount

MOST_TEXT = 200
MOST_MINUTES = 24 * 60
FIELDS = ("customer", "date", "time", "name", "price")
#: "1:30", "1h30", "1 h", "90 min"
CLOCK = re.compile(r"(\d{1,2})(?::|h)(\d{2})?", re.ASCII)
MINUTES = re.compile(r"(\d{1,4})(?:min|mn|m|')", re.ASCII)
HOURS = re.compile(r"\d{1,2}(?:[.,]\d{1,2})?", re.ASCII)


@dataclass(frozen=True)
class Spent:
    """Whole minutes spent on something."""

    customer_id: int
    day: date
    minutes: int
    name: str
    price: Decimal


def read_time(post: Mapping[str, object]) -> dict[str, str]:
    """Every field as clean text."""
    return {field: clean_line(text_of(post, field)) for field in FIELDS}


def read_minutes(typed: str) -> tuple[int | None, str | None]:
    """(minutes, code of what is wrong): hours with decimals or with minutes.

    >>> [read_minutes(t)[0] for t in ("1:30", "1h30", "2h", "90 min", "1,5", "0.25")]
    [90, 90, 120, 90, 90, 15]
    >>> [read_minutes(t)[1] for t in ("", "x", "1:75", "0", "25", "-1", "1e2")]
    ['missing', 'invalid', 'invalid', 'too_few', 'too_many', 'invalid', 'invalid']
    """
    text = re.sub(r"\s", "", typed).lower()
    if not text:
        return None, MISSING
    if match := CLOCK.fullmatch(text):
        hours, rest = int(match[1]), int(match[2] or 0)
        minutes = hours * 60 + rest if rest < 60 else None
    elif match := MINUTES.fullmatch(text):
        minutes = int(match[1])
    elif HOURS.fullmatch(text):
        minutes = int((Decimal(text.replace(",", ".")) * 60).to_integral_value())
    else:
        minutes = None
    if minutes is None:
        return None, INVALID
    if not minutes:
        return None, TOO_FEW
    return (None, TOO_MANY) if minutes > MOST_MINUTES else (minutes, None)


def show_minutes(minutes: int) -> str:
    """Minutes as they are read.

    >>> show_minutes(90), show_minutes(5), show_minutes(1440)
    ('1:30', '0:05', '24:00')
    """
    return f"{minutes // 60}:{minutes % 60:02}"


def parse_time(
    typed: Mapping[str, str], customers: Collection[int]
) -> tuple[Spent | None, dict[str, str]]:
    """What the form sent, or None and codes by field; no price: to be told later.

    >>> typed = read_time({"customer": "3", "time": "1:30", "name": "Design",
    ...                    "date": "2026-03-10", "price": "60"})
    >>> spent = parse_time(typed, {3})[0]
    >>> spent.minutes, str(spent.price)
    (90, '60.00')
    >>> parse_time(read_time({"customer": "4", "price": "x"}), {3})[1]
    ... # doctest: +NORMALIZE_WHITESPACE
    {'customer': 'invalid', 'date': 'missing', 'time': 'missing', 'name': 'missing',
     'price': 'invalid'}
    """
    customer, day = chosen(typed["customer"], customers), read_date(typed["date"])
    minutes, wrong_time = read_minutes(typed["time"])
    price, wrong_price = read_amount(typed["price"])
    if wrong_price in (MISSING, TOO_FEW):
        price, wrong_price = Decimal(0), None
    name = typed["name"]
    found = {
        "customer": choice_error(typed["customer"], customer),
        "date": choice_error(typed["date"], day),
        "time": wrong_time,
        "name": text_error(name, MOST_TEXT, is_needed=True),
        "price": wrong_price,
    }
    errors = {field: code for field, code in found.items() if code}
    if errors:
        return None, errors
    return Spent(customer, day, minutes, name, price), {}
