"""The shares that members hold in a register that is taken over, read from a CSV file
with the columns of `COLUMNS`, in any order and among others."""

import csv
import io
from collections.abc import Hashable, Iterable, Iterator, Mapping
from typing import NamedTuple

COLUMNS = ("member", "share_type", "quantity")
#: most shares that one line may have: what a database column holds
MOST = 2**31 - 1


class OpeningFileError(ValueError):
    """A file that cannot be read at all; the subclass says why."""


class MissingColumn(OpeningFileError):
    """The first line does not name the column ``name``."""

    def __init__(self, name: str):
        super().__init__(name)
        self.name = name


class BadQuotes(OpeningFileError):
    """Quotes that are not closed, or a text without end, from the line ``line``."""

    def __init__(self, line: int):
        super().__init__(line)
        self.line = line


class Row(NamedTuple):
    """The texts of a line; ``line`` is its number in the file, the first being 1."""

    line: int
    member: str
    share_type: str
    quantity: str


class Holding(NamedTuple):
    """A number of shares of a type that a member holds."""

    line: int
    member: Hashable
    share_type: Hashable
    quantity: int


class Flaw(NamedTuple):
    """What is wrong with a line: ``column`` is the one to blame, whose text is
    ``text``, or ``line`` where it repeats the line of that number."""

    line: int
    column: str
    text: str


def read_rows(content: bytes) -> list[Row]:
    """The rows of a file in UTF-8, with or without byte order mark, or in Latin-1,
    whose cells are separated by commas or semicolons. Empty lines are left out.

    Raises OpeningFileError for a file that is no such thing.

    >>> read_rows(b"member;share_type;quantity\\r\\n00001;A;10\\r\\n;;\\r\\n")
    [Row(line=2, member='00001', share_type='A', quantity='10')]
    >>> read_rows(b"member,quantity")
    Traceback (most recent call last):
    coop_member.core.share_opening.MissingColumn: share_type
    """
    text = _decode(content)
    first_line = text.partition("\n")[0]
    lines = csv.reader(
        io.StringIO(text, newline=""),
        delimiter=";" if ";" in first_line else ",",
        strict=True,
    )
    try:
        header = [cell.strip().lower() for cell in next(lines, [])]
        positions = [_position(name, header) for name in COLUMNS]
        return list(_rows(lines, positions))
    except csv.Error:
        raise BadQuotes(lines.line_num) from None


def _decode(content):
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("latin-1")


def _position(name, header):
    if name not in header:
        raise MissingColumn(name)
    return header.index(name)


def _rows(lines, positions) -> Iterator[Row]:
    for cells in lines:
        texts = [_text(cells, position) for position in positions]
        if any(texts):
            yield Row(lines.line_num, *texts)


def _text(cells, position):
    return cells[position].strip() if position < len(cells) else ""


def check_rows(
    rows: Iterable[Row],
    members: Mapping[str, Hashable],
    share_types: Mapping[str, Hashable],
) -> tuple[list[Holding], list[Flaw]]:
    """The holdings that rows say, and what is wrong with other rows: members and types
    of share are given by their number and code, and nobody has two lines for one type.

    >>> rows = [Row(2, "00001", "A", "10"), Row(3, "00001", "A", "5"),
    ...         Row(4, "00002", "A", "5"), Row(5, "00001", "B", "1.5")]
    >>> holdings, flaws = check_rows(rows, {"00001": "Ana"}, {"A": "a", "B": "b"})
    >>> holdings
    [Holding(line=2, member='Ana', share_type='a', quantity=10)]
    >>> flaws[0], flaws[1]
    (Flaw(line=3, column='line', text='2'), Flaw(line=4, column='member', text='00002'))
    >>> flaws[2]
    Flaw(line=5, column='quantity', text='1.5')

    Spreadsheets take the zeros before numbers away: where nobody else is meant, these
    are found without.

    >>> check_rows([Row(2, "1", "A", "10")], {"00001": "Ana"}, {"A": "a"})[0]
    [Holding(line=2, member='Ana', share_type='a', quantity=10)]
    """
    members = _without_zeros(members) | dict(members)
    holdings, flaws = [], []
    lines: dict[tuple[Hashable, Hashable], int] = {}
    for row in rows:
        member, share_type = members.get(row.member), share_types.get(row.share_type)
        quantity = _quantity(row.quantity)
        wrong = _wrong_columns(row, member, share_type, quantity)
        first = lines.setdefault((member, share_type), row.line)
        if wrong:
            flaws += wrong
        elif first != row.line:
            flaws.append(Flaw(row.line, "line", str(first)))
        else:
            holdings.append(Holding(row.line, member, share_type, quantity))
    return holdings, flaws


def _without_zeros(members):
    """Members by number without its leading zeros, where that is one member's."""
    short: dict[str, list[Hashable]] = {}
    for number, member in members.items():
        short.setdefault(number.lstrip("0"), []).append(member)
    return {
        number: found[0]
        for number, found in short.items()
        if number and len(found) == 1
    }


def _quantity(text):
    """The whole number above zero that a text is, else None."""
    if not (text.isascii() and text.isdigit() and len(text) <= len(str(MOST))):
        return None
    number = int(text)
    return number if 0 < number <= MOST else None


def _wrong_columns(row, *found):
    """Flaws for the columns of a row in which nothing was found."""
    return [
        Flaw(row.line, name, getattr(row, name))
        for name, value in zip(COLUMNS, found, strict=True)
        if value is None
    ]
