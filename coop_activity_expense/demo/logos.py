"""Draws logos of activities: their initials on a colour."""

import base64
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

SIZE = 240


def draw(name: str, colour: str) -> bytes:
    """A logo (PNG), as a binary field takes it."""
    initials = "".join(word[0] for word in name.split() if word[0].isalpha())[:2]
    image = Image.new("RGBA", (SIZE, SIZE))
    pen = ImageDraw.Draw(image)
    pen.rounded_rectangle((0, 0, SIZE - 1, SIZE - 1), 48, fill=colour)
    font = ImageFont.load_default(120)
    middle = SIZE / 2, SIZE / 2
    pen.text(middle, initials.upper(), font=font, fill="white", anchor="mm")
    file = BytesIO()
    image.save(file, "PNG")
    return base64.b64encode(file.getvalue())
