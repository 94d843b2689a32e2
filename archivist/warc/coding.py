"""How the members of a WARC file are compressed: gzip, or Zstandard with a dictionary at the file's head.

Sources: RFC 1952; RFC 8878; Zstandard WARC proposal (IIPC, warc-zstd).
"""

import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO

_CHUNK = 1 << 16
_GZIP = b"\x1f\x8b"
_ZSTD = b"\x28\xb5\x2f\xfd"
# Frames that hold no data of the stream; the first of a file may be the dictionary of all.
_SKIPPABLE = frozenset(bytes([low, 0x2A, 0x4D, 0x18]) for low in range(0x50, 0x60))
_ZSTD_DICTIONARY = b"\x5d\x2a\x4d\x18"
_LARGEST_DICTIONARY = 16 << 20
# Four bytes may stand for 128 KiB: this many stand for 16 MiB at most.
_ZSTD_PIECE = 512
_ZSTD_WINDOW = 128 << 20

#: Takes input; returns output, the input that is left, and whether the member has ended.
#: Raises ValueError, which says what is wrong.
Step = Callable[[bytes], tuple[bytes, bytes, bool]]


@dataclass(frozen=True, slots=True)
class Coding:
    """A compression, and how to undo it for one member."""

    name: str
    magic: bytes  # what each member begins with
    start: Callable[[], Step]
    read_size: int = _CHUNK  # bytes to take from the file at once


def coding_of(stream: BinaryIO) -> Coding | None:
    """Return the compression of the file in a stream that can seek; None if it is not compressed."""
    stream.seek(0)
    magic = stream.read(4)
    if magic.startswith(_GZIP):
        return GZIP
    if magic == _ZSTD or magic in _SKIPPABLE:
        dictionary = _read_dictionary(stream) if magic == _ZSTD_DICTIONARY else b""
        return Coding("Zstandard", _ZSTD, lambda: _zstd(dictionary), read_size=1 << 13)
    return None


def suffix_of(head: bytes) -> str:
    """Return what the name of a file that begins with these bytes ends in: ``.gz``, ``.zst``, or nothing."""
    if head.startswith(_GZIP):
        return ".gz"
    return ".zst" if head[:4] == _ZSTD or head[:4] in _SKIPPABLE else ""


def skippable_size(head: bytes) -> int:
    """Return the length of the skippable frame that begins with these eight bytes; 0 if none does."""
    return 8 + int.from_bytes(head[4:8], "little") if head[:4] in _SKIPPABLE and len(head) >= 8 else 0


def _gzip() -> Step:
    engine = zlib.decompressobj(wbits=31)

    def step(data: bytes) -> tuple[bytes, bytes, bool]:
        try:
            output = engine.decompress(data, _CHUNK)
        except zlib.error as error:
            raise ValueError(_reason(error)) from error
        return output, engine.unused_data if engine.eof else engine.unconsumed_tail, engine.eof

    return step


GZIP = Coding("gzip", _GZIP, _gzip)


def _zstd(dictionary: bytes) -> Step:
    # Few files are compressed so: only who reads one waits for the package.
    import zstandard  # noqa: PLC0415

    known = zstandard.ZstdCompressionDict(dictionary) if dictionary else None
    engine = zstandard.ZstdDecompressor(dict_data=known, max_window_size=_ZSTD_WINDOW).decompressobj()

    def step(data: bytes) -> tuple[bytes, bytes, bool]:
        try:
            output = engine.decompress(data[:_ZSTD_PIECE])
        except zstandard.ZstdError as error:
            raise ValueError(str(error)) from error
        return output, engine.unused_data + data[_ZSTD_PIECE:], engine.eof

    return step


def _read_dictionary(stream: BinaryIO) -> bytes:
    """Return the dictionary in the frame that begins the file; itself it may be compressed."""
    stream.seek(0)
    size = skippable_size(stream.read(8)) - 8
    data = stream.read(min(size, _LARGEST_DICTIONARY))
    if not data.startswith(_ZSTD):
        return data
    step, dictionary, has_ended = _zstd(b""), b"", False
    try:
        while data and not has_ended and len(dictionary) < _LARGEST_DICTIONARY:
            output, data, has_ended = step(data)
            dictionary += output
    except ValueError:
        return b""  # then no member can be read, and says so
    return dictionary


def _reason(error: zlib.error) -> str:
    """Return what zlib found, in the words of RFC 1952."""
    text = str(error)
    known = {
        "incorrect data check": "its CRC-32 does not fit",
        "incorrect length check": "its length (ISIZE) does not fit",
    }
    return next((words for part, words in known.items() if part in text), text.rpartition(": ")[2])
