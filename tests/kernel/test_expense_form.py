"""The form about an expense: whatever comes gives an expense or errors, never both."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coop_activity_expense.core.expense_form import (
    LATER,
    MOST_AMOUNT,
    MOST_RECEIPTS,
    MOST_TEXT,
    Choices,
    Head,
    parse_expense,
    parse_head,
    read_amount,
    read_expense,
)
from coop_member.core.forms import INVALID, MISSING, TOO_LONG, TOO_MANY

CHOICES = Choices({5, 6}, {8}, ("member", "third"), {1, 2})
FORM = {
    "category": "5",
    "amount": "12,50",
    "date": "2026-03-10",
    "activity": "1",
    "payer": "member",
    "key": "k" * 22,
    "then": "submit",
}
anything = st.text() | st.none() | st.integers() | st.lists(st.text() | st.integers())
forms = st.dictionaries(
    st.sampled_from([*FORM, "vehicle", "receipt", "name"]), anything
)


def wrong(**values):
    return parse_expense(FORM | values, CHOICES)[1]


def test_an_expense():
    sent, errors = parse_expense(
        FORM
        | {"vehicle": "8", "receipt": ["3", "4"], "company_named": "1", "name": "Oak"},
        CHOICES,
    )
    assert not errors
    assert sent.head == Head(1, "member", "")
    expense = sent.expense
    assert (expense.amount, expense.day) == (Decimal("12.50"), date(2026, 3, 10))
    assert (expense.vehicle_id, expense.receipt_ids) == (8, (3, 4))
    assert expense.company_named and expense.beneficiary == "member"


@pytest.mark.parametrize(
    ("field", "typed", "code"),
    [
        ("category", "7", INVALID),
        ("amount", "", MISSING),
        ("date", "2026-02-30", INVALID),
        ("date", "1999-12-31", INVALID),
        ("date", "10/03/2026", INVALID),
        ("vehicle", "9", INVALID),
        ("beneficiary", "all", INVALID),
        ("name", "x" * (MOST_TEXT + 1), TOO_LONG),
        ("supplier_name", "x" * (MOST_TEXT + 1), TOO_LONG),
        ("supplier_reference", "x" * (MOST_TEXT + 1), TOO_LONG),
        ("activity", "3", INVALID),
        ("payer", "coop", INVALID),
    ],
)
def test_what_is_wrong(field, typed, code):
    assert wrong(**{field: typed}) == {field: code}


def test_too_many_receipts():
    receipts = [str(one) for one in range(MOST_RECEIPTS + 1)]
    assert wrong(receipt=receipts) == {"receipt": TOO_MANY}


def test_a_claim_that_is_there_has_its_activity():
    of_claim = Choices({5}, {}, ("member",))
    sent, errors = parse_expense(FORM | {"activity": "99", "payer": "x"}, of_claim)
    assert not errors and sent.head is None


def test_the_reference_belongs_to_what_a_supplier_is_owed():
    post = {"activity": "1", "supplier_reference": "F-1"}
    assert parse_head(post | {"payer": "member"}, {1})[0].supplier_reference == ""
    assert parse_head(post | {"payer": "supplier"}, {1})[0].supplier_reference == "F-1"


def test_the_fingerprint_tells_forms_apart():
    def of(member=1, claim=2, files=("a",), **values):
        sent, _errors = parse_expense(FORM | values, CHOICES)
        return sent.fingerprint(member, claim, files)

    assert of() == of() == of(receipt=["9"], then=LATER)
    others = [
        of(member=3),
        of(claim=3),
        of(files=()),
        of(amount="12,51"),
        of(activity="2"),
        of(key="m" * 22),
    ]
    assert len({of(), *others}) == len(others) + 1


@given(forms)
def test_an_expense_or_errors(post):
    sent, errors = parse_expense(post, CHOICES)
    assert (sent is None) == bool(errors)
    read_expense(post)


@given(st.decimals(Decimal("0.01"), MOST_AMOUNT, places=2))
def test_amounts_are_read_as_they_are_written(amount):
    plain = f"{amount:.2f}"
    french = f"{amount:,.2f}".replace(",", " ").replace(".", ",")
    belgian = f"{amount:,.2f}".translate(str.maketrans(",.", ".,"))
    for typed in (plain, french, belgian, f"{amount:,.2f}", f"{french} €"):
        assert read_amount(typed) == (amount, None), typed


@given(st.text("0123456789 .,-+e€", max_size=14) | st.text())
def test_no_amount_is_below_a_cent_or_beyond_bounds(typed):
    amount, code = read_amount(typed)
    assert (amount is None) == bool(code)
    assert amount is None or Decimal("0.01") <= amount <= MOST_AMOUNT
