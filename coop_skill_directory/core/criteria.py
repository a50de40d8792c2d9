"""What somebody looks for in the directory, as the address of the page says it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from urllib.parse import urlencode

from .languages import CODES
from .ranking import AVAILABLE
from .words import clean_query, words_of

KINDS = ("offer", "learn")
#: the database counts no further
MOST_PAGES = 10**5
AREA = re.compile(r"[A-Z]{2}-[A-Z0-9]{2,3}")


@dataclass(frozen=True)
class Criteria:
    """What is looked for; empty or 0 is not asked. ``near`` puts an area first, where
    ``area`` shows nothing else; ``house`` is "c12" for a cooperative here, "p3" for a
    partner."""

    q: str = ""
    kind: str = "offer"
    skill: int = 0
    family: int = 0
    area: str = ""
    near: str = ""
    remote: bool = False
    availability: str = ""
    language: str = ""
    house: str = ""
    page: int = 1

    @property
    def words(self) -> list[str]:
        """The words to look for."""
        return words_of(self.q)

    @property
    def is_narrowed(self) -> bool:
        """Whether anything but the first page of everybody is asked for."""
        return self != Criteria(page=self.page)

    def query(self, **changes: object) -> str:
        """The query of the address that says the same but for ``changes``; from the
        first page unless they name one.

        >>> Criteria(q="potter", area="FR-38", page=3).query(remote=True)
        'q=potter&area=FR-38&remote=1'
        >>> Criteria(q="potter", area="FR-38").query(area="", page=2)
        'q=potter&page=2'
        """
        changed = replace(self, **{"page": 1, **changes})
        told = {
            field.name: getattr(changed, field.name)
            for field in fields(changed)
            if getattr(changed, field.name) != field.default
        }
        return urlencode({k: 1 if v is True else v for k, v in told.items()})


def read_criteria(asked: Mapping[str, object]) -> Criteria:
    """What an address asks for; what makes no sense is not asked.

    >>> asked = read_criteria({"q": " potter ", "page": "2", "area": "FR-38"})
    >>> asked == Criteria(q="potter", area="FR-38", page=2)
    True
    >>> read_criteria({"page": "-1", "area": "'; --", "kind": ["x"], "house": "c1x",
    ...                "skill": "9" * 12}) == Criteria()
    True
    """
    return Criteria(
        q=clean_query(asked.get("q")),
        kind=_one_of(asked.get("kind"), KINDS) or KINDS[0],
        skill=_number(asked.get("skill")),
        family=_number(asked.get("family")),
        area=_matching(asked.get("area"), AREA),
        near=_matching(asked.get("near"), AREA),
        remote=asked.get("remote") == "1",
        availability=_one_of(asked.get("availability"), tuple(AVAILABLE)),
        language=_one_of(asked.get("language"), CODES),
        house=_matching(asked.get("house"), re.compile(r"[cp][0-9]{1,9}")),
        page=min(max(_number(asked.get("page")), 1), MOST_PAGES),
    )


def _one_of(value, known):
    return value if isinstance(value, str) and value in known else ""


def _matching(value, pattern):
    return value if isinstance(value, str) and pattern.fullmatch(value) else ""


def _number(value):
    text = value if isinstance(value, str) else ""
    number = int(text) if re.fullmatch(r"[0-9]{1,10}", text) else 0
    return number if number < 2**31 else 0
