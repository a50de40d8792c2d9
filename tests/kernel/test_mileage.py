from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coop_activity_expense.core.mileage import (
    Band,
    NegativeDistance,
    Scale,
    Trip,
    UnfitBands,
    added,
    allowance,
    charges,
    flat,
    rounded,
    scale_of,
    way,
)

CENT = Decimal("0.01")
CAR_ENDS, CYCLE_ENDS = (5000, 20000), (3000, 6000)
#: cars by power, as printed: France, 2023 to 2026
CARS = {
    3: scale_of("0.529", "0.316", 1065, "0.370", CAR_ENDS),
    4: scale_of("0.606", "0.340", 1330, "0.407", CAR_ENDS),
    5: scale_of("0.636", "0.357", 1395, "0.427", CAR_ENDS),
    6: scale_of("0.665", "0.374", 1457, "0.447", CAR_ENDS),
    7: scale_of("0.697", "0.394", 1515, "0.470", CAR_ENDS),
}
CYCLES = [
    scale_of("0.395", "0.099", 891, "0.248", CYCLE_ENDS),
    scale_of("0.468", "0.082", 1158, "0.275", CYCLE_ENDS),
    scale_of("0.606", "0.079", 1583, "0.343", CYCLE_ENDS),
    scale_of("0.315", "0.079", 711, "0.198", CYCLE_ENDS),
]
#: 2021: the year costs less above 20,000 km than at 20,000 km
FALLING = scale_of("0.456", "0.273", 915, "0.318", CAR_ENDS)

SCALES = [*CARS.values(), *CYCLES, FALLING, flat("0.4290")]
scales = st.sampled_from(SCALES) | st.sampled_from(SCALES).map(
    lambda scale: Scale(scale.bands, bonus=Decimal(20))
)
distances = st.decimals(0, 9000, places=1)
days = st.dates(date(2026, 1, 1), date(2026, 12, 31))
units = st.sampled_from([CENT, Decimal("0.05"), Decimal(1)])


@pytest.mark.parametrize(
    ("power", "distance", "amount"),
    [
        (3, 5000, "2645"),
        (3, 5001, "2645.316"),
        (4, 4000, "2424"),
        (5, 12000, "5679"),
        (6, 20000, "8937"),
        (6, 20001, "8940.447"),
        (7, 25000, "11750"),
    ],
)
def test_printed_scale(power, distance, amount):
    assert allowance(CARS[power], Decimal(distance)) == Decimal(amount)


@given(scales, distances, distances)
def test_within_a_band_more_kilometres_never_cost_less(scale, one, other):
    low, high = sorted((one, other))
    ends = [band.up_to for band in scale.bands if band.up_to is not None]
    if not any(low <= end < high for end in ends) and low:
        assert allowance(scale, low) <= allowance(scale, high)


@given(scales, distances)
def test_from_the_first_kilometre_an_allowance_is_positive(scale, distance):
    assert (allowance(scale, distance) > 0) == bool(distance)


@given(scales, distances, distances, units)
def test_splitting_a_trip_changes_nothing(scale, before, distance, unit):
    half = (distance / 2).quantize(Decimal("0.1"))
    whole = added(scale, before, distance, unit)
    first = added(scale, before, half, unit)
    assert first + added(scale, before + half, distance - half, unit) == whole


@given(scales, st.lists(st.tuples(distances, days), max_size=8), st.randoms(), units)
def test_order_of_entry_changes_neither_total_nor_charge(scale, trips, random, unit):
    # each day once, for two trips of a day are told apart by their order
    by_day = {day: Trip(distance, scale, day) for distance, day in trips}
    entered = list(by_day.values())
    shuffled = random.sample(entered, len(entered))
    first = dict(zip(by_day, charges([], entered, unit), strict=True))
    again = charges([], shuffled, unit)
    assert [first[trip.day] for trip in shuffled] == again
    total = sum((trip.distance for trip in entered), Decimal(0))
    year = rounded(allowance(scale, total), unit)
    assert sum(charge.amount for charge in again) == year


