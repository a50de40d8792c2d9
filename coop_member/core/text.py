"""Text that people type: cleaned, and compared."""

import re
import unicodedata

#: characters that change the direction of what follows, to show one thing for another
BIDI_CONTROLS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def clean_line(text: str) -> str:
    """One line without control characters, its white space folded.

    >>> clean_line("  Anne\\n Marie\\u202e ")
    'Anne Marie'
    """
    visible = "".join(
        character
        for character in text
        if character.isspace()
        or (
            character not in BIDI_CONTROLS
            and unicodedata.category(character) not in ("Cc", "Cs")
        )
    )
    return " ".join(unicodedata.normalize("NFC", visible).split())


def clean_text(text: str) -> str:
    """Lines cleaned one by one, never more than one empty line in a row.

    >>> clean_text("\\n One  two\\r\\n\\n\\n\\nthree\\n")
    'One two\\n\\nthree'
    """
    lines: list[str] = []
    for line in map(clean_line, text.splitlines()):
        if line or (lines and lines[-1]):
            lines.append(line)
    return "\n".join(lines).rstrip("\n")


def same_name(one: str, other: str) -> bool:
    """Whether two names are the same but for case, accents, order and punctuation.

    >>> same_name("Zoé DUPONT-Petit", "dupont petit, Zoe")
    True
    >>> same_name("Zoé Dupont", "Zoé Petit")
    False
    """
    return bool(_words(one)) and _words(one) == _words(other)


#: letters that stand for two, which no decomposition takes apart
LIGATURES = str.maketrans(
    {"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "ĳ": "ij"}
)


def fold(text: str) -> str:
    """Text in small letters, without accents or ligatures, its white space folded: as
    searches compare it.

    >>> fold("  Ébéniste  CŒUR ")
    'ebeniste coeur'
    """
    # some signs stand for capitals, some capitals for signs: taken apart twice
    small = unicodedata.normalize("NFKD", text).casefold().translate(LIGATURES)
    decomposed = unicodedata.normalize("NFKD", small).casefold()
    plain = "".join(c for c in decomposed if not unicodedata.combining(c))
    return " ".join(plain.split())


def sort_key(name: str) -> str:
    """What to sort names by, for accents and case to make no difference.

    >>> sorted(["Zoé", "élodie", "Emma"], key=sort_key)
    ['élodie', 'Emma', 'Zoé']
    """
    decomposed = unicodedata.normalize("NFKD", name.casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def _words(name: str) -> list[str]:
    return sorted(re.findall(r"[^\W_]+", sort_key(name)))
