"""What makes an objective SMART: specific, measured, with means, an owner and a day."""

from dataclasses import dataclass
from datetime import date

NOT_SPECIFIC = "not_specific"
NO_INDICATOR = "no_indicator"
NO_UNIT = "no_unit"
NO_BASELINE = "no_baseline"
NO_DATE = "no_date"
NO_WAY = "no_way"
DATE_BEFORE_BASELINE = "date_before_baseline"
NO_RESOURCES = "no_resources"
NO_OWNER = "no_owner"

#: letters below which nothing specific can have been said
LEAST_SAID = 15


@dataclass(frozen=True)
class Aim:
    """An objective as it was written down; ``baseline_date`` is the day on which the
    baseline was measured, None where nobody did."""

    description: str
    indicator: str
    unit: str
    baseline: float
    baseline_date: date | None
    target: float
    date_due: date | None
    resources: str
    has_owner: bool


def lacks(aim: Aim) -> list[str]:
    """Codes of what keeps an objective from being SMART, in the order of the form.

    >>> aim = Aim("Answer every expense claim within a week", "Claims in time", "%",
    ...           40, date(2026, 1, 1), 90, date(2026, 12, 31), "One day a week", True)
    >>> lacks(aim)
    []
    >>> lacks(Aim("Better", "", "", 0, None, 0, None, " ", False))
    ... # doctest: +NORMALIZE_WHITESPACE
    ['not_specific', 'no_indicator', 'no_unit', 'no_baseline', 'no_date',
     'no_resources', 'no_owner']
    """
    found = {
        NOT_SPECIFIC: len(aim.description.strip()) < LEAST_SAID,
        NO_INDICATOR: not aim.indicator.strip(),
        NO_UNIT: not aim.unit.strip(),
        **path_faults(aim.baseline, aim.baseline_date, aim.target, aim.date_due),
        NO_RESOURCES: not aim.resources.strip(),
        NO_OWNER: not aim.has_owner,
    }
    return [code for code, is_wrong in found.items() if is_wrong]


def path_faults(
    baseline: float,
    baseline_date: date | None,
    target: float,
    date_due: date | None,
) -> dict[str, bool]:
    """Whether each fault is there in the way from a baseline to a target.

    >>> faults = path_faults(0, None, 80, date(2026, 12, 31))
    >>> [code for code, is_wrong in faults.items() if is_wrong]
    ['no_baseline']
    >>> faults = path_faults(5, date(2026, 1, 1), 5, date(2025, 1, 1))
    >>> [code for code, is_wrong in faults.items() if is_wrong]
    ['date_before_baseline', 'no_way']
    """
    is_whole = bool(baseline_date and date_due)
    return {
        NO_BASELINE: not baseline_date,
        NO_DATE: not date_due,
        DATE_BEFORE_BASELINE: is_whole and date_due <= baseline_date,
        NO_WAY: is_whole and target == baseline,
    }
