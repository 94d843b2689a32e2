"""WebP: its chunks, and the blocks of metadata among them.

Source: WebP Container Specification (RFC 9649, 2.3 to 2.7); RFC 6386, 9.1 and RFC 9649, 3.4 for the size.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from archivist.picture.blocks import MOST_BYTES, Blocks

_START = 12  # after "RIFF", a size and "WEBP"
_HAS_XMP, _HAS_ALPHA = 0x04, 0x10


@dataclass(frozen=True, slots=True)
class _Chunk:
    kind: bytes
    body: bytes


def read_blocks(data: bytes) -> Blocks:
    """Return the blocks of metadata of a WebP."""
    exif, xmp = b"", b""
    for chunk in _chunks(data):
        if chunk.kind == b"EXIF":
            exif = exif or chunk.body[:MOST_BYTES]
        elif chunk.kind == b"XMP ":
            xmp = xmp or chunk.body[:MOST_BYTES]
    return Blocks(exif=exif, xmp=(xmp,) if xmp else ())


def with_blocks(data: bytes, blocks: Blocks) -> bytes:
    """Return a WebP with this packet of XMP in place of its own; every other chunk as it was.

    Raises:
        ValueError: it is damaged: the size of its picture is not to be found.
    """
    kept = [chunk for chunk in _chunks(data) if chunk.kind != b"XMP "]
    head = _extended_head(kept)
    kept = [head, *(chunk for chunk in kept if chunk.kind != b"VP8X"), _Chunk(b"XMP ", b"".join(blocks.xmp))]
    body = b"WEBP" + b"".join(map(_written, kept))
    return b"RIFF" + struct.pack("<I", len(body)) + body


def _chunks(data: bytes) -> Iterator[_Chunk]:
    """Yield the chunks of a WebP, in file order; of one that is cut short, what is there."""
    position = _START
    while len(data) >= position + 8:
        kind, length = struct.unpack("<4sI", data[position : position + 8])
        yield _Chunk(kind, data[position + 8 : position + 8 + length])
        position += 8 + length + length % 2


def _written(chunk: _Chunk) -> bytes:
    size = len(chunk.body)
    return chunk.kind + struct.pack("<I", size) + chunk.body + bytes(size % 2)


def _extended_head(kept: list[_Chunk]) -> _Chunk:
    """Return the chunk that says which others there are; without it there may be no metadata (2.7)."""
    first = kept[0] if kept else _Chunk(b"", b"")
    if first.kind == b"VP8X" and len(first.body) >= 10:
        return _Chunk(b"VP8X", bytes([first.body[0] | _HAS_XMP]) + first.body[1:])
    flags = _HAS_XMP
    if first.kind == b"VP8 " and first.body[3:6] == b"\x9d\x01\x2a" and len(first.body) >= 10:
        width, height = (side & 0x3FFF for side in struct.unpack("<HH", first.body[6:10]))
    elif first.kind == b"VP8L" and first.body[:1] == b"\x2f" and len(first.body) >= 5:
        (bits,) = struct.unpack("<I", first.body[1:5])
        width, height = (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
        flags |= _HAS_ALPHA if bits >> 28 & 1 else 0
    else:
        raise ValueError("a damaged WebP")
    sides = struct.pack("<I", width - 1)[:3] + struct.pack("<I", height - 1)[:3]
    return _Chunk(b"VP8X", bytes([flags, 0, 0, 0]) + sides)
