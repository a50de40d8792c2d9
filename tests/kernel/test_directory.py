"""The pure parts of the directory, with whatever is thrown at them."""

import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coop_skill_directory.core import feed, hosts
from coop_skill_directory.core.criteria import Criteria, read_criteria
from coop_skill_directory.core.profile_form import PARTS, read_profile
from coop_skill_directory.core.ranking import LEVELS, TIERS, Found, points
from coop_skill_directory.core.request_form import (
    read_answer,
    read_outcome,
    read_referral,
    read_request,
)
from coop_skill_directory.core.resolving import Hit, meaning
from coop_skill_directory.core.splits import NoParts, split
from coop_skill_directory.core.visibility import (
    AUDIENCES,
    audiences_of,
    is_shown,
    narrowed,
    project,
)
from coop_skill_directory.core.visibility import LEVELS as SHOWN_TO
from coop_skill_directory.core.win_rate import rates
from coop_skill_directory.core.words import MOST_WORDS, clean_query, fold, words_of

anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=60),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text(max_size=12), inner, max_size=4)
    ),
    max_leaves=12,
)
shown_to = st.sampled_from(SHOWN_TO)
audiences = st.sampled_from(AUDIENCES)


# -- words and ranking -----------------------------------------------------------------


@given(st.text())
def test_any_query_becomes_few_plain_words(text):
    words = words_of(text)
    assert len(words) <= MOST_WORDS
    assert all(word and not word.isspace() for word in words)
    assert clean_query(text) == clean_query(clean_query(text))
    assert fold(fold(text)) == fold(text)


@given(anything)
def test_any_address_asks_something(value):
    criteria = read_criteria({field: value for field in Criteria.__dataclass_fields__})
    assert read_criteria(_parsed(criteria.query(page=criteria.page))) == criteria


def _parsed(query):
    from urllib.parse import parse_qsl

    return dict(parse_qsl(query))


FOUND = st.builds(
    Found,
    tier=st.sampled_from(list(TIERS)),
    words=st.floats(0, 1),
    is_strong=st.booleans(),
    is_near=st.booleans(),
    is_remote=st.booleans(),
    availability=st.sampled_from(["", "now", "soon", "busy"]),
)


@given(FOUND, FOUND)
def test_no_bonus_overtakes_a_better_way(one, other):
    if TIERS[one.tier] > TIERS[other.tier]:
        assert points(one) > points(other)


HITS = st.builds(
    Hit,
    skill_id=st.integers(1, 9),
    kind=st.sampled_from(["name", "synonym"]),
    is_same=st.booleans(),
    words=st.integers(0, 3),
    has_all=st.booleans(),
    alike=st.floats(0, 1),
)


@given(st.lists(HITS, max_size=12))
def test_a_skill_is_meant_in_one_way(hits):
    found = meaning(hits)
    ids = [*found.exact, *found.synonym, *found.related]
    assert len(ids) == len(set(ids))
    same = {hit.skill_id for hit in hits if hit.is_same}
    assert same <= set(found.meant)


# -- who sees what ---------------------------------------------------------------------


@given(shown_to, shown_to, audiences)
def test_a_part_is_never_shown_further_than_the_profile(part, profile, audience):
    level = narrowed(part, profile)
    assert is_shown(level, audience) == (
        is_shown(part, audience) and is_shown(profile, audience)
    )
    shown = project({"name": "A"}, {"p": (part, {"secret": 1})}, profile, audience)
    if not is_shown(profile, audience):
        assert shown is None
    else:
        assert ("secret" in shown) == is_shown(part, audience)


@given(shown_to)
def test_what_is_more_open_is_seen_by_more(level):
    assert len(audiences_of(level)) == SHOWN_TO.index(level)


# -- divisions and rates ---------------------------------------------------------------

cents = st.integers(-(10**9), 10**9).map(lambda number: Decimal(number) / 100)
parts = st.dictionaries(st.integers(0, 99), st.integers(0, 10**6), max_size=25)


@given(cents, parts)
def test_what_is_divided_adds_up(amount, whole):
    if not sum(whole.values()):
        with pytest.raises(NoParts):
            split(amount, whole)
        return
    found = split(amount, whole)
    assert sum(found.values()) == amount
    total = sum(whole.values())
    for key, part in whole.items():
        assert abs(found[key] - amount * part / total) < Decimal("0.01")


states = st.sampled_from(["won", "lost", "open"])


