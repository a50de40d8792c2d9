from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coop_activity_expense.core.billing import (
    MAX_DISCOUNT,
    MAX_LINES,
    MAX_NAME,
    MAX_PRICE,
    MAX_QUANTITY,
    exact,
    number,
    read_lines,
)
from coop_activity_expense.core.invoice_status import Facts, status
from coop_activity_expense.core.quotes import (
    BadPercent,
    NothingLeft,
    Part,
    balance,
    deposit,
    excess,
    progress,
)
from coop_activity_expense.core.worked_time import Spell, hours, to_lines

CENT = Decimal("0.01")
amounts = st.decimals(Decimal("0.01"), 10**6, places=2)
percents = st.decimals(Decimal("0.01"), 100, places=2)
groups = st.sampled_from([(), (1,), (2,)])
parts = st.lists(st.tuples(groups, amounts), min_size=1, max_size=8).map(
    lambda found: [Part(key, group, a) for key, (group, a) in enumerate(found, 1)]
)


# -- lines as typed --------------------------------------------------------------------


@given(st.text(max_size=30))
def test_any_text_is_a_number_or_none(typed):
    found = number(typed)
    assert found is None or found.is_finite()


@given(st.decimals(-MAX_PRICE, MAX_PRICE, places=2))
def test_numbers_are_read_as_they_are_written(value):
    french = f"{value:,.2f}".replace(",", " ").replace(".", ",")
    for typed in (str(value), f"{value:,.2f}", french):
        assert number(typed) == value
    assert exact(float(value), "price") == value


@given(st.lists(st.dictionaries(st.sampled_from(["name", "price", "kind"]), st.text())))
def test_any_form_is_read(rows):
    lines, errors = read_lines(rows)
    assert len(lines) <= len(rows)
    assert all(position < len(rows) for position, _field in errors)


@pytest.mark.parametrize(
    ("field", "most"),
    [("quantity", MAX_QUANTITY), ("price", MAX_PRICE), ("discount", MAX_DISCOUNT)],
)
def test_bounds(field, most):
    row = {"name": "A", "price": "1"}
    assert read_lines([row | {field: str(most)}])[1] == {}
    beyond = {(0, field): "too_large"}
    assert read_lines([row | {field: str(most + CENT)}])[1] == beyond
    assert read_lines([row | {field: str(-most - CENT)}])[1] == beyond
    assert read_lines([row | {field: "1.001"}])[1] == {(0, field): "too_precise"}


def test_what_a_line_comes_to():
    row = {"name": "A", "quantity": "1000000", "price": "1000"}
    assert read_lines([row])[1] == {}
    assert read_lines([row | {"price": "1000.01"}])[1] == {(0, "price"): "too_large"}


def test_a_discount_is_never_negative():
    assert read_lines([{"name": "A", "discount": "-1"}])[1] == {
        (0, "discount"): "too_large"
    }


def test_names_and_numbers_of_lines():
    assert read_lines([{"name": "n" * MAX_NAME}])[1] == {}
    assert read_lines([{"name": "n" * (MAX_NAME + 1)}])[1] == {(0, "name"): "too_long"}
    assert len(read_lines([{"name": "A"}] * MAX_LINES)[0]) == MAX_LINES
    assert read_lines([{"name": "A"}] * (MAX_LINES + 1))[0] == []


def test_what_is_no_id_and_no_kind():
    row = {"name": "A", "tax": "x", "unit": "-1"}
    assert read_lines([row])[1] == {(0, "tax"): "invalid", (0, "unit"): "invalid"}
    assert read_lines([{"name": "A", "kind": "product"}])[1] == {(0, "kind"): "invalid"}
    assert read_lines([{"name": "A", "price": b"1", "quantity": 3}])[1] == {}


def test_sections_have_no_price():
    [line], errors = read_lines([{"kind": "section", "name": "A", "price": "12"}])
    assert (line.price, errors) == (0, {})


def test_names_are_cleaned():
    [line], _errors = read_lines([{"name": "a"}], str.upper)
    assert line.name == "A"


# -- quotes ----------------------------------------------------------------------------


def _total(shares):
    return sum((share.amount for share in shares), Decimal(0))


def _after(found, shares):
    """Parts once shares of their lines have been invoiced."""
    taken = {share.key: share.amount for share in shares}
    return [
        Part(p.key, p.group, p.amount, p.invoiced + taken.get(p.key, 0)) for p in found
    ]


@given(parts, st.lists(percents, max_size=4))
def test_progress_and_balance_come_to_the_quote(found, steps):
    total, invoiced, now = _total(found), Decimal(0), found
    for percent in steps:
        try:
            shares = progress(now, percent, CENT)
        except NothingLeft:
            continue
        invoiced += _total(shares)
        now = _after(now, shares)
    try:
        invoiced += _total(balance(now, {}))
    except NothingLeft:
        pass
    assert invoiced == total


@given(parts, percents)
def test_deposit_and_balance_come_to_the_quote(found, percent):
    try:
        shares = deposit(found, percent, CENT)
    except NothingLeft:
        return
    assert _total(shares) <= _total(found)
    taken = {share.group: share.amount for share in shares}
    if _total(shares) == _total(found):
        with pytest.raises(NothingLeft):
            balance(found, taken)
        return
    assert _total(shares) + _total(balance(found, taken)) == _total(found)


def test_rebates_follow():
    found = [Part(1, (), Decimal(100)), Part(2, (), Decimal(-20))]
    assert _total(deposit(found, Decimal(50), CENT)) == 40
    shares = progress(found, Decimal(50), CENT)
    assert [share.amount for share in shares] == [50, -10]
    assert _total(progress(_after(found, shares), Decimal(100), CENT)) == 40
    with pytest.raises(NothingLeft):
        progress(_after(found, shares), Decimal(30), CENT)


@pytest.mark.parametrize("percent", [0, -1, Decimal("100.01")])
def test_percentages(percent):
    for share in (deposit, progress):
        with pytest.raises(BadPercent):
            share([Part(1, (), Decimal(1))], Decimal(percent), CENT)


def test_a_deposit_of_next_to_nothing():
    with pytest.raises(NothingLeft):
        deposit([Part(1, (), CENT)], CENT, CENT)


def test_excess_is_told_from_rounding():
    total = Decimal(100)
    assert excess(total, total + CENT, 1, CENT) == CENT
    assert excess(total, total + CENT, 2, CENT) == 0
    assert excess(total, total - 1, 0, CENT) == 0


# -- time ------------------------------------------------------------------------------


@given(st.lists(st.integers(1, 1440), min_size=1, max_size=30))
def test_minutes_are_rounded_once(minutes):
    spells = [
        Spell(date(2026, 3, 1), m, "A", Decimal(1), key)
        for key, m in enumerate(minutes)
    ]
    [line] = to_lines(spells)
    assert line.hours == hours(sum(minutes))
    assert abs(line.hours * 60 - sum(minutes)) <= Decimal("0.3")


def test_labels_and_prices_stay_apart():
    spells = [
        Spell(date(2026, 3, day), 60, label, Decimal(price), key)
        for key, (day, label, price) in enumerate(
            [(2, "B", 1), (1, "A", 1), (3, "A", 2), (4, "B", 1)]
        )
    ]
    assert [(line.label, line.price, line.keys) for line in to_lines(spells)] == [
        ("A", 1, (1,)),
        ("B", 1, (0, 3)),
        ("A", 2, (2,)),
    ]


# -- status ----------------------------------------------------------------------------


def test_reviews_that_are_over_say_nothing_of_drafts():
    assert status(Facts("accepted"), date(2026, 1, 1)) == "draft"
