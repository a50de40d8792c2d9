"""Properties of the capital register that hold for every history of moves."""

from collections import Counter
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import accumulate
from math import ceil

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from coop_member.core import shares
from coop_member.core.shares import Held, Move

START = date(2026, 1, 1)
NOMINAL = {"A": Decimal("15.50"), "B": Decimal(100)}
HOLDERS = ("Ana", "Bo", "Cleo", "Dan")
COLLEGE_OF = {"Ana": "staff", "Bo": "staff", "Cleo": "clients"}
KINDS = ("subscribe", "subscribe", "transfer", "reimburse", "reverse")

percents = st.integers(1, 20000).map(lambda number: Decimal(number) / 100)


def move(number, giver, receiver, quantity, day=START, share_type="A", **values):
    nominal = NOMINAL[share_type]
    return Move(number, day, share_type, giver, receiver, quantity, nominal, **values)


def reversal(of, number, day):
    return Move(
        number,
        day,
        of.share_type,
        of.receiver,
        of.giver,
        of.quantity,
        of.unit_value,
        reverses=of.number,
    )


def held_by(moves, holder, share_type):
    """The plainest sum there is, to judge the others by."""
    return sum(
        move.quantity * ((move.receiver == holder) - (move.giver == holder))
        for move in moves
        if move.share_type == share_type
    )


def is_possible(move, moves):
    held = held_by(moves, move.giver, move.share_type)
    return move.giver is None or held >= move.quantity


@st.composite
def histories(draw, kinds=KINDS):
    """Moves as a register takes them: nobody gives more than they have, days do not
    go back, a move is reversed once and a reversal never."""
    moves = []
    day = START
    for kind in draw(st.lists(st.sampled_from(kinds), max_size=12)):
        day += timedelta(days=draw(st.sampled_from((0, 0, 1, 40))))
        number = len(moves) + 1
        if kind != "reverse":
            made = draw(_moves(kind, number, day))
        elif to_undo := never_undone(moves):
            made = reversal(draw(st.sampled_from(to_undo)), number, day)
        else:
            continue
        if is_possible(made, moves):
            moves.append(made)
    return moves


@st.composite
def _moves(draw, kind, number, day):
    one, other = draw(st.permutations(HOLDERS))[:2]
    giver = None if kind == "subscribe" else one
    receiver = None if kind == "reimburse" else other
    quantity = draw(st.integers(1, 30 if kind == "subscribe" else 10))
    return move(number, giver, receiver, quantity, day, draw(st.sampled_from("AB")))


def never_undone(moves):
    undone = {move.reverses for move in moves}
    return [m for m in moves if m.reverses is None and m.number not in undone]


# -- moves -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("giver", "receiver", "quantity", "unit_value", "error"),
    [
        (None, "Ana", 0, 15, shares.InvalidQuantity),
        (None, "Ana", -1, 15, shares.InvalidQuantity),
        (None, "Ana", 1, 0, shares.InvalidUnitValue),
        (None, "Ana", 1, -15, shares.InvalidUnitValue),
        (None, None, 1, 15, shares.NobodyMoves),
        ("Ana", "Ana", 1, 15, shares.SameHolder),
    ],
)
def test_moves_that_make_no_sense_are_refused(
    giver, receiver, quantity, unit_value, error
):
    with pytest.raises(error) as caught:
        Move(1, START, "A", giver, receiver, quantity, Decimal(unit_value))
    assert isinstance(caught.value, shares.ShareError)


@given(histories(), st.randoms(use_true_random=False))
def test_order_depends_on_days_and_numbers_only(moves, random):
    shuffled = random.sample(moves, len(moves))
    assert shares.in_order(shuffled) == moves
    assert shares.holdings(shuffled) == shares.holdings(moves)
    assert shares.capital_history(shuffled) == shares.capital_history(moves)
    assert shares.highest_capital(shuffled) == shares.highest_capital(moves)


def test_days_come_before_numbers():
    later = move(1, None, "Ana", 1, START + timedelta(days=1))
    sooner = move(2, None, "Ana", 1)
    last = move(3, None, "Ana", 1, START + timedelta(days=1))
    assert shares.in_order([last, later, sooner]) == [sooner, later, last]


# -- holdings --------------------------------------------------------------------------


@given(histories())
def test_nothing_is_created_or_lost(moves):
    held = shares.holdings(moves)
    for share_type in NOMINAL:
        of_type = [move for move in moves if move.share_type == share_type]
        issued = sum(move.quantity for move in of_type if move.giver is None)
        taken_back = sum(move.quantity for move in of_type if move.receiver is None)
        in_hands = sum(
            number for (_, kind), number in held.items() if kind == share_type
        )
        assert in_hands == issued - taken_back


