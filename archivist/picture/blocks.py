"""The blocks of metadata that a file holds, whatever its container."""

from dataclasses import dataclass

#: Bytes of one block; a file may claim what it likes.
MOST_BYTES = 4 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Blocks:
    """The bytes of each standard's metadata in a file; empty where it has none."""

    exif: bytes = b""  # with or without "Exif\0\0" before it
    iptc: bytes = b""  # the datasets of IIM
    texts: tuple[tuple[str, str], ...] = ()  # of PNG: chunk and keyword, "tEXt Author", and the text
    xmp: tuple[bytes, ...] = ()  # the packet, and the one that holds what did not fit into it
