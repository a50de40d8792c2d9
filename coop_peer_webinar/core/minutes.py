"""What a webinar is in the ledger of time: who gave to whom, and how many minutes.

A party is a member, as any key; None is the commons.
"""

from collections.abc import Hashable, Sequence
from typing import NamedTuple

#: the hour goes to the commons, and everybody receives the whole of it from there
COMMONS = "commons"
#: each attendee receives the whole hour from the speaker
EACH = "each"
#: the hour is divided among those who attended
SHARED = "shared"
RULES = (COMMONS, EACH, SHARED)


class Gift(NamedTuple):
    """Minutes from one party to another, never none."""

    giver: Hashable
    receiver: Hashable
    minutes: int


def split(total: int, parts: int) -> list[int]:
    """``total`` in so many whole parts that differ by one at most, the larger first.

    >>> split(60, 7), split(60, 1), split(2, 3)
    ([9, 9, 9, 9, 8, 8, 8], [60], [1, 1, 0])
    """
    share, rest = divmod(total, parts)
    return [share + 1] * rest + [share] * (parts - rest)


def gifts(
    rule: str,
    minutes: int,
    speakers: Sequence[Hashable],
    attendees: Sequence[Hashable],
) -> list[Gift]:
    """Gifts of a webinar of so many ``minutes``.

    Who speaks together divides the time that was given. Who spoke and is among the
    attendees receives nothing. A webinar that no member attended was for the commons,
    whatever the rule.

    >>> gifts(COMMONS, 60, ["ada"], ["jo", "kim"])
    ... # doctest: +NORMALIZE_WHITESPACE
    [Gift(giver='ada', receiver=None, minutes=60),
     Gift(giver=None, receiver='jo', minutes=60),
     Gift(giver=None, receiver='kim', minutes=60)]
    >>> gifts(EACH, 60, ["ada"], ["jo", "kim"])
    ... # doctest: +NORMALIZE_WHITESPACE
    [Gift(giver='ada', receiver='jo', minutes=60),
     Gift(giver='ada', receiver='kim', minutes=60)]
    >>> gifts(SHARED, 60, ["ada"], ["jo", "kim"])
    ... # doctest: +NORMALIZE_WHITESPACE
    [Gift(giver='ada', receiver='jo', minutes=30),
     Gift(giver='ada', receiver='kim', minutes=30)]
    >>> gifts(SHARED, 60, ["ada"], ["ada"])
    [Gift(giver='ada', receiver=None, minutes=60)]
    """
    listeners = [one for one in dict.fromkeys(attendees) if one not in speakers]
    if not speakers:
        return []
    if not listeners:
        return _from_speakers(speakers, None, minutes)
    if rule == COMMONS:
        given = _from_speakers(speakers, None, minutes)
        return given + [Gift(None, one, minutes) for one in listeners]
    if rule == EACH:
        parts = [minutes] * len(listeners)
    else:
        parts = split(minutes, len(listeners))
    return [
        gift
        for position, (one, part) in enumerate(zip(listeners, parts, strict=True))
        for gift in _from_speakers(_turned(speakers, position), one, part)
    ]


def _from_speakers(speakers, receiver, minutes):
    parts = zip(speakers, split(minutes, len(speakers)), strict=True)
    return [Gift(speaker, receiver, part) for speaker, part in parts if part]


def _turned(speakers, position):
    """The speakers, another one first each time: odd minutes go round."""
    start = position % len(speakers)
    return [*speakers[start:], *speakers[:start]]
