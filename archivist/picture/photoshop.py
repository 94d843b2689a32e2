"""Image resources of Photoshop, in which JPEG and TIFF keep their IPTC-IIM.

Source: Adobe Photoshop File Formats Specification, "Image Resources Section".
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass

#: What image resources begin with in JPEG, and in the profiles of other programs.
HEAD = b"Photoshop 3.0\x00"

_SIGNATURES = frozenset({b"8BIM", b"AgHg", b"MeSa", b"DCSR", b"PHUT"})
_IPTC = 0x0404
_IPTC_DIGEST = 0x0425  # MD5 of the IPTC block, which would be wrong once that is another
_MOST_RESOURCES = 1000


@dataclass(frozen=True, slots=True)
class _Resource:
    head: bytes  # signature, number and name, as they stand there
    number: int
    data: bytes  # of a resource cut short, what is there


def iptc_of(resources: bytes) -> bytes:
    """Return the datasets of IIM among image resources; those of a resource cut short as far as they go."""
    return b"".join(resource.data for resource in _resources(resources) if resource.number == _IPTC)


def with_iptc(resources: bytes, iptc: bytes) -> bytes:
    """Return image resources with this IPTC in place of their own; all others are kept."""
    kept = [found for found in _resources(resources) if found.number not in {_IPTC, _IPTC_DIGEST}]
    made = _Resource(struct.pack(">4sHH", b"8BIM", _IPTC, 0), _IPTC, iptc)
    return b"".join(map(_written, [*kept, made]))


def _resources(data: bytes) -> Iterator[_Resource]:
    position = 0
    for _ in range(_MOST_RESOURCES):
        start = position
        if data[start : start + 4] not in _SIGNATURES or len(data) < start + 12:
            return
        (number,) = struct.unpack(">H", data[start + 4 : start + 6])
        named = 1 + data[start + 6]  # a Pascal string, padded to an even length
        position = start + 6 + named + named % 2
        if len(data) < position + 4:
            return
        (size,) = struct.unpack(">I", data[position : position + 4])
        yield _Resource(data[start:position], number, data[position + 4 : position + 4 + size])
        position += 4 + size + size % 2


def _written(resource: _Resource) -> bytes:
    size = len(resource.data)
    return resource.head + struct.pack(">I", size) + resource.data + bytes(size % 2)
