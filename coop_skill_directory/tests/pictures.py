"""Pictures for tests."""

import io

from PIL import Image


def picture(color="red", size=(900, 600)):
    """A photo with the place where it was taken."""
    exif = Image.Exif()
    exif[0x010E] = "Taken at home"
    exif.get_ifd(0x8825)[1] = "N"
    written = io.BytesIO()
    Image.new("RGB", size, color).save(written, "JPEG", exif=exif)
    return written.getvalue()
