"""What people type into the search box, as words that can be compared."""

import re
import unicodedata

from odoo.addons.coop_member.core.text import fold

#: words and letters of a query that are looked at; more makes nothing clearer
MOST_WORDS = 8
MOST_LETTERS = 120
#: words of fewer letters say nothing about a trade on their own
FEWEST_LETTERS = 2
#: small words that surround what is looked for, in the three languages, folded
SMALL_WORDS = frozenset(
    "a an and at au aux avec by can ce ces chercher cherche d dans de den der des die "
    "du een en et find for from help het ik in j je l la le les look looking ma me "
    "mes met mijn mon my need n nous of om on op or ou our par pas pour pres près qui "
    "qu quelqu quelque se someone som te the to un une uw van voor vos votre we who "
    "with y zoek zoeken iemand die kan quelqu'un besoin".split()
)


def words_of(text: str) -> list[str]:
    """The words of a query, folded, each once, without small words; all of them when
    nothing else was typed.

    >>> words_of("Quelqu'un pour réparer mon vélo, à Grenoble")
    ['reparer', 'velo', 'grenoble']
    >>> words_of("C++ / C#"), words_of("la"), words_of("!!!")
    (['c++', 'c#'], ['la'], [])
    """
    found = re.findall(r"[^\W_]+(?:[+#]+)?", fold(text[:MOST_LETTERS]))
    telling = [
        word
        for word in found
        if word not in SMALL_WORDS and (len(word) >= FEWEST_LETTERS or word.isdigit())
    ]
    return list(dict.fromkeys(telling or found))[:MOST_WORDS]


def clean_query(text: object) -> str:
    """The query as it is shown again and looked for: one line, not too long.

    >>> clean_query("  web\\n\\x00design "), clean_query(None), clean_query(["a"])
    ('web design', '', '')
    """
    if not isinstance(text, str):
        return ""
    visible = "".join(
        character if unicodedata.category(character) != "Cc" else " "
        for character in text[: 2 * MOST_LETTERS]
    )
    return " ".join(visible.split())[:MOST_LETTERS].rstrip()
