"""AVIF and HEIF: their boxes, and the items among them that are metadata.

Source: ISO/IEC 14496-12 (ISOBMFF), 4.2 (boxes), 8.11.1 (meta), 8.11.3 (iloc), 8.11.6 (iinf);
ISO/IEC 23008-12 (HEIF), A.2.1 (Exif), A.3 (XMP).
"""

import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from archivist.picture.blocks import MOST_BYTES, Blocks

_MOST_BOXES = 2000
_MOST_EXTENTS = 100  # pieces of one item
_XMP_TYPE = b"application/rdf+xml"
_IN_FILE, _IN_IDAT = 0, 1


@dataclass(frozen=True, slots=True)
class _Item:
    """Where an item lies: in the file or in the box ``idat``, in pieces of offset and length."""

    construction: int
    extents: tuple[tuple[int, int], ...]


def read_blocks(data: bytes) -> Blocks:
    """Return the blocks of metadata of an AVIF or HEIF."""
    meta = dict(_boxes(next((body for kind, body in _boxes(data) if kind == b"meta"), b"")[4:]))
    kinds = _metadata_items(meta.get(b"iinf", b""))
    places = _places(meta.get(b"iloc", b""), kinds) if kinds else {}
    exif, xmp = b"", b""
    for number, place in places.items():
        item = _read_item(data, meta.get(b"idat", b""), place)
        if kinds[number] == b"Exif":
            exif = exif or item[4 + int.from_bytes(item[:4]) :]  # after where its TIFF structure begins
        else:
            xmp = xmp or item
    return Blocks(exif=exif, xmp=(xmp,) if xmp else ())


def _boxes(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield kind and body of each box; of one that is cut short, what is there."""
    position = 0
    for _ in range(_MOST_BOXES):
        if len(data) < position + 8:
            return
        size, kind = struct.unpack_from(">I4s", data, position)
        head = 8
        if size == 1 and len(data) >= position + 16:
            (size,), head = struct.unpack_from(">Q", data, position + 8), 16
        end = position + size if size else len(data)
        if end < position + head:
            return
        # The picture itself is many times as long, and nobody asks for it.
        yield kind, b"" if kind == b"mdat" else data[position + head : end]
        position = end


def _metadata_items(iinf: bytes) -> dict[int, bytes]:
    """Return the numbers of the items that are Exif or XMP, each with its kind."""
    found = {}
    for kind, body in _boxes(iinf[6 if iinf[:1] == b"\x00" else 8 :]):
        if kind != b"infe" or body[:1] not in {b"\x02", b"\x03"}:
            continue
        width = 2 if body[0] == 2 else 4
        number, what = int.from_bytes(body[4 : 4 + width]), body[6 + width : 10 + width]
        _, media_type, *_ = *body[10 + width :].split(b"\x00", 2), b""  # behind a name
        if what == b"Exif" or (what == b"mime" and media_type == _XMP_TYPE):
            found[number] = what
    return found


def _places(iloc: bytes, wanted: Mapping[int, bytes]) -> dict[int, _Item]:
    """Return where the wanted items lie."""
    fields = _Fields(iloc)
    version = fields.take(4) >> 24
    offset_size, length_size, base_size, index_size = (
        nibble for octet in fields.octets(2) for nibble in (octet >> 4, octet & 15)
    )
    index_size = index_size if version else 0
    wide = 4 if version > 1 else 2
    found = {}
    for _ in range(fields.take(wide)):
        if fields.is_over:
            break
        number = fields.take(wide)
        construction = fields.take(2) & 15 if version else _IN_FILE
        is_elsewhere = fields.take(2) != 0  # in another file
        base, count = fields.take(base_size), fields.take(2)
        is_read = number in wanted and number not in found and not is_elsewhere
        extents = []
        for _ in range(min(count, _MOST_EXTENTS) if is_read else 0):
            fields.skip(index_size)
            extents.append((base + fields.take(offset_size), fields.take(length_size)))
        fields.skip((count - len(extents)) * (index_size + offset_size + length_size))
        if is_read:
            found[number] = _Item(construction, tuple(extents))
    return found


def _read_item(data: bytes, idat: bytes, item: _Item) -> bytes:
    source = {_IN_FILE: data, _IN_IDAT: idat}.get(item.construction, b"")
    read = b""
    for offset, length in item.extents:
        room = MOST_BYTES - len(read)
        read += source[offset : offset + min(length or room, room)]
    return read


class _Fields:
    """Takes numbers off a run of bytes; behind its end they are 0."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._position = 0

    @property
    def is_over(self) -> bool:
        return self._position >= len(self._data)

    def octets(self, count: int) -> bytes:
        start = self._position
        self._position += count
        return self._data[start : start + count].ljust(count, b"\x00")

    def take(self, count: int) -> int:
        return int.from_bytes(self.octets(count))

    def skip(self, count: int) -> None:
        self._position += count
