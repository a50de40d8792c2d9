from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from coop_peer_webinar.core import minutes, queue, votes, year

numbers = st.lists(st.integers(1, 10_000), unique=True, max_size=40)


@given(st.integers(0, 60), st.integers(0, 60), numbers)
def test_seats_are_filled_and_never_overfilled(capacity, taken, waiting):
    places = [queue.Place(number, f"key {number}") for number in waiting]
    promoted = queue.promotions(capacity, taken, places)
    assert len(promoted) == min(max(capacity - taken, 0), len(waiting))
    assert taken + len(promoted) <= max(capacity, taken)


@given(st.integers(0, 60), numbers)
def test_nobody_overtakes(free, waiting):
    places = [queue.Place(number, number) for number in waiting]
    promoted = queue.promotions(free, 0, places)
    left = set(waiting) - set(promoted)
    assert promoted == sorted(promoted)
    assert not left or not promoted or max(promoted) < min(left)


@given(st.lists(st.tuples(st.sampled_from("cn"), st.integers(0, 30)), max_size=60))
def test_a_story_of_cancellations_and_newcomers(story):
    """Whatever happens, those seated are the first of those still there."""
    capacity, seated, waiting, next_number = 5, [], [], 0
    for event, pick in story:
        if event == "n":
            waiting.append(next_number)
            next_number += 1
        elif seated + waiting:
            gone = (seated + waiting)[pick % len(seated + waiting)]
            (seated if gone in seated else waiting).remove(gone)
        places = [queue.Place(number, number) for number in waiting]
        for key in queue.promotions(capacity, len(seated), places):
            waiting.remove(key)
            seated.append(key)
        assert len(seated) <= capacity
        assert not waiting or len(seated) == capacity
        assert not waiting or max(seated) < min(waiting)


@given(st.integers(0, 2000), st.integers(1, 200))
def test_parts_add_up(total, parts):
    found = minutes.split(total, parts)
    assert sum(found) == total and len(found) == parts
    assert max(found) - min(found) <= 1


people = st.lists(st.integers(1, 50), unique=True, max_size=30)


@given(
    st.sampled_from(minutes.RULES),
    st.integers(1, 480),
    st.lists(st.integers(1, 50), unique=True, min_size=1, max_size=4),
    people,
)
def test_time_is_neither_made_nor_lost(rule, length, speakers, attendees):
    found = minutes.gifts(rule, length, speakers, attendees)
    assert all(gift.minutes > 0 for gift in found)
    assert all(gift.giver != gift.receiver for gift in found)
    listeners = set(attendees) - set(speakers)
    given_by = sum(g.minutes for g in found if g.giver in speakers)
    received = {
        one: sum(g.minutes for g in found if g.receiver == one) for one in listeners
    }
    if rule == minutes.EACH and listeners:
        assert given_by == length * len(listeners)
    else:
        assert given_by == length
    if rule == minutes.SHARED and listeners:
        assert sum(received.values()) == length
    elif listeners:
        assert set(received.values()) == {length}
    pairs = [(gift.giver, gift.receiver) for gift in found]
    assert len(set(pairs)) == len(pairs)


@given(st.lists(st.tuples(st.integers(1, 5), st.integers(1, 20))))
def test_a_replayed_vote_changes_nothing(given_votes):
    assert votes.count(given_votes + given_votes) == votes.count(given_votes)
    assert sum(votes.count(given_votes).values()) == len(set(given_votes))


@given(st.lists(st.tuples(st.integers(1, 12), st.integers(0, 500))))
def test_months_add_up(held):
    sessions = [
        year.Session(date(2026, month, 1), attended, attended)
        for month, attended in held
    ]
    total = year.figures(sessions)
    assert sum(year.by_month(sessions)) == total.attended
    assert total.rate in (100, None)
