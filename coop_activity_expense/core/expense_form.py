"""The form about one expense of a member, and what it says of a claim that it begins.

It gives what was entered, or the errors: codes of `core.forms` by field. What is chosen
from lists is told apart by ids, which come as texts from the browser.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import astuple, dataclass, replace
from datetime import date
from decimal import Decimal

from odoo.addons.coop_member.core.forms import (
    INVALID,
    MISSING,
    TOO_FEW,
    TOO_MANY,
    choice_error,
    fingerprint,
    key_of,
    read_day,
    text_error,
    text_of,
    whole_number,
)
from odoo.addons.coop_member.core.text import clean_line

from .billing import decimals, number

MEMBER, SUPPLIER = "member", "supplier"
PAYERS = (MEMBER, SUPPLIER)
#: what follows once the expense is kept
SUBMIT, MORE, LATER = "submit", "more", "later"
STEPS = (SUBMIT, MORE, LATER)

MOST_TEXT = 120
#: more than this at once is a slip of the finger
MOST_AMOUNT = Decimal(1_000_000)
#: receipts of one expense
MOST_RECEIPTS = 20
#: what a receipt cannot be older than
FIRST_DAY = date(2000, 1, 1)

HEAD_FIELDS = ("activity", "payer", "supplier_reference")
LINE_FIELDS = (
    "category",
    "amount",
    "date",
    "name",
    "supplier_name",
    "beneficiary",
    "company_named",
    "vehicle",
)


@dataclass(frozen=True)
class Choices:
    """Ids of what may be chosen, and ``beneficiaries``; no ``activities`` where the
    expense joins a claim that has its own."""

    categories: Collection[int]
    vehicles: Collection[int]
    beneficiaries: Collection[str]
    activities: Collection[int] | None = None


@dataclass(frozen=True)
class Head:
    """What a new claim says of itself."""

    activity_id: int
    payer: str
    supplier_reference: str


@dataclass(frozen=True)
class Expense:
    """One expense; no ``amount``: to be completed later."""

    category_id: int
    amount: Decimal | None
    day: date
    name: str
    supplier_name: str
    beneficiary: str
    company_named: bool
    vehicle_id: int | None
    receipt_ids: tuple[int, ...]


@dataclass(frozen=True)
class Sent:
    """What a form sent: the expense, the head of the claim that it begins, if it
    does, and the form's key."""

    expense: Expense
    head: Head | None
    key: str

    def fingerprint(self, member_id: int, claim_id: int, files: Iterable[str]) -> str:
        """The same for this form sent twice by one member, into one claim; ``files``
        are sums of its receipts, which are told by what they hold.

        >>> one, two = (
        ...     Sent(Expense(5, None, FIRST_DAY, "", "", "member", False, None, (id,)),
        ...          None, "k" * 22)
        ...     for id in (1, 2)
        ... )
        >>> one.fingerprint(3, 0, ["a", "b"]) == two.fingerprint(3, 0, ["b", "a"])
        True
        >>> one.fingerprint(3, 0, ["a"]) == one.fingerprint(3, 0, [])
        False
        """
        expense = astuple(replace(self.expense, receipt_ids=()))
        head = astuple(self.head) if self.head else ()
        return fingerprint(
            (member_id, claim_id, *expense, *head, *sorted(files), self.key)
        )


def read_expense(post: Mapping[str, object]) -> dict[str, object]:
    """Every field of the form as clean text, empty where nothing usable came;
    ``receipts`` is a list of ids.

    >>> typed = read_expense({"amount": " 12,50 ", "receipt": ["3", "x", "3"]})
    >>> typed["amount"], typed["category"], typed["receipts"], typed["payer"]
    ('12,50', '', [3], '')
    """
    typed: dict[str, object] = {
        field: clean_line(text_of(post, field)) for field in HEAD_FIELDS + LINE_FIELDS
    }
    typed["receipts"] = _ids_of(post, "receipt")
    return typed


def read_step(post: Mapping[str, object]) -> str:
    """What is to follow: what is not known is kept for later, and sent by nobody.

    >>> read_step({"then": "submit"}), read_step({}), read_step({"then": "post"})
    ('submit', 'later', 'later')
    """
    step = text_of(post, "then")
    return step if step in STEPS else LATER


def parse_expense(
    post: Mapping[str, object], choices: Choices
) -> tuple[Sent | None, dict[str, str]]:
    """What a form about an expense sent, or None and the errors; ``form`` stands for
    one that came without its key.

    >>> choices = Choices({5}, {}, ("member",), {1})
    >>> post = {"category": "5", "amount": "12,5", "date": "2026-03-10",
    ...         "activity": "1", "payer": "member", "key": "k" * 22, "then": "submit"}
    >>> sent, errors = parse_expense(post, choices)
    >>> sent.expense.amount, sent.head.activity_id, errors
    (Decimal('12.50'), 1, {})
    >>> parse_expense({"category": "6", "amount": "-3", "date": "today"}, choices)[1]
    ... # doctest: +NORMALIZE_WHITESPACE
    {'category': 'invalid', 'amount': 'invalid', 'date': 'invalid',
     'form': 'missing', 'activity': 'missing', 'payer': 'missing'}

    What is not to be sent yet may lack its amount.

    >>> parse_expense(post | {"amount": "", "then": "later"}, choices)[1]
    {}
    >>> parse_expense(post | {"amount": ""}, choices)[1]
    {'amount': 'missing'}
    """
    typed = read_expense(post)
    expense, errors = _parse_line(typed, choices, read_step(post) == LATER)
    key, head = key_of(post), None
    if not key:
        errors["form"] = MISSING
    if choices.activities is not None:
        head, wrong_head = parse_head(typed, choices.activities)
        errors |= wrong_head
    return (None, errors) if errors else (Sent(expense, head, key), {})


