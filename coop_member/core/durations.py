"""Durations as people write them, in whole minutes."""

import re

NUMBER = r"\d{1,4}(?:[.,]\d{1,2})?"
#: the spellings that are understood; hours and minutes have one letter at least
SPELLINGS = (
    re.compile(rf"(?P<hours>{NUMBER})\s*(?:h|u|hours?|heures?|uur)\.?"),
    re.compile(r"(?P<hours>\d{1,4})\s*(?:h|u|:)\s*(?P<minutes>[0-5]\d)\s*(?:min)?"),
    re.compile(r"(?P<minutes>\d{1,4})\s*(?:m|min|minutes?|minuten)\.?"),
)


def format_minutes(minutes: int) -> str:
    """Hours and minutes, as people read them.

    >>> [format_minutes(minutes) for minutes in (0, 45, 60, 90, -605)]
    ['0 h', '45 min', '1 h', '1 h 30', '−10 h 05']
    """
    hours, rest = divmod(abs(minutes), 60)
    sign = "−" if minutes < 0 else ""
    if rest and not hours:
        return f"{sign}{rest} min"
    return f"{sign}{hours} h {rest:02d}" if rest else f"{sign}{hours} h"


def parse_minutes(text: str) -> int | None:
    """Minutes of what was typed, None for what says no duration: a number alone could
    be of hours or of minutes.

    >>> [parse_minutes(text) for text in ("1 h 30", "1:30", "1,5h", "90 min", "2u")]
    [90, 90, 90, 90, 120]
    >>> parse_minutes("90") is parse_minutes("soon") is None
    True
    """
    typed = " ".join(text.casefold().split())
    for spelling in SPELLINGS:
        if match := spelling.fullmatch(typed):
            parts = match.groupdict(default="0")
            hours = float(parts.get("hours", "0").replace(",", "."))
            return round(hours * 60) + int(parts.get("minutes", 0))
    return None
