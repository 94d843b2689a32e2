"""PNG: its chunks, and the blocks of metadata among them.

Source: PNG, third edition, 5.3 (chunks), 11.3.3.4 (iTXt), 11.3.5.4 (eXIf); XMP, ISO 16684-3, 1.1.5.
"""

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from archivist.picture.blocks import MOST_BYTES, Blocks

_START = 8  # after the signature
_XMP_KEYWORD = b"XML:com.adobe.xmp\x00"


@dataclass(frozen=True, slots=True)
class Chunk:
    """A chunk; of one that is cut short, what is there."""

    start: int
    end: int  # may lie behind the end of the file
    kind: bytes
    body: bytes


def chunks(data: bytes) -> Iterator[Chunk]:
    """Yield the chunks of a PNG, in file order."""
    position = _START
    while len(data) >= position + 12:
        length, kind = struct.unpack(">I4s", data[position : position + 8])
        end = position + 12 + length
        # The bodies of the picture itself are many times as long, and nobody asks for them.
        body = b"" if kind == b"IDAT" else data[position + 8 : end - 4]
        yield Chunk(position, end, kind, body)
        position = end


def read_blocks(data: bytes) -> Blocks:
    """Return the blocks of metadata of a PNG."""
    exif, xmp = b"", b""
    for chunk in chunks(data):
        if chunk.kind == b"eXIf":
            exif = exif or chunk.body
        elif _is_packet(chunk):
            xmp = xmp or _packet(chunk.body)
    return Blocks(exif=exif, xmp=(xmp,) if xmp else ())


def with_blocks(data: bytes, blocks: Blocks) -> bytes:
    """Return a PNG with this packet of XMP in place of its own; every other chunk as it was."""
    pieces, position = [data[:_START]], _START
    for chunk in chunks(data):
        if not _is_packet(chunk):
            pieces.append(data[chunk.start : chunk.end])
        if chunk.kind == b"IHDR":
            pieces.append(_chunk(b"iTXt", _XMP_KEYWORD + bytes(4) + b"".join(blocks.xmp)))
        position = chunk.end
    return b"".join([*pieces, data[position:]])


def _is_packet(chunk: Chunk) -> bool:
    return chunk.kind == b"iTXt" and chunk.body.startswith(_XMP_KEYWORD)


def _packet(body: bytes) -> bytes:
    """Return the text of a chunk that begins with the keyword of XMP."""
    flags = body[len(_XMP_KEYWORD) :]
    text = flags[2:].split(b"\x00", 2)[-1]  # after the language and the translated keyword
    if flags[:1] != b"\x01":
        return text[:MOST_BYTES]
    try:
        return zlib.decompressobj().decompress(text, MOST_BYTES)
    except zlib.error:
        return b""


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