@given(st.lists(st.tuples(st.sampled_from(["met", "cold"]), states, cents)))
def test_rates_count_what_is_decided(outcomes):
    found = rates(outcomes)
    decided = [one for one in outcomes if one[1] != "open"]
    assert sum(rate.decided for rate in found.values()) == len(decided)
    assert all(
        rate.percent is None or 0 <= rate.percent <= 100 for rate in found.values()
    )


# -- forms -----------------------------------------------------------------------------

PROFILE_FIELDS = (
    "headline", "bio", "visibility", "email", "phone", "website", "available_from",
    "languages", *(f"{part}_visibility" for part in PARTS),
)  # fmt: skip


@given(st.dictionaries(st.sampled_from(PROFILE_FIELDS), anything))
def test_whatever_is_sent_is_a_profile_or_told(post):
    values, errors = read_profile(post)
    assert set(errors) <= set(values)
    if not errors:
        assert values["visibility"] in SHOWN_TO
        assert len(values["headline"]) <= 120 and "\n" not in values["headline"]


REQUEST_FIELDS = (
    "name", "description", "needed_by", "kind", "text", "amount", "outcome", "time",
    "reason", "client", "origin", "recommender",
)  # fmt: skip


@given(st.dictionaries(st.sampled_from(REQUEST_FIELDS), anything), st.lists(st.text()))
def test_whatever_is_sent_is_a_step_or_told(post, ids):
    from datetime import date

    values, errors = read_request(post, ids, date(2026, 1, 1))
    assert errors or values["name"] and values["skill_ids"]
    for read in (read_answer, read_outcome, read_referral):
        values, errors = read(post)
        assert isinstance(errors, dict)
        assert values["amount"] is None or values["amount"] >= 0


# -- feeds -----------------------------------------------------------------------------

lines = st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=30)
people = st.builds(
    feed.Person,
    identifier=st.from_regex(r"[a-z0-9]{1,20}", fullmatch=True),
    name=lines,
    headline=lines,
    bio=lines,
    city=lines,
    remote=st.booleans(),
    skills=st.lists(
        st.builds(feed.Skill, lines, st.sampled_from(["", "ceramics"])), max_size=4
    ).map(tuple),
    languages=st.sampled_from([(), ("fr",), ("fr", "nl")]),
)


@given(st.lists(people, max_size=5))
def test_what_is_written_is_read_back(published):
    page = feed.write_page("House", "https://a.example", len(published), 1, published)
    read = feed.read_page(json.dumps(page).encode(), "a.example")
    normal = [
        feed.read_person(feed.write_person(one), "a.example") for one in published
    ]
    assert list(read.people) == normal
    assert read.total == len(published)


@given(anything)
def test_whatever_a_partner_sends_is_people_or_bad(value):
    for data in (value, {"@type": "ItemList", "itemListElement": value}):
        try:
            page = feed.read_page(json.dumps(data).encode(), "a.example")
        except feed.BadFeed:
            continue
        for person in page.people:
            assert "<" not in person.name + person.headline + person.bio


PERSON_FIELDS = (
    "name", "description", "url", "email", "telephone", "address", "knowsAbout",
    "knowsLanguage", "workLocation", "disambiguatingDescription",
)  # fmt: skip


@given(st.dictionaries(st.sampled_from(PERSON_FIELDS), anything))
def test_a_person_has_nothing_that_runs(item):
    person = feed.read_person(
        {"@type": "Person", "identifier": "x", **item}, "a.example"
    )
    if person:
        assert person.name
        assert not person.url or person.url.startswith(("https://a.", "http://a."))
        assert len(person.bio) <= feed.MOST_TEXT
        assert len(person.skills) <= feed.MOST_SKILLS


@given(st.binary(max_size=300))
def test_bytes_are_no_surprise(content):
    with pytest.raises(feed.BadFeed):
        feed.read_page(b"\x00" + content, "a.example")


@given(st.text(max_size=80))
def test_any_text_is_an_address_or_refused(url):
    try:
        address = hosts.read_address(url)
    except hosts.BadAddress:
        return
    assert address.is_secure and address.host
    assert not set(address.path) & set(" \r\n")


@given(st.ip_addresses())
def test_private_is_what_the_standard_says(address):
    if hosts.is_public(str(address)):
        assert address.is_global


def test_levels_are_in_their_order():
    assert LEVELS.index("expert") > LEVELS.index("beginner")
