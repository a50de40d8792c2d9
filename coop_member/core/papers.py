"""Which files members may send: a PDF or a photo, told by content, not by name."""

MAX_BYTES = 10 * 2**20


class PaperError(ValueError):
    """A file that cannot be kept; the subclass says why."""


class EmptyFile(PaperError):
    """The file has no content."""


class FileTooLarge(PaperError):
    """The file is larger than MAX_BYTES."""


class UnknownContent(PaperError):
    """The content is none of the kinds that are accepted."""


def content_type(content: bytes) -> str | None:
    """MIME type of an accepted kind of file, None for any other.

    >>> content_type(b"%PDF-1.7 ...")
    'application/pdf'
    >>> content_type(b"<script>alert(1)</script>") is None
    True
    """
    if content.startswith(b"%PDF-"):
        return "application/pdf"
    if content.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "image/webp"
    return None


def check_file(content: bytes) -> str:
    """MIME type of a file that may be kept.

    Raises EmptyFile, FileTooLarge or UnknownContent.

    >>> check_file(b"")
    Traceback (most recent call last):
    coop_member.core.papers.EmptyFile
    >>> check_file(b"%PDF-" + bytes(MAX_BYTES))
    Traceback (most recent call last):
    coop_member.core.papers.FileTooLarge: 10485765
    >>> check_file(b"MZ")
    Traceback (most recent call last):
    coop_member.core.papers.UnknownContent
    """
    if not content:
        raise EmptyFile
    if len(content) > MAX_BYTES:
        raise FileTooLarge(len(content))
    kind = content_type(content)
    if kind is None:
        raise UnknownContent
    return kind
