"""Lines of quotes and invoices, as they are typed: read, and refused with a code by
field. What they come to is Odoo's tax engine's business, never this file's."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from odoo.addons.coop_member.core.forms import read_day

#: codes of what is wrong with a field
MISSING, INVALID, TOO_LONG, TOO_MANY = "missing", "invalid", "too_long", "too_many"
TOO_LARGE, TOO_PRECISE = "too_large", "too_precise"

LINE, SECTION, NOTE = "line", "section", "note"
KINDS = (LINE, SECTION, NOTE)

#: what one document may hold
MAX_LINES = 300
MAX_NAME = 2000
#: absolute bounds of what one line may say
MAX_QUANTITY = Decimal(1_000_000)
MAX_PRICE = Decimal(100_000_000)
MAX_DISCOUNT = Decimal(100)
#: what quantity and price may come to: sums of lines stay exact to the cent
MAX_AMOUNT = Decimal(1_000_000_000)
#: decimals that Odoo keeps of each
DECIMALS = {"quantity": 2, "price": 2, "discount": 2}
#: "1 234,50", "1,234.50", "-12", "1.234,5"
NUMBER = re.compile(r"[-+]?[0-9]+([.,][0-9]+)*[.,]?|[-+]?[.,][0-9]+")

#: days between which documents are dated: beyond, due dates cannot be computed
FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2099, 12, 31)

ONE, ZERO = Decimal(1), Decimal(0)


@dataclass(frozen=True)
class Line:
    """A line of a quote or of an invoice; sections and notes have a name alone.

    ``unit`` and ``tax`` are ids as they came: whether they may be used is for the
    caller to say.
    """

    kind: str
    name: str
    quantity: Decimal = ONE
    price: Decimal = ZERO
    discount: Decimal = ZERO
    unit: int | None = None
    tax: int | None = None
    key: int | None = None


def number(typed: str) -> Decimal | None:
    """The number that was typed, with a comma or a point; None where it is none.

    >>> [str(number(t)) for t in ("12,", "1 234,50", "1,234.50", "1.234,50", "-,5")]
    ['12', '1234.50', '1234.50', '1234.50', '-0.5']
    >>> [number(typed) for typed in ("", "ten", "1e5", "NaN", "1,2,3", "--1", "٧")]
    [None, None, None, None, None, None, None]

    One separator alone separates decimals, three of them where it may have been meant
    otherwise: `decimals` tells, for them to be asked again.

    >>> str(number("1.500")), decimals(number("1.500"))
    ('1.500', 3)
    >>> number("1.234.567")
    Decimal('1234567')
    """
    text = re.sub(r"[\s'’]", "", typed)
    if not NUMBER.fullmatch(text):
        return None
    text = text.rstrip(".,")
    separators = re.findall(r"[.,]", text)
    if len(separators) > 1:
        if not _is_grouped(text):
            return None
        last = separators[-1] if len(set(separators)) > 1 else ""
        text = "".join(c for c in text if c not in ".," or c == last)
    try:
        return Decimal(text.replace(",", "."))
    except InvalidOperation:
        return None


def decimals(value: Decimal) -> int:
    """How many decimals were typed.

    >>> decimals(Decimal("1.50")), decimals(Decimal("12")), decimals(Decimal("1E+2"))
    (2, 0, 0)
    """
    return max(0, -value.as_tuple().exponent)


def _is_grouped(text: str) -> bool:
    """Whether separators stand every three digits, the one of decimals apart."""
    return any(
        re.fullmatch(rf"[-+]?[0-9]{{1,3}}({group}[0-9]{{3}})+({other}[0-9]+)?", text)
        for group, other in ((",", r"\."), (r"\.", ","))
    )


def read_date(typed: str) -> date | None:
    """The day that was typed in ISO format, None where no document may be of it.

    >>> read_date("2026-03-10"), read_date("1026-03-10"), read_date("9999-12-31")
    (datetime.date(2026, 3, 10), None, None)
    """
    day = read_day(typed, FIRST_DAY)
    return day if day and day <= LAST_DAY else None


def exact(value: float, field: str) -> Decimal:
    """A number that Odoo keeps, as it was typed.

    >>> str(exact(0.1 + 0.2, "price"))
    '0.30'
    """
    return round(Decimal(str(value)), DECIMALS[field])


def read_lines(
    rows: Sequence[Mapping[str, object]], clean: Callable[[str], str] = str.strip
) -> tuple[list[Line], dict[tuple[int, str], str]]:
    """Lines as typed, and codes of what is wrong by position and field; ``clean``
    makes names fit to be kept.

    Rows that say nothing at all are left out:

    >>> rows = [
    ...     {"kind": "section", "name": "Kitchen"},
    ...     {"name": "Oak shelf", "quantity": "2", "price": "45,50", "tax": "7"},
    ...     {"name": " ", "price": ""},
    ... ]
    >>> lines, errors = read_lines(rows)
    >>> [(line.kind, line.name, str(line.quantity * line.price)) for line in lines]
    [('section', 'Kitchen', '0'), ('line', 'Oak shelf', '91.00')]
    >>> errors
    {}

    What is wrong is told where it is:

    >>> read_lines([{"name": "", "quantity": "many", "price": "9" * 12}])[1]
    {(0, 'name'): 'missing', (0, 'quantity'): 'invalid', (0, 'price'): 'too_large'}
    >>> read_lines([{"name": "A", "price": "1.999"}])[1]
    {(0, 'price'): 'too_precise'}
    >>> read_lines([{"name": "A", "price": "1.500"}])[1]
    {(0, 'price'): 'too_precise'}
    >>> read_lines([{"name": "A"}] * 1000)[1]
    {(300, 'name'): 'too_many'}
    """
    if len(rows) > MAX_LINES:
        return [], {(MAX_LINES, "name"): TOO_MANY}
    lines, errors = [], {}
    for position, row in enumerate(rows):
        if is_blank(row):
            continue
        line, wrong = _read_line(row, clean)
        lines.append(line)
        errors |= {(position, field): code for field, code in wrong.items()}
    return lines, errors


def is_blank(row: Mapping[str, object]) -> bool:
    """Whether a row says nothing, and is left out."""
    return not (_text(row, "name") or _text(row, "price"))


def has_figures(row: Mapping[str, object]) -> bool:
    """Whether a row says what is done for a price: what else it sends is left alone.

    >>> rows = ({"name": "Oak"}, {"name": "Kitchen", "kind": "section"}, {"tax": "7"})
    >>> [has_figures(row) for row in rows]
    [True, False, False]
    """
    return not is_blank(row) and (_text(row, "kind") or LINE) == LINE


def _text(row: Mapping[str, object], field: str) -> str:
    value = row.get(field)
    return value.strip() if isinstance(value, str) else ""


def _id(typed: str) -> int | None:
    return int(typed) if re.fullmatch(r"[1-9][0-9]{0,8}", typed) else None


def _read_line(
    row: Mapping[str, object], clean: Callable[[str], str]
) -> tuple[Line, dict[str, str]]:
    kind = _text(row, "kind") or LINE
    name = clean(_text(row, "name"))
    errors = _name_error(name)
    key = _id(_text(row, "key"))
    if kind not in KINDS:
        return Line(LINE, name), errors | {"kind": INVALID}
    if kind != LINE:
        return Line(kind, name, key=key), errors
    values = {}
    for field, least, most, default in (
        ("quantity", -MAX_QUANTITY, MAX_QUANTITY, ONE),
        ("price", -MAX_PRICE, MAX_PRICE, ZERO),
        ("discount", ZERO, MAX_DISCOUNT, ZERO),
    ):
        value, code = _read_number(_text(row, field), field, least, most, default)
        values[field] = value
        if code:
            errors[field] = code
    for field in ("unit", "tax"):
        typed = _text(row, field)
        values[field] = _id(typed)
        if typed and values[field] is None:
            errors[field] = INVALID
    if not errors and abs(values["quantity"] * values["price"]) > MAX_AMOUNT:
        errors["price"] = TOO_LARGE
    return Line(LINE, name, key=key, **values), errors


def _name_error(name: str) -> dict[str, str]:
    if not name:
        return {"name": MISSING}
    return {"name": TOO_LONG} if len(name) > MAX_NAME else {}


def _read_number(typed, field, least, most, default):
    if not typed:
        return default, None
    value = number(typed)
    if value is None:
        return default, INVALID
    if not least <= value <= most:
        return default, TOO_LARGE
    if decimals(value) > DECIMALS[field]:
        return default, TOO_PRECISE
    return value, None
