"""How people that a search found are put in order.

The database does the sum over thousands of people; this is what it sums, and
`points` the same for one of them, which tests compare.
"""

from dataclasses import dataclass
from decimal import Decimal

#: how somebody was found, the best way first
EXACT, SYNONYM, RELATED, TEXT = "exact", "synonym", "related", "text"
#: far enough apart for no bonus to overtake the next way
TIERS = {EXACT: 800, SYNONYM: 600, RELATED: 400, TEXT: 200}
#: of the words that were typed, where there are several, those found anywhere in what
#: may be seen
WORDS = 60
#: says to be good at it, lives nearby or works from afar, has time
STRONG = 30
NEAR = 25
REMOTE = 10
AVAILABLE = {"now": 20, "soon": 10, "busy": 0}

#: skill levels, in their order, and from which on somebody is good at it
LEVELS = ("beginner", "practised", "confirmed", "expert")
STRONG_LEVELS = ("confirmed", "expert")


@dataclass(frozen=True)
class Found:
    """What is known of one person for one search; ``words`` is the share of the typed
    words that were found, from 0 to 1."""

    tier: str
    words: float = 0
    is_strong: bool = False
    is_near: bool = False
    is_remote: bool = False
    availability: str = ""


def points(found: Found) -> float:
    """What somebody is put in order by; more comes first.

    >>> points(Found(EXACT)) > points(
    ...     Found(SYNONYM, 1, True, True, True, "now"))
    True
    >>> points(Found(TEXT, 0.5, availability="now"))
    250.0
    """
    near = NEAR if found.is_near else REMOTE if found.is_remote else 0
    return (
        TIERS[found.tier]
        + WORDS * float(found.words)
        + STRONG * found.is_strong
        + near
        + AVAILABLE.get(found.availability, 0)
    )


def reciprocal_rank(found: list[str], expected: set[str]) -> Decimal:
    """1 where the first one found is expected, 1/2 where the second is…; 0 where none
    is.

    >>> reciprocal_rank(["ada", "jo"], {"jo"}), reciprocal_rank([], {"jo"})
    (Decimal('0.5'), Decimal('0'))
    """
    for position, name in enumerate(found, 1):
        if name in expected:
            return Decimal(1) / position
    return Decimal(0)
