from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coop_activity_expense.core.vat import Facts, Rule, VatError, split, treatment

CENT = Decimal("0.01")
RATES = [Decimal(rate) for rate in ("0", "2.1", "5.5", "6", "10", "12", "20", "21")]
amounts = st.decimals(-(10**7), 10**7, places=2)
rates = st.sampled_from(RATES)
parts = st.sampled_from([Decimal(part) for part in (0, 15, 35, 50, 65, 80, 85, 100)])
DAY = date(2026, 5, 4)


@given(amounts, rates, parts)
def test_parts_come_to_the_amount(amount, rate, deductible):
    found = split(amount, rate, deductible)
    assert found.base + found.tax == amount
    assert found.cost + found.deductible == amount
    assert found.deductible + found.non_deductible == found.tax


@given(amounts, rates, parts)
def test_tax_and_its_parts_are_the_nearest_cents(amount, rate, deductible):
    found = split(amount, rate, deductible)
    exact = Fraction(amount) * Fraction(rate) / (100 + Fraction(rate))
    assert abs(Fraction(found.tax) - exact) <= Fraction(CENT) / 2
    part = Fraction(found.tax) * Fraction(deductible) / 100
    assert abs(Fraction(found.deductible) - part) <= Fraction(CENT) / 2


@given(amounts, rates)
def test_halves_of_a_cent_go_away_from_zero(amount, rate):
    exact = Fraction(amount) * Fraction(rate) / (100 + Fraction(rate))
    tax = split(amount, rate).tax
    if abs(Fraction(tax) - exact) == Fraction(CENT) / 2:
        assert abs(tax) > abs(exact)


@given(amounts, rates)
def test_all_or_nothing(amount, rate):
    assert split(amount, rate, Decimal(0)).cost == amount
    everything = split(amount, rate, Decimal(100))
    assert everything.cost == everything.base


@given(st.integers(-(10**6), 10**6), rates)
def test_currencies_without_cents(amount, rate):
    found = split(Decimal(amount), rate, unit=Decimal(1))
    assert found.tax == int(found.tax)


@pytest.mark.parametrize(
    ("amount", "part", "deductible"),
    [
        ("0.18", 50, "0.02"),  # 0.03 of tax: the deductible half is rounded
        ("0.60", 65, "0.06"),  # 0.10 of tax: the part that is not deductible is
        ("3.00", 51, "0.25"),
        ("-0.60", 65, "-0.06"),
    ],
)
def test_the_smaller_part_is_the_one_that_is_rounded(amount, part, deductible):
    found = split(Decimal(amount), Decimal(20), Decimal(part))
    assert found.deductible == Decimal(deductible)


@pytest.mark.parametrize(("rate", "part"), [(-1, 100), (20, -1), (20, 101)])
def test_what_cannot_be(rate, part):
    with pytest.raises(VatError):
        split(Decimal(10), Decimal(rate), Decimal(part))


FITTING = Facts(DAY, Decimal(100), "car", "diesel", "third", named=True)


@pytest.mark.parametrize(
    ("conditions", "fits"),
    [
        ({}, True),
        ({"vehicles": frozenset({"car", "van"})}, True),
        ({"vehicles": frozenset({"van"})}, False),
        ({"energies": frozenset({"diesel"})}, True),
        ({"energies": frozenset({"electric"})}, False),
        ({"beneficiary": "third"}, True),
        ({"beneficiary": "member"}, False),
        ({"named": True}, True),
        ({"below": Decimal("83.34")}, True),
        ({"below": Decimal("83.33")}, False),
        ({"date_start": DAY, "date_end": DAY}, True),
        ({"date_start": date(2026, 5, 5)}, False),
        ({"date_end": date(2026, 5, 3)}, False),
    ],
)
def test_conditions(conditions, fits):
    assert Rule(Decimal(20), Decimal(100), **conditions).fits(FITTING) is fits


def test_receipts_in_another_name():
    rule = Rule(Decimal(20), Decimal(100), named=True)
    assert not rule.fits(Facts(DAY, Decimal(100)))


def test_the_first_rule_that_fits_applies():
    van = Rule(Decimal(20), Decimal(100), frozenset({"van"}), key="van")
    any_vehicle = Rule(Decimal(20), Decimal(80), key="any")
    assert treatment([van, any_vehicle], FITTING).key == "any"
    assert treatment([any_vehicle, van], FITTING).key == "any"
    assert treatment([van], FITTING) is None
