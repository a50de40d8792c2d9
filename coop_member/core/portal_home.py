"""What a member's home page shows: items that each module contributes.

A module adds :class:`HomeItem` to one of the four :data:`SECTIONS`;
:func:`arrange` puts them in order and keeps the page short on a phone.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

#: Sections of the page in their order, and how many items each shows at first.
SECTIONS = MappingProxyType({"waiting": 3, "shortcuts": 8, "figures": 4, "upcoming": 3})
LEVELS = ("info", "success", "warning", "danger")
#: What a contributor adds to one section at most, however much there is: it keeps
#: the number of records read for the page small. Say "12 papers" in one item
#: rather than adding twelve.
AT_MOST = 8
#: days before which a payment is waiting, rather than coming up
SOON = 30


@dataclass(frozen=True)
class HomeItem:
    """One thing on the home page.

    ``key`` is unique in its section (tests and other modules find the item by it);
    ``title``, ``hint`` and ``value`` are text in the reader's language, ``value``
    already formatted; ``url`` is a path on this site; ``icon`` the name of a Font
    Awesome 4 icon; ``day`` the date of something that is coming, shown in place of
    the icon. Lower ``sequence`` comes first, then the earlier ``day``.

    >>> HomeItem("papers", "My papers", "/my/coop/papers", level="loud")
    Traceback (most recent call last):
    ValueError: level: loud
    >>> HomeItem("papers", "My papers", "https://example.com/papers")
    Traceback (most recent call last):
    ValueError: url: https://example.com/papers
    """

    key: str
    title: str
    url: str
    icon: str = "fa-circle-o"
    value: str = ""
    hint: str = ""
    level: str = "info"
    day: date | None = None
    sequence: int = 10

    def __post_init__(self):
        if self.level not in LEVELS:
            raise ValueError(f"level: {self.level}")
        if not self.url.startswith("/") or self.url.startswith("//"):
            raise ValueError(f"url: {self.url}")

    @property
    def rank(self):
        """What items of a section are sorted by."""
        return self.sequence, self.day or date.max, self.key


@dataclass(frozen=True)
class Section:
    """Items of a section in their order: those shown, and those behind "more"."""

    items: tuple[HomeItem, ...] = ()
    more: tuple[HomeItem, ...] = ()


def arrange(
    contributed: Mapping[str, Iterable[HomeItem]], limits: Mapping[str, int] = SECTIONS
) -> dict[str, Section]:
    """Sort each section and fold what goes beyond its limit.

    One item too many is shown rather than folded: "1 more" takes as much room.
    Raises KeyError for a section that does not exist, ValueError for two items of
    the same key in a section.

    >>> figures = [HomeItem(key, key.upper(), "/my") for key in ("c", "a", "b")]
    >>> home = arrange({"figures": figures}, {"figures": 1})
    >>> [item.key for item in home["figures"].items]
    ['a']
    >>> [item.key for item in home["figures"].more]
    ['b', 'c']
    """
    unknown = set(contributed) - set(limits)
    if unknown:
        raise KeyError(*sorted(unknown))
    return {
        name: _fold(
            sorted(contributed.get(name, ()), key=lambda item: item.rank), limit
        )
        for name, limit in limits.items()
    }


def _fold(items: list[HomeItem], limit: int) -> Section:
    keys = [item.key for item in items]
    if len(set(keys)) < len(keys):
        raise ValueError(f"keys: {keys}")
    shown = limit if len(items) > limit + 1 else len(items)
    return Section(tuple(items[:shown]), tuple(items[shown:]))


def waiting_items(
    kinds: Iterable[tuple[str, str, str, str]],
    counts: Mapping[str, int],
    words: Mapping[str, tuple[str, str]],
    sequence: int,
) -> list[HomeItem]:
    """Return one item for each kind of which something waits, however much there is.

    ``kinds`` are (key, icon, url, level) in their order, which begins at ``sequence``;
    ``counts`` how much there is by key; ``words`` titles by key, of one and of several.

    >>> kinds = [(key, "fa-pencil", "/my", "info") for key in ("drafts", "late")]
    >>> words = {"drafts": ("A draft", "%s drafts"), "late": ("One late", "%s late")}
    >>> found = waiting_items(kinds, {"drafts": 12, "late": 0}, words, sequence=20)
    >>> [item.title for item in found]
    ['12 drafts']
    """
    return [
        HomeItem(
            key,
            words[key][1] % counts[key] if counts[key] > 1 else words[key][0],
            url,
            icon=icon,
            level=level,
            sequence=position,
        )
        for position, (key, icon, url, level) in enumerate(kinds, sequence)
        if counts[key]
    ]
