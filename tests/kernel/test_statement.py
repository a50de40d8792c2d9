from hypothesis import given
from hypothesis import strategies as st

from coop_activity_expense.core.statement import (
    CHARGES,
    INCOME,
    KINDS,
    POSITIONS,
    RESULT,
    SETTLED,
    Statement,
    classify,
)

amounts = st.decimals(-(10**6), 10**6, places=2)
flows = st.dictionaries(st.sampled_from(RESULT), amounts)
positions = st.dictionaries(st.sampled_from(POSITIONS), amounts)
settlements = st.dictionaries(st.sampled_from(SETTLED), st.tuples(amounts, amounts))
statements = st.builds(Statement, flows, positions, amounts, settlements, amounts)


@given(statements)
def test_the_result_is_what_is_earned_less_charges(found):
    assert found.result == found.earned - found.charges
    assert found.earned == sum(found.income(kind) for kind in INCOME)
    assert found.charges == sum(found.charge(kind) for kind in CHARGES)


@given(statements)
def test_cash_is_all_that_is_booked_on_the_activity(found):
    """Money itself belongs to no activity: it is what balances the other items."""
    items = found.total - found.vat - found.vat_pending - found.owed_organisations
    for kind in SETTLED:
        settled, _paid = found.settlements.get(kind, (0, 0))
        items += found.positions.get(kind, 0) - settled
    assert found.cash == -items


def test_nothing_booked():
    found = Statement()
    assert not any((found.result, found.available, found.cash, found.collected))


def test_kinds_are_known_once():
    assert len(KINDS) == len(set(KINDS))


def test_codes():
    assert classify("", {"4": "vat"}) is None
    assert classify("4", {"44": "vat"}, "supplier") == "supplier"
