from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coop_activity_expense.core.recurrence import (
    PartMissing,
    UnknownPart,
    ValueOutside,
    dues,
    moved,
    occurrences,
    parse,
)

steps = st.sampled_from([1, 2, 3, 4, 6, 12])
month_days = st.integers(-31, 31).filter(bool)
days = st.dates(date(2000, 1, 1), date(2040, 1, 1))


@pytest.mark.parametrize(
    ("error", "text"),
    [
        (ValueOutside, ""),
        (ValueOutside, "FREQ=DAILY;BYMONTHDAY=1"),
        (PartMissing, "FREQ=MONTHLY"),
        (PartMissing, "FREQ=YEARLY;BYMONTHDAY=1"),
        (PartMissing, "FREQ=MONTHLY;BYDAY=MO"),
        (ValueOutside, "FREQ=MONTHLY;BYMONTHDAY=32"),
        (ValueOutside, "FREQ=MONTHLY;BYMONTHDAY=0"),
        (ValueOutside, "FREQ=MONTHLY;BYMONTHDAY=two"),
        (ValueOutside, "FREQ=MONTHLY;INTERVAL=5;BYMONTHDAY=1"),
        (ValueOutside, "FREQ=MONTHLY;INTERVAL=0;BYMONTHDAY=1"),
        (ValueOutside, "FREQ=YEARLY;BYMONTH=13;BYMONTHDAY=1"),
        (ValueOutside, "FREQ=MONTHLY;BYDAY=XX;BYSETPOS=1"),
        (UnknownPart, "FREQ=MONTHLY;COUNT=3;BYMONTHDAY=1"),
        (UnknownPart, "FREQ=MONTHLY;BYMONTHDAY"),
        (UnknownPart, "FREQ=MONTHLY;BYMONTHDAY=1;BYMONTHDAY=2"),
    ],
)
def test_rules_that_say_nothing(error, text):
    with pytest.raises(error):
        parse(text)


def test_errors_name_the_part():
    with pytest.raises(ValueOutside) as outside:
        parse("freq=monthly; bymonthday=32")
    assert (outside.value.part, outside.value.value) == ("BYMONTHDAY", "32")
    with pytest.raises(UnknownPart) as unknown:
        parse("FREQ=MONTHLY;COUNT=3")
    assert unknown.value.part == "COUNT=3"
    with pytest.raises(PartMissing) as missing:
        parse("FREQ=MONTHLY")
    assert missing.value.part == "BYMONTHDAY"


@given(steps, month_days, days, st.integers(0, 800))
def test_every_month_of_the_rule_has_one_day(step, number, first, length):
    last = first + timedelta(days=length)
    rule = parse(f"FREQ=MONTHLY;INTERVAL={step};BYMONTHDAY={number}")
    found = list(occurrences(rule, first, last))
    assert found == sorted(set(found))
    assert all(first <= day <= last and day.month in rule.months for day in found)
    assert len({(day.year, day.month) for day in found}) == len(found)


@given(steps, month_days, days, st.integers(0, 400), st.integers(0, 400))
def test_splitting_a_span_loses_no_day(step, number, first, one, other):
    rule = parse(f"FREQ=MONTHLY;INTERVAL={step};BYMONTHDAY={number}")
    middle = first + timedelta(days=one)
    last = middle + timedelta(days=other)
    parts = [
        *occurrences(rule, first, middle),
        *occurrences(rule, middle + timedelta(days=1), last),
    ]
    assert parts == list(occurrences(rule, first, last))


@given(steps, month_days, st.integers(0, 3), st.integers(2000, 2030))
def test_periods_follow_each_other(step, number, lag, year):
    rule = parse(f"FREQ=MONTHLY;INTERVAL={step};BYMONTHDAY={number}")
    found = dues(rule, date(year, 1, 1), date(year + 1, 12, 31), step, lag)
    for one, other in zip(found, found[1:], strict=False):
        assert other.period_start == one.period_end + timedelta(days=1)


def test_last_and_working_days():
    last = parse("FREQ=YEARLY;BYMONTH=2,6;BYMONTHDAY=-1")
    assert [str(d) for d in occurrences(last, date(2024, 1, 1), date(2024, 12, 1))] == [
        "2024-02-29",
        "2024-06-30",
    ]
    working = parse("FREQ=YEARLY;BYMONTH=5;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1")
    assert working.on(2026, 5) == date(2026, 5, 29)
    fifth = parse("FREQ=YEARLY;BYMONTH=2;BYDAY=SA;BYSETPOS=5")
    assert fifth.on(2026, 2) == date(2026, 2, 28)


def test_a_year_that_begins_elsewhere():
    rule = parse("FREQ=YEARLY;BYMONTH=3,10;BYMONTHDAY=15")
    assert moved(rule, 6).months == {9, 4}
    assert moved(rule, 0) == rule
