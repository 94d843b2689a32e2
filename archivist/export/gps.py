"""Take the place where a picture was taken (GPS) out of its file, without touching the picture."""

import struct
from collections.abc import Iterator

from PIL import Image

from archivist.picture.exif import EXIF_HEAD
from archivist.picture.jpeg import APP1, XMP_HEAD, Segment, segments
from archivist.picture.png import Chunk, chunks

_GPS_IFD = 0x8825


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
    """Yield the parts of a JPEG, those of APP1 without GPS."""
    position = 2
    yield data[:2]
    for segment in segments(data):
        whole = data[segment.start : segment.end]
        yield _cleaned_app1(segment, whole) if segment.marker == APP1 else whole
        position = segment.end
    yield data[position:]


def _cleaned_app1(segment: Segment, whole: bytes) -> bytes:
    if segment.body.startswith(EXIF_HEAD):
        return _cleaned_exif(segment.body, whole)
    return b"" if segment.body.startswith(XMP_HEAD) and b"GPS" in segment.body else whole


def _cleaned_exif(body: bytes, whole: bytes) -> bytes:
    exif = Image.Exif()
    # What Pillow raises on a damaged block is not documented; without the block nothing is shown wrong.
    try:
        exif.load(body)
        if _GPS_IFD not in exif:
            return whole
        del exif[_GPS_IFD]
        written = exif.tobytes()
    except Exception:
        return b""
    written = written if written.startswith(EXIF_HEAD) else EXIF_HEAD + written
    return struct.pack(">BBH", 0xFF, APP1, len(written) + 2) + written


def _cleaned_chunks(data: bytes) -> Iterator[bytes]:
    """Yield the parts of a PNG, without eXIf and text that speak of GPS."""
    yield data[:8]
    for chunk in chunks(data):
        if not _speaks_of_place(chunk):
            yield data[chunk.start : chunk.end]


def _speaks_of_place(chunk: Chunk) -> bool:
    if chunk.kind == b"eXIf":
        exif = Image.Exif()
        try:
            exif.load(chunk.body)
        except Exception:  # as above
            return True
        return _GPS_IFD in exif
    return chunk.kind in {b"iTXt", b"tEXt"} and b"GPS" in chunk.body
