"""GIF: the application extension that holds XMP.

Source: GIF89a, 17 to 27; XMP, ISO 16684-3, 1.1.2.
"""

from archivist.picture.blocks import MOST_BYTES, Blocks

_IMAGE, _EXTENSION, _APPLICATION = 0x2C, 0x21, 0xFF
_XMP_HEAD = b"\x0bXMP DataXMP"
# Behind the packet: whatever byte of it a reader of sub-blocks takes for a length, it comes out at the end.
_TRAILER = bytes([0x01, *range(0xFF, -1, -1)])
_MOST_PARTS = 100_000  # images and extensions: a film has thousands


def read_blocks(data: bytes) -> Blocks:
    """Return the XMP of a GIF; it holds no other metadata."""
    position = 13 + _colours(data[10:11])
    for _ in range(_MOST_PARTS):
        head = data[position : position + 2]
        if len(head) == 2 and head[0] == _EXTENSION:
            start = position + 2
            if head[1] == _APPLICATION and data.startswith(_XMP_HEAD, start):
                packet = data[start + len(_XMP_HEAD) : _end_of_blocks(data, start + len(_XMP_HEAD))]
                return Blocks(xmp=(packet.partition(_TRAILER)[0][:MOST_BYTES],))
        elif len(head) == 2 and head[0] == _IMAGE:
            start = position + 11 + _colours(data[position + 9 : position + 10])
        else:
            break
        position = _end_of_blocks(data, start)
    return Blocks()


def _colours(flags: bytes) -> int:
    """Return the bytes of the table of colours that the flags announce."""
    return 3 << (flags[0] & 7) + 1 if flags and flags[0] & 0x80 else 0


def _end_of_blocks(data: bytes, start: int) -> int:
    """Return where a run of sub-blocks ends: behind the one of no length, or where the file does."""
    while start < len(data) and (length := data[start]):
        start += 1 + length
    return start + 1
