"""Where clients worth having come from."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal


@dataclass(frozen=True)
class Rate:
    """Prospects that came in one way: how many were won, how many lost, and what the
    won ones bring in all."""

    won: int = 0
    lost: int = 0
    amount: Decimal = Decimal(0)

    @property
    def decided(self) -> int:
        """Prospects of which the outcome is known."""
        return self.won + self.lost

    @property
    def percent(self) -> int | None:
        """How many of a hundred were won, None while nothing is decided.

        >>> Rate(2, 1).percent, Rate().percent
        (67, None)
        """
        if not self.decided:
            return None
        share = Decimal(100 * self.won) / self.decided
        return int(share.quantize(Decimal(1), ROUND_HALF_UP))


def rates(outcomes: Iterable[tuple[str, str, Decimal]]) -> dict[str, Rate]:
    """Rates by origin, of (origin, state, amount); what is neither won nor lost does
    not count.

    >>> found = rates([("cold", "lost", Decimal(0)), ("met", "won", Decimal(900)),
    ...                ("met", "open", Decimal(50))])
    >>> found["met"], found["cold"].percent
    (Rate(won=1, lost=0, amount=Decimal('900')), 0)
    """
    found: dict[str, Rate] = {}
    for origin, state, amount in outcomes:
        rate = found.get(origin, Rate())
        if state == "won":
            rate = Rate(rate.won + 1, rate.lost, rate.amount + amount)
        elif state == "lost":
            rate = Rate(rate.won, rate.lost + 1, rate.amount)
        found[origin] = rate
    return found
