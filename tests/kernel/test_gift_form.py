"""The form that declares time: whatever comes gives a declaration or errors, never
both."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coop_member.core.forms import INVALID, MISSING, TOO_LONG, TOO_MANY
from coop_member.core.gift_form import (
    BOTH,
    COMMONS,
    DIRECTIONS,
    MOST_PEOPLE,
    MOST_TEXT,
    TEXT_FIELDS,
    Declaration,
    chosen_ids,
    parse_declaration,
    read_declaration,
    read_time,
    split_names,
)

KEY = "k" * 22
FORM = {
    "direction": "given",
    "people": ["3", "4"],
    "time": "60",
    "date": "2026-03-12",
    "category": "7",
    "description": "A hand with the stall",
    "key": KEY,
}
FIELDS = {"direction", "people", "minutes", "date", "category", "description", "form"}
anything = st.text() | st.none() | st.integers() | st.lists(st.text() | st.integers())
numbers = st.text("0123456789 -+.,e", max_size=12)


def errors_of(**changes):
    return parse_declaration({**FORM, **changes})[1]


def test_a_declaration():
    expected = Declaration(
        direction="given",
        with_commons=False,
        minutes=60,
        day=date(2026, 3, 12),
        category_id=7,
        description="A hand with the stall",
        own_trade_accepted=False,
        key=KEY,
    )
    assert parse_declaration(FORM) == (expected, {})


def test_with_the_commons():
    declared, _errors = parse_declaration({**FORM, "people": [COMMONS]})
    assert declared.with_commons


def test_by_name_alone():
    assert errors_of(people=[], names="Jo Kern") == {}


def test_own_trade_is_accepted_for_the_kind_that_was_shown():
    def accepted(**changes):
        return parse_declaration({**FORM, **changes})[0].own_trade_accepted

    assert accepted(own_trade="7")
    assert not accepted(own_trade="8")
    assert not accepted(own_trade="1")


@pytest.mark.parametrize(
    ("field", "value", "error"),
    [
        ("direction", "", {"direction": MISSING}),
        ("direction", "stolen", {"direction": INVALID}),
        ("people", [], {"people": MISSING}),
        ("people", ["x"], {"people": INVALID}),
        ("people", ["-3"], {"people": INVALID}),
        ("people", ["3", COMMONS], {"people": BOTH}),
        ("people", [str(n) for n in range(MOST_PEOPLE + 1)], {"people": TOO_MANY}),
        ("time", "", {"minutes": MISSING}),
        ("time", "45", {"minutes": INVALID}),
        ("time", "-60", {"minutes": INVALID}),
        ("time", "other", {"minutes": MISSING}),
        ("date", "", {"date": MISSING}),
        ("date", "12/03/2026", {"date": INVALID}),
        ("date", "2026-02-30", {"date": INVALID}),
        ("date", "20260312", {"date": INVALID}),
        ("category", "", {"category": MISSING}),
        ("category", "seven", {"category": INVALID}),
        ("description", " \n ", {"description": MISSING}),
        ("description", "x" * (MOST_TEXT + 1), {"description": TOO_LONG}),
        ("key", "", {"form": MISSING}),
        ("key", "'; DROP", {"form": MISSING}),
    ],
)
def test_what_is_wrong(field, value, error):
    assert errors_of(**{field: value}) == error


def test_names_beside_the_commons():
    assert errors_of(people=[COMMONS], names="Jo") == {"people": BOTH}


def test_everything_wrong_is_said_at_once():
    assert set(parse_declaration({})[1]) == FIELDS


def test_the_longest_description():
    assert errors_of(description="x" * MOST_TEXT) == {}


@pytest.mark.parametrize(
    ("hours", "minutes", "read"),
    [
        ("1", "", 60),
        ("", "45", 45),
        ("1", "90", 150),
        ("0", "0", 0),
        ("30", "0", 1800),
        ("-1", "", None),
        ("", "1,5", None),
        ("one", "", None),
    ],
)
def test_another_time(hours, minutes, read):
    assert read_time("other", hours, minutes)[0] == read


@given(st.dictionaries(st.sampled_from([*TEXT_FIELDS, "people", "key"]), anything))
def test_whatever_comes_is_a_declaration_or_errors(post):
    declared, errors = parse_declaration(post)
    assert (declared is None) == bool(errors)
    assert set(errors) <= FIELDS


@given(numbers, numbers)
def test_time_is_never_negative(hours, minutes):
    read, error = read_time("other", hours, minutes)
    assert (read is None) == bool(error)
    assert read is None or read >= 0


@given(st.dictionaries(st.sampled_from([*TEXT_FIELDS, "people"]), anything))
def test_what_was_read_is_read_the_same_again(post):
    typed = read_declaration(post)
    assert read_declaration(typed) == typed
    assert all(isinstance(typed[field], str) for field in TEXT_FIELDS)


@given(st.text())
def test_names_hold_no_separator(typed):
    for name in split_names(typed):
        assert name == name.strip() != ""
        assert not set(",;") & set(name)


@given(st.lists(st.text()))
def test_ids_are_numbers(people):
    assert all(number >= 0 for number in chosen_ids(people))


def test_directions():
    for direction in DIRECTIONS:
        assert errors_of(direction=direction) == {}
