"""Structured communications: what a bank's customer copies when paying."""

import re


def belgian_communication(number: int) -> str:
    """The Belgian structured communication of a number, by its last ten digits.

    >>> belgian_communication(123)
    '+++000/0000/12326+++'

    Two check digits, 97 standing for 0.

    >>> belgian_communication(97)
    '+++000/0000/09797+++'
    """
    number %= 10**10
    digits = f"{number:010d}"
    return f"+++{digits[:3]}/{digits[3:7]}/{digits[7:]}{number % 97 or 97:02d}+++"


def is_belgian_communication(text: str) -> bool:
    """Whether the text is a Belgian structured communication without a mistake.

    >>> is_belgian_communication("+++000/0000/12326+++")
    True
    >>> is_belgian_communication("+++000/0000/12362+++")
    False
    """
    digits = re.sub("[^0-9]", "", text)
    return bool(digits) and belgian_communication(int(digits[:10])) == text
