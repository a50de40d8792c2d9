"""Properties of the ledger of time that hold for every history."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from coop_member.core import durations, gifts
from coop_member.core.contracts import Period
from coop_member.core.gifts import Gift, Limits, Party

days = st.dates(date(2020, 1, 1), date(2020, 3, 31))
minutes = st.integers(1, gifts.MAX_MINUTES)
#: the commons is a party like any other
parties = st.sampled_from([None, "ada", "jo", "li", "max"])
histories = st.lists(st.builds(Gift, parties, parties, minutes), max_size=30)
ledgers = st.dictionaries(st.integers(0, 9), st.integers(1, 3))
amounts = st.integers(-3000, 3000)
limits = st.builds(
    Limits,
    st.integers(-900, 0),
    st.integers(0, 900),
    st.none() | st.integers(-1800, -900),
    st.none() | st.integers(900, 1800),
)


def reversed_gift(gift):
    return gift._replace(minutes=-gift.minutes)


# -- balances --------------------------------------------------------------------------


@given(histories)
def test_the_sum_of_all_balances_is_always_zero(history):
    for moment in range(len(history) + 1):
        assert sum(gifts.balances(history[:moment]).values()) == 0


@given(histories, st.sets(st.integers(0, 29)))
def test_a_reversal_restores_every_balance(history, positions):
    undone = [history[position] for position in positions if position < len(history)]
    balances = gifts.balances([*history, *undone, *map(reversed_gift, undone)])
    assert balances == gifts.balances(history)


@given(histories)
def test_a_balance_is_what_was_given_less_what_was_received(history):
    for party, balance in gifts.balances(history).items():
        given_time = sum(gift.minutes for gift in history if gift.giver == party)
        received = sum(gift.minutes for gift in history if gift.receiver == party)
        assert balance == given_time - received


# -- pledges ---------------------------------------------------------------------------

dated = st.lists(st.tuples(days, minutes), max_size=12).map(sorted)


def hand_out(pledges, given_gifts):
    """Fulfilment as it is told: gift after gift, to the oldest pledge first."""
    filled = [0] * len(pledges)
    for day, left in given_gifts:
        for position, (since, pledged) in enumerate(pledges):
            if since <= day:
                taken = min(left, pledged - filled[position])
                filled[position] += taken
                left -= taken
    return filled


def fulfil(pledges, given_gifts):
    given_since = [
        sum(length for day, length in given_gifts if day >= since)
        for since, _pledged in pledges
    ]
    return gifts.fulfil([pledged for _since, pledged in pledges], given_since)


@given(dated, dated)
def test_gifts_fill_pledges_oldest_first(pledges, given_gifts):
    assert fulfil(pledges, given_gifts) == hand_out(pledges, given_gifts)


@given(dated, dated)
def test_nothing_is_fulfilled_twice_nor_beyond_what_was_pledged(pledges, given_gifts):
    filled = fulfil(pledges, given_gifts)
    assert sum(filled) <= sum(length for _day, length in given_gifts)
    for (_since, pledged), done in zip(pledges, filled, strict=True):
        assert 0 <= done <= pledged


@given(dated, dated, days, minutes)
def test_giving_more_never_unfulfils(pledges, given_gifts, day, more):
    before = fulfil(pledges, given_gifts)
    after = fulfil(pledges, sorted([*given_gifts, (day, more)]))
    assert all(one <= other for one, other in zip(before, after, strict=True))


@given(dated, dated, minutes)
def test_a_later_pledge_takes_nothing_from_earlier_ones(pledges, given_gifts, more):
    before = fulfil(pledges, given_gifts)
    assert fulfil([*pledges, (date(2020, 4, 1), more)], given_gifts)[:-1] == before


# -- gifts of documents ----------------------------------------------------------------


def carry_out(plan, wanted, recorded):
    kept = {key: value for key, value in recorded.items() if key not in plan.reverse}
    return kept | {key: wanted[key] for key in plan.create}


@given(ledgers, ledgers)
def test_a_plan_makes_the_record_what_is_wanted(wanted, recorded):
    plan = gifts.plan(wanted, recorded)
    assert carry_out(plan, wanted, recorded) == wanted
    assert not set(plan.create) & (recorded.keys() - set(plan.reverse))


@given(ledgers, ledgers)
def test_a_plan_carried_out_leaves_nothing_to_do(wanted, recorded):
    done = carry_out(gifts.plan(wanted, recorded), wanted, recorded)
    assert gifts.plan(wanted, done) == ([], [], list(wanted))


# -- limits ----------------------------------------------------------------------------


@given(amounts, amounts, limits)
def test_one_moves_freely_towards_zero(balance, change, some):
    after = balance + change
    if abs(after) <= abs(balance) and after * balance >= 0:
        assert not gifts.passes_limit(balance, change, some)


@given(amounts, amounts, limits)
def test_what_is_not_refused_stays_within_or_comes_back(balance, change, some):
    after = balance + change
    if gifts.passes_limit(balance, change, some):
        assert after < (some.floor or 0) or after > (some.ceiling or 0)
    elif some.floor is not None and after < some.floor:
        assert after >= balance
    elif some.ceiling is not None and after > some.ceiling:
        assert after <= balance


@given(amounts, limits)
def test_without_blocking_limits_nothing_is_refused(change, some):
    open_limits = Limits(some.low, some.high)
    assert not gifts.passes_limit(0, change, open_limits)
    assert (gifts.standing(change, some) == "within") == (
        some.low <= change <= some.high
    )


# -- the quiet, and who may give -------------------------------------------------------


@given(days, st.none() | days, days)
def test_the_quiet_had_the_time_and_did_nothing(since, last, cutoff):
    quiet = gifts.is_quiet(since, last, cutoff)
    assert quiet == (since < cutoff and (last is None or last < cutoff))


@given(days, st.integers(0, 60))
def test_quiet_months_go_back(today, months):
    assert gifts.quiet_from(today, months) <= today


@given(st.lists(st.tuples(days, st.integers(0, 20)), max_size=4), days)
def test_a_member_is_one_from_the_first_to_the_last_day_of_a_stay(spans, day):
    stays = [Period(start, start + timedelta(length)) for start, length in spans]
    covered = {
        start + timedelta(offset)
        for start, length in spans
        for offset in range(length + 1)
    }
    assert gifts.was_member(stays, day) == (day in covered)
    assert gifts.was_member([*stays, Period(day)], day + timedelta(9999))


ADA = Party("ada", [Period(date(2020, 2, 1), date(2020, 2, 29))])
JO = Party("jo", [Period(date(2019, 1, 1))])
TODAY = date(2020, 3, 1)


@given(st.integers(-2000, 2000), days)
def test_a_gift_is_right_or_says_what_is_not(length, day):
    errors = gifts.check_gift(ADA, JO, length, day, TODAY)
    expected = {
        "minutes": not 1 <= length <= gifts.MAX_MINUTES,
        "date": day > TODAY,
        "people": day.month != 2,
    }
    assert set(errors) == {field for field, wrong in expected.items() if wrong}


@given(st.sampled_from([ADA, JO, None]))
def test_nobody_gives_to_themselves_not_even_the_commons(party):
    errors = gifts.check_gift(party, party, 60, TODAY, TODAY)
    assert isinstance(errors["people"], gifts.ToOneself)


def test_the_stranger_is_named():
    for giver, receiver in ((ADA, JO), (JO, ADA), (None, ADA), (ADA, None)):
        [error] = gifts.check_gift(giver, receiver, 60, TODAY, TODAY).values()
        assert error.args == ("ada",)
        assert isinstance(error, gifts.NotMemberThen)


# -- durations -------------------------------------------------------------------------


@given(st.integers(0, 9999))
def test_what_is_written_is_understood(length):
    assert durations.parse_minutes(durations.format_minutes(length)) == length


@given(st.text())
def test_anything_may_be_typed(text):
    length = durations.parse_minutes(text)
    assert length is None or length >= 0
