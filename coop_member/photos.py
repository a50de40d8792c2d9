"""Photos that people send, opened without harm."""

import io
import struct
import zlib

# Odoo has PIL forget every kind of picture but those that it names
from PIL import (  # pylint: disable=unused-import
    Image,
    ImageOps,
    WebPImagePlugin,  # noqa: F401
)

from odoo.tools.image import IMAGE_MAX_RESOLUTION

from .core.files import UnknownContent

#: what a photo raises whose content is not what its first bytes say
UNREADABLE = (
    OSError,
    ValueError,
    SyntaxError,
    EOFError,
    IndexError,
    struct.error,
    zlib.error,
    Image.DecompressionBombError,
    UnknownContent,
)
#: what is opened at all, whatever other kinds PIL reads
FORMATS = ("JPEG", "PNG", "WEBP")


def check_photo(content):
    """Raise one of UNREADABLE for a photo that is damaged, or that would fill the
    memory once decompressed: its pixels are counted before they are read."""
    photo = Image.open(io.BytesIO(content), formats=FORMATS)
    if photo.width * photo.height > IMAGE_MAX_RESOLUTION:
        raise UnknownContent
    photo.verify()


def open_photo(content):
    """A photo, upright. Raises one of UNREADABLE."""
    check_photo(content)
    return ImageOps.exif_transpose(Image.open(io.BytesIO(content), formats=FORMATS))
