from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coop_activity_expense.core.pay import (
    Coefficients,
    NegativeAmount,
    UnfitRate,
    for_cost,
    for_net,
    of_gross,
)

CENT = Decimal("0.01")
wages = st.decimals(0, 20000, places=2)
coefficients = st.builds(
    Coefficients,
    st.decimals(0, 80, places=2),
    st.decimals(0, 60, places=2),
    st.decimals(0, 60, places=2),
)


@pytest.mark.parametrize(
    ("name", "rates"),
    [
        ("employer", (-1, 0, 0)),
        ("employee", (0, 100, 0)),
        ("employee", (0, -1, 0)),
        ("tax", (0, 0, 100)),
    ],
)
def test_unfit_coefficients(name, rates):
    with pytest.raises(UnfitRate) as caught:
        Coefficients(*map(Decimal, rates))
    assert caught.value.name == name


@pytest.mark.parametrize("estimate", [of_gross, for_net, for_cost])
def test_nothing_below_zero(estimate):
    plain = Coefficients(Decimal(1), Decimal(1))
    assert estimate(Decimal(0), plain).cost == 0
    with pytest.raises(NegativeAmount):
        estimate(-CENT, plain)


@given(wages, coefficients)
def test_a_wage_is_the_sum_of_its_parts(gross, rates):
    pay = of_gross(gross, rates)
    assert pay.net + pay.employee + pay.tax == pay.gross
    assert pay.gross + pay.employer == pay.cost
    assert min(pay.net, pay.employee, pay.tax, pay.employer) >= 0


@given(wages, coefficients)
def test_a_wanted_net_is_paid_out_and_no_less(net, rates):
    pay = for_net(net, rates)
    assert net <= pay.net <= net + 2 * CENT


@given(wages, coefficients)
def test_a_budget_is_kept(cost, rates):
    pay = for_cost(cost, rates)
    assert cost - 2 * CENT <= pay.cost <= cost


@given(wages, coefficients)
def test_there_and_back(net, rates):
    there = for_net(net, rates)
    back = for_cost(there.cost, rates)
    assert abs(back.net - there.net) <= 2 * CENT
