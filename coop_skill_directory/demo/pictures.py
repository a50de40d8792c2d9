"""Pictures that are drawn: nobody in the demonstration exists."""

import colorsys
import io
import zlib

from PIL import Image, ImageDraw


def _colour(seed, lightness):
    hue = (zlib.crc32(seed.encode()) % 360) / 360
    red, green, blue = colorsys.hls_to_rgb(hue, lightness, 0.45)
    return tuple(round(255 * part) for part in (red, green, blue))


def _written(picture):
    content = io.BytesIO()
    picture.save(content, "JPEG", quality=85)
    return content.getvalue()


def portrait(name):
    """A head and shoulders in the colours of a name, as a JPEG."""
    picture = Image.new("RGB", (480, 480), _colour(name, 0.82))
    draw = ImageDraw.Draw(picture)
    draw.ellipse((60, 310, 420, 700), fill=_colour(name[::-1], 0.42))
    draw.ellipse((145, 110, 335, 340), fill=_colour(name + name, 0.68))
    draw.chord((135, 95, 345, 330), 180, 360, fill=_colour(name * 3, 0.28))
    return _written(picture)


def made(name):
    """Something made, as a pattern in the colours of its name."""
    picture = Image.new("RGB", (960, 640), _colour(name, 0.85))
    draw = ImageDraw.Draw(picture)
    for step in range(7):
        left, top = (
            80 + 118 * step,
            90 + 60 * (zlib.crc32(f"{name}{step}".encode()) % 5),
        )
        size = 120 + 25 * (step % 3)
        box = (left, top, left + size, top + size)
        shape = draw.ellipse if step % 2 else draw.rectangle
        shape(box, fill=_colour(f"{name}{step}", 0.35 + 0.06 * step))
    return _written(picture)
