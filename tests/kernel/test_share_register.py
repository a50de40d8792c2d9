"""Whatever is done to the register behind its back breaks the chain where it is."""

import hashlib
import weakref
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from coop_member.core.share_register import (
    BrokenChain,
    Chain,
    MissingNumber,
    NotHashable,
    check_chain,
    link,
)

texts = st.text(st.characters(codec="utf-8"), max_size=8)
values = texts | st.integers() | st.none()
contents = st.dictionaries(texts, values, max_size=5)
registers = st.lists(contents, min_size=1, max_size=8)


def chained(contents):
    rows = []
    previous = ""
    for number, content in enumerate(contents, 1):
        previous = link(previous, content)
        rows.append((number, content, previous))
    return rows


@given(st.lists(contents, max_size=8))
def test_a_register_that_nobody_touched_holds(contents):
    rows = chained(contents)
    last_hash = rows[-1][2] if rows else ""
    assert check_chain(iter(rows)) == Chain(len(rows), last_hash)


@given(registers, st.data(), values)
def test_an_altered_field_breaks_the_chain_at_its_line(contents, data, value):
    rows = chained(contents)
    number, content, line_hash = data.draw(st.sampled_from(rows))
    name = data.draw(st.sampled_from(sorted(content)) if content else texts)
    altered = {**content, name: value}
    assume(altered != content)
    rows[number - 1] = (number, altered, line_hash)
    with pytest.raises(BrokenChain) as caught:
        check_chain(rows)
    assert caught.value.number == number


@given(registers, st.data())
def test_a_field_taken_away_breaks_the_chain_at_its_line(contents, data):
    rows = chained(contents)
    number, content, line_hash = data.draw(st.sampled_from(rows))
    assume(content)
    name = data.draw(st.sampled_from(sorted(content)))
    rest = {key: value for key, value in content.items() if key != name}
    rows[number - 1] = (number, rest, line_hash)
    with pytest.raises(BrokenChain) as caught:
        check_chain(rows)
    assert caught.value.number == number


@given(registers, st.data())
def test_an_altered_line_hashed_anew_breaks_the_chain_at_the_next(contents, data):
    rows = chained(contents)
    number, content, _hash = data.draw(st.sampled_from(rows))
    assume(number < len(rows))
    previous = rows[number - 2][2] if number > 1 else ""
    altered = {**content, "forged": 1}
    assume(altered != content)
    rows[number - 1] = (number, altered, link(previous, altered))
    with pytest.raises(BrokenChain) as caught:
        check_chain(rows)
    assert caught.value.number == number + 1


@given(st.lists(contents, min_size=2, max_size=8), st.data())
def test_lines_that_changed_places_break_the_chain_at_the_first(contents, data):
    rows = chained(contents)
    places = data.draw(st.permutations(range(len(rows))))
    first, second = sorted(places[:2])
    rows[first], rows[second] = rows[second], rows[first]
    with pytest.raises(MissingNumber) as caught:
        check_chain(rows)
    assert (caught.value.expected, caught.value.found) == (first + 1, second + 1)

    renumbered = [(number, *row[1:]) for number, row in enumerate(rows, 1)]
    with pytest.raises(BrokenChain) as caught:
        check_chain(renumbered)
    assert caught.value.number == first + 1


@given(registers, st.data())
def test_a_line_taken_out_breaks_the_chain_in_its_place(contents, data):
    rows = chained(contents)
    removed = data.draw(st.sampled_from(rows))[0]
    assume(removed < len(rows))
    del rows[removed - 1]
    with pytest.raises(MissingNumber) as caught:
        check_chain(rows)
    assert (caught.value.expected, caught.value.found) == (removed, removed + 1)

    renumbered = [(number, *row[1:]) for number, row in enumerate(rows, 1)]
    with pytest.raises(BrokenChain) as caught:
        check_chain(renumbered)
    assert caught.value.number == removed


@given(registers, st.data())
def test_a_line_slipped_in_breaks_the_chain_in_its_place(contents, data):
    rows = chained(contents)
    number, content, line_hash = data.draw(st.sampled_from(rows))
    rows.insert(number, (number, content, line_hash))
    with pytest.raises(MissingNumber) as caught:
        check_chain(rows)
    assert (caught.value.expected, caught.value.found) == (number + 1, number)


@given(registers)
def test_lines_cut_off_at_the_end_show_in_the_count_and_the_last_hash(contents):
    rows = chained(contents)
    whole, cut = check_chain(rows), check_chain(rows[:-1])
    assert cut.count == whole.count - 1
    assert cut.last_hash != whole.last_hash


@pytest.mark.parametrize("missing", [None, False, ""])
def test_a_line_without_a_hash_breaks_the_chain(missing):
    with pytest.raises(BrokenChain):
        check_chain([(1, {}, missing)])


def test_the_check_keeps_no_line_in_memory():
    class Content(dict):
        """A dictionary whose end can be seen."""

    seen = []

    def rows(count):
        previous = ""
        for number in range(1, count + 1):
            content = Content(number=number)
            seen.append(weakref.ref(content))
            previous = link(previous, content)
            yield number, content, previous
            del content
            assert sum(ref() is not None for ref in seen) <= 1

    assert check_chain(rows(50)).count == len(seen) == 50


def test_the_form_that_is_hashed_never_changes():
    content = {"zoé": "é\n", "amount": "15.50", "giver": None, "number": 12}
    form = '{"amount":"15.50","giver":null,"number":12,"zoé":"é\\n"}'
    assert link("abc", content) == hashlib.sha256(("abc" + form).encode()).hexdigest()


@given(contents, st.randoms(use_true_random=False))
def test_the_order_of_fields_changes_nothing(content, random):
    items = random.sample(sorted(content.items()), len(content))
    assert link("", dict(items)) == link("", content)


@pytest.mark.parametrize(("one", "other"), [("1", 1), (None, ""), (None, "null")])
def test_values_that_look_alike_are_told_apart(one, other):
    assert link("", {"value": one}) != link("", {"value": other})


@pytest.mark.parametrize("value", [15.5, Decimal(15), date(2026, 1, 1), [], {}])
def test_values_written_in_more_than_one_way_are_refused(value):
    with pytest.raises(NotHashable) as caught:
        link("", {"fine": 1, "value": value})
    assert caught.value.name == "value"
