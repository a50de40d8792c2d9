"""Lines of quotes and invoices laid out on pages, measured in lines of text: what
prints them neither repeats the headings of a table nor keeps a row whole."""

from collections.abc import Iterable
from dataclasses import dataclass
from textwrap import wrap

from .billing import SECTION


@dataclass(frozen=True)
class Row:
    """A line as it is printed: ``cells`` are the texts beside its name; sections and
    notes have none."""

    kind: str
    name: str
    cells: tuple[str, ...] = ()


def height(text: str, characters: int) -> int:
    """Lines that a text takes in so many characters, its own line breaks kept.

    >>> height("Oak shelf", 20), height("One\\n\\ntwo", 20), height("oak " * 10, 20)
    (1, 3, 2)
    """
    return sum(max(len(wrap(line, characters)), 1) for line in text.split("\n"))


def lay_out(
    rows: Iterable[Row], characters: int, first: int, lines: int, foot: int
) -> list[list[Row]]:
    """Rows by page: the first page has ``first`` lines, the others ``lines``; on the
    last one ``foot`` lines stay free. A section stays with the row that follows.

    >>> rows = [Row("line", str(n)) for n in range(5)]
    >>> [len(page) for page in lay_out(rows, 40, first=3, lines=4, foot=2)]
    [3, 2]
    >>> [len(page) for page in lay_out(rows, 40, first=5, lines=4, foot=1)]
    [5, 0]
    >>> rows = [Row("line", "1"), Row("section", "A"), Row("line", "2")]
    >>> [[row.name for row in page] for page in lay_out(rows, 40, 2, 4, 0)]
    [['1'], ['A', '2']]
    """
    pages: list[list[Row]] = [[]]
    left = first
    for row in rows:
        taken = height(row.name, characters)
        if taken > left and pages[-1]:
            kept = [pages[-1].pop()] if _is_orphan(pages[-1]) else []
            pages.append(kept)
            left = lines - sum(height(one.name, characters) for one in kept)
        pages[-1].append(row)
        left -= taken
    if left < foot and pages[-1]:
        pages.append([])
    return pages


def _is_orphan(page: list[Row]) -> bool:
    """Whether a page ends with a section whose lines come on the next one."""
    return len(page) > 1 and page[-1].kind == SECTION
