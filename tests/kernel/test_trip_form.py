from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from coop_activity_expense.core import trip_form, vehicle_form

anything = st.one_of(
    st.none(), st.integers(), st.text(max_size=200), st.lists(st.text())
)
CHOICES = trip_form.Choices({3}, {1})
VEHICLES = vehicle_form.Choices({"car", "moped"}, {"petrol"}, {"car"})
TRIP = {
    "vehicle": "3",
    "date": "2026-03-10",
    "distance": "60",
    "round_trip": "1",
    "origin": "Lyon",
    "destination": "Vienne",
    "name": "Building site",
    "activity": "1",
    "key": "k" * 22,
}


@given(st.dictionaries(st.sampled_from([*TRIP, "amount"]), anything))
def test_whatever_is_sent_is_a_trip_or_told(post):
    sent, errors = trip_form.parse_trip({**TRIP, **post}, CHOICES)
    assert (sent is None) == bool(errors)
    if sent:
        most = trip_form.MOST_KILOMETRES * 2
        assert 0 < sent.expense.distance <= most
        assert sent.expense.distance % Decimal("0.1") == 0
        assert sent.expense.vehicle_id == 3
        assert sent.expense.destination and sent.expense.name


@given(st.dictionaries(st.sampled_from(vehicle_form.FIELDS), anything))
def test_whatever_is_sent_is_a_vehicle_or_told(post):
    vehicle, errors = vehicle_form.parse_vehicle(post, VEHICLES)
    assert (vehicle is None) == bool(errors)
    if vehicle:
        assert 0 <= vehicle.power <= vehicle_form.MOST_POWER
        assert vehicle.power or vehicle.kind != "car"


@given(st.decimals(0, 5000, places=1))
def test_kilometres_are_read_as_they_are_written(distance):
    for typed in (f"{distance}", f"{distance}".replace(".", ","), f"{distance} km"):
        found, code = trip_form.read_distance(typed)
        assert (found == distance) if distance else (code == "too_few")


def test_one_form_is_told_from_another():
    def sign(claim_id=0, member_id=7, **changes):
        sent, _errors = trip_form.parse_trip({**TRIP, **changes}, CHOICES, claim_id)
        return sent.fingerprint(member_id, 0, ())

    assert sign() == sign()
    others = [
        sign(claim_id=1),
        sign(member_id=8),
        sign(key="m" * 22),
        sign(distance="61"),
        sign(round_trip=""),
        sign(name="Fair"),
        sign(date="2026-03-11"),
    ]
    assert len({sign(), *others}) == 8
    # the draft that it joins may not be the same the second time
    sent, _errors = trip_form.parse_trip(TRIP, CHOICES)
    assert sent.fingerprint(7, 1, ()) == sent.fingerprint(7, 2, ())
