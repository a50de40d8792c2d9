"""Properties of the arithmetic of contracts that hold for every date."""

from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from coop_member.core import contracts
from coop_member.core.contracts import ONE_DAY, Period

days = st.dates(date(2000, 1, 1), date(2100, 12, 31))
months = st.integers(1, 60)
lengths = st.integers(0, 2000)
periods = st.builds(
    lambda start, length: Period(start, start + timedelta(days=length)), days, lengths
)


@given(days, st.integers(-240, 240))
def test_adding_months_lands_in_the_right_month(day, count):
    result = contracts.add_months(day, count)
    assert result.year * 12 + result.month == day.year * 12 + day.month + count
    assert result.day <= day.day
    assert result.day == day.day or (result + ONE_DAY).day == 1


@given(days, months)
def test_a_term_is_never_longer_than_its_months_nor_a_day_short(start, count):
    last = contracts.last_day_of_term(start, count)
    following = last + ONE_DAY
    anniversary = contracts.add_months(start, count)
    assert anniversary <= following <= anniversary + ONE_DAY
    assert following.day in (start.day, 1)


@given(days, months)
def test_terms_follow_each_other_without_hole_or_overlap(start, count):
    first = Period(start, contracts.last_day_of_term(start, count))
    second = contracts.renewal_period(first, count)
    assert second.start == first.end + ONE_DAY
    assert not first.overlaps(second)


@given(days, months)
def test_the_longest_term_passes_and_a_day_more_does_not(start, count):
    last = contracts.last_day_of_term(start, count)
    contracts.check_term(Period(start, last), count)
    with pytest.raises(contracts.TermTooLong) as caught:
        contracts.check_term(Period(start, last + ONE_DAY), count)
    assert caught.value.latest_end == last


@given(st.lists(periods, max_size=6), days)
def test_days_spent_are_the_days_in_the_union(spent, before):
    covered = {
        period.start + timedelta(days=offset)
        for period in spent
        for offset in range(period.days)
    }
    expected = sum(day < before for day in covered)
    assert contracts.days_spent(spent, before) == expected


@given(st.lists(lengths, min_size=1, max_size=4), days, months)
def test_a_chain_without_gap_is_due_counted_from_its_first_day(chain, start, count):
    earlier, day = [], start
    for length in chain:
        earlier.append(Period(day, day + timedelta(days=length)))
        day = earlier[-1].end + ONE_DAY
    due = contracts.associate_deadline(day, count, earlier)
    assert due == contracts.add_months(start, count)


@given(periods, st.integers(1, 400), months)
def test_a_gap_moves_the_deadline_as_if_the_past_had_been_later(past, gap, count):
    start = past.end + timedelta(days=gap + 1)
    shifted = Period(past.start + timedelta(days=gap), past.end + timedelta(days=gap))
    assert contracts.associate_deadline(start, count, [past]) == (
        contracts.associate_deadline(start, count, [shifted])
    )


@given(days, months, st.lists(periods, max_size=4), periods)
def test_more_time_spent_never_gives_more_time(start, count, earlier, more):
    assert contracts.associate_deadline(start, count, [*earlier, more]) <= (
        contracts.associate_deadline(start, count, earlier)
    )


@given(st.lists(periods, max_size=8))
def test_first_overlap_agrees_with_comparing_all_pairs(several):
    pairs = [
        (i, j)
        for i in range(len(several))
        for j in range(i)
        if several[i].overlaps(several[j])
    ]
    found = contracts.first_overlap(several)
    assert (found is None) == (not pairs)
    if found:
        assert several[found[0]].overlaps(several[found[1]])


@given(periods, periods)
def test_overlap_is_mutual_and_means_a_common_day(one, other):
    common = max(one.start, other.start) <= min(one.end, other.end)
    assert one.overlaps(other) == other.overlaps(one) == common


@given(days, st.integers(1, 12), st.lists(days, max_size=5))
def test_an_interview_moves_the_due_date_forward(start, per_year, held):
    without = contracts.interview_due(start, per_year, [])
    due = contracts.interview_due(start, per_year, held)
    assert due >= without
    assume(any(day > start for day in held))
    assert due == contracts.add_months(max(held), 12 // per_year)


@pytest.mark.parametrize(
    ("start", "count", "last"),
    [
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2023, 3, 1), 12, date(2024, 2, 29)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2026, 12, 31), 2, date(2027, 2, 28)),
    ],
)
def test_terms_at_the_ends_of_february(start, count, last):
    assert contracts.last_day_of_term(start, count) == last


def test_a_period_cannot_end_before_it_starts():
    with pytest.raises(contracts.EndsBeforeStart):
        Period(date(2026, 1, 2), date(2026, 1, 1))
