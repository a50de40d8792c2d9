"""The capital register: who holds which shares, and what follows from it.

Everything is folded from moves, in the order of their days and numbers. Quantities
are whole shares, amounts are Decimal; holders, types of share and colleges are
whatever the caller tells them apart by, ``None`` meaning nobody.
"""

from .amounts import NotANumber, NotDivisible, apportion, decimal, round_to
from .capital import (
    capital_floor,
    capital_history,
    ceiling_applies,
    exceeds_ceiling,
    highest_capital,
    reimbursement,
)
from .folding import Held, by_college, by_holder, by_type, held_since, holdings, total
from .moves import (
    InvalidQuantity,
    InvalidUnitValue,
    MoreThanHeld,
    Move,
    NobodyMoves,
    SameHolder,
    ShareError,
    in_order,
)
