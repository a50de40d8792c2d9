"""What members ask of their accounts: a period, a page, a wage.

It gives what was asked, and errors: codes of `coop_member.core.forms` by field.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from odoo.addons.coop_member.core.forms import (
    INVALID,
    MISSING,
    TOO_FEW,
    TOO_MANY,
    read_day,
    text_of,
)

from .expense_form import read_amount
from .periods import period_of

#: periods that have a name, as they are offered
YEAR = "year"
OFFERED = (YEAR, "last_year", "month", "last_month")
#: chosen by its days
OWN = "own"
#: months of a table
MOST_MONTHS = 24
#: what a wage is estimated from: what is paid out, or what it costs
NET, COST = "net", "cost"
#: books are kept no longer
LAST_DAY = date(2099, 12, 31)


@dataclass(frozen=True)
class Period:
    """Days from ``first`` to ``last``, both included; ``name`` as offered."""

    name: str
    first: date
    last: date

    @property
    def months(self) -> int:
        """Months that it touches."""
        years = self.last.year - self.first.year
        return years * 12 + self.last.month - self.first.month + 1


def periods(today: date, last_month: int = 12) -> dict[str, Period]:
    """Periods that have a name, as `core.periods` has them.

    >>> for one in periods(date(2026, 3, 5)).values():
    ...     print(one.name, one.first, one.last)
    year 2026-01-01 2026-03-05
    last_year 2025-01-01 2025-12-31
    month 2026-03-01 2026-03-05
    last_month 2026-02-01 2026-02-28
    """
    return {name: Period(name, *period_of(name, today, last_month)) for name in OFFERED}


def parse_period(
    query: Mapping[str, object], offered: Mapping[str, Period]
) -> tuple[Period, dict[str, str]]:
    """The period that was asked for, of those ``offered`` or by its days, that of the
    running year where it is none; and what is wrong with its days.

    >>> offered = periods(date(2026, 3, 5))
    >>> parse_period({"period": "last_month"}, offered)[0].first
    datetime.date(2026, 2, 1)
    >>> parse_period({"from": "2025-05-01", "to": "2025-06-30"}, offered)[0].months
    2
    >>> parse_period({"period": "x'--"}, offered)[0].name
    'year'
    >>> parse_period({"from": "soon", "to": ""}, offered)[1]
    {'from': 'invalid', 'to': 'missing'}
    >>> parse_period({"from": "2026-02-01", "to": "2026-01-01"}, offered)[1]
    {'to': 'too_few'}
    >>> parse_period({"from": "2026-02-01", "to": "9999-12-31"}, offered)[1]
    {'to': 'too_many'}
    """
    named = offered.get(text_of(query, "period"), offered[YEAR])
    typed = {name: text_of(query, name).strip() for name in ("from", "to")}
    if not any(typed.values()):
        return named, {}
    first, last = read_day(typed["from"]), read_day(typed["to"])
    errors = {
        name: INVALID if typed[name] else MISSING
        for name, day in (("from", first), ("to", last))
        if not day
    }
    if not errors and not first <= last <= LAST_DAY:
        errors["to"] = TOO_FEW if last < first else TOO_MANY
    return (named, errors) if errors else (Period(OWN, first, last), {})


def parse_wage(
    query: Mapping[str, object],
) -> tuple[str, Decimal | None, str | None]:
    """(what the amount is of, the amount, code of what is wrong with it); neither
    amount nor code where nothing was asked yet.

    >>> parse_wage({"of": "net", "amount": "1 500"})
    ('net', Decimal('1500.00'), None)
    >>> parse_wage({}), parse_wage({"of": "cost", "amount": "much"})
    (('net', None, None), ('cost', None, 'invalid'))
    """
    of = COST if text_of(query, "of") == COST else NET
    typed = text_of(query, "amount")
    if "amount" not in query:
        return of, None, None
    amount, wrong = read_amount(typed)
    return of, amount, wrong
