"""Files that people send: what they are, told by their content, and a name that is safe
to keep them under."""

import re
from collections.abc import Collection

from .text import clean_line

MAX_NAME = 80
PDF = "application/pdf"
HEIC = "image/heic"
#: what is accepted somewhere, and the ending its name gets
ENDINGS = {
    PDF: "pdf",
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/webp": "webp",
    HEIC: "heic",
}
#: what HEIC photos, still or taken in a burst, say they are
HEIC_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1"})


class SentFileError(ValueError):
    """A file that was sent and cannot be kept; the subclass says why."""


class NoFile(SentFileError):
    """No file was chosen."""


class EmptyFile(SentFileError):
    """The file has no content."""


class FileTooLarge(SentFileError):
    """The file is larger than it may be."""


class UnknownContent(SentFileError):
    """The content is none of the kinds that are accepted."""


def content_type(content: bytes) -> str | None:
    """MIME type of an accepted kind of file, None for any other: told by the
    content, never by the name.

    >>> content_type(b"%PDF-1.7 ...")
    'application/pdf'
    >>> content_type(b"<script>alert(1)</script>") is None
    True
    """
    if content.startswith(b"%PDF-"):
        return PDF
    if content.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "image/webp"
    if content[4:8] == b"ftyp" and content[8:12] in HEIC_BRANDS:
        return HEIC
    return None


def check_file(content: bytes, kinds: Collection[str], most: int) -> str:
    """MIME type of a file of one of ``kinds``, of ``most`` bytes at most.

    Raises EmptyFile, FileTooLarge or UnknownContent.

    >>> check_file(b"%PDF-1.7 ...", ENDINGS, 100)
    'application/pdf'
    >>> check_file(b"%PDF-1.7 ...", {HEIC}, 100)
    Traceback (most recent call last):
    coop_member.core.files.UnknownContent
    """
    if not content:
        raise EmptyFile
    if len(content) > most:
        raise FileTooLarge(len(content))
    kind = content_type(content)
    if kind not in kinds:
        raise UnknownContent
    return kind


def file_name(sent: str, mime_type: str, fallback: str) -> str:
    """A name that is safe to show, to save and to mail: no path, no markup, and the
    ending of the content.

    >>> file_name("C:\\\\scans\\\\My card.HTML", "image/jpeg", "paper")
    'My card.jpg'
    >>> file_name("<script>alert(1)</script>.pdf", "application/pdf", "paper")
    'script.pdf'
    >>> file_name("../../.pdf", "application/pdf", "paper")
    'paper.pdf'
    """
    base = re.split(r"[\\/]", clean_line(sent))[-1]
    stem = base.rpartition(".")[0] if "." in base else base
    plain = clean_line(re.sub(r"[^\w\s.,()'’-]", "", stem)).strip(" .")
    return f"{plain[:MAX_NAME].strip() or fallback}.{ENDINGS[mime_type]}"
