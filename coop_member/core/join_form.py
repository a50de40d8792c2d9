"""The public joining form: from what a visitor sent to an application that can be
kept, or to what is wrong with it.

Nothing here is HTML: a script tag is a text like any other, to be escaped wherever
it is shown.
"""

import hashlib
import re
from collections.abc import Collection, Mapping
from dataclasses import astuple, dataclass

from .addresses import MAX_EMAIL, is_email
from .text import clean_line, clean_text

MISSING = "missing"
TOO_SHORT = "too_short"
TOO_LONG = "too_long"
INVALID = "invalid"

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
FIELDS = ("college", "kind", *LINES, "motivation", "consent")
#: a field that people do not see and that programs fill in
HONEYPOT = "homepage"

PHONE = re.compile(r"\+?[0-9 ()./-]+")
KEY = re.compile(r"[A-Za-z0-9_-]{20,64}")


@dataclass(frozen=True)
class Application:
    """What an applicant sent, complete and well formed.

    ``organisation`` is empty for a person, ``phone`` where none was given; ``key``
    tells one sending of the form from another, None when it came without.
    """

    college_id: int
    organisation: str
    name: str
    email: str
    phone: str
    motivation: str
    key: str | None

    @property
    def is_organisation(self) -> bool:
        """Whether an organisation applies, ``name`` being who speaks for it."""
        return bool(self.organisation)

    @property
    def fingerprint(self) -> str | None:
        """Text that the same form sent twice has in common, and no other; None
        where the form came without a key."""
        if not self.key:
            return None
        return hashlib.sha256(repr(astuple(self)).encode()).hexdigest()


def parse(
    post: Mapping[str, object], colleges: Collection[int]
) -> tuple[Application | None, dict[str, str]]:
    """The application in a form, or None and the errors: codes by field.

    ``colleges`` are the ids that may be chosen. Only the fields of the form are
    read; anything else in ``post`` is left alone.

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
        key=_key(post),
    )
    return application, {}


def read(post: Mapping[str, object]) -> dict[str, str]:
    """Every field of the form as clean text, empty where nothing usable came: what
    is shown again to the visitor.

    >>> typed = read({"name": "Zoé\\x00 \\tPetit", "motivation": "One\\n\\n\\r\\nTwo "})
    >>> typed["name"], typed["motivation"], typed["email"]
    ('Zoé Petit', 'One\\n\\nTwo', '')
    """
    typed = {field: clean_line(_text(post, field)) for field in FIELDS}
    typed["motivation"] = clean_text(_text(post, "motivation"))
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
    if field == "organisation" and typed["kind"] != ORGANISATION:
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


def _text(post: Mapping[str, object], field: str) -> str:
    value = post.get(field)
    # a file sent in place of a text is no text
    return value if isinstance(value, str) else ""


def _key(post: Mapping[str, object]) -> str | None:
    key = _text(post, "key")
    return key if KEY.fullmatch(key) else None


def _is_phone(phone: str) -> bool:
    digits = sum(character.isdigit() for character in phone)
    return PHONE.fullmatch(phone) is not None and 6 <= digits <= 15


def _has_letter(text: str) -> bool:
    return any(map(str.isalpha, text))


def _has_letter_or_digit(text: str) -> bool:
    return any(map(str.isalnum, text))
