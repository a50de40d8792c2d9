"""What members ask of their accounts: a period, a page, a wage.

It gives what was asked, and errors: codes of `coop_member.core.forms` by field.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from odoo.addons.coop_member.core.forms import (
    INVALID,
    MISSING,
    TOO_FEW,
    TOO_MANY,
    text_of,
)

from .expense_form import read_amount, read_day

#: periods that have a name, as they are offered
YEAR, LAST_YEAR, MONTH, LAST_MONTH = "year", "last_year", "month", "last_month"
#: chosen by its days
OWN = "own"
#: months of a table
MOST_MONTHS = 24
#: what a wage is estimated from: what is paid out, or what it costs
NET, COST = "net", "cost"
#: books are kept no longer
LAST_DAY = date(2099, 12, 31)
DAY = timedelta(days=1)


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


def periods(today: date, year_start: date) -> dict[str, Period]:
    """Periods that have a name, what runs until ``today``.

    >>> found = periods(date(2026, 3, 5), date(2026, 1, 1))
    >>> for one in found.values():
    ...     print(one.name, one.first, one.last)
    year 2026-01-01 2026-03-05
    last_year 2025-01-01 2025-12-31
    month 2026-03-01 2026-03-05
    last_month 2026-02-01 2026-02-28
    """
    month = today.replace(day=1)
    before = month - DAY
    last_year = _year_before(year_start)
    return {
        one.name: one
        for one in (
            Period(YEAR, year_start, today),
            Period(LAST_YEAR, last_year, year_start - DAY),
            Period(MONTH, month, today),
            Period(LAST_MONTH, before.replace(day=1), before),
        )
    }


def _year_before(day):
    try:
        return day.replace(year=day.year - 1)
    except ValueError:  # the 29th of February
        return day.replace(year=day.year - 1, day=28)


def parse_period(
    query: Mapping[str, object], today: date, year_start: date
) -> tuple[Period, dict[str, str]]:
    """The period that was asked for, that of the running year where it is none; and
    what is wrong with its days.

    >>> asked = today, year = date(2026, 3, 5), date(2026, 1, 1)
    >>> parse_period({"period": "last_month"}, *asked)[0].first
    datetime.date(2026, 2, 1)
    >>> parse_period({"from": "2025-05-01", "to": "2025-06-30"}, *asked)[0].months
    2
    >>> parse_period({"period": "x'--"}, *asked)[0].name
    'year'
    >>> parse_period({"from": "soon", "to": ""}, *asked)[1]
    {'from': 'invalid', 'to': 'missing'}
    >>> parse_period({"from": "2026-02-01", "to": "2026-01-01"}, *asked)[1]
    {'to': 'too_few'}
    >>> parse_period({"from": "2026-02-01", "to": "9999-12-31"}, *asked)[1]
    {'to': 'too_many'}
    """
    offered = periods(today, year_start)
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
