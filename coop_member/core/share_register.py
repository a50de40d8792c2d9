"""The chain of hashes that shows whether the capital register was tampered with.

Each line's hash covers its content and the hash of the line before, so that a line
cannot change, go or come without every hash after it being wrong. Lines cut off at
the end leave a shorter chain that is sound: whoever keeps the number of lines and
the last hash elsewhere sees that too.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import NamedTuple

#: what a line's hash covers, by name
Content = Mapping[str, str | int | None]


class RegisterError(ValueError):
    """Something wrong with the register; the subclass says what."""


class NotHashable(RegisterError):
    """A value of the field ``name`` that has more than one way to be written."""

    def __init__(self, name: str):
        super().__init__(name)
        self.name = name


class MissingNumber(RegisterError):
    """The line ``expected`` is not in its place, where ``found`` is."""

    def __init__(self, expected: int, found: int):
        super().__init__(f"{expected}, found {found}")
        self.expected = expected
        self.found = found


class BrokenChain(RegisterError):
    """The line ``number`` is not the one that was registered."""

    def __init__(self, number: int):
        super().__init__(number)
        self.number = number


class Chain(NamedTuple):
    """A chain that holds: how many lines it has and the last one's hash, an empty
    text where it has none."""

    count: int
    last_hash: str


def link(previous: str, content: Content) -> str:
    """The hash of a line: SHA-256 in hexadecimal of the hash of the line before (an
    empty text for the first) and of the content as JSON, in UTF-8, names in
    alphabetical order and no spaces.

    Raises NotHashable for other values than texts, whole numbers and None: amounts
    and dates come as texts.

    >>> link("", {"number": 1, "name": "Zoé"})[:12]
    'f95590a71084'
    >>> link("", {"amount": 15.5})
    Traceback (most recent call last):
    coop_member.core.share_register.NotHashable: amount
    """
    for name, value in content.items():
        if not isinstance(value, str | int | None):
            raise NotHashable(name)
    text = json.dumps(
        content, ensure_ascii=False, separators=(",", ":"), sort_keys=True
    )
    return hashlib.sha256((previous + text).encode()).hexdigest()


def check_chain(rows: Iterable[tuple[int, Content, str]]) -> Chain:
    """Check lines of (number, content, hash) in the order of their numbers, 1, 2, 3…
    in one pass that keeps none of them; return their Chain.

    Raises MissingNumber or BrokenChain at the first line that is wrong.

    >>> first = link("", {"quantity": 10})
    >>> second = link(first, {"quantity": 4})
    >>> check_chain([(1, {"quantity": 10}, first), (2, {"quantity": 4}, second)]).count
    2
    >>> check_chain([(1, {"quantity": 10}, first), (2, {"quantity": 5}, second)])
    Traceback (most recent call last):
    coop_member.core.share_register.BrokenChain: 2
    >>> check_chain([(2, {"quantity": 4}, second)])
    Traceback (most recent call last):
    coop_member.core.share_register.MissingNumber: 1, found 2
    """
    count, previous = 0, ""
    for count, (number, content, found) in enumerate(rows, 1):
        if number != count:
            raise MissingNumber(count, number)
        if link(previous, content) != found:
            raise BrokenChain(number)
        previous = found
    return Chain(count, previous)
