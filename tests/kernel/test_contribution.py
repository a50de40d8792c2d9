from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coop_activity_expense.core.contribution import (
    ENTRY,
    MARGIN,
    Band,
    BandGap,
    EmptyBand,
    Figures,
    FloorAboveCeiling,
    Limits,
    Month,
    NegativeTerm,
    NoBands,
    NoTerms,
    OverlappingBands,
    RateOutside,
    Terms,
    banded,
    base_of,
    checked,
    due,
    levy,
    terms_at,
)

ZERO, CENT = Decimal(0), Decimal("0.01")
SINCE = date(2020, 1, 1)
ASTROLABE = banded((40000, 11), (80000, 10), (None, 9))
FALLING = banded((80000, 10), (160000, 9), (None, 5))

rates = st.decimals(0, 100, places=2)
amounts = st.decimals(-5000, 60000, places=2)
totals = st.decimals(-1000, 500000, places=2)


@st.composite
def bands(draw):
    ends = sorted(draw(st.sets(st.integers(1, 300000), max_size=5)))
    return banded(*((end, draw(rates)) for end in [*ends, None]))


@st.composite
def years(draw):
    """Months of a year of an activity that is charged all along."""
    bases = draw(st.lists(amounts, min_size=1, max_size=12))
    return [
        Month(date(2026, number, 1), base, internal=max(ZERO, base) / 4)
        for number, base in enumerate(bases, 1)
    ]


@st.composite
def schemes(draw):
    fixed = draw(st.booleans())
    floor = draw(st.integers(0, 3000))
    ceiling = draw(st.none() | st.integers(3000, 9000))
    return Terms(
        SINCE,
        draw(bands()),
        total=draw(st.sampled_from(["year", ENTRY])),
        monthly_fee=Decimal(30 if fixed else 0),
        internal_rate=draw(st.none() | rates),
        limits={"": Limits(Decimal(floor), ceiling and Decimal(ceiling))},
    )


def amount_of(terms, months, **options):
    return due([terms], months, SINCE, **options).amount


# -- bands -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("error", "given"),
    [
        (NoBands, []),
        (RateOutside, [Band(ZERO, None, Decimal(101))]),
        (RateOutside, [Band(ZERO, None, Decimal(-1))]),
        (EmptyBand, [Band(ZERO, ZERO, Decimal(1)), Band(ZERO, None, Decimal(1))]),
        (BandGap, [Band(Decimal(1), None, Decimal(1))]),
        (OverlappingBands, [Band(Decimal(-1), None, Decimal(1))]),
        (OverlappingBands, [Band(ZERO, None, ZERO), Band(Decimal(1), None, ZERO)]),
        (BandGap, [Band(ZERO, Decimal(5), ZERO)]),
        (BandGap, [Band(ZERO, Decimal(5), ZERO), Band(Decimal(6), None, ZERO)]),
        (
            OverlappingBands,
            [Band(ZERO, Decimal(5), ZERO), Band(Decimal(4), None, ZERO)],
        ),
    ],
)
def test_bands_that_do_not_fit(error, given):
    with pytest.raises(error):
        checked(given)


def test_a_misfit_names_its_bands():
    low, high = Band(ZERO, Decimal(5), ZERO), Band(Decimal(6), None, ZERO)
    with pytest.raises(BandGap) as caught:
        checked([high, low])
    assert (caught.value.first, caught.value.second) == (low, high)


@given(bands(), totals, totals)
def test_a_levy_never_falls(scale, one, other):
    low, high = sorted((one, other))
    assert levy(scale, low) <= levy(scale, high)


@given(bands(), totals)
def test_a_levy_is_less_than_its_base(scale, total):
    assert 0 <= levy(scale, total) <= max(ZERO, total)


@given(bands(), st.decimals(1, 400000, places=2))
def test_a_levy_does_not_jump(scale, total):
    assert levy(scale, total) - levy(scale, total - CENT) <= CENT


