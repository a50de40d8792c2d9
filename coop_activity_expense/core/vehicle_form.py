"""The form by which members enter a vehicle.

It gives what was entered, or the errors: codes of `core.forms` by field.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from odoo.addons.coop_member.core.forms import (
    INVALID,
    MISSING,
    TOO_LONG,
    TOO_MANY,
    choice_error,
    text_error,
    text_of,
    whole_number,
)
from odoo.addons.coop_member.core.text import clean_line

MOST_TEXT = 60
MOST_PLATE = 20
#: more than this is no fiscal power
MOST_POWER = 200

FIELDS = ("name", "plate", "kind", "power", "energy")


@dataclass(frozen=True)
class Choices:
    """What may be chosen; ``power_kinds``: kinds whose scales depend on power."""

    kinds: Collection[str]
    energies: Collection[str]
    power_kinds: Collection[str]


@dataclass(frozen=True)
class Vehicle:
    """A vehicle; ``power`` is 0 where it is not known and not needed."""

    name: str
    plate: str
    kind: str
    power: int
    energy: str


def read_vehicle(post: Mapping[str, object]) -> dict[str, str]:
    """Every field of the form as clean text, empty where nothing usable came.

    >>> read_vehicle({"plate": " ab-123 ", "power": 5})["plate"]
    'ab-123'
    """
    return {field: clean_line(text_of(post, field)) for field in FIELDS}


def parse_vehicle(
    post: Mapping[str, object], choices: Choices
) -> tuple[Vehicle | None, dict[str, str]]:
    """What was entered, or None and the errors.

    >>> choices = Choices({"car", "moped"}, {"petrol"}, {"car"})
    >>> post = {"plate": "AB-123-CD", "kind": "car", "power": "5", "energy": "petrol"}
    >>> parse_vehicle(post, choices)[0]
    Vehicle(name='', plate='AB-123-CD', kind='car', power=5, energy='petrol')
    >>> parse_vehicle(post | {"power": "", "plate": "--"}, choices)[1]
    {'plate': 'invalid', 'power': 'missing'}
    >>> parse_vehicle(post | {"power": "", "kind": "moped"}, choices)[0].power
    0
    """
    typed = read_vehicle(post)
    power, wrong_power = read_power(
        typed["power"], typed["kind"] in choices.power_kinds
    )
    found = {
        "name": text_error(typed["name"], MOST_TEXT),
        "plate": _plate_error(typed["plate"]),
        "kind": choice_error(typed["kind"], typed["kind"] in choices.kinds),
        "power": wrong_power,
        "energy": choice_error(typed["energy"], typed["energy"] in choices.energies),
    }
    errors = {field: code for field, code in found.items() if code}
    if errors:
        return None, errors
    return Vehicle(**typed | {"power": power}), {}


def read_power(typed: str, is_needed: bool) -> tuple[int, str | None]:
    """(fiscal power, code of what is wrong).

    >>> read_power("7 CV", True), read_power("", False), read_power("0", True)
    ((7, None), (0, None), (0, 'missing'))
    >>> [read_power(typed, True)[1] for typed in ("5.5", "-5", "kW", "201")]
    ['invalid', 'invalid', 'invalid', 'too_many']
    """
    digits = re.sub(r"\s*(cv|pk|ch)$", "", typed, flags=re.IGNORECASE)
    power = whole_number(digits or "0")
    if power is None:
        return 0, INVALID
    if not power and is_needed:
        return 0, MISSING
    return (0, TOO_MANY) if power > MOST_POWER else (power, None)


def _plate_error(plate: str) -> str | None:
    if not plate:
        return MISSING
    if len(plate) > MOST_PLATE:
        return TOO_LONG
    return None if re.search(r"[^\W_]", plate) else INVALID
