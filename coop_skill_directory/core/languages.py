"""Languages that members work in, by their ISO 639-1 codes."""

import re

#: in the order in which they are offered
CODES = (
    "fr", "nl", "en", "de", "es", "it", "pt", "ar", "tr", "pl", "ro", "uk", "ru", "el",
    "bg", "hu", "cs", "sk", "sq", "sr", "hr", "sl", "da", "sv", "no", "fi", "zh", "ja",
    "ko", "vi", "hi", "fa", "he", "wo", "sw", "ln", "br", "eu", "ca", "oc",
)  # fmt: skip


def read_codes(text: str | None) -> tuple[str, ...]:
    """The known codes in a text, each once, in the order of `CODES`.

    >>> read_codes("NL, fr;xx fr"), read_codes(None)
    (('fr', 'nl'), ())
    """
    typed = set(re.findall(r"[a-z]+", (text or "").lower()))
    return tuple(code for code in CODES if code in typed)


def unknown_codes(text: str | None) -> list[str]:
    """What is in a text and is no code of a language known here.

    >>> unknown_codes("fr, klingon")
    ['klingon']
    """
    return [
        word
        for word in re.split(r"[\s,;]+", (text or "").strip().lower())
        if word and word not in CODES
    ]
