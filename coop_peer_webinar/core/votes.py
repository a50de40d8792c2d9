"""Topics in the order in which they are wanted."""

from collections.abc import Hashable, Iterable
from typing import NamedTuple


class Topic(NamedTuple):
    """A topic that was proposed: ``votes`` it has, ``speakers`` who would speak on it,
    and its ``number``, lower for older ones."""

    key: Hashable
    votes: int
    speakers: int
    number: int


def ranking(topics: Iterable[Topic]) -> list[Hashable]:
    """Keys of ``topics``, the most wanted first; of as many votes, those that someone
    can speak on, then the oldest: what has waited longest.

    >>> ranking([Topic("web", 3, 0, 1), Topic("tax", 3, 1, 2), Topic("law", 5, 0, 3),
    ...          Topic("seo", 3, 1, 1)])
    ['law', 'seo', 'tax', 'web']
    """
    ordered = sorted(topics, key=lambda one: (-one.votes, not one.speakers, one.number))
    return [one.key for one in ordered]


def count(votes: Iterable[tuple[Hashable, Hashable]]) -> dict[Hashable, int]:
    """Votes by topic, of (topic, voter) pairs: nobody counts twice.

    >>> count([("web", "noor"), ("web", "ali"), ("web", "noor"), ("tax", "ali")])
    {'web': 2, 'tax': 1}
    """
    counted: dict[Hashable, int] = {}
    for topic, _voter in dict.fromkeys(votes):
        counted[topic] = counted.get(topic, 0) + 1
    return counted
