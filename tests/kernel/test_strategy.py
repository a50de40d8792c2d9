"""The arithmetic of the strategy: paths, dots, roadmaps, forms."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from coop_strategy_project.core import ages, ballot, path, progress, roadmap, smart
from coop_strategy_project.core.strategy_form import (
    parse_offer,
    parse_question,
    read_question,
)

DAY = date(2026, 1, 1)
days = st.dates(date(2000, 1, 1), date(2060, 1, 1))
figures = st.integers(-(10**6), 10**6)
anything = st.text() | st.none() | st.integers() | st.lists(st.text())
votes = st.lists(
    st.dictionaries(st.integers(1, 12), st.integers(1, 9), max_size=6), max_size=40
)


@st.composite
def paths(draw):
    baseline, way = draw(figures), draw(figures.filter(bool))
    start, length = draw(days), draw(st.integers(1, 3000))
    return path.Path(baseline, start, baseline + way, start + timedelta(length))


# -- paths -----------------------------------------------------------------------------


@given(paths(), days)
def test_the_path_never_leaves_its_ends(way, day):
    low, high = sorted((way.baseline, way.target))
    assert low - 1e-6 <= path.expected(way, day) <= high + 1e-6


@given(paths(), figures)
def test_progress_is_a_part(way, value):
    assert 0 <= path.progress(way, value) <= 1


@given(paths(), days)
def test_who_is_where_one_should_be_is_on_the_path(way, day):
    told = path.trend(way, path.expected(way, day), day, min(day, way.end))
    assert told in (path.ON_PATH, path.REACHED)


@given(paths(), days)
def test_up_or_down_the_target_is_reached_at_the_target(way, day):
    beyond = way.target + (way.target - way.baseline)
    assert path.trend(way, way.target, day, day) == path.REACHED
    assert path.trend(way, beyond, day, day) == path.REACHED
    assert path.trend(way, way.baseline, day, day) != path.REACHED


def test_a_path_without_a_way_is_none():
    for baseline, end in ((5, DAY), (10, DAY + timedelta(1))):
        try:
            path.Path(baseline, DAY, 10, end)
        except ValueError:
            continue
        raise AssertionError((baseline, end))


# -- SMART -----------------------------------------------------------------------------


def test_each_part_of_an_objective_is_missed():
    whole = {
        "description": "Answer every claim within a week",
        "indicator": "Claims in time",
        "unit": "%",
        "baseline": 40,
        "baseline_date": DAY,
        "target": 90,
        "date_due": DAY + timedelta(300),
        "resources": "A day a week",
        "has_owner": True,
    }
    assert smart.lacks(smart.Aim(**whole)) == []
    for field, value, code in (
        ("description", "Better!", smart.NOT_SPECIFIC),
        ("indicator", " ", smart.NO_INDICATOR),
        ("unit", "", smart.NO_UNIT),
        ("baseline_date", None, smart.NO_BASELINE),
        ("date_due", None, smart.NO_DATE),
        ("date_due", DAY, smart.DATE_BEFORE_BASELINE),
        ("target", 40, smart.NO_WAY),
        ("resources", "\n", smart.NO_RESOURCES),
        ("has_owner", False, smart.NO_OWNER),
    ):
        assert smart.lacks(smart.Aim(**{**whole, field: value})) == [code]


# -- dots ------------------------------------------------------------------------------


@given(votes)
def test_every_dot_is_counted_once(cast):
    counted = ballot.tally(cast)
    assert sum(counted.values()) == sum(sum(vote.values()) for vote in cast)
    assert ballot.tally(reversed(cast)) == counted


@given(st.dictionaries(st.integers(), st.integers(0, 50)))
def test_more_dots_never_rank_lower(dots):
    found = ballot.ranks(dots)
    assert set(found) == set(dots)
    for one in dots:
        better = sum(dots[other] > dots[one] for other in dots)
        assert found[one] == better + 1


@given(
    st.dictionaries(st.integers(1, 9), st.text("0123456789-+ .", max_size=3)),
    st.integers(0, 20),
    st.integers(0, 5),
)
def test_what_is_typed_is_a_vote_or_an_error(typed, dots, most):
    given_dots, error = ballot.parse_vote(typed, ballot.Terms(dots, most))
    assert bool(given_dots) != bool(error)
    assert 0 <= sum(given_dots.values()) <= dots
    assert set(given_dots) <= set(typed)
    assert all(0 < number <= (most or dots) for number in given_dots.values())


@given(st.dictionaries(st.text(), anything))
def test_a_vote_is_read_whatever_comes(post):
    typed = ballot.read_vote(post, [1, 2])
    assert set(typed) == {1, 2}
    assert all(isinstance(text, str) for text in typed.values())


# -- questions -------------------------------------------------------------------------


@given(days, days, days)
def test_nobody_waits_less_than_no_time(asked, answered, today):
    assert ages.days_waiting(asked, answered, today) >= 0
    assert ages.age(ages.days_waiting(asked, None, today)) in ages_of_questions()


def ages_of_questions():
    return {ages.WEEK, ages.MONTH, ages.QUARTER, ages.OLDER}


# -- progress --------------------------------------------------------------------------


@given(st.lists(st.integers(0, 100) | st.none()))
def test_the_mean_lies_between(percentages):
    told = [one for one in percentages if one is not None]
    found = progress.mean(percentages)
    if not told:
        assert found is None
    else:
        assert min(told) <= found <= max(told)


@given(days, st.integers(0, 4000), days)
def test_time_goes_by_once(start, length, today):
    assert 0 <= progress.elapsed(start, start + timedelta(length), today) <= 100


# -- roadmap ---------------------------------------------------------------------------


@given(
    days,
    st.integers(0, 3000),
    st.lists(st.tuples(days, st.integers(0, 2000)), max_size=10),
)
def test_bars_stay_on_the_scale(first, length, lasting):
    scale = roadmap.Scale(first, first + timedelta(length))
    spans = [
        roadmap.Span(key, day, day + timedelta(lasts))
        for key, (day, lasts) in enumerate(lasting)
    ]
    for bar in roadmap.bars(spans, scale):
        assert bar.left >= 0 and bar.width >= 1
        assert bar.left + bar.width <= roadmap.WHOLE + 1
    lefts = [mark.left for mark in roadmap.marks(scale)]
    assert lefts == sorted(lefts)


# -- forms -----------------------------------------------------------------------------


@given(st.dictionaries(st.sampled_from(["name", "details", "about", "key"]), anything))
def test_a_question_or_errors_never_both(post):
    asked, errors = parse_question(post)
    assert (asked is None) == bool(errors)
    assert all(isinstance(text, str) for text in read_question(post).values())


@given(st.dictionaries(st.sampled_from(["message", "time"]), anything))
def test_an_offer_or_errors_never_both(post):
    offer, errors = parse_offer(post)
    assert (offer is None) == bool(errors)
    if offer:
        assert offer.minutes >= 0 and offer.message