# -- terms -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("error", "vals"),
    [
        (NegativeTerm, {"monthly_fee": Decimal(-1)}),
        (NegativeTerm, {"free_months": -1}),
        (RateOutside, {"internal_rate": Decimal(101)}),
        (RateOutside, {"internal_rate": Decimal(-1)}),
        (BandGap, {"bands": (Band(CENT, None, CENT),)}),
    ],
)
def test_unfit_terms(error, vals):
    with pytest.raises(error):
        Terms(SINCE, **{"bands": ASTROLABE, **vals})


@pytest.mark.parametrize(
    ("error", "vals"),
    [
        (NegativeTerm, (Decimal(-1),)),
        (NegativeTerm, (ZERO, Decimal(-1))),
        (FloorAboveCeiling, (Decimal(2), Decimal(1))),
    ],
)
def test_unfit_limits(error, vals):
    with pytest.raises(error):
        Limits(*vals)


def test_terms_before_any():
    with pytest.raises(NoTerms) as caught:
        terms_at([Terms(SINCE, ASTROLABE)], date(2019, 12, 1))
    assert caught.value.month == date(2019, 12, 1)


def test_bases():
    figures = Figures(Decimal(10), Decimal(7), Decimal(4))
    assert base_of("collected", figures) == 7
    assert base_of(MARGIN, figures) == 6
    assert base_of("invoiced", figures) == 10


# -- a year ----------------------------------------------------------------------------


@given(schemes(), years())
def test_what_is_taken_month_by_month_is_what_the_year_owes(terms, months):
    """However often one looks, and in whatever steps: nothing twice, nothing lost."""
    taken = ZERO
    for count in range(1, len(months) + 1):
        rest = months[count:]
        taken += amount_of(terms, months[:count], rest=rest) - taken
    assert taken == amount_of(terms, months)


@given(schemes(), years(), st.integers(0, 11), st.decimals(0, 1, places=2))
def test_splitting_a_month_changes_nothing(terms, months, position, share):
    """A month whose amounts come in two lots bears what it bears as one."""
    position %= len(months)
    month = months[position]
    base, internal = month.base * share, month.internal * share
    lots = [
        Month(month.start, base, internal),
        Month(month.start, month.base - base, month.internal - internal),
    ]
    plain = Terms(
        SINCE, terms.bands, total=terms.total, internal_rate=terms.internal_rate
    )
    split = [*months[:position], *lots, *months[position + 1 :]]
    assert amount_of(plain, split) == amount_of(plain, months)


@given(schemes(), years(), st.decimals(0, 20000, places=2))
def test_more_turnover_never_bears_less(terms, months, more):
    richer = [*months[:-1], Month(months[-1].start, months[-1].base + more)]
    plain = [*months[:-1], Month(months[-1].start, months[-1].base)]
    for complete in (False, True):
        assert amount_of(terms, plain, complete=complete) <= amount_of(
            terms, richer, complete=complete
        )


@given(schemes(), years(), totals, st.booleans())
def test_parts_explain_the_whole(terms, months, opening, complete):
    found = due([terms], months, SINCE, opening, complete=complete)
    assert sum(part.amount for part in found.parts) == found.amount
    assert found.base == sum(month.base for month in months)


@given(schemes(), years(), st.booleans())
def test_limits_hold(terms, months, complete):
    limits = terms.limits_of("any")
    found = amount_of(terms, months, complete=complete)
    twelfths = Decimal(len(months)) / 12
    if limits.ceiling is not None:
        assert found <= limits.ceiling * twelfths + CENT
    if complete:
        assert found >= limits.floor * twelfths - CENT