@given(histories())
def test_each_holder_has_what_came_less_what_went(moves):
    expected = {
        (holder, share_type): held_by(moves, holder, share_type)
        for holder in HOLDERS
        for share_type in NOMINAL
    }
    assert shares.holdings(moves) == {key: n for key, n in expected.items() if n}


@given(histories(), st.integers(-1, 100))
def test_holdings_at_a_date_know_nothing_of_later_moves(moves, days):
    at = START + timedelta(days=days)
    held = shares.holdings(moves, at)
    assert held == shares.holdings([move for move in moves if move.day <= at])
    assert all(number > 0 for number in held.values())


@given(histories(), st.sampled_from(HOLDERS), st.integers(1, 5))
def test_nobody_gives_more_than_they_have(moves, giver, excess):
    held = held_by(moves, giver, "A")
    day = moves[-1].day + timedelta(days=1) if moves else START
    for receiver in (None, "Eve"):
        refused = move(len(moves) + 1, giver, receiver, held + excess, day)
        with pytest.raises(shares.MoreThanHeld) as caught:
            shares.holdings([refused, *moves])
        assert (caught.value.move, caught.value.held) == (refused, held)
    yesterday = day - timedelta(days=1)
    assert shares.holdings([refused, *moves], yesterday) == shares.holdings(moves)


@given(histories())
def test_shares_that_come_later_cannot_be_given_now(moves):
    assume(moves)
    too_soon = move(0, "Eve", "Ana", 1)
    enough = move(len(moves) + 1, None, "Eve", 1, moves[-1].day)
    with pytest.raises(shares.MoreThanHeld):
        shares.holdings([enough, too_soon, *moves])


@given(histories(), st.data())
def test_a_reversal_restores_holdings_exactly(moves, data):
    assume(moves)
    mistake = data.draw(st.sampled_from(moves))
    number, day = moves[-1].number + 1, moves[-1].day
    undone = reversal(mistake, number, day)
    assume(is_possible(undone, moves))
    without = Counter(shares.holdings(moves))
    for holder, change in ((mistake.receiver, -1), (mistake.giver, 1)):
        if holder is not None:
            without[holder, mistake.share_type] += change * mistake.quantity
    assert shares.holdings([*moves, undone]) == +without
    if mistake is moves[-1]:
        assert shares.holdings([*moves, undone]) == shares.holdings(moves[:-1])


# -- sums ------------------------------------------------------------------------------


@given(histories())
def test_sums_by_anything_come_to_the_same_total(moves):
    held = shares.holdings(moves)
    total = shares.total(held, NOMINAL)
    for sums in (
        shares.by_holder(held, NOMINAL),
        shares.by_type(held, NOMINAL),
        shares.by_college(held, COLLEGE_OF, NOMINAL),
    ):
        assert sum(part.quantity for part in sums.values()) == total.quantity
        assert sum(part.amount for part in sums.values()) == total.amount
        assert all(part.quantity > 0 for part in sums.values())


def test_sums():
    held = {("Ana", "A"): 2, ("Ana", "B"): 1, ("Bo", "A"): 3, ("Dan", "B"): 4}
    two_and_one = Held(3, Decimal(131))
    assert shares.by_holder(held, NOMINAL) == {
        "Ana": two_and_one,
        "Bo": Held(3, Decimal("46.50")),
        "Dan": Held(4, Decimal(400)),
    }
    assert shares.by_type(held, NOMINAL) == {
        "A": Held(5, Decimal("77.50")),
        "B": Held(5, Decimal(500)),
    }
    assert shares.by_college(held, COLLEGE_OF, NOMINAL) == {
        "staff": Held(6, Decimal("177.50")),
        None: Held(4, Decimal(400)),
    }


def test_a_type_without_a_value_is_not_worth_nothing():
    with pytest.raises(KeyError):
        shares.total({("Ana", "C"): 1}, NOMINAL)


# -- capital ---------------------------------------------------------------------------


@given(histories())
def test_capital_is_what_is_held_at_the_end_of_each_day(moves):
    history = shares.capital_history(moves)
    assert [day for day, _capital in history] == sorted({move.day for move in moves})
    for day, capital in history:
        assert capital == shares.total(shares.holdings(moves, day), NOMINAL).amount


@given(histories(), st.integers(0, 3000).map(Decimal))
def test_highest_capital_is_the_highest_of_what_was_no_mistake(moves, before):
    reached = list(accumulate(move.change for move in never_undone(moves)))
    assert shares.highest_capital(moves, before) == max([before, *reached])
    assert shares.highest_capital(moves) >= max([Decimal(0), *reached])


