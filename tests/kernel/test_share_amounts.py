from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coop_member.core.shares import (
    NotANumber,
    NotDivisible,
    apportion,
    decimal,
    round_to,
)

totals = st.integers(0, 10**6)
whole_weights = st.lists(st.integers(0, 10**5), min_size=1).filter(any)
decimal_weights = st.lists(
    st.decimals(0, 10**6, places=2), min_size=1, max_size=20
).filter(any)
units = st.sampled_from(["0.001", "0.01", "0.05", "0.5", "1"]).map(Decimal)
amounts = st.decimals(-(10**9), 10**9, places=4)


@given(totals, whole_weights | decimal_weights)
def test_parts_come_to_the_total_and_each_is_next_to_its_quota(total, weights):
    parts = apportion(total, weights)
    assert sum(parts) == total
    whole = sum(map(Fraction, weights))
    for part, weight in zip(parts, weights, strict=True):
        assert isinstance(part, int)
        assert abs(part - total * Fraction(weight) / whole) < 1


@given(st.data(), whole_weights)
def test_nobody_loses_more_than_they_have(data, weights):
    total = data.draw(st.integers(0, sum(weights)))
    parts = apportion(total, weights)
    assert all(0 <= part <= own for part, own in zip(parts, weights, strict=True))


@given(totals, whole_weights)
def test_what_is_left_over_goes_to_the_largest_remainders(total, weights):
    whole = sum(weights)
    parts = apportion(total, weights)
    remainders = [total * weight % whole for weight in weights]
    floors = [total * weight // whole for weight in weights]
    rounded_up = [part - floor for part, floor in zip(parts, floors, strict=True)]
    ranked = sorted(range(len(weights)), key=lambda i: (-remainders[i], i))
    up_in_rank = [rounded_up[i] for i in ranked]
    assert up_in_rank == sorted(up_in_rank, reverse=True)


@pytest.mark.parametrize("weights", [[], [0], [0, 0], [3, 1]])
def test_nothing_to_divide(weights):
    assert apportion(0, weights) == [0] * len(weights)


@pytest.mark.parametrize(
    ("total", "weights"), [(1, []), (1, [0, 0]), (-1, [1]), (1, [3, -1]), (1, [-1])]
)
def test_what_cannot_be_divided(total, weights):
    with pytest.raises(NotDivisible):
        apportion(total, weights)


@given(amounts, units)
def test_rounding_lands_on_the_nearest_multiple(amount, unit):
    rounded = round_to(amount, unit)
    assert Fraction(rounded) % Fraction(unit) == 0
    assert abs(rounded - amount) <= unit / 2
    assert round_to(rounded, unit) == rounded


@given(st.integers(-(10**9), 10**9), units)
def test_halves_go_away_from_zero(whole, unit):
    half = unit * whole + unit / 2
    away = unit * (whole + 1) if whole >= 0 else unit * whole
    assert round_to(half, unit) == away


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_floats_are_read_as_they_are_written(value):
    assert float(decimal(value)) == value
    assert decimal(value) == decimal(repr(value))


@given(st.integers() | st.decimals(allow_nan=False, allow_infinity=False))
def test_exact_numbers_stay_what_they_are(value):
    assert decimal(value) == value
    assert decimal(str(value)) == value


@pytest.mark.parametrize(
    "value", ["", "ten", "1,5", "1 000", "NaN", "Infinity", float("nan"), float("inf")]
)
def test_what_is_no_number(value):
    with pytest.raises(NotANumber):
        decimal(value)
