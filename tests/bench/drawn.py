"""Pictures that stand for those a saved page no longer has: drawn from the address alone."""

import re
from hashlib import sha256
from io import BytesIO

from PIL import Image, ImageDraw

_SIZE = re.compile(r"(?<!\d)(\d{2,4})[x×](\d{2,4})(?!\d)")
_WIDTH = re.compile(r"(?:\bw(?:idth)?[=_/-]|[-_/])(\d{2,4})(?=w?\b)")
_FORMATS = {"png": "PNG", "webp": "WEBP", "gif": "GIF"}
_LONGEST_SIDE = 480

STYLE = b"body{font:16px/1.5 serif}img{max-width:100%}"
_SVG = (
    b'<svg xmlns="http://www.w3.org/2000/svg" width="64" height="64"><circle cx="32" cy="32" r="30"/></svg>'
)


def draw(address: str) -> tuple[str, bytes]:
    """Return media type and bytes of the picture for an address; the same address has the same picture.

    Its format follows the name's ending, JPEG where that says nothing, its proportions the size in the
    name, 4:3 where there is none.
    """
    ending = address.partition("?")[0].rpartition(".")[2].lower()
    if ending == "svg":
        return "image/svg+xml", _SVG
    kind = _FORMATS.get(ending, "JPEG")
    width, height = _size(address)
    return f"image/{kind.lower()}", _paint(kind, width, height, sha256(address.encode()).digest())


def _size(address: str) -> tuple[int, int]:
    if match := _SIZE.search(address):
        width, height = int(match[1]), int(match[2])
    elif match := _WIDTH.search(address):
        width, height = int(match[1]), int(match[1]) * 3 // 4
    else:
        width, height = 400, 300
    scale = min(1.0, _LONGEST_SIDE / max(width, height))
    return max(8, round(width * scale)), max(8, round(height * scale))


def _paint(kind: str, width: int, height: int, seed: bytes) -> bytes:
    """Paint a scene in which the seed chooses the colours and the place of the sun."""
    image = Image.new("HSV", (width, height), (seed[0], 60 + seed[1] // 2, 210)).convert("RGB")
    draw = ImageDraw.Draw(image)
    left, top, size = width * seed[2] // 340, height * seed[3] // 340, max(4, min(width, height) // 4)
    draw.ellipse((left, top, left + size, top + size), fill=(250, 244, 226))
    draw.rectangle((0, height * 4 // 5, width, height), fill=(seed[4], 70, 90))
    stream = BytesIO()
    image.save(stream, kind, quality=60)
    return stream.getvalue()
