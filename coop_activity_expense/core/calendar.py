"""Calendars that others subscribe to (RFC 5545), made of whole days."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

#: octets of a line, beyond which it goes on in the next
WIDTH = 75


@dataclass(frozen=True)
class Entry:
    """Something on a ``day``; ``uid`` stays the same as it changes, ``changed`` (UTC)
    tells when it last did, and ``alarm_days`` before it programs may remind of it."""

    uid: str
    day: date
    summary: str
    changed: datetime
    description: str = ""
    url: str = ""
    alarm_days: int = 0


def escaped(text: str) -> str:
    r"""A text as calendars write it.

    >>> escaped("VAT; March, 2026\nby hand \\ online")
    'VAT\\; March\\, 2026\\nby hand \\\\ online'
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\\", "\\\\")
    for sign in ";,":
        text = text.replace(sign, f"\\{sign}")
    return text.replace("\n", "\\n")


def folded(line: str) -> str:
    r"""A line in pieces of 75 octets at most, no letter cut in two.

    >>> folded("short")
    'short'
    >>> [len(piece.encode()) for piece in folded("SUMMARY:" + "é" * 50).split("\r\n")]
    [74, 35]
    """
    pieces, piece, width = [], "", 0
    for letter in line:
        size = len(letter.encode())
        if width + size > WIDTH:
            pieces.append(piece)
            # the space that begins the next line takes one
            piece, width = "", 1
        piece += letter
        width += size
    return "\r\n ".join([*pieces, piece])


def calendar(name: str, entries: Iterable[Entry]) -> str:
    """The text of a calendar.

    >>> entry = Entry("1@coop", date(2026, 4, 20), "VAT", datetime(2026, 1, 2, 3, 4))
    >>> text = calendar("Declarations", [entry])
    >>> text.splitlines()[0], text.count("BEGIN:VEVENT")
    ('BEGIN:VCALENDAR', 1)
    >>> "DTSTART;VALUE=DATE:20260420" in text, "DTEND;VALUE=DATE:20260421" in text
    (True, True)
    """
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//coop//declarations//EN",
        "CALSCALE:GREGORIAN",
        f"X-WR-CALNAME:{escaped(name)}",
    ]
    for entry in entries:
        lines += _entry_lines(entry)
    lines.append("END:VCALENDAR")
    return "".join(f"{folded(line)}\r\n" for line in lines)


def _entry_lines(entry):
    lines = [
        "BEGIN:VEVENT",
        f"UID:{escaped(entry.uid)}",
        f"DTSTAMP:{entry.changed:%Y%m%dT%H%M%SZ}",
        f"DTSTART;VALUE=DATE:{entry.day:%Y%m%d}",
        f"DTEND;VALUE=DATE:{entry.day + timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{escaped(entry.summary)}",
        "TRANSP:TRANSPARENT",
    ]
    if entry.description:
        lines.append(f"DESCRIPTION:{escaped(entry.description)}")
    if entry.url:
        lines.append(f"URL:{entry.url}")
    if entry.alarm_days:
        lines += [
            "BEGIN:VALARM",
            "ACTION:DISPLAY",
            f"DESCRIPTION:{escaped(entry.summary)}",
            f"TRIGGER:-P{entry.alarm_days}D",
            "END:VALARM",
        ]
    return [*lines, "END:VEVENT"]