@given(scales, st.lists(st.tuples(distances, st.booleans()), max_size=8))
def test_a_year_costs_its_total_however_it_is_posted(scale, trips):
    posted, pending = [], []
    for number, (distance, post) in enumerate(trips):
        pending.append(Trip(distance, scale, date(2026, 1, 1) + timedelta(number)))
        if post:
            # the last one entered is posted before the others
            [charge] = charges(posted, pending[-1:])
            posted.append(Trip(distance, scale, amount=charge.amount))
            pending.pop()
    total = sum((trip.distance for trip in (*posted, *pending)), Decimal(0))
    found = sum(charge.amount for charge in charges(posted, pending))
    found += sum(trip.amount for trip in posted)
    assert found == rounded(allowance(scale, total))


@given(scales, st.lists(distances, min_size=1, max_size=6), st.data())
def test_what_a_reversal_left_is_made_up_for_once(scale, trips, data):
    posted = []
    for distance in trips:
        [charge] = charges(posted, [Trip(distance, scale)])
        posted.append(Trip(distance, scale, amount=charge.amount))
    posted.pop(data.draw(st.integers(0, len(posted) - 1)))
    next_two = [Trip(Decimal(100), scale), Trip(Decimal(50), scale)]
    first, second = charges(posted, next_two)
    total = sum((trip.distance for trip in posted), Decimal(150))
    year = first.amount + second.amount + sum(trip.amount for trip in posted)
    assert year == rounded(allowance(scale, total))
    assert not second.correction
    in_line = sum(trip.amount for trip in posted) == rounded(
        allowance(scale, sum(trip.distance for trip in posted) or Decimal(0))
    )
    assert in_line == (not first.correction)


@given(scales, distances, distances, days)
def test_rank_goes_before_the_day(scale, one, other, day):
    early = Trip(one, scale, day, rank=(1,))
    late = Trip(other, scale, day + timedelta(1), rank=(0,))
    second, first = charges([], [early, late])
    assert (first.before, second.before) == (0, other)


@given(st.lists(st.tuples(distances, st.sampled_from(["0.4290", "0.4326"]))))
def test_rates_of_a_quarter_apply_to_its_trips_alone(trips):
    found = charges([], [Trip(distance, flat(rate)) for distance, rate in trips])
    for (distance, rate), charge in zip(trips, found, strict=True):
        assert abs(charge.amount - distance * Decimal(rate)) <= CENT


@given(scales, distances, distances)
def test_what_is_told_of_a_trip_is_what_it_costs(scale, before, distance):
    found = way(scale, before, distance)
    assert found.after - found.before == allowance(
        scale, before + distance
    ) - allowance(scale, before)
    if found.one_rate:
        exact = distance * found.last.rate * (100 + scale.bonus) / 100
        assert found.after - found.before == exact


def test_a_fixed_part_is_no_rate():
    scale = Scale((Band(None, Decimal("0.5"), Decimal(100)),))
    assert not way(scale, Decimal(0), Decimal(10)).one_rate
    assert way(scale, Decimal(1), Decimal(10)).one_rate


@given(st.decimals(-(10**6), 10**6, places=4), units)
def test_halves_go_away_from_zero(amount, unit):
    result = rounded(amount, unit)
    assert abs(result - amount) <= unit / 2
    assert Fraction(result) % Fraction(unit) == 0
    if abs(result - amount) == unit / 2:
        assert abs(result) > abs(amount)


@pytest.mark.parametrize(
    ("amount", "unit", "result"),
    [
        ("0.005", "0.01", "0.01"),
        ("-0.005", "0.01", "-0.01"),
        ("0.0049", "0.01", "0"),
        ("0.025", "0.05", "0.05"),
        ("2.5", "1", "3"),
    ],
)
def test_halves(amount, unit, result):
    assert rounded(Decimal(amount), Decimal(unit)) == Decimal(result)


@pytest.mark.parametrize(
    "ends", [(), (5000,), (5000, 5000, None), (0, None), (None, 5000), (None, None)]
)
def test_bands_that_do_not_cover_a_year_once(ends):
    bands = tuple(
        Band(None if end is None else Decimal(end), Decimal("0.5")) for end in ends
    )
    with pytest.raises(UnfitBands):
        Scale(bands)


def test_no_distance_below_zero():
    with pytest.raises(NegativeDistance):
        allowance(flat("0.5"), Decimal(-1))
    with pytest.raises(NegativeDistance):
        Trip(Decimal("-0.1"), flat("0.5"))
