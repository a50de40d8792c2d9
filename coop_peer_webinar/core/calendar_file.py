"""A webinar as a calendar file (RFC 5545), for the calendar of a phone."""

from dataclasses import dataclass
from datetime import datetime

#: bytes of a line; what is longer goes on in the next one
LINE = 75
ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": ""})


@dataclass(frozen=True)
class Entry:
    """What a calendar shows. Moments are in UTC, without a zone; ``uid`` stays the same
    when the webinar moves, and ``sequence`` grows."""

    uid: str
    title: str
    begin: datetime
    end: datetime
    stamp: datetime
    sequence: int = 0
    place: str = ""
    text: str = ""
    url: str = ""
    is_cancelled: bool = False


def calendar(entry: Entry) -> str:
    """The file's content.

    >>> moments = [datetime(2026, 3, 24, hour) for hour in (11, 12, 9)]
    >>> print(calendar(Entry("webinar-7@coop", "Aims, and means", *moments)))
    ... # doctest: +NORMALIZE_WHITESPACE
    BEGIN:VCALENDAR
    VERSION:2.0
    PRODID:-//CAE suite//Peer webinars//EN
    METHOD:PUBLISH
    BEGIN:VEVENT
    UID:webinar-7@coop
    SEQUENCE:0
    DTSTAMP:20260324T090000Z
    DTSTART:20260324T110000Z
    DTEND:20260324T120000Z
    SUMMARY:Aims\\, and means
    STATUS:CONFIRMED
    END:VEVENT
    END:VCALENDAR
    """
    optional = {"LOCATION": entry.place, "DESCRIPTION": entry.text}
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//CAE suite//Peer webinars//EN",
        "METHOD:PUBLISH",
        "BEGIN:VEVENT",
        f"UID:{entry.uid}",
        f"SEQUENCE:{entry.sequence}",
        f"DTSTAMP:{_moment(entry.stamp)}",
        f"DTSTART:{_moment(entry.begin)}",
        f"DTEND:{_moment(entry.end)}",
        f"SUMMARY:{_text(entry.title)}",
        *(f"{name}:{_text(value)}" for name, value in optional.items() if value),
        *([f"URL:{entry.url}"] if entry.url else []),
        f"STATUS:{'CANCELLED' if entry.is_cancelled else 'CONFIRMED'}",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]
    return "\r\n".join(part for line in lines for part in _folded(line))


def _moment(moment):
    return f"{moment:%Y%m%dT%H%M%SZ}"


def _text(value):
    return value.translate(ESCAPED)


def _folded(line):
    """The line in parts of so many bytes, each but the first after a space."""
    parts, part = [], ""
    for character in line:
        if len((part + character).encode()) > LINE - 1:
            parts.append(part)
            part = " "
        part += character
    return [*parts, part]
