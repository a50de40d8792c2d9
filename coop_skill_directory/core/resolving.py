"""Which skills a query means."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from .ranking import EXACT, RELATED, SYNONYM

#: how much less alike than the best a word may be, to be meant as well
NEARLY = 0.06
#: alike enough to be meant for sure, where other words say something else
SURELY = 0.6
MOST_MEANT = 12
MOST_RELATED = 60


class Hit(NamedTuple):
    """A word for a skill, beside the query: whether it is the query, how many of the
    query's words it is made of (0 where it has others), whether it has all of them and
    more, and how alike its letters are, from 0 to 1."""

    skill_id: int
    kind: str
    is_same: bool
    words: int
    has_all: bool
    alike: float


@dataclass(frozen=True)
class Meaning:
    """Skills that a query means, by how it names them; each in one of them only."""

    exact: tuple[int, ...] = ()
    synonym: tuple[int, ...] = ()
    related: tuple[int, ...] = ()

    @property
    def meant(self) -> tuple[int, ...]:
        """Skills that the query names, by whatever word."""
        return self.exact + self.synonym


def meaning(hits: Iterable[Hit]) -> Meaning:
    """Choose among words that the query may mean.

    What is the query comes first; else the words that have most of it; else those that
    are nearly the same. What has the query in it, or only a part of it, is related.

    >>> same = Hit(1, "name", True, 1, True, 1)
    >>> longer = Hit(2, "name", False, 0, True, 0)
    >>> meaning([same, longer])
    Meaning(exact=(1,), synonym=(), related=(2,))
    >>> most, some = (Hit(n, "synonym", False, 3 - n, False, .4) for n in (1, 2))
    >>> meaning([most, some])
    Meaning(exact=(), synonym=(1,), related=(2,))
    >>> nearly, hardly = (Hit(n, "name", False, 0, False, .5 / n) for n in (1, 2))
    >>> meaning([nearly, hardly])
    Meaning(exact=(1,), synonym=(), related=())
    """
    hits = list(hits)
    chosen = _chosen(hits)
    exact, synonym = _by_kind(chosen)
    others = (hit for hit in hits if hit.words or hit.has_all)
    taken = {*exact, *synonym}
    related = dict.fromkeys(hit.skill_id for hit in others if hit.skill_id not in taken)
    return Meaning(exact, synonym, tuple(related)[:MOST_RELATED])


def _chosen(hits):
    same = [hit for hit in hits if hit.is_same]
    if same:
        return same
    most = max((hit.words for hit in hits), default=0)
    best = max((hit.alike for hit in hits), default=0)
    if most and (
        best < SURELY or any(h.words == most and h.alike >= best for h in hits)
    ):
        return [hit for hit in hits if hit.words == most]
    if most:
        return [h for h in hits if h.words == most or h.alike >= best - NEARLY]
    holding = [hit for hit in hits if hit.has_all]
    if holding and best < SURELY:
        return []
    return [hit for hit in hits if best and hit.alike >= best - NEARLY]


def _by_kind(hits):
    exact = dict.fromkeys(hit.skill_id for hit in hits if hit.kind == "name")
    synonym = dict.fromkeys(hit.skill_id for hit in hits if hit.skill_id not in exact)
    return tuple(exact)[:MOST_MEANT], tuple(synonym)[:MOST_MEANT]


def tiers(found: Meaning) -> dict[str, tuple[int, ...]]:
    """Skills by the way in which somebody who has them is found.

    >>> tiers(Meaning((1,), (2,), (3,)))
    {'exact': (1,), 'synonym': (2,), 'related': (3,)}
    """
    return {EXACT: found.exact, SYNONYM: found.synonym, RELATED: found.related}
