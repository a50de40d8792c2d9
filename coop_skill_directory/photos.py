"""Pictures that members show, without what a camera writes beside them."""

import base64
import binascii
import io

from PIL import Image

from odoo.exceptions import UserError

from odoo.addons.coop_member.core.files import FileTooLarge, SentFileError, check_file
from odoo.addons.coop_member.photos import UNREADABLE, open_photo

#: what is accepted, and what one may weigh
KINDS = ("image/jpeg", "image/png", "image/webp")
MAX_BYTES = 12 * 2**20


def plain_photo(env, encoded, pixels):
    """A picture (base64) as a JPEG of at most so many pixels a side, upright, with
    nothing but its pixels: neither place nor time nor camera.

    Raises UserError, with a sentence for who sent it, for what is no picture.
    """
    try:
        content = base64.b64decode(encoded, validate=True)
        check_file(content, KINDS, MAX_BYTES)
        photo = open_photo(content)
        photo.thumbnail((pixels, pixels))
        return base64.b64encode(_written(photo))
    except FileTooLarge as error:
        raise UserError(
            env._("This picture is too large: %s MB at most.", MAX_BYTES // 2**20)
        ) from error
    except (*UNREADABLE, SentFileError, binascii.Error, TypeError) as error:
        raise UserError(
            env._("This is no picture that can be read (JPEG, PNG or WebP).")
        ) from error


def _written(photo):
    photo = photo.convert("RGBA")
    # a new picture: pixels alone are carried over, on white where nothing was
    ground = Image.new("RGB", photo.size, "white")
    ground.paste(photo, mask=photo.getchannel("A"))
    written = io.BytesIO()
    ground.save(written, "JPEG", quality=85, optimize=True)
    return written.getvalue()
