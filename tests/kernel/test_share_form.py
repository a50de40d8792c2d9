"""The forms about shares: whatever comes gives an order or errors, never both."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coop_member.core.forms import (
    INVALID,
    MISSING,
    TOO_FEW,
    TOO_LONG,
    TOO_MANY,
    whole_number,
)
from coop_member.core.share_form import (
    MOST_REASON,
    MOST_SHARES,
    REIMBURSE_FIELDS,
    SUBSCRIBE_FIELDS,
    GivenUp,
    Subscription,
    Wish,
    parse_reimbursement,
    parse_subscription,
    parse_wish,
)

KEY = "k" * 22
OFFERS = {3: 5, 4: 1}
TERMS = [8, 9]
BY_COLLEGE = {(7, 3): 5, (7, 4): 1, (8, 4): 2}
SUBSCRIPTION = {"share": "3", "quantity": "12", "term": "", "agree": "1", "key": KEY}
GIVEN_UP = {"share": "3", "quantity": "4", "reason": "I move abroad."}
WISH = {"college": "7", "share": "3", "quantity": "12"}
anything = st.text() | st.none() | st.integers() | st.lists(st.text())
numbers = st.text("0123456789 -+.e", max_size=12)


def subscription_errors(**changes):
    return parse_subscription({**SUBSCRIPTION, **changes}, OFFERS, TERMS)[1]


def test_a_subscription():
    expected = Subscription(share_type_id=3, quantity=12, term_id=None, key=KEY)
    assert parse_subscription(SUBSCRIPTION, OFFERS, TERMS) == (expected, {})


def test_a_subscription_in_instalments():
    order, _errors = parse_subscription({**SUBSCRIPTION, "term": "9"}, OFFERS, TERMS)
    assert order.term_id == 9


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("share", "", MISSING),
        ("share", "5", INVALID),
        ("share", "03", INVALID),
        ("quantity", "", MISSING),
        ("quantity", "-3", INVALID),
        ("quantity", "1.5", INVALID),
        ("quantity", "9" * 10, INVALID),
        ("quantity", "4", TOO_FEW),
        ("quantity", str(MOST_SHARES + 1), TOO_MANY),
        ("term", "7", INVALID),
        ("agree", "", MISSING),
        ("agree", "yes", MISSING),
    ],
)
def test_refused_subscriptions(field, value, code):
    assert subscription_errors(**{field: value}) == {field: code}


@pytest.mark.parametrize("key", ["", "short", None])
def test_a_form_without_its_key_comes_back(key):
    assert subscription_errors(key=key) == {"form": MISSING}


def test_bounds_themselves_are_accepted():
    assert subscription_errors(quantity="5") == {}
    assert subscription_errors(quantity=str(MOST_SHARES)) == {}
    assert subscription_errors(share="4", quantity="1") == {}


def test_the_fingerprint_tells_forms_and_members_apart():
    first, _errors = parse_subscription(SUBSCRIPTION, OFFERS, TERMS)
    same, _errors = parse_subscription(dict(SUBSCRIPTION), OFFERS, TERMS)
    other, _errors = parse_subscription(
        {**SUBSCRIPTION, "quantity": "13"}, OFFERS, TERMS
    )
    assert first.fingerprint(1) == same.fingerprint(1)
    assert len({first.fingerprint(1), first.fingerprint(2), other.fingerprint(1)}) == 3


def test_shares_given_up():
    expected = GivenUp(share_type_id=3, quantity=4, reason="I move abroad.")
    assert parse_reimbursement(GIVEN_UP, {3: 10}) == (expected, {})


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("share", "", MISSING),
        ("share", "4", INVALID),
        ("quantity", "0", TOO_FEW),
        ("quantity", "11", TOO_MANY),
        ("quantity", "all", INVALID),
        ("reason", "x" * (MOST_REASON + 1), TOO_LONG),
    ],
)
def test_refused_reimbursements(field, value, code):
    assert parse_reimbursement({**GIVEN_UP, field: value}, {3: 10})[1] == {field: code}


@pytest.mark.parametrize(
    ("typed", "wish"),
    [
        (WISH, Wish(3, 12)),
        ({**WISH, "share": "", "quantity": ""}, None),
        ({**WISH, "share": "none", "quantity": "0"}, None),
        ({"college": "8", "share": "", "quantity": "2"}, Wish(4, 2)),
    ],
)
def test_wishes(typed, wish):
    assert parse_wish(typed, BY_COLLEGE) == (wish, {})


@pytest.mark.parametrize(
    ("changes", "errors"),
    [
        ({"quantity": ""}, {"quantity": MISSING}),
        ({"quantity": "4"}, {"quantity": TOO_FEW}),
        ({"quantity": "many"}, {"quantity": INVALID}),
        ({"share": ""}, {"share": MISSING}),
        ({"share": "none"}, {"share": MISSING}),
        ({"share": "5"}, {"share": INVALID}),
        ({"college": "8"}, {"share": INVALID}),
        ({"college": "9"}, {"share": INVALID}),
        ({"college": "8", "share": "none", "quantity": "2"}, {"share": MISSING}),
        ({"college": "8", "share": "", "quantity": "1"}, {"quantity": TOO_FEW}),
        ({"college": "", "quantity": "x"}, {"quantity": INVALID}),
    ],
)
def test_wishes_that_cannot_be(changes, errors):
    assert parse_wish({**WISH, **changes}, BY_COLLEGE) == (None, errors)


def test_without_a_college_the_wish_waits_for_it():
    assert parse_wish({**WISH, "college": ""}, BY_COLLEGE)[1] == {}


def test_without_offers_nothing_is_wished():
    assert parse_wish(WISH, {}) == (None, {})


@given(st.dictionaries(st.sampled_from([*SUBSCRIBE_FIELDS, "key", "state"]), anything))
def test_any_post_gives_a_subscription_or_errors(post):
    order, errors = parse_subscription(post, OFFERS, TERMS)
    assert (order is None) == bool(errors)
    assert set(errors) <= {*SUBSCRIBE_FIELDS, "form"}


@given(st.dictionaries(st.sampled_from([*REIMBURSE_FIELDS, "state"]), anything))
def test_any_post_gives_a_reimbursement_or_errors(post):
    order, errors = parse_reimbursement(post, {3: 10})
    assert (order is None) == bool(errors)


@given(st.text(), st.text(), numbers)
def test_any_wish_is_in_bounds(college, share, quantity):
    typed = {"college": college, "share": share, "quantity": quantity}
    wish, errors = parse_wish(typed, BY_COLLEGE)
    assert not (wish and errors)
    if wish:
        assert 1 <= wish.quantity <= MOST_SHARES


@given(numbers)
def test_numbers_are_read_or_refused(typed):
    number = whole_number(typed)
    assert number is None or 0 <= number < 10**9
