"""Papers that members send: which files are kept, and how each kind of paper stands.

A paper is one PDF, or photos of its sides; which of them is told by the content,
never by the name.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from .files import (
    HEIC,
    PDF,
    EmptyFile,
    FileTooLarge,
    NoFile,
    SentFileError,
    UnknownContent,
    content_type,
)

#: What one paper may weigh, all its photos together.
MAX_BYTES = 10 * 2**20
MAX_PHOTOS = 6
#: A paper that expires later than this many years ahead is a slip of the finger.
MAX_YEARS = 50


class NotOnePaper(SentFileError):
    """Several files that are not the photos of one paper."""


class ExpiryMissing(SentFileError):
    """The paper is of a kind that expires, and no date came with it."""


class ExpiryUnreadable(SentFileError):
    """What was typed is no date, or none that a paper can carry."""


class AlreadyExpired(SentFileError):
    """The paper had expired before it was sent."""


def check_files(contents: Sequence[bytes]) -> str:
    """MIME type of the one file that is kept of what was sent: the file itself, or
    for several photos the PDF that joins them.

    Raises NoFile, EmptyFile, FileTooLarge, UnknownContent or NotOnePaper.

    >>> check_files([b"\\xff\\xd8\\xff ..."])
    'image/jpeg'
    >>> check_files([b"\\xff\\xd8\\xff ...", b"\\xff\\xd8\\xff ..."])
    'application/pdf'
    >>> check_files([b"%PDF-1.7 ...", b"\\xff\\xd8\\xff ..."])
    Traceback (most recent call last):
    coop_member.core.papers.NotOnePaper: 2
    >>> check_files([b"%PDF-" + bytes(MAX_BYTES)])
    Traceback (most recent call last):
    coop_member.core.files.FileTooLarge: 10485765
    """
    if not contents:
        raise NoFile
    size = sum(map(len, contents))
    if size > MAX_BYTES:
        raise FileTooLarge(size)
    if not all(contents):
        raise EmptyFile
    kinds = [content_type(content) for content in contents]
    # nothing here reads the photos of iPhones, to make pages of them
    if None in kinds or HEIC in kinds:
        raise UnknownContent
    if len(kinds) == 1:
        return kinds[0]
    if PDF in kinds or len(kinds) > MAX_PHOTOS:
        raise NotOnePaper(len(kinds))
    return PDF


def check_expiry(typed: str, required: bool, today: date) -> date | None:
    """The date of expiry typed in ISO format; None where the paper has none.

    Raises ExpiryMissing, ExpiryUnreadable or AlreadyExpired.

    >>> check_expiry(" 2027-03-31 ", True, date(2026, 11, 22))
    datetime.date(2027, 3, 31)
    >>> check_expiry("2027-03-31", False, date(2026, 11, 22)) is None
    True
    >>> check_expiry("31/03/27", True, date(2026, 11, 22))
    Traceback (most recent call last):
    coop_member.core.papers.ExpiryUnreadable: 31/03/27
    """
    if not required:
        return None
    typed = typed.strip()
    if not typed:
        raise ExpiryMissing
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", typed):
        raise ExpiryUnreadable(typed)
    try:
        day = date.fromisoformat(typed)
    except ValueError as error:
        raise ExpiryUnreadable(typed) from error
    if day.year > today.year + MAX_YEARS:
        raise ExpiryUnreadable(typed)
    if day < today:
        raise AlreadyExpired(typed)
    return day


@dataclass(frozen=True)
class Sent:
    """A paper as it was judged: ``state`` is received, accepted, rejected or
    replaced; ``expiry`` its last day of validity, None for ever."""

    state: str
    expiry: date | None = None


def standing(newest_first: Sequence[Sent], today: date, warn_days: int) -> str:
    """How a kind of paper stands, given the papers of that kind, newest first.

    The newest that was not replaced decides:

    - ``missing``: there is none
    - ``received``: it waits for the adviser
    - ``rejected``: it must be sent again
    - ``expired``, ``expiring``: it must be renewed, now or within ``warn_days``
    - ``valid``

    >>> today = date(2026, 11, 22)
    >>> standing([Sent("received"), Sent("rejected")], today, 30)
    'received'
    >>> standing([Sent("accepted", date(2026, 12, 1))], today, 30)
    'expiring'
    """
    current = next((sent for sent in newest_first if sent.state != "replaced"), None)
    if current is None:
        return "missing"
    if current.state != "accepted":
        return current.state
    if current.expiry is None or current.expiry > today + timedelta(days=warn_days):
        return "valid"
    return "expiring" if current.expiry >= today else "expired"


def read_paper(
    contents: Sequence[bytes], typed_expiry: str, expires: bool, today: date
) -> tuple[dict, dict[str, SentFileError]]:
    """What was sent, as (values, errors) by field.

    Fields are ``file``, whose value is the MIME type, and ``expiry``, a date or None;
    each is among the values or among the errors.

    >>> read_paper([b"%PDF-1.7"], "", False, date(2026, 11, 22))
    ({'file': 'application/pdf', 'expiry': None}, {})
    >>> read_paper([], "", True, date(2026, 11, 22))
    ({}, {'file': NoFile(), 'expiry': ExpiryMissing()})
    """
    checks = {
        "file": lambda: check_files(contents),
        "expiry": lambda: check_expiry(typed_expiry, expires, today),
    }
    values, errors = {}, {}
    for field, check in checks.items():
        try:
            values[field] = check()
        except SentFileError as error:
            errors[field] = error
    return values, errors
