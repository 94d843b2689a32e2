"""PNG: its chunks, and the blocks of metadata among them.

Source: PNG, third edition, 5.3 (chunks), 11.3.3 (texts), 11.3.5.4 (eXIf); XMP, ISO 16684-3, 1.1.5.
"""

import struct
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice

from archivist.picture import photoshop
from archivist.picture.blocks import MOST_BYTES, Blocks
from archivist.picture.exif import EXIF_HEAD
from archivist.picture.facts import Fact
from archivist.picture.fields import SPECS
from archivist.picture.jpeg import XMP_HEAD
from archivist.picture.text import MOST_CHARACTERS, clean, decode

_START = 8  # after the signature
_XMP_KEYWORD = b"XML:com.adobe.xmp"
_PROFILE = b"Raw profile type "
_MOST_TEXTS = 50  # chunks
_MOST_DIGITS = 2 << 20  # of a profile
_MOST_LETTERS = 4 * MOST_CHARACTERS


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
    blocks = Blocks()
    texts: list[tuple[str, str]] = []
    for text in islice(map(_text, filter(_is_text, chunks(data))), _MOST_TEXTS):
        if text.keyword == _XMP_KEYWORD:
            packet = b"" if blocks.xmp else text.read()
            blocks = replace(blocks, xmp=blocks.xmp or tuple(filter(None, [packet])))
        elif text.keyword.startswith(_PROFILE):
            blocks = _with_profile(blocks, text)
        else:
            texts.append((text.place, decode(text.read(_MOST_LETTERS))))
    exif = next((chunk.body for chunk in chunks(data) if chunk.kind == b"eXIf"), blocks.exif)
    return replace(blocks, exif=exif, texts=tuple(texts))


def text_facts(texts: Iterable[tuple[str, str]]) -> list[Fact]:
    """Return what the texts of a PNG say under keywords that the standard has for it."""
    specs = {spec.png: spec for spec in SPECS if spec.png}
    return [
        Fact(field=spec.field, text=said, method="png", place=place)
        for place, text in texts
        if (spec := specs.get(place.partition(" ")[2])) and (said := clean(text))
    ]


def with_blocks(data: bytes, blocks: Blocks) -> bytes:
    """Return a PNG with this packet of XMP in place of its own; every other chunk as it was."""
    pieces, position = [data[:_START]], _START
    for chunk in chunks(data):
        if not _is_packet(chunk):
            pieces.append(data[chunk.start : chunk.end])
        if chunk.kind == b"IHDR":
            pieces.append(_chunk(b"iTXt", _XMP_KEYWORD + bytes(5) + b"".join(blocks.xmp)))
        position = chunk.end
    return b"".join([*pieces, data[position:]])


def _is_packet(chunk: Chunk) -> bool:
    return chunk.kind == b"iTXt" and chunk.body.startswith(_XMP_KEYWORD + b"\x00")


@dataclass(frozen=True, slots=True)
class _Text:
    """A text with its keyword; one that is compressed is not yet inflated."""

    kind: bytes
    keyword: bytes
    body: bytes
    is_compressed: bool

    @property
    def place(self) -> str:
        return f"{self.kind.decode()} {self.keyword.decode('latin-1')}"

    def read(self, most: int = MOST_BYTES) -> bytes:
        if not self.is_compressed:
            return self.body[:most]
        try:
            return zlib.decompressobj().decompress(self.body, most)
        except zlib.error:
            return b""


def _is_text(chunk: Chunk) -> bool:
    return chunk.kind in {b"tEXt", b"zTXt", b"iTXt"}


def _text(chunk: Chunk) -> _Text:
    keyword, _, body = chunk.body.partition(b"\x00")
    if chunk.kind == b"tEXt":
        return _Text(chunk.kind, keyword, body, is_compressed=False)
    if chunk.kind == b"zTXt":  # after the method, of which there is one
        return _Text(chunk.kind, keyword, body[1:], is_compressed=True)
    text = body[2:].split(b"\x00", 2)[-1]  # after the language and the translated keyword
    return _Text(chunk.kind, keyword, text, is_compressed=body[:1] == b"\x01")


def _with_profile(blocks: Blocks, text: _Text) -> Blocks:
    """Take in a block as ImageMagick keeps it: a name, a length, and hexadecimal digits, line by line."""
    _, _, _, digits = (text.read(_MOST_DIGITS) + b"\n\n\n").split(b"\n", 3)
    try:
        block = bytes.fromhex(digits.decode("ascii"))
    except ValueError:
        return blocks
    match text.keyword.removeprefix(_PROFILE).lower():
        case b"exif":
            return replace(blocks, exif=blocks.exif or block)
        case b"iptc" | b"8bim":
            iptc = photoshop.iptc_of(block.removeprefix(photoshop.HEAD)) or block
            return replace(blocks, iptc=blocks.iptc or iptc)
        case b"xmp":
            return replace(blocks, xmp=blocks.xmp or (block,))
        case b"app1" if block.startswith(EXIF_HEAD):
            return replace(blocks, exif=blocks.exif or block)
        case b"app1" if block.startswith(XMP_HEAD):
            return replace(blocks, xmp=blocks.xmp or (block.removeprefix(XMP_HEAD),))
        case _:
            return blocks


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
