"""Take the place where a picture was taken (GPS) out of its file, without touching the picture."""

import struct
from collections.abc import Iterator

from PIL import Image

_GPS_IFD = 0x8825
_EXIF = b"Exif\x00\x00"
_XMP = b"http://ns.adobe.com/xap/1.0/\x00"


def without_place(data: bytes, kind: str) -> bytes:
    """Return a picture without GPS: the same bytes where there is none.

    In a JPEG the Exif block is written anew without it, or left out where it cannot be read; a block
    of XMP that speaks of GPS is left out, as such a chunk of a PNG is. GIF has no place for it.
    """
    if kind == "jpeg":
        return b"".join(_cleaned_segments(data))
    if kind == "png":
        return b"".join(_cleaned_chunks(data))
    return data


def _cleaned_segments(data: bytes) -> Iterator[bytes]:
    """Yield the parts of a JPEG (ITU-T T.81, B.1.1.4), those of APP1 without GPS."""
    position = 2
    yield data[:2]
    while data[position : position + 1] == b"\xff" and len(data) >= position + 4:
        marker = data[position + 1]
        # Without a length, or the start of the picture itself: what follows is not of this kind.
        if marker in {0xDA, 0xFF} or 0xD0 <= marker <= 0xD9:
            break
        (length,) = struct.unpack(">H", data[position + 2 : position + 4])
        segment = data[position : position + 2 + length]
        yield _cleaned_app1(segment) if marker == 0xE1 else segment
        position += 2 + length
    yield data[position:]


def _cleaned_app1(segment: bytes) -> bytes:
    body = segment[4:]
    if body.startswith(_EXIF):
        return _cleaned_exif(segment)
    return b"" if body.startswith(_XMP) and b"GPS" in body else segment


def _cleaned_exif(segment: bytes) -> bytes:
    exif = Image.Exif()
    # What Pillow raises on a damaged block is not documented; without the block nothing is shown wrong.
    try:
        exif.load(segment[4:])
        if _GPS_IFD not in exif:
            return segment
        del exif[_GPS_IFD]
        body = exif.tobytes()
    except Exception:
        return b""
    body = body if body.startswith(_EXIF) else _EXIF + body
    return struct.pack(">BBH", 0xFF, 0xE1, len(body) + 2) + body


def _cleaned_chunks(data: bytes) -> Iterator[bytes]:
    """Yield the parts of a PNG (PNG, 5.3), without eXIf and text that speak of GPS."""
    position = 8
    yield data[:8]
    while len(data) >= position + 12:
        (length,) = struct.unpack(">I", data[position : position + 4])
        chunk = data[position : position + 12 + length]
        if not _speaks_of_place(chunk):
            yield chunk
        position += 12 + length


def _speaks_of_place(chunk: bytes) -> bool:
    if chunk[4:8] == b"eXIf":
        exif = Image.Exif()
        try:
            exif.load(chunk[8:-4])
        except Exception:  # as above
            return True
        return _GPS_IFD in exif
    return chunk[4:8] in {b"iTXt", b"tEXt"} and b"GPS" in chunk
