"""Properties of what is shown of a community's gifts, on random histories."""

from collections import defaultdict

from hypothesis import given
from hypothesis import strategies as st

from coop_member.core.circulation import FEW, Cell, fold, gather

gifts = st.lists(
    st.tuples(st.integers(1, 6), st.sampled_from("abcd"), st.integers(1, 90)),
    max_size=40,
)


def cells_of(gifts):
    return gather(Cell(kind, time, frozenset([giver])) for giver, kind, time in gifts)


@given(gifts)
def test_gathering_loses_nothing(gifts):
    cells = cells_of(gifts)
    assert sum(cell.minutes for cell in cells) == sum(time for *_who, time in gifts)
    assert len({cell.key for cell in cells}) == len(cells)


@given(gifts)
def test_what_is_shown_is_all_or_nothing(gifts):
    shown = fold(cells_of(gifts))
    people = {giver for giver, *_what in gifts}
    if len(people) < FEW:
        assert shown == []
    else:
        total = sum(time for *_who, time in gifts)
        assert sum(cell.minutes for cell in shown) == total


@given(gifts)
def test_nothing_shown_is_of_few_people(gifts):
    givers = defaultdict(set)
    for giver, kind, _time in gifts:
        givers[kind].add(giver)
    shown = fold(cells_of(gifts))
    apart = {cell.key for cell in shown} - {None}
    assert all(len(givers[kind]) >= FEW for kind in apart)
    folded = givers.keys() - apart
    behind = set().union(*(givers[kind] for kind in folded))
    if shown and folded:
        assert len(behind) >= FEW
        assert shown[-1].key is None


@given(gifts)
def test_no_more_than_needed_is_folded(gifts):
    cells = cells_of(gifts)
    shown = fold(cells)
    large = [cell for cell in cells if len(cell.people) >= FEW]
    if shown:
        assert len([cell for cell in shown if cell.key is not None]) >= len(large) - 1
