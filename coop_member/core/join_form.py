"""The public joining form: from what a visitor sent to an application that can be
kept, or to what is wrong with it.

Nothing here is HTML: a script tag is a text like any other, to be escaped wherever
it is shown.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import astuple, dataclass
from types import MappingProxyType

from .addresses import MAX_EMAIL, is_email
from .forms import (
    INVALID,
    MISSING,
    TOO_LONG,
    TOO_SHORT,
    fingerprint,
    key_of,
    text_of,
)
from .share_form import Wish, parse_wish
from .text import clean_line, clean_text

PERSON = "person"
ORGANISATION = "organisation"

#: fields of one line → fewest and most characters
LINES = {
    "organisation": (2, 120),
    "name": (3, 120),
    "email": (6, MAX_EMAIL),
    "phone": (6, 32),
}
MOTIVATION = (20, 4000)
LENGTHS = {**LINES, "motivation": MOTIVATION}
#: fields in the order of the form
FIELDS = ("college", "kind", *LINES, "motivation", "share", "quantity", "consent")
#: fields that `core.share_form` looks at
SHARES = ("share", "quantity")
#: a field that people do not see and that programs fill in
HONEYPOT = "homepage"

PHONE = re.compile(r"\+?[0-9 ()./-]+")


@dataclass(frozen=True)
class Application:
    """What an applicant sent, complete and well formed.

    ``organisation`` is empty for a person, ``phone`` where none was given; ``key``
    tells one sending of the form from another, None when it came without; ``wish``
    is None for who would like no share yet.
    """

    college_id: int
    organisation: str
    name: str
    email: str
    phone: str
    motivation: str
    key: str | None
    wish: Wish | None = None

    @property
    def is_organisation(self) -> bool:
        """Whether an organisation applies, ``name`` being who speaks for it."""
        return bool(self.organisation)

    @property
    def fingerprint(self) -> str | None:
        """Text that the same form sent twice has in common, and no other; None
        where the form came without a key."""
        return fingerprint(astuple(self)) if self.key else None


def parse(
    post: Mapping[str, object],
    colleges: Collection[int],
    offers: Mapping[tuple[int, int], int] = MappingProxyType({}),
) -> tuple[Application | None, dict[str, str]]:
    """The application in a form, or None and the errors: codes by field.

    ``colleges`` are the ids that may be chosen, ``offers`` the fewest shares that may
    be subscribed by (college, type of share). Only the fields of the form are read;
    anything else in ``post`` is left alone.

    >>> application, errors = parse({
    ...     "college": "7", "kind": "person", "name": " Camille  Martin ",
    ...     "email": "Camille@Example.org", "motivation": "I bake bread at home.",
    ...     "consent": "1", "company_id": "3"}, {7})
    >>> application.name, application.email, application.is_organisation, errors
    ('Camille Martin', 'camille@example.org', False, {})

    >>> parse({"kind": "organisation", "name": "Al", "email": "al@example"}, {7})[1]
    ... # doctest: +NORMALIZE_WHITESPACE
    {'college': 'missing', 'organisation': 'missing', 'name': 'too_short',
     'email': 'invalid', 'motivation': 'missing', 'consent': 'missing'}
    """
    typed = read(post)
    errors = {
        field: code
        for field in FIELDS
        if (code := _error(field, typed, {str(college) for college in colleges}))
    }
    wish, share_errors = parse_wish(typed, offers)
    errors |= share_errors
    if errors:
        return None, errors
    is_organisation = typed["kind"] == ORGANISATION
    application = Application(
        college_id=int(typed["college"]),
        organisation=typed["organisation"] if is_organisation else "",
        name=typed["name"],
        email=typed["email"].lower(),
        phone=typed["phone"],
        motivation=typed["motivation"],
        key=key_of(post),
        wish=wish,
    )
    return application, {}


def read(post: Mapping[str, object]) -> dict[str, str]:
    """Every field of the form as clean text, empty where nothing usable came: what
    is shown again to the visitor.

    >>> typed = read({"name": "Zoé\\x00 \\tPetit", "motivation": "One\\n\\n\\r\\nTwo "})
    >>> typed["name"], typed["motivation"], typed["email"]
    ('Zoé Petit', 'One\\n\\nTwo', '')
    """
    typed = {field: clean_line(text_of(post, field)) for field in FIELDS}
    typed["motivation"] = clean_text(text_of(post, "motivation"))
    return typed


def is_bot(post: Mapping[str, object]) -> bool:
    """Whether the field that people do not see was filled in.

    >>> is_bot({"homepage": "https://example.com"}), is_bot({"homepage": ""})
    (True, False)
    """
    return bool(post.get(HONEYPOT))


def _error(
    field: str, typed: Mapping[str, str], colleges: Collection[str]
) -> str | None:
    """Code of what is wrong with a field, None when nothing is."""
    value = typed[field]
    if field in SHARES or (field == "organisation" and typed["kind"] != ORGANISATION):
        return None
    if not value:
        return None if field == "phone" else MISSING
    if field in LENGTHS:
        return _length_error(field, value) or _shape_error(field, value)
    allowed = {
        "college": colleges,
        "kind": (PERSON, ORGANISATION),
        "consent": ("1",),
    }[field]
    return None if value in allowed else INVALID


def _length_error(field: str, value: str) -> str | None:
    least, most = LENGTHS[field]
    if len(value) > most:
        return TOO_LONG
    # a short address or number is not one, rather than a short one
    if len(value) < least:
        return INVALID if field in ("email", "phone") else TOO_SHORT
    return None


def _shape_error(field: str, value: str) -> str | None:
    well_formed = {
        "email": is_email,
        "phone": _is_phone,
        "name": _has_letter,
        "organisation": _has_letter_or_digit,
        "motivation": _has_letter,
    }[field]
    return None if well_formed(value) else INVALID


def _is_phone(phone: str) -> bool:
    digits = sum(character.isdigit() for character in phone)
    return PHONE.fullmatch(phone) is not None and 6 <= digits <= 15


def _has_letter(text: str) -> bool:
    return any(map(str.isalpha, text))


def _has_letter_or_digit(text: str) -> bool:
    return any(map(str.isalnum, text))
