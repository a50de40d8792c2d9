"""The form about a charge between activities."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from odoo.addons.coop_member.core.forms import (
    choice_error,
    text_error,
    text_of,
)
from odoo.addons.coop_member.core.text import clean_line

from .billing import read_date
from .expense_form import chosen, read_amount

MOST_TEXT = 200
FIELDS = ("to", "amount", "description", "date")


@dataclass(frozen=True)
class Charge:
    """What one activity asks of another."""

    to_id: int
    amount: Decimal
    description: str
    day: date


def read_transfer(post: Mapping[str, object]) -> dict[str, str]:
    """Every field as clean text."""
    return {field: clean_line(text_of(post, field)) for field in FIELDS}


def parse_transfer(
    typed: Mapping[str, str], activities: Collection[int]
) -> tuple[Charge | None, dict[str, str]]:
    """What the form sent, or None and codes by field.

    >>> typed = read_transfer({"to": "3", "amount": "12,50", "description": "Oak",
    ...                        "date": "2026-03-10"})
    >>> str(parse_transfer(typed, {3})[0].amount)
    '12.50'
    >>> parse_transfer(read_transfer({"to": "4", "amount": "-1"}), {3})[1]
    ... # doctest: +NORMALIZE_WHITESPACE
    {'to': 'invalid', 'amount': 'invalid', 'date': 'missing',
     'description': 'missing'}
    """
    to_id, day = chosen(typed["to"], activities), read_date(typed["date"])
    amount, wrong_amount = read_amount(typed["amount"])
    text = typed["description"]
    found = {
        "to": choice_error(typed["to"], to_id),
        "amount": wrong_amount,
        "date": choice_error(typed["date"], day),
        "description": text_error(text, MOST_TEXT, is_needed=True),
    }
    errors = {field: code for field, code in found.items() if code}
    if errors:
        return None, errors
    return Charge(to_id, amount, text, day), {}
