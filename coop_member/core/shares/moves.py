"""Lines of the register, and what is wrong with some."""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from operator import attrgetter


class ShareError(ValueError):
    """Something that the capital register refuses; the subclass says what."""


class InvalidQuantity(ShareError):
    """A move of no share, or of less than none."""


class InvalidUnitValue(ShareError):
    """A share that is worth nothing, or less."""


class NobodyMoves(ShareError):
    """A move that nobody gives and nobody receives."""


class SameHolder(ShareError):
    """A move from a holder to the same holder."""


class MoreThanHeld(ShareError):
    """``move`` takes more shares than its giver then has: ``held``."""

    def __init__(self, move: "Move", held: int):
        super().__init__(f"move {move.number}: {move.quantity} of {held}")
        self.move = move
        self.held = held


@dataclass(frozen=True, slots=True)
class Move:
    """A line of the register: ``giver`` hands ``quantity`` shares to ``receiver``.

    Nobody gives what is subscribed, nobody receives what is reimbursed or reduced.
    ``reverses`` is the number of the move that this one undoes.

    >>> bought = Move(1, date(2026, 1, 5), "A", None, "Ana", 10, Decimal("15.50"))
    >>> bought.amount, bought.change
    (Decimal('155.00'), Decimal('155.00'))
    >>> Move(2, date(2026, 1, 6), "A", "Ana", "Bo", 4, Decimal("15.50")).change
    Decimal('0')
    >>> Move(3, date(2026, 1, 7), "A", "Bo", None, 4, Decimal("15.50")).change
    Decimal('-62.00')
    >>> Move(4, date(2026, 1, 8), "A", "Bo", "Bo", 1, Decimal("15.50"))
    Traceback (most recent call last):
    coop_member.core.shares.moves.SameHolder: Bo
    """

    number: int
    day: date
    share_type: Hashable
    giver: Hashable | None
    receiver: Hashable | None
    quantity: int
    unit_value: Decimal
    reverses: int | None = None

    def __post_init__(self):
        if self.quantity <= 0:
            raise InvalidQuantity(self.quantity)
        if self.unit_value <= 0:
            raise InvalidUnitValue(self.unit_value)
        if self.giver == self.receiver:
            raise NobodyMoves if self.giver is None else SameHolder(self.giver)

    @property
    def amount(self) -> Decimal:
        """Value of the shares that move."""
        return self.quantity * self.unit_value

    @property
    def change(self) -> Decimal:
        """What the move adds to the cooperative's capital."""
        if self.giver is None:
            return self.amount
        return -self.amount if self.receiver is None else Decimal(0)


def in_order(moves: Iterable[Move]) -> list[Move]:
    """The moves by day, those of one day by number."""
    return sorted(moves, key=attrgetter("day", "number"))
