"""What a member's home page shows: tiles that each module contributes.

A module adds :class:`HomeItem` to one of the four :data:`SECTIONS`;
:func:`arrange` puts them in order and keeps the page short on a phone.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

#: Sections of the page in their order, and how many items each shows at most.
SECTIONS = {"waiting": 4, "figures": 4, "shortcuts": 8, "upcoming": 4}
LEVELS = ("info", "success", "warning", "danger")


@dataclass(frozen=True)
class HomeItem:
    """One tile.

    ``key`` is unique in its section (tests and other modules find the item by it);
    ``title``, ``hint`` and ``value`` are text in the reader's language, ``value``
    already formatted; ``url`` is a path on this site; ``icon`` the name of a Font
    Awesome icon; lower ``sequence`` comes first.

    >>> HomeItem("papers", "My papers", "/my/coop/papers", level="loud")
    Traceback (most recent call last):
    ValueError: level: loud
    """

    key: str
    title: str
    url: str
    icon: str = "fa-circle-o"
    value: str = ""
    hint: str = ""
    level: str = "info"
    sequence: int = 10

    def __post_init__(self):
        if self.level not in LEVELS:
            raise ValueError(f"level: {self.level}")


@dataclass(frozen=True)
class Section:
    """Items of a section in their order; ``hidden`` counts those left out."""

    items: tuple[HomeItem, ...]
    hidden: int


def arrange(
    contributed: Mapping[str, Iterable[HomeItem]], limits: Mapping[str, int] = SECTIONS
) -> dict[str, Section]:
    """Sort each section by sequence, then key, and cut it at its limit.

    Raises KeyError for a section that does not exist.

    >>> home = arrange({"figures": [HomeItem("b", "B", "/b"), HomeItem("a", "A", "/a")]},
    ...                {"figures": 1})
    >>> [item.key for item in home["figures"].items], home["figures"].hidden
    (['a'], 1)
    """
    unknown = set(contributed) - set(limits)
    if unknown:
        raise KeyError(sorted(unknown))
    sections = {}
    for name, limit in limits.items():
        items = sorted(contributed.get(name, ()), key=lambda i: (i.sequence, i.key))
        sections[name] = Section(tuple(items[:limit]), max(0, len(items) - limit))
    return sections