def test_the_ceiling_is_that_of_the_year_from_the_first_month_on():
    terms = Terms(SINCE, banded((None, 10)), limits={"": Limits(ceiling=Decimal(1200))})
    january = [Month(date(2026, 1, 1), Decimal(11000))]
    rest = [Month(date(2026, number, 1)) for number in range(2, 13)]
    assert amount_of(terms, january, rest=rest) == 1100
    assert amount_of(terms, january) == 100
    months = [*january, Month(date(2026, 2, 1), Decimal(5000))]
    found = due([terms], months, SINCE, rest=rest[1:])
    assert found.amount == 1200
    assert [(part.kind, part.amount) for part in found.parts] == [
        ("band", 1600),
        ("ceiling", -400),
    ]


def test_a_contract_without_ceiling_lifts_that_of_the_year():
    limits = {"cape": Limits(ceiling=Decimal(12)), "cesa": Limits()}
    terms = Terms(SINCE, banded((None, 10)), limits=limits)
    months = [
        Month(date(2026, number, 1), Decimal(1000), kind=kind)
        for number, kind in enumerate(("cape", "cesa", "cape"), 1)
    ]
    assert amount_of(terms, months) == 300


def test_a_new_version_goes_on_from_the_total():
    """From March on, the part above 40,000 of the year's total bears 8 instead of
    10 %; what was invoiced before keeps its terms."""
    old = Terms(SINCE, ASTROLABE)
    new = Terms(date(2026, 3, 1), banded((40000, 11), (None, 8)))
    months = [
        Month(date(2026, number, 1), Decimal(base))
        for number, base in enumerate((30000, 15000, 10000), 1)
    ]
    found = due([new, old], months, SINCE)
    assert found.amount == Decimal("5700.00")
    assert [(part.rate, part.base, part.amount) for part in found.parts] == [
        (11, 40000, 4400),
        (10, 5000, 500),
        (8, 10000, 800),
    ]


def test_free_months_and_those_kept_elsewhere_count_for_the_bands_alone():
    terms = Terms(SINCE, FALLING, total=ENTRY, free_months=1, monthly_fee=Decimal(30))
    entry = date(2026, 2, 15)
    months = [
        Month(date(2026, 1, 1), Decimal(60000), charged=False),
        Month(date(2026, 2, 1), Decimal(20000)),
        Month(date(2026, 3, 1), Decimal(1000)),
    ]
    found = due([terms], months, entry)
    assert found.amount == Decimal("120.00")
    assert [(part.kind, part.base, part.months) for part in found.parts] == [
        ("band", 1000, 0),
        ("fee", 0, 1),
        ("free", 20000, 1),
    ]


def test_what_came_before_the_entry_bears_unless_the_first_months_are_free():
    entry = date(2026, 2, 15)
    months = [
        Month(date(2026, 1, 1), Decimal(-200), present=False),
        Month(date(2026, 2, 1), Decimal(1000)),
    ]
    found = due([Terms(SINCE, banded((None, 10)))], months, entry)
    assert (found.amount, [part.kind for part in found.parts]) == (80, ["band"])
    free = Terms(SINCE, banded((None, 10)), free_months=1)
    found = due([free], months, entry)
    assert [(part.kind, part.base, part.months) for part in found.parts] == [
        ("free", 800, 1)
    ]


def test_months_without_the_activity_bear_what_they_brought_alone():
    terms = Terms(
        SINCE,
        banded((None, 10)),
        monthly_fee=Decimal(30),
        limits={"": Limits(Decimal(6000))},
    )
    months = [
        Month(date(2026, number, 1), Decimal(1000), present=number == 1)
        for number in (1, 2)
    ]
    assert amount_of(terms, months, complete=True) == 500
    assert amount_of(terms, months[1:], complete=True) == 100


def test_halves_are_rounded_away_from_zero_once():
    terms = Terms(SINCE, banded((None, "6.5")))
    months = [Month(date(2026, number, 1), Decimal("0.50")) for number in (1, 2, 3)]
    found = due([terms], months, SINCE)
    assert found.amount == Decimal("0.10")
    assert found.parts[-1].kind == "rounding"
