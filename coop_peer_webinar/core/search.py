"""Searching the archive: accents and case make no difference, nor does the language
that a word is typed in."""

import re

from odoo.addons.coop_member.core.text import fold

#: words of a search that are looked at, and letters of each
MOST_WORDS = 8
LONGEST_WORD = 40
#: letters from which the beginning of a word is enough
SHORTEST_WORD = 2

WORD = re.compile(r"[^\W_]+")


def words(typed: str) -> list[str]:
    """The words of a search, folded, each once; single letters are left out, for they
    begin everything.

    >>> words("  Gérer l'ÉQUIPE à distance, gérer ")
    ['gerer', 'equipe', 'distance']
    >>> words("%_'; DROP--"), words("")
    (['drop'], [])
    """
    found = dict.fromkeys(
        word[:LONGEST_WORD]
        for word in WORD.findall(fold(typed[: MOST_WORDS * LONGEST_WORD]))
        if len(word) >= SHORTEST_WORD
    )
    return list(found)[:MOST_WORDS]
