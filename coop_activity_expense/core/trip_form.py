"""The form about a trip of a member.

It gives what was entered, or the errors: codes of `core.forms` by field.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import astuple, dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import ClassVar

from odoo.addons.coop_member.core.forms import (
    INVALID,
    MISSING,
    TOO_FEW,
    TOO_MANY,
    choice_error,
    fingerprint,
    key_of,
    read_day,
    text_error,
    text_of,
)
from odoo.addons.coop_member.core.text import clean_line

from .expense_form import FIRST_DAY, MEMBER, MOST_TEXT, Head, chosen

#: more than this one way is a slip of the finger
MOST_KILOMETRES = Decimal(5000)
TENTH = Decimal("0.1")

FIELDS = (
    "activity",
    "vehicle",
    "date",
    "distance",
    "round_trip",
    "origin",
    "destination",
    "name",
)
DISTANCE = re.compile(r"\d{1,6}(?:[.,]\d{1,2})?", re.ASCII)


@dataclass(frozen=True)
class Choices:
    """Ids of what may be chosen; no ``activities`` where the trip joins a claim that
    has its own."""

    vehicles: Collection[int]
    activities: Collection[int] | None = None


@dataclass(frozen=True)
class Trip:
    """A trip; ``distance`` is all of it, the way back included."""

    vehicle_id: int
    day: date
    distance: Decimal
    round_trip: bool
    origin: str
    destination: str
    name: str
    #: trips have none
    receipt_ids: ClassVar[tuple[int, ...]] = ()


@dataclass(frozen=True)
class Sent:
    """What a form sent: the trip, the head of the claim that it may begin, the claim
    that it was entered in (0: none), and the form's key."""

    expense: Trip
    head: Head | None
    claim_id: int
    key: str

    def fingerprint(self, member_id: int, _claim_id: int, _files: object) -> str:
        """The same for this form sent twice by one member, whichever draft it joined
        the first time."""
        head = astuple(self.head) if self.head else ()
        return fingerprint(
            ("trip", member_id, self.claim_id, *astuple(self.expense), *head, self.key)
        )


def read_trip(post: Mapping[str, object]) -> dict[str, str]:
    """Every field of the form as clean text, empty where nothing usable came.

    >>> read_trip({"distance": " 12,5 ", "vehicle": 3})["distance"]
    '12,5'
    """
    return {field: clean_line(text_of(post, field)) for field in FIELDS}


def parse_trip(
    post: Mapping[str, object], choices: Choices, claim_id: int = 0
) -> tuple[Sent | None, dict[str, str]]:
    """What a form about a trip sent, or None and the errors; ``form`` stands for one
    that came without its key.

    >>> choices = Choices({3}, {1})
    >>> post = {"vehicle": "3", "date": "2026-03-10", "distance": "12,5",
    ...         "round_trip": "1", "destination": "Lyon", "name": "The stall",
    ...         "activity": "1", "key": "k" * 22}
    >>> parse_trip(post, choices)[0].expense.distance
    Decimal('25.0')
    >>> parse_trip({"vehicle": "4"}, choices)[1]  # doctest: +NORMALIZE_WHITESPACE
    {'vehicle': 'invalid', 'date': 'missing', 'distance': 'missing',
     'destination': 'missing', 'name': 'missing', 'form': 'missing',
     'activity': 'missing'}
    """
    typed = read_trip(post)
    key = key_of(post)
    one_way, wrong_distance = read_distance(typed["distance"])
    day = read_day(typed["date"], FIRST_DAY)
    vehicle = chosen(typed["vehicle"], choices.vehicles)
    found = {
        "vehicle": choice_error(typed["vehicle"], vehicle),
        "date": choice_error(typed["date"], day),
        "distance": wrong_distance,
        "origin": text_error(typed["origin"], MOST_TEXT),
        "destination": text_error(typed["destination"], MOST_TEXT, is_needed=True),
        "name": text_error(typed["name"], MOST_TEXT, is_needed=True),
        "form": None if key else MISSING,
    }
    head = None
    if choices.activities is not None:
        activity = chosen(typed["activity"], choices.activities)
        found["activity"] = choice_error(typed["activity"], activity)
        head = Head(activity, MEMBER, "")
    errors = {field: code for field, code in found.items() if code}
    if errors:
        return None, errors
    is_round = typed["round_trip"] == "1"
    trip = Trip(
        vehicle_id=vehicle,
        day=day,
        distance=one_way * 2 if is_round else one_way,
        round_trip=is_round,
        origin=typed["origin"],
        destination=typed["destination"],
        name=typed["name"],
    )
    return Sent(trip, head, claim_id, key), {}


def read_distance(typed: str) -> tuple[Decimal | None, str | None]:
    """(kilometres, code of what is wrong), with a comma or a point, to the tenth.

    >>> [str(read_distance(typed)[0]) for typed in ("12", "12,5 km", "1 200", "0.25")]
    ['12.0', '12.5', '1200.0', '0.3']

    A point before three digits may mean either: it is better asked again.

    >>> [read_distance(typed)[1] for typed in ("", "1.234", "-3", "1e3", "NaN", "٣")]
    ['missing', 'invalid', 'invalid', 'invalid', 'invalid', 'invalid']
    >>> [read_distance(typed)[1] for typed in ("0", "0.04", "5000", "5000,1")]
    ['too_few', 'too_few', None, 'too_many']
    """
    digits = re.sub(r"[\s'’]|km$", "", typed, flags=re.IGNORECASE)
    if not digits:
        return None, MISSING
    if not DISTANCE.fullmatch(digits):
        return None, INVALID
    distance = Decimal(digits.replace(",", ".")).quantize(TENTH, ROUND_HALF_UP)
    if not distance:
        return None, TOO_FEW
    return (None, TOO_MANY) if distance > MOST_KILOMETRES else (distance, None)
