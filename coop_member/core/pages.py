"""Tables laid out on pages.

A page is measured in lines of text. Whoever prints with a program that neither repeats
the headings of a table nor keeps a row whole needs to know what fits.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from textwrap import wrap
from typing import Any

from .tables import Column, Table

#: lines that the title of a table takes, those of its headings, and its last line
TITLE, HEADINGS, TOTAL = 3, 1, 1
#: fewest rows for which a table is begun at the end of a page
FEWEST = 2


@dataclass(frozen=True, slots=True)
class Paper:
    """What fits on a page: ``lines`` of so many ``characters``, and the last line of a
    table; the first page has ``first`` lines left under its heading."""

    lines: int
    first: int
    characters: int


@dataclass(slots=True)
class Part:
    """Rows of a table that stand on one page, as texts: those from the row ``first``
    on, and whether the table ends there."""

    table: Table
    first: int = 0
    rows: list[list[str]] = field(default_factory=list)
    ends: bool = False


def lay_out(
    tables: Iterable[Table],
    paper: Paper,
    text: Callable[[Column, Any], str],
    foot: int = 0,
) -> list[list[Part]]:
    """The parts of ``tables`` by page; ``text`` is a cell as it is printed, and the
    last page keeps ``foot`` lines free.

    >>> table = Table("T", [Column("No.")], [(1,), (2,), (3,), (4,)])
    >>> pages = lay_out([table], Paper(4, 3, 80), lambda _column, value: str(value))
    >>> [[part.rows for part in page] for page in pages]
    [[[['1'], ['2']]], [[['3'], ['4']]]]
    """
    pages: list[list[Part]] = [[]]
    left = paper.first
    for table in tables:
        if pages[-1] and left < TITLE + HEADINGS + FEWEST:
            pages.append([])
            left = paper.lines
        # what is first under the heading of the first page needs no title
        left -= TITLE if pages[-1] or len(pages) > 1 else 0
        left = _lay_out_table(table, paper, text, pages, left)
    if foot and left < foot:
        pages.append([])
    return pages


def _lay_out_table(table, paper, text, pages, left):
    """Add parts of ``table`` to the pages; return the lines that are left."""
    part = Part(table)
    pages[-1].append(part)
    left -= HEADINGS
    widths = _characters(table, paper)
    for position, row in enumerate(table):
        texts = [text(*cell) for cell in zip(table.columns, row, strict=True)]
        height = max(table.lines, *map(_lines, texts, widths))
        if height > left and part.rows:
            part = Part(table, first=position)
            pages.append([part])
            left = paper.lines - HEADINGS
        part.rows.append(texts)
        left -= height
    part.ends = True
    return left - TOTAL


def _characters(table, paper):
    """How many characters each column takes on a line."""
    whole = sum(column.width for column in table.columns)
    on_page = paper.characters * table.width // 100
    return [column.width * on_page // whole for column in table.columns]


def _lines(text, characters):
    """Lines that a text takes in so many characters; capitals are broader."""
    broad = len(text) + sum(map(str.isupper, text)) // 2
    if broad <= characters:
        return 1
    return len(wrap(text, max(characters * len(text) // broad, 1)))
