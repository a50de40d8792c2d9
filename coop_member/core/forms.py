"""What the forms that visitors and members send have in common: what is wrong with a
field, and how texts, numbers and keys are read."""

import hashlib
import hmac
import re
from collections.abc import Iterable, Mapping
from datetime import date

MISSING = "missing"
TOO_SHORT = "too_short"
TOO_LONG = "too_long"
TOO_FEW = "too_few"
TOO_MANY = "too_many"
INVALID = "invalid"

#: what tells one sending of a form from another
KEY = re.compile(r"[A-Za-z0-9_-]{20,64}")
#: how browsers send a day
DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
#: digits of the largest number that is read
MAX_DIGITS = 9
#: no list has more pages
MOST_PAGES = 10**6


def text_of(post: Mapping[str, object], field: str) -> str:
    """What was typed in a field; a file sent in place of a text is no text.

    >>> text_of({"name": "Zoé"}, "name"), text_of({"name": 3}, "name"), text_of({}, "x")
    ('Zoé', '', '')
    """
    value = post.get(field)
    return value if isinstance(value, str) else ""


def key_of(post: Mapping[str, object]) -> str | None:
    """The key of a form, None where it came without one that looks like it.

    >>> key_of({"key": "k" * 22}) == "k" * 22, key_of({"key": "'; --"})
    (True, None)
    """
    key = text_of(post, "key")
    return key if KEY.fullmatch(key) else None


def fingerprint(values: Iterable[object]) -> str:
    """Text that the same form sent twice has in common, and no other.

    >>> fingerprint(["k" * 22, 10]) == fingerprint(["k" * 22, 10])
    True
    >>> fingerprint(["k" * 22, 10]) == fingerprint(["k" * 22, 11])
    False
    """
    return hashlib.sha256(repr(tuple(values)).encode()).hexdigest()


def whole_number(typed: str) -> int | None:
    """The whole number that was typed, None where it is none, or beyond all bounds.

    >>> whole_number("12"), whole_number(" 1 000 "), whole_number("007")
    (12, 1000, 7)
    >>> [whole_number(typed) for typed in ("", "-3", "1.5", "ten", "٧", "1" * 10)]
    [None, None, None, None, None, None]
    """
    digits = re.sub(r"\s", "", typed)
    if not re.fullmatch(f"[0-9]{{1,{MAX_DIGITS}}}", digits):
        return None
    return int(digits)


def page_number(asked: object) -> int:
    """The page of a list that an address asks for, from 1 on; the first one for what
    is no number.

    >>> [page_number(asked) for asked in (3, "3", 0, -1, "-1", "x", "", "9" * 30)]
    [3, 3, 1, 1, 1, 1, 1, 1]
    >>> page_number(10**30) == MOST_PAGES
    True
    """
    number = asked if isinstance(asked, int) else whole_number(str(asked)) or 1
    return min(max(number, 1), MOST_PAGES)


def is_same_secret(kept: str, sent: str) -> bool:
    """Whether what was sent is the secret that is kept, whatever letters it has, in a
    time that does not tell how much of it is right.

    >>> is_same_secret("abc", "abc"), is_same_secret("abc", "abd")
    (True, False)
    >>> is_same_secret("abc", "é\u0663"), is_same_secret("", "")
    (False, False)
    """
    return bool(kept) and hmac.compare_digest(
        kept.encode(), sent.encode(errors="replace")
    )


def number_error(typed: str, least: int, most: int) -> str | None:
    """Code of what is wrong with a number of shares, None when nothing is.

    >>> [number_error(typed, 2, 10) for typed in ("", "a", "1", "11", "2", "10")]
    ['missing', 'invalid', 'too_few', 'too_many', None, None]
    """
    if not typed:
        return MISSING
    number = whole_number(typed)
    if number is None:
        return INVALID
    if number < least:
        return TOO_FEW
    return TOO_MANY if number > most else None


def read_day(typed: str, first: date = date.min) -> date | None:
    """The day that was typed in ISO format, None for what is none, or before the
    ``first`` one.

    >>> read_day("2026-03-12"), read_day("2026-02-30"), read_day("20260312")
    (datetime.date(2026, 3, 12), None, None)
    >>> read_day("1999-12-31", date(2000, 1, 1))
    """
    try:
        day = date.fromisoformat(typed) if DAY.fullmatch(typed) else None
    except ValueError:
        return None
    return day if day and day >= first else None


def text_error(text: str, most: int, is_needed: bool = False) -> str | None:
    """Code of what is wrong with a text of ``most`` letters at most, None when nothing
    is.

    >>> text_error("", 3), text_error("", 3, is_needed=True), text_error("stall", 3)
    (None, 'missing', 'too_long')
    """
    if len(text) > most:
        return TOO_LONG
    return MISSING if is_needed and not text else None


def choice_error(typed: str, well_chosen: object) -> str | None:
    """Code of what is wrong with a choice, None when nothing is.

    >>> choice_error("", None), choice_error("9", None), choice_error("3", 3)
    ('missing', 'invalid', None)
    """
    if not typed:
        return MISSING
    return None if well_chosen else INVALID
