"""What the cooperative's capital was, and the rules that keep it."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from .amounts import round_to
from .moves import Move, in_order


def capital_history(moves: Iterable[Move]) -> list[tuple[date, Decimal]]:
    """The capital at the end of each day that has a move.

    >>> day = date(2026, 1, 5)
    >>> capital_history([Move(1, day, "A", None, "Ana", 10, Decimal(15)),
    ...                  Move(2, day, "A", "Ana", None, 4, Decimal(15))])
    [(datetime.date(2026, 1, 5), Decimal('90'))]
    """
    history = {}
    capital = Decimal(0)
    for move in in_order(moves):
        capital += move.change
        history[move.day] = capital
    return list(history.items())


def highest_capital(moves: Iterable[Move], before: Decimal = Decimal(0)) -> Decimal:
    """The highest capital reached after any move, or ``before``, the highest before
    the register was taken over.

    A move that was reversed and the one that reverses it do not count: a mistake
    never raised the capital.

    >>> day, nominal = date(2026, 1, 5), Decimal(15)
    >>> moves = [Move(1, day, "A", None, "Ana", 10, nominal),
    ...          Move(2, day, "A", None, "Ana", 1000, nominal),
    ...          Move(3, day, "A", "Ana", None, 1000, nominal, reverses=2),
    ...          Move(4, day, "A", "Ana", None, 4, nominal)]
    >>> highest_capital(moves), highest_capital(moves, before=Decimal(200))
    (Decimal('150'), Decimal('200'))
    """
    highest, capital = before, Decimal(0)
    for move in _standing(in_order(moves)):
        capital += move.change
        highest = max(highest, capital)
    return highest


def _standing(ordered: Sequence[Move]) -> list[Move]:
    """Moves but for those reversed and their reversals; the last word counts, so that
    a reversal that is reversed gives its move back."""
    standing, undone = [], set()
    for move in reversed(ordered):
        if move.number in undone:
            continue
        if move.reverses is None:
            standing.append(move)
        else:
            undone.add(move.reverses)
    return standing[::-1]


def capital_floor(highest: Decimal, percent: Decimal, unit: Decimal) -> Decimal:
    """What reimbursements may not bring the capital below: ``percent`` of the highest
    it ever was, rounded to ``unit``.

    >>> capital_floor(Decimal("1000.01"), Decimal(50), Decimal("0.01"))
    Decimal('500.01')
    """
    return round_to(highest * percent / 100, unit)


def ceiling_applies(holders: int, percent: Decimal) -> bool:
    """Whether so many holders can all keep below a ceiling of ``percent`` of the
    capital for each; no ceiling at 0.

    >>> [ceiling_applies(holders, Decimal(30)) for holders in (3, 4)]
    [False, True]
    >>> ceiling_applies(100, Decimal(0))
    False
    """
    return holders * percent >= 100


def exceeds_ceiling(
    held: Decimal, capital: Decimal, percent: Decimal, holders: int
) -> bool:
    """Whether one of ``holders`` has more than ``percent`` of the capital.

    >>> exceeds_ceiling(Decimal(26), Decimal(100), Decimal(25), holders=4)
    True
    >>> exceeds_ceiling(Decimal(25), Decimal(100), Decimal(25), holders=4)
    False
    >>> exceeds_ceiling(Decimal(90), Decimal(100), Decimal(25), holders=3)
    False
    """
    return ceiling_applies(holders, percent) and held * 100 > capital * percent


def reimbursement(
    nominal: Decimal, losses: Decimal, capital: Decimal, unit: Decimal
) -> tuple[Decimal, Decimal]:
    """What is (paid, lost) of shares of ``nominal`` value when ``losses`` weigh on the
    whole ``capital``; the part lost is rounded to ``unit``.

    >>> reimbursement(Decimal(150), Decimal(1000), Decimal(30000), Decimal("0.01"))
    (Decimal('145.00'), Decimal('5.00'))
    >>> reimbursement(Decimal(150), Decimal(-20), Decimal(30000), Decimal("0.01"))
    (Decimal('150'), Decimal('0'))

    Whoever puts money in a cooperative never loses more than that.

    >>> reimbursement(Decimal(150), Decimal(40000), Decimal(30000), Decimal("0.01"))
    (Decimal('0'), Decimal('150'))
    """
    if losses <= 0:
        return nominal, Decimal(0)
    if losses >= capital:
        return Decimal(0), nominal
    lost = min(nominal, round_to(nominal * losses / capital, unit))
    return nominal - lost, lost
