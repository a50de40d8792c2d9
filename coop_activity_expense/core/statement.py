"""What an activity's books come to: figures from sums of journal items by kind of
account.

Sums are balances (debit less credit) in the currency of the cooperative; figures are
what people say: turnover and what is owed are positive.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

ZERO = Decimal(0)

#: kinds of accounts that make the result, income first
TURNOVER = ("turnover_service", "turnover_goods", "turnover_internal")
INCOME = (*TURNOVER, "income_other")
CHARGES = ("purchase", "expense", "wage", "social", "contribution")
RESULT = (*INCOME, *CHARGES)
#: kinds whose items are settled one by one
SETTLED = ("customer", "supplier", "member")
#: kinds that are read as a balance on a day
POSITIONS = (*SETTLED, "vat", "vat_pending", "organisation")
KINDS = (*RESULT, *POSITIONS)


def classify(
    code: str, prefixes: Mapping[str, str], default: str | None = None
) -> str | None:
    """The kind of an account by its code: what the longest prefix says.

    >>> prefixes = {"4457": "vat", "44574": "vat_pending", "70": "turnover_service"}
    >>> [classify(code, prefixes) for code in ("445710", "445740", "706000", "512000")]
    ['vat', 'vat_pending', 'turnover_service', None]
    >>> classify("758000", prefixes, "income_other")
    'income_other'
    """
    for length in range(len(code), 0, -1):
        if code[:length] in prefixes:
            return prefixes[code[:length]]
    return default


@dataclass(frozen=True)
class Statement:
    """The statement of an activity for a period, and at its end.

    ``flows`` are sums of the period by kind; ``positions`` sums of all that was booked
    until its end, ``total`` that of every kind that makes the result;
    ``settlements`` say by kind what was settled of positions, and what was paid of them
    in the period. ``to_members`` is the part of the
    position of suppliers that is owed to the activity's members. What is missing is
    nothing.

    An invoice of 1,000 and 200 of VAT that is due when it is paid, half of which is
    collected; a purchase of 300 that is not paid yet, and 150 of contribution:

    >>> d = Decimal
    >>> found = Statement(
    ...     {"turnover_service": d(-1000), "purchase": d(300), "contribution": d(150)},
    ...     {
    ...         "vat": d(-100),
    ...         "vat_pending": d(-100),
    ...         "customer": d(1200),
    ...         "supplier": d(-300),
    ...     },
    ...     d(-550),
    ...     {"customer": (d(600), d(600))},
    ... )
    >>> [int(x) for x in (found.turnover, found.charges, found.result, found.margin)]
    [1000, 450, 550, 700]
    >>> int(found.outstanding), int(found.collected), int(found.vat)
    (600, 600, 100)
    >>> int(found.cash), int(found.owed_suppliers), int(found.available)
    (450, 300, 50)
    """

    flows: Mapping[str, Decimal] = field(default_factory=dict)
    positions: Mapping[str, Decimal] = field(default_factory=dict)
    total: Decimal = ZERO
    settlements: Mapping[str, tuple[Decimal, Decimal]] = field(default_factory=dict)
    to_members: Decimal = ZERO

    def income(self, kind: str) -> Decimal:
        """What was earned of a kind."""
        return -self.flows.get(kind, ZERO)

    def charge(self, kind: str) -> Decimal:
        """What was spent of a kind."""
        return self.flows.get(kind, ZERO)

    def _sum(self, kinds: Iterable[str]) -> Decimal:
        return sum((self.flows.get(kind, ZERO) for kind in kinds), ZERO)

    @property
    def turnover(self) -> Decimal:
        return -self._sum(TURNOVER)

    @property
    def earned(self) -> Decimal:
        """Turnover and other income, such as subsidies."""
        return -self._sum(INCOME)

    @property
    def charges(self) -> Decimal:
        return self._sum(CHARGES)

    @property
    def margin(self) -> Decimal:
        """Turnover less direct purchases."""
        return self.turnover - self.charge("purchase")

    @property
    def result(self) -> Decimal:
        return -self._sum(RESULT)

    def _open(self, kind: str) -> Decimal:
        """What is still to be settled of a kind."""
        settled, _paid = self.settlements.get(kind, (ZERO, ZERO))
        return self.positions.get(kind, ZERO) - settled

    @property
    def collected(self) -> Decimal:
        """Paid by customers in the period, taxes included."""
        return self.settlements.get("customer", (ZERO, ZERO))[1]

    @property
    def outstanding(self) -> Decimal:
        """Invoiced and not collected, taxes included."""
        return self._open("customer")

    @property
    def owed_suppliers(self) -> Decimal:
        return self.to_members - self._open("supplier")

    @property
    def owed_member(self) -> Decimal:
        """Expenses to be paid back, and wages to be paid out."""
        return -self.to_members - self._open("member")

    @property
    def owed_organisations(self) -> Decimal:
        """Social contributions and withheld taxes to be passed on."""
        return -self.positions.get("organisation", ZERO)

    @property
    def vat(self) -> Decimal:
        """VAT that is set aside for the State: due, less what is deductible."""
        return -self.positions.get("vat", ZERO)

    @property
    def vat_pending(self) -> Decimal:
        """VAT that is due once customers (and suppliers) are paid."""
        return -self.positions.get("vat_pending", ZERO)

    @property
    def owed(self) -> Decimal:
        """All that the activity's money is spoken for by."""
        owed = self.owed_suppliers + self.owed_member + self.owed_organisations
        return self.vat + owed

    @property
    def available(self) -> Decimal:
        """What is left of the money once all that is owed is paid: what was earned,
        as far as customers paid it."""
        return -self.total + self.vat_pending - self.outstanding

    @property
    def cash(self) -> Decimal:
        """The money that the activity has brought in and not spent."""
        return self.available + self.owed