@given(histories(kinds=("subscribe", "transfer", "reimburse")))
def test_without_reversals_the_highest_is_never_below_a_day_of_the_history(moves):
    highest = shares.highest_capital(moves)
    assert all(highest >= capital for _day, capital in shares.capital_history(moves))


def test_the_highest_within_a_day_counts():
    moves = [move(1, None, "Ana", 10), move(2, "Ana", None, 10)]
    assert shares.capital_history(moves) == [(START, Decimal(0))]
    assert shares.highest_capital(moves) == Decimal(155)


def test_a_reversed_reversal_gives_its_move_back():
    subscribed = move(1, None, "Ana", 10)
    undone = reversal(subscribed, 2, START)
    redone = reversal(undone, 3, START)
    assert shares.highest_capital([subscribed, undone]) == 0
    assert shares.highest_capital([subscribed, undone, redone]) == Decimal(155)


def test_a_reimbursement_by_mistake_does_not_lower_what_follows():
    moves = [move(1, None, "Ana", 10), move(2, "Ana", None, 10)]
    moves += [reversal(moves[1], 3, START), move(4, None, "Bo", 1)]
    assert shares.highest_capital(moves) == Decimal("170.50")


@pytest.mark.parametrize(
    ("highest", "percent", "floor"),
    [("1000", "50", "500"), ("1000.01", "50", "500.01"), ("0.05", "25", "0.01")],
)
def test_floor(highest, percent, floor):
    unit = Decimal("0.01")
    assert shares.capital_floor(Decimal(highest), Decimal(percent), unit) == (
        Decimal(floor)
    )


@given(st.integers(0, 500), percents)
def test_a_ceiling_applies_from_as_many_holders_as_can_keep_it(holders, percent):
    needed = ceil(Fraction(100) / Fraction(percent))
    assert shares.ceiling_applies(holders, percent) == (holders >= needed)


@given(st.integers(1, 500), st.integers(1, 1000), percents)
def test_holders_of_equal_parts_never_exceed_a_ceiling(holders, each, percent):
    capital = Decimal(each * holders)
    assert not shares.exceeds_ceiling(Decimal(each), capital, percent, holders)


@given(st.integers(1, 10**6), st.integers(1, 10**6), percents)
def test_exceeding_a_ceiling_is_having_more_than_it(held, others, percent):
    capital = held + others
    exceeds = Fraction(held, capital) > Fraction(percent) / 100
    assert exceeds == shares.exceeds_ceiling(
        Decimal(held), Decimal(capital), percent, holders=10**6
    )


def test_no_ceiling_at_zero():
    assert not shares.exceeds_ceiling(Decimal(9), Decimal(10), Decimal(0), 10**6)


amounts = st.integers(0, 10**9).map(lambda cents: Decimal(cents) / 100)


@given(amounts, amounts, amounts)
def test_what_is_paid_and_what_is_lost_is_the_nominal_value(nominal, losses, capital):
    unit = Decimal("0.01")
    paid, lost = shares.reimbursement(nominal, losses, capital, unit)
    assert paid + lost == nominal
    assert 0 <= lost <= nominal
    if 0 < losses < capital:
        exact = Fraction(nominal) * Fraction(losses) / Fraction(capital)
        assert abs(Fraction(lost) - exact) <= Fraction(unit) / 2
        assert lost == lost.quantize(unit)


@pytest.mark.parametrize(
    ("losses", "capital", "lost"),
    [(-1, 100, 0), (0, 100, 0), (0, 0, 0), (1, 0, 10), (100, 100, 10), (101, 100, 10)],
)
def test_nothing_and_everything_lost(losses, capital, lost):
    nominal = Decimal(10)
    assert shares.reimbursement(
        nominal, Decimal(losses), Decimal(capital), Decimal("0.01")
    ) == (nominal - lost, lost)


def test_rounding_never_takes_more_than_the_nominal_value():
    paid, lost = shares.reimbursement(
        Decimal("0.99"), Decimal(99), Decimal(100), unit=Decimal(1)
    )
    assert (paid, lost) == (0, Decimal("0.99"))


def test_all_is_lost_to_the_last_cent_whatever_the_rounding():
    paid, lost = shares.reimbursement(
        Decimal("0.40"), Decimal(100), Decimal(100), unit=Decimal(1)
    )
    assert (paid, lost) == (0, Decimal("0.40"))


def test_who_gave_up_all_and_came_back_holds_since_then():
    days = [START + timedelta(days) for days in range(3)]
    changes = list(zip(days, (10, -10, 4), strict=True))
    assert shares.held_since(changes) == days[2]
    assert shares.held_since(changes[:1]) == days[0]
    assert shares.held_since(changes[:2]) is None
    assert shares.held_since([]) is None
