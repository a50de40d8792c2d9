"""Tables of figures, the same for a page and for a spreadsheet."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal


@dataclass(frozen=True, slots=True)
class Column:
    """What stands in a column: its heading, the kind of its values (dates and numbers
    are real ones, empty cells are None), its ``width`` in characters, and whether it
    is added up."""

    title: str
    kind: Literal["text", "date", "number", "money"] = "text"
    width: int = 12
    total: bool = False


class Table:
    """Rows under columns, read once and in order: they need not be in memory.

    ``total`` adds up the rows that were read. On paper, rows are at least ``lines`` of
    text high, for who writes into them. A table with ``bars`` is drawn too: by row, how
    long its bar is, in hundredths of the longest; what is above nothing is seen.

    >>> Table("", [], [], bars=[200, Decimal(50), Decimal(0), 1]).bars
    [100, 25, 0, 1]

    >>> table = Table("Colleges", [Column("College"), Column("Shares", total=True)],
    ...               [("Staff", 4), ("Citizens", None), ("Clients", 6)])
    >>> [college for college, _shares in table]
    ['Staff', 'Citizens', 'Clients']
    >>> table.total
    [None, 10]
    """

    def __init__(
        self,
        title: str,
        columns: Sequence[Column],
        rows: Iterable[tuple],
        *,
        bars: Sequence[Decimal] = (),
        lines: float = 1,
    ):
        self.title = title
        self.columns = columns
        self.bars = _widths(bars)
        self.lines = lines
        self.total = [0 if column.total else None for column in columns]
        self._rows = rows

    def __iter__(self) -> Iterator[tuple]:
        added = [i for i, column in enumerate(self.columns) if column.total]
        for row in self._rows:
            for position in added:
                self.total[position] += row[position] or 0
            yield row

    @property
    def width(self) -> int:
        """How wide it is on paper, in hundredths of the page."""
        return min(sum(column.width for column in self.columns), 100)

    @property
    def has_total(self) -> bool:
        """Whether anything is added up."""
        return any(column.total for column in self.columns)


def _widths(values):
    longest = max(values, default=0)
    return [
        max(round(100 * value / longest), 1) if value > 0 else 0 for value in values
    ]


@dataclass(frozen=True, slots=True)
class Report:
    """What is printed: a title, a line that says of when, sentences to know, tables."""

    title: str
    period: str
    notes: Sequence[str]
    tables: Sequence[Table]
