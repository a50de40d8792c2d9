"""What is known of a file while it is imported."""

from collections.abc import Callable, Mapping
from typing import Any


class ImportReport:
    """Collects messages about the rows of a file, and which rows are bad.

    Messages are dictionaries as Odoo's `load` returns them: ``type``, ``message``
    and, where they are about a row, ``rows`` with its position ``from``.

    >>> messages = []
    >>> report = ImportReport(messages.append)
    >>> row = {"rows": {"from": 3, "to": 3}}
    >>> report.refuse(row, "No name.", "name")
    >>> messages == [{**row, "type": "error", "message": "No name.", "field": "name"}]
    True
    >>> report.is_bad(row)
    True

    ``known`` holds ids of what rows refer to, by model and text; ``conflict`` an
    error after which the whole import is to be tried again.
    """

    def __init__(self, log: Callable[[dict], None] | None = None):
        self.log = log
        self.known: dict[tuple[str, str], int] = {}
        self.conflict: Exception | None = None
        self._bad_rows: set[int] = set()

    def note(self, message: Mapping[str, Any]) -> None:
        """Pass a message on, remembering the row that an error is about."""
        if message["type"] == "error" and "rows" in message:
            self._bad_rows.add(message["rows"]["from"])
        self.log(message)

    def refuse(self, row: Mapping[str, Any], sentence: str, field: str | None) -> None:
        """Note what is wrong with ``row`` (its ``rows``, in a dictionary), and in
        which field where there is one to blame."""
        message = {**row, "type": "error", "message": sentence}
        self.note({**message, "field": field} if field else message)

    def is_bad(self, row: Mapping[str, Any]) -> bool:
        """Whether something was found wrong with ``row``."""
        return row["rows"]["from"] in self._bad_rows
