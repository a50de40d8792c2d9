"""Draws what members send: till receipts, tickets and invoices, as photos or PDF."""

import unicodedata
from collections.abc import Iterable
from decimal import Decimal
from functools import cache
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

PAPER_WIDTH, MARGIN, LEADING = 360, 24, 28
DESK, PAPER, INK = (121, 108, 94), (250, 249, 244), (38, 38, 42)
#: room for head and foot, in lines
FURNITURE = 11


def receipt(
    shop: str, day: str, items: Iterable[tuple[str, Decimal]], thanks: str, tilt: float
) -> bytes:
    """A photo (JPEG) of a till receipt that lies on a desk, ``tilt`` degrees askew.

    ``items`` are labels with what they cost; their sum is the total.
    """
    paper = _paper(shop, day, list(items), thanks)
    desk = Image.new("RGB", (PAPER_WIDTH + 90, paper.height + 80), DESK)
    turned = paper.convert("RGBA").rotate(tilt, Image.Resampling.BILINEAR, expand=True)
    place = (desk.width - turned.width) // 2, (desk.height - turned.height) // 2
    desk.paste(turned, place, turned)
    return _saved(desk, "JPEG", quality=60)


def invoice(
    shop: str, day: str, items: Iterable[tuple[str, Decimal]], thanks: str
) -> bytes:
    """The same on white paper, as a PDF."""
    return _saved(_paper(shop, day, list(items), thanks), "PDF", resolution=110)


def _paper(shop, day, items, thanks):
    size = PAPER_WIDTH, (FURNITURE + len(items)) * LEADING
    paper = Image.new("RGB", size, PAPER)
    draw = ImageDraw.Draw(paper)
    row = MARGIN
    for text, height in ((shop, 24), (day, 16)):
        draw.text((PAPER_WIDTH / 2, row), _printed(text), INK, _font(height), "ma")
        row += LEADING + height // 2
    row = _rule(draw, row)
    total = sum(amount for _label, amount in items)
    for label, amount in items:
        row = _line(draw, row, _printed(label)[:22], amount, 17)
    row = _rule(draw, row)
    row = _line(draw, row, "TOTAL EUR", total, 22)
    draw.text((PAPER_WIDTH / 2, row + LEADING), _printed(thanks), INK, _font(16), "ma")
    return paper


def _rule(draw, row):
    for start in range(MARGIN, PAPER_WIDTH - MARGIN, 10):
        draw.line((start, row + 8, start + 5, row + 8), INK)
    return row + LEADING


def _line(draw, row, label, amount, height):
    draw.text((MARGIN, row), label, INK, _font(height))
    price = f"{amount:.2f}".replace(".", ",")
    draw.text((PAPER_WIDTH - MARGIN, row), price, INK, _font(height), "ra")
    return row + LEADING


def _printed(text):
    """Capitals without accents, as tills print them."""
    parts = unicodedata.normalize("NFKD", text.upper().replace("–", "-"))
    return parts.encode("ascii", "ignore").decode()


@cache
def _font(height):
    # the one that comes with Pillow, wherever this runs
    return ImageFont.load_default(height)


def _saved(image, kind, **options):
    file = BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()
