from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coop_member.core.portal_home import (
    AT_MOST,
    LEVELS,
    SECTIONS,
    HomeItem,
    Section,
    arrange,
)

ITEMS = st.lists(
    st.builds(
        HomeItem,
        key=st.text("abcdef", min_size=1, max_size=3),
        title=st.text(max_size=5),
        url=st.just("/my/coop"),
        sequence=st.integers(0, 100),
        day=st.none() | st.dates(),
    ),
    max_size=AT_MOST * 3,
    unique_by=lambda item: item.key,
)


def item(key, **values):
    return HomeItem(key, key.title(), "/my/coop", **values)


@given(ITEMS, st.integers(1, 8))
def test_nothing_is_lost_and_nothing_doubled(items, limit):
    section = arrange({"figures": items}, {"figures": limit})["figures"]
    assert sorted((*section.items, *section.more), key=lambda i: i.rank) == sorted(
        items, key=lambda i: i.rank
    )


@given(ITEMS, st.integers(1, 8))
def test_the_page_stays_short(items, limit):
    section = arrange({"figures": items}, {"figures": limit})["figures"]
    assert len(section.items) <= limit + 1
    assert len(section.more) != 1


@given(ITEMS)
def test_order_does_not_depend_on_who_comes_first(items):
    forwards = arrange({"upcoming": items})
    assert forwards == arrange({"upcoming": list(reversed(items))})


def test_sequence_then_day_then_key():
    late, soon = date(2026, 12, 1), date(2026, 11, 30)
    items = [
        item("undated"),
        item("late", day=late),
        item("soon-b", day=soon),
        item("soon-a", day=soon),
        item("first", sequence=1),
    ]
    upcoming = arrange({"upcoming": items}, {"upcoming": 5})["upcoming"]
    keys = [i.key for i in upcoming.items]
    assert keys == ["first", "soon-a", "soon-b", "late", "undated"]


def test_every_section_is_there_even_when_empty():
    assert arrange({}) == {name: Section() for name in SECTIONS}


def test_unknown_sections_and_doubled_keys_are_refused():
    with pytest.raises(KeyError, match="figure"):
        arrange({"figure": []})
    with pytest.raises(ValueError, match="a"):
        arrange({"figures": [item("a"), item("a")]})


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "//evil.example", "my/coop", ""]
)
def test_items_lead_to_pages_of_this_site(url):
    with pytest.raises(ValueError, match="url"):
        HomeItem("key", "Title", url)


def test_levels_are_known():
    assert [item("a", level=level).level for level in LEVELS] == list(LEVELS)
    with pytest.raises(ValueError, match="level"):
        item("a", level="error")
