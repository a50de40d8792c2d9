"""Who gets a seat: those who came first, and nobody twice."""

from collections.abc import Hashable, Iterable
from typing import NamedTuple


class Place(NamedTuple):
    """Someone who waits. Lower ``number`` came first; ``key`` tells who it is."""

    number: int
    key: Hashable


def promotions(
    capacity: int | None, taken: int, waiting: Iterable[Place]
) -> list[Hashable]:
    """Keys of those who get a seat now, in their order.

    ``capacity`` is the number of seats, None where everybody finds one; ``taken`` how
    many are. Whoever came first goes first, whatever happened in between: two seats
    that come free are for the two who have waited longest, not for newcomers.

    >>> waiting = [Place(12, "noor"), Place(7, "ali"), Place(9, "zoe")]
    >>> promotions(10, 8, waiting)
    ['ali', 'zoe']
    >>> promotions(None, 500, waiting)
    ['ali', 'zoe', 'noor']

    Where more seats are taken than there are, as after a smaller room was chosen,
    nobody is sent away and nobody gets in.

    >>> promotions(5, 6, waiting)
    []
    """
    ordered = sorted(waiting, key=lambda place: place.number)
    free = len(ordered) if capacity is None else max(capacity - taken, 0)
    return [place.key for place in ordered[:free]]


def rank(number: int, waiting: Iterable[int]) -> int:
    """How many are before ``number`` in the queue, plus one.

    >>> rank(9, [7, 9, 12]), rank(7, [7])
    (2, 1)
    """
    return 1 + sum(other < number for other in waiting)
