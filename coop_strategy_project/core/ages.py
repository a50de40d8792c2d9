"""How long a question has been waiting for its answer."""

from datetime import date

WEEK, MONTH, QUARTER, OLDER = "week", "month", "quarter", "older"

#: days up to which a question is of each age
AGES = ((7, WEEK), (31, MONTH), (92, QUARTER))


def days_waiting(asked: date, answered: date | None, today: date) -> int:
    """Days between a question and its answer, or today while it has none.

    >>> days_waiting(date(2026, 3, 1), None, date(2026, 3, 15))
    14
    >>> days_waiting(date(2026, 3, 1), date(2026, 3, 4), date(2026, 3, 15))
    3
    """
    return max(((answered or today) - asked).days, 0)


def age(days: int) -> str:
    """The age of a question that has waited so many days.

    >>> [age(days) for days in (0, 7, 8, 31, 92, 93)]
    ['week', 'week', 'month', 'month', 'quarter', 'older']
    """
    return next((name for most, name in AGES if days <= most), OLDER)


def is_overdue(promised: date | None, answered: date | None, today: date) -> bool:
    """Whether an answer was promised for a day that is over, and never came.

    >>> is_overdue(date(2026, 3, 1), None, date(2026, 3, 2))
    True
    >>> is_overdue(date(2026, 3, 1), date(2026, 3, 5), date(2026, 3, 6))
    False
    """
    return bool(promised and not answered and promised < today)
