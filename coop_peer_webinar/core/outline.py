"""Takeaways as people type them: a line for each point, sub-points after a mark.

Choose three aims
- being seen
- being trusted
Tell one story
"""

import re
from collections.abc import Iterable
from html.parser import HTMLParser
from typing import NamedTuple

from odoo.addons.coop_member.core.text import clean_line

#: points that are kept, and letters of each
MOST_POINTS = 60
LONGEST_POINT = 300
#: what marks a line as belonging to the point above it
MARK = re.compile(r"(?:\s{2,}|\t|\s*[-*•–]\s)\s*[-*•–]?\s*")
#: numbers that people put before points; the page numbers them anyway
NUMBER = re.compile(r"\d{1,2}[.)]\s+")
#: elements whose content is no text
SILENT = {"script", "style", "template"}


class Point(NamedTuple):
    """A point, or a sub-point (``level`` 1) of the last point before it."""

    text: str
    level: int


def parse(text: str) -> list[Point]:
    """Points of what was typed; the first one is no sub-point.

    >>> parse("1. Choose three aims\\n - being seen\\n   trusted\\nTell one story")
    ... # doctest: +NORMALIZE_WHITESPACE
    [Point(text='Choose three aims', level=0), Point(text='being seen', level=1),
     Point(text='trusted', level=1), Point(text='Tell one story', level=0)]
    """
    points: list[Point] = []
    for line in text.splitlines():
        if not line.strip():
            continue
        mark = MARK.match(line)
        words = clean_line(NUMBER.sub("", line[mark.end() if mark else 0 :].lstrip()))
        if words:
            points.append(Point(words, int(bool(mark and points))))
    return points


def write(points: Iterable[Point]) -> str:
    """What `parse` reads as ``points``.

    >>> print(write([Point("Choose three aims", 0), Point("being seen", 1)]))
    Choose three aims
    - being seen
    """
    return "\n".join(f"- {p.text}" if p.level else p.text for p in points)


def nest(points: Iterable[tuple[str, int]]) -> list[tuple[str, list[str]]]:
    """Points with their sub-points; a sub-point that comes first is a point.

    >>> nest([("Aims", 0), ("seen", 1), ("trusted", 1), ("Story", 0)])
    [('Aims', ['seen', 'trusted']), ('Story', [])]
    """
    nested: list[tuple[str, list[str]]] = []
    for text, level in points:
        if level and nested:
            nested[-1][1].append(text)
        else:
            nested.append((text, []))
    return nested


def plain(text: str) -> str:
    """One line without tags: what was pasted from a web page, or sent by someone with
    other ideas.

    >>> plain("<p>Choose <b>three</b>&nbsp;aims</p><script>alert(1)</script>")
    'Choose three aims'
    >>> plain("5 < 7, and a <3 for all")
    '5 < 7, and a <3 for all'
    """
    reader = _Reader()
    reader.feed(text)
    reader.close()
    return clean_line("".join(reader.parts))


class _Reader(HTMLParser):
    """Collects text, a space for each element."""

    def __init__(self):
        super().__init__()
        self.parts: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag, attrs):
        self.silent += tag in SILENT

    def handle_endtag(self, tag):
        self.silent -= tag in SILENT and self.silent > 0
        if tag in ("p", "li", "div", "br"):
            self.parts.append(" ")

    def handle_data(self, data):
        if not self.silent:
            self.parts.append(data)
