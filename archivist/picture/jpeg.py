"""JPEG: its segments, and the blocks of metadata among them.

Source: ITU-T T.81, B.1.1.4; XMP, ISO 16684-3, 1.1.3 (APP1), 1.1.3.1 (extended XMP).
"""

import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass

from archivist.picture import photoshop
from archivist.picture.blocks import MOST_BYTES, Blocks
from archivist.picture.exif import EXIF_HEAD

XMP_HEAD = b"http://ns.adobe.com/xap/1.0/\x00"
_EXTENDED_HEAD = b"http://ns.adobe.com/xmp/extension/\x00"

APP0, APP1, APP13 = 0xE0, 0xE1, 0xED
_START_OF_SCAN = 0xDA
# Any number of 0xFF may lead in (B.1.1.2); then the marker, and the length of what follows.
_MARKER = re.compile(rb"\xff+([^\xff])(..)", re.DOTALL)
_MOST_BODY = 0xFFFF - 2


@dataclass(frozen=True, slots=True)
class Segment:
    """A marker segment; of one that is cut short, what is there."""

    start: int
    end: int  # may lie behind the end of the file
    marker: int
    body: bytes  # without marker and length


def segments(data: bytes) -> Iterator[Segment]:
    """Yield the segments between the start of the file and that of the picture itself."""
    start = 2
    while found := _MARKER.match(data, start):
        marker, body = found[1][0], found.end()
        # Without a length, or the start of the picture itself: what follows is not of this kind.
        if marker in {0x00, 0x01, _START_OF_SCAN} or 0xD0 <= marker <= 0xD9:
            return
        end = body - 2 + int.from_bytes(found[2])
        if end < body:
            return
        yield Segment(start, end, marker, data[body:end])
        start = end


def read_blocks(data: bytes) -> Blocks:
    """Return the blocks of metadata of a JPEG."""
    exif, packets, resources, extended = b"", [], [], []
    for segment in segments(data):
        body = segment.body
        if segment.marker == APP1 and body.startswith(EXIF_HEAD):
            exif = exif or body
        elif segment.marker == APP1 and body.startswith(XMP_HEAD):
            packets.append(body[len(XMP_HEAD) :])
        elif segment.marker == APP1 and body.startswith(_EXTENDED_HEAD):
            extended.append(body[len(_EXTENDED_HEAD) :])
        elif segment.marker == APP13 and body.startswith(photoshop.HEAD):
            resources.append(body[len(photoshop.HEAD) :])
    packets = packets[:1] + [packet for packet in [_extended(extended, packets)] if packet]
    iptc = photoshop.iptc_of(b"".join(resources)[:MOST_BYTES])
    return Blocks(exif=exif, iptc=iptc, xmp=tuple(packets))


def with_blocks(data: bytes, blocks: Blocks) -> bytes:
    """Return a JPEG with this IPTC and XMP in place of its own; all else, and the picture, as they were.

    Raises:
        ValueError: the packet is longer than a segment.
    """
    packet = XMP_HEAD + b"".join(blocks.xmp)
    if len(packet) > _MOST_BODY:
        raise ValueError(f"{len(packet):,} bytes of XMP do not fit into a segment of JPEG")
    found = list(segments(data))
    resources = b"".join(one.body[len(photoshop.HEAD) :] for one in found if _is_photoshop(one))
    replaced = [one for one in found if _is_photoshop(one) or _is_packet(one)]
    place = next((one.start for one in found if not _leads(one)), found[-1].end if found else 2)
    pieces, position = [], 0
    for start, end, piece in sorted([
        (place, place, _segment(APP1, packet) + _app13(photoshop.with_iptc(resources, blocks.iptc))),
        *((one.start, one.end, b"") for one in replaced),
    ]):  # fmt: skip
        pieces += [data[position:start], piece]
        position = end
    return b"".join([*pieces, data[position:]])


def _is_packet(segment: Segment) -> bool:
    return segment.marker == APP1 and segment.body.startswith(XMP_HEAD)


def _is_photoshop(segment: Segment) -> bool:
    return segment.marker == APP13 and segment.body.startswith(photoshop.HEAD)


def _leads(segment: Segment) -> bool:
    """Whether a segment must come first: JFIF, then Exif."""
    is_exif = segment.marker == APP1 and segment.body.startswith(EXIF_HEAD)
    return segment.marker == APP0 or is_exif


def _segment(marker: int, body: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(body) + 2) + body


def _app13(resources: bytes) -> bytes:
    room = _MOST_BODY - len(photoshop.HEAD)
    parts = (resources[start : start + room] for start in range(0, len(resources), room))
    return b"".join(_segment(APP13, photoshop.HEAD + part) for part in parts)


def _extended(parts: list[bytes], packets: list[bytes]) -> bytes:
    """Return the packet that is spread over segments: each has its GUID, the whole length, its offset."""
    wanted = [part for part in parts if len(part) > 40 and packets and part[:32] in packets[0]]
    wanted.sort(key=lambda part: part[36:40])
    packet = b""
    for part in wanted:
        length, offset = struct.unpack(">II", part[32:40])
        if offset != len(packet) or length > MOST_BYTES:
            break
        packet += part[40:]
    return packet[:MOST_BYTES]
