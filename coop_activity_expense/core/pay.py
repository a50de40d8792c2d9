"""What a wage costs, and what remains of a budget: an estimate.

From the cost to what is paid out there are the employer's contributions, those of the
employee, and tax withheld on what remains. Each is a percentage here, a coefficient
that the cooperative reads off its last pay slips: real ones depend on ceilings,
reliefs and each person's situation.
"""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

ZERO, HUNDRED = Decimal(0), Decimal(100)
CENT = Decimal("0.01")


class PayError(ValueError):
    """Something no wage can be estimated from."""


class UnfitRate(PayError):
    """A coefficient below zero, or a part of the wage that leaves nothing: ``name``."""

    def __init__(self, name):
        super().__init__(name)
        self.name = name


class NegativeAmount(PayError):
    """A wage or a cost below zero."""


@dataclass(frozen=True)
class Coefficients:
    """Percentages: of the gross wage for the ``employer`` and the ``employee``, of the
    gross wage less the employee's contributions for the ``tax`` withheld."""

    employer: Decimal
    employee: Decimal
    tax: Decimal = ZERO

    def __post_init__(self):
        if self.employer < 0:
            raise UnfitRate("employer")
        for name in ("employee", "tax"):
            if not 0 <= getattr(self, name) < HUNDRED:
                raise UnfitRate(name)

    @property
    def kept(self) -> Decimal:
        """What is paid out of a gross wage of one."""
        return (1 - self.employee / HUNDRED) * (1 - self.tax / HUNDRED)


@dataclass(frozen=True)
class Pay:
    """A wage: what it ``cost``, the ``gross`` wage, and the ``net`` one paid out;
    ``employer``, ``employee`` and ``tax`` lie between them."""

    cost: Decimal
    gross: Decimal
    net: Decimal
    employee: Decimal
    tax: Decimal

    @property
    def employer(self) -> Decimal:
        return self.cost - self.gross


def of_gross(gross: Decimal, coefficients: Coefficients, unit: Decimal = CENT) -> Pay:
    """A wage from its gross amount; what is withheld is rounded, sums are sums.

    >>> found = of_gross(Decimal(2000), Coefficients(Decimal(42), Decimal(22)))
    >>> found.cost, found.net
    (Decimal('2840.00'), Decimal('1560.00'))
    """
    if gross < 0:
        raise NegativeAmount(gross)
    gross = _rounded(gross, unit)
    employee = _rounded(gross * coefficients.employee / HUNDRED, unit)
    tax = _rounded((gross - employee) * coefficients.tax / HUNDRED, unit)
    employer = _rounded(gross * coefficients.employer / HUNDRED, unit)
    return Pay(gross + employer, gross, gross - employee - tax, employee, tax)


def for_net(net: Decimal, coefficients: Coefficients, unit: Decimal = CENT) -> Pay:
    """The wage of which ``net`` is paid out, or a unit or so more: what it takes.

    France, roughly 42 % and 22 %; Belgium, 27 %, 13.07 % and tax withheld:

    >>> for_net(Decimal(1560), Coefficients(Decimal(42), Decimal(22))).cost
    Decimal('2840.00')
    >>> belgian = Coefficients(Decimal(27), Decimal("13.07"), Decimal(20))
    >>> found = for_net(Decimal("1390.88"), belgian)
    >>> found.gross, found.cost
    (Decimal('2000.00'), Decimal('2540.00'))
    """
    if net < 0:
        raise NegativeAmount(net)
    gross = _rounded(net / coefficients.kept, unit)
    while of_gross(gross, coefficients, unit).net < net:
        gross += unit
    return of_gross(gross, coefficients, unit)


def for_cost(cost: Decimal, coefficients: Coefficients, unit: Decimal = CENT) -> Pay:
    """The highest wage that costs no more than ``cost``.

    >>> for_cost(Decimal(2840), Coefficients(Decimal(42), Decimal(22))).net
    Decimal('1560.00')
    """
    if cost < 0:
        raise NegativeAmount(cost)
    gross = _rounded(cost * HUNDRED / (HUNDRED + coefficients.employer), unit)
    while of_gross(gross, coefficients, unit).cost > cost:
        gross -= unit
    return of_gross(gross, coefficients, unit)


def _rounded(amount, unit):
    return (amount / unit).quantize(Decimal(1), ROUND_HALF_UP) * unit