def _parse_line(
    typed: Mapping[str, object], choices: Choices, may_lack_amount: bool
) -> tuple[Expense | None, dict[str, str]]:
    amount, wrong_amount = read_amount(typed["amount"])
    if wrong_amount == MISSING and may_lack_amount:
        wrong_amount = None
    day = read_day(typed["date"], FIRST_DAY)
    category = chosen(typed["category"], choices.categories)
    vehicle = chosen(typed["vehicle"], choices.vehicles)
    beneficiary = typed["beneficiary"] or MEMBER
    found = {
        "category": choice_error(typed["category"], category),
        "amount": wrong_amount,
        "date": choice_error(typed["date"], day),
        "name": text_error(typed["name"], MOST_TEXT),
        "supplier_name": text_error(typed["supplier_name"], MOST_TEXT),
        "beneficiary": choice_error(beneficiary, beneficiary in choices.beneficiaries),
        "vehicle": INVALID if typed["vehicle"] and vehicle is None else None,
        "receipt": TOO_MANY if len(typed["receipts"]) > MOST_RECEIPTS else None,
    }
    errors = {field: code for field, code in found.items() if code}
    if errors:
        return None, errors
    return Expense(
        category_id=category,
        amount=amount,
        day=day,
        name=typed["name"],
        supplier_name=typed["supplier_name"],
        beneficiary=beneficiary,
        company_named=typed["company_named"] == "1",
        vehicle_id=vehicle,
        receipt_ids=tuple(typed["receipts"]),
    ), {}


def parse_head(
    post: Mapping[str, object], activities: Collection[int]
) -> tuple[Head | None, dict[str, str]]:
    """What a claim says of itself, or None and the errors.

    Who asks that a supplier be paid says which one.

    >>> parse_head({"activity": "1", "payer": "member"}, {1})
    (Head(activity_id=1, payer='member', supplier_reference=''), {})
    >>> parse_head({"activity": "2", "payer": "supplier", "supplier_name": ""}, {1})[1]
    {'activity': 'invalid', 'supplier_name': 'missing'}
    """
    typed = {field: clean_line(text_of(post, field)) for field in HEAD_FIELDS}
    activity = chosen(typed["activity"], activities)
    payer = typed["payer"]
    owed = payer == SUPPLIER and "supplier_name" in post
    found = {
        "activity": choice_error(typed["activity"], activity),
        "payer": choice_error(payer, payer in PAYERS),
        "supplier_reference": text_error(typed["supplier_reference"], MOST_TEXT),
    }
    errors = {field: code for field, code in found.items() if code}
    if owed and not clean_line(text_of(post, "supplier_name")):
        errors["supplier_name"] = MISSING
    if errors:
        return None, errors
    reference = typed["supplier_reference"] if payer == SUPPLIER else ""
    return Head(activity, payer, reference), {}


def read_amount(typed: str) -> tuple[Decimal | None, str | None]:
    """(amount, code of what is wrong): with a comma or a point, thousands apart or
    not, as receipts of several countries have it.

    >>> [str(read_amount(typed)[0]) for typed in ("12", "12,5", "1 234,56", "1.234,56")]
    ['12.00', '12.50', '1234.56', '1234.56']
    >>> str(read_amount("12.50 €")[0]), str(read_amount("1,234.50")[0])
    ('12.50', '1234.50')

    A point before three digits may mean either: it is better asked again.

    >>> [read_amount(typed)[1] for typed in ("", "1.234", "-3", "1e3", "NaN", "٣", "a")]
    ['missing', 'invalid', 'invalid', 'invalid', 'invalid', 'invalid', 'invalid']
    >>> read_amount("0")[1], read_amount("1000000.01")[1]
    ('too_few', 'too_many')
    """
    digits = re.sub(r"€|EUR", "", typed).strip()
    if not digits:
        return None, MISSING
    amount = number(digits)
    if amount is None or amount < 0 or decimals(amount) > 2:
        return None, INVALID
    if not amount:
        return None, TOO_FEW
    if amount > MOST_AMOUNT:
        return None, TOO_MANY
    return amount.quantize(Decimal("0.01")), None


def _ids_of(post: Mapping[str, object], field: str) -> list[int]:
    values = post.get(field)
    values = [values] if isinstance(values, str) else values
    texts = values if isinstance(values, list) else []
    numbers = [whole_number(text) for text in texts if isinstance(text, str)]
    return [number for number in dict.fromkeys(numbers) if number is not None]


def chosen(typed: str, ids: Collection[int]) -> int | None:
    """The id that was typed, None for one that is not among ``ids``."""
    number = whole_number(typed)
    return number if number in ids else None
