"""The way from a baseline to a target: where one should be, where one is."""

from dataclasses import dataclass
from datetime import date

REACHED = "reached"
AHEAD = "ahead"
ON_PATH = "on_path"
BEHIND = "behind"
MISSED = "missed"
UNKNOWN = "unknown"

#: how far from the path, in parts of the whole way, still counts as on it
TOLERANCE = 0.05


@dataclass(frozen=True)
class Path:
    """A straight way from ``baseline``, measured on ``start``, to ``target`` on
    ``end``; figures in the unit of the indicator, up or down."""

    baseline: float
    start: date
    target: float
    end: date

    def __post_init__(self):
        if self.end <= self.start or self.target == self.baseline:
            raise ValueError(self)

    @property
    def length(self) -> float:
        """How far it is, negative on the way down."""
        return self.target - self.baseline


def expected(path: Path, day: date) -> float:
    """Where one should be on ``day``.

    >>> path = Path(10, date(2026, 1, 1), 20, date(2026, 1, 11))
    >>> [expected(path, date(2026, 1, day)) for day in (1, 6, 11, 31)]
    [10.0, 15.0, 20.0, 20.0]
    """
    share = (day - path.start).days / (path.end - path.start).days
    return path.baseline + path.length * min(max(share, 0.0), 1.0)


def progress(path: Path, value: float) -> float:
    """Part of the way that is done: 0 at the baseline, 1 at the target and beyond.

    >>> down = Path(30, date(2026, 1, 1), 10, date(2026, 12, 31))
    >>> progress(down, 25), progress(down, 5), progress(down, 40)
    (0.25, 1.0, 0.0)
    """
    return min(max((value - path.baseline) / path.length, 0.0), 1.0)


def trend(path: Path | None, value: float | None, day: date, today: date) -> str:
    """How ``value``, measured on ``day``, stands to the path.

    >>> path = Path(0, date(2026, 1, 1), 100, date(2026, 4, 11))
    >>> day = date(2026, 2, 20)
    >>> [trend(path, value, day, day) for value in (20, 48, 70, 100)]
    ['behind', 'on_path', 'ahead', 'reached']
    >>> trend(path, 80, day, date(2026, 4, 12)), trend(path, None, day, day)
    ('missed', 'unknown')
    """
    if path is None or value is None:
        return UNKNOWN
    done = (value - path.baseline) / path.length
    if done >= 1:
        return REACHED
    if today > path.end:
        return MISSED
    gap = done - (expected(path, day) - path.baseline) / path.length
    if abs(gap) <= TOLERANCE:
        return ON_PATH
    return AHEAD if gap > 0 else BEHIND
