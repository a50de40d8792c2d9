"""VAT of expenses: which rule applies, and what an amount is made of.

Amounts include tax, as receipts print them. Rates and deductible parts are percents.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

ZERO = Decimal(0)
CENT = Decimal("0.01")


class VatError(ValueError):
    """A rate or a part that cannot be."""


@dataclass(frozen=True)
class Split:
    """What an amount that includes tax is made of: ``base`` and ``tax``, the tax being
    ``deductible`` and ``non_deductible``; the latter is part of the ``cost``."""

    base: Decimal
    tax: Decimal
    deductible: Decimal

    @property
    def non_deductible(self) -> Decimal:
        return self.tax - self.deductible

    @property
    def cost(self) -> Decimal:
        return self.base + self.non_deductible


def _rounded(amount: Decimal, unit: Decimal) -> Decimal:
    return (amount / unit).quantize(Decimal(1), ROUND_HALF_UP) * unit


def split(
    amount: Decimal,
    rate: Decimal,
    deductible: Decimal = Decimal(100),
    unit: Decimal = CENT,
) -> Split:
    """Split an amount that includes tax.

    The tax is rounded half-up to ``unit`` once; of its two parts the smaller one is,
    and the other is what remains. Their sum is the amount, always.

    >>> split(Decimal("120.00"), Decimal(20))
    Split(base=Decimal('100.00'), tax=Decimal('20.00'), deductible=Decimal('20.00'))
    >>> fuel = split(Decimal("60.00"), Decimal(20), Decimal(80))
    >>> fuel.deductible, fuel.non_deductible, fuel.cost
    (Decimal('8.00'), Decimal('2.00'), Decimal('52.00'))
    >>> split(Decimal("0.63"), Decimal(20)).tax
    Decimal('0.11')
    """
    if rate < 0 or not 0 <= deductible <= 100:
        raise VatError(f"{rate} %, {deductible} % of it deductible")
    tax = _rounded(amount * rate / (100 + rate), unit)
    if deductible > 50:
        part = tax - _rounded(tax * (100 - deductible) / 100, unit)
    else:
        part = _rounded(tax * deductible / 100, unit)
    return Split(amount - tax, tax, part)


@dataclass(frozen=True)
class Rule:
    """A VAT treatment, and what it applies to; an empty condition is none.

    ``below`` is an amount without tax that the expense must not reach; ``named`` says
    that the receipt must name the cooperative.
    """

    rate: Decimal
    deductible: Decimal
    vehicles: frozenset[str] = frozenset()
    energies: frozenset[str] = frozenset()
    beneficiary: str = ""
    named: bool = False
    below: Decimal = ZERO
    date_start: date = date.min
    date_end: date = date.max
    key: object = None

    def fits(self, facts: "Facts") -> bool:
        """Whether the rule applies to an expense."""
        conditions = (
            self.date_start <= facts.day <= self.date_end,
            not self.vehicles or facts.vehicle in self.vehicles,
            not self.energies or facts.energy in self.energies,
            not self.beneficiary or facts.beneficiary == self.beneficiary,
            not self.named or facts.named,
            not self.below or split(facts.amount, self.rate).base < self.below,
        )
        return all(conditions)


@dataclass(frozen=True)
class Facts:
    """What is known of an expense; the vehicle's kind and energy are empty where it
    names none."""

    day: date
    amount: Decimal = ZERO
    vehicle: str = ""
    energy: str = ""
    beneficiary: str = ""
    named: bool = False


def treatment(rules: Iterable[Rule], facts: Facts) -> Rule | None:
    """The first rule that applies, None when none does.

    A rate changes on the day it changes:

    >>> six, twelve = Decimal(6), Decimal(12)
    >>> rules = [
    ...     Rule(six, ZERO, date_end=date(2026, 2, 28)),
    ...     Rule(twelve, ZERO, date_start=date(2026, 3, 1)),
    ... ]
    >>> [treatment(rules, Facts(date(2026, *day))).rate for day in ((2, 28), (3, 1))]
    [Decimal('6'), Decimal('12')]

    A meal of less than 150 euros without tax needs no invoice in the cooperative's
    name:

    >>> meal = [
    ...     Rule(Decimal(10), Decimal(100), named=True),
    ...     Rule(Decimal(10), Decimal(100), below=Decimal(150)),
    ...     Rule(ZERO, ZERO),
    ... ]
    >>> amounts = [Decimal("164.99"), Decimal("165.00")]
    >>> [treatment(meal, Facts(date(2026, 1, 1), a)).rate for a in amounts]
    [Decimal('10'), Decimal('0')]
    >>> named = Facts(date(2026, 1, 1), Decimal("165.00"), named=True)
    >>> treatment(meal, named).rate
    Decimal('10')
    """
    return next((rule for rule in rules if rule.fits(facts)), None)
