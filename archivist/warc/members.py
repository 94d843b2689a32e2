"""The bytes of a WARC file, decompressed member by member, in bounded memory.

A compressed WARC is a row of gzip members, one a record, so that each can be read by its offset
(WARC 1.1, annex D). An uncompressed one is read as a single member that holds all records.
"""

import os
import stat
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import BinaryIO

_CHUNK = 1 << 16
# Three bytes that begin a gzip member are found by chance once in 16 MB.
_MOST_GUESSES = 10_000
GZIP_MAGIC = b"\x1f\x8b"


class Damage(Exception):  # noqa: N818 - what is found is no error of the program
    """Bytes are not what they must be; ``offset`` is that of the member or record, ``code`` of a finding."""

    def __init__(self, code: str, offset: int, reason: str) -> None:
        super().__init__(reason)
        self.code = code
        self.offset = offset
        self.reason = reason


class Member:
    """A stretch of decompressed bytes, read forwards once."""

    def __init__(self, offset: int, fill: Callable[[], bytes], *, is_compressed: bool) -> None:
        self.offset = offset  # of its first byte, in the file as stored
        self.is_compressed = is_compressed
        self.position = 0  # bytes read so far, decompressed
        self._fill = fill  # the next bytes, none at the end
        self._buffer = b""
        self._start = 0

    def peek(self) -> bytes:
        """Return the bytes that are at hand, without reading them; none at the end."""
        if self._start == len(self._buffer):
            self._buffer, self._start = self._fill(), 0
        return self._buffer[self._start :]

    def read(self, count: int) -> bytes:
        """Return from one to ``count`` bytes; none at the end."""
        if self._start == len(self._buffer):
            self._buffer, self._start = self._fill(), 0
        data = self._buffer[self._start : self._start + count]
        self._start += len(data)
        self.position += len(data)
        return data

    def line(self, limit: int) -> bytes:
        """Return the bytes up to the next line end, with it; or ``limit`` bytes, or what is left."""
        pieces: list[bytes] = []
        while limit > 0:
            if self._start == len(self._buffer):
                self._buffer, self._start = self._fill(), 0
            end = self._buffer.find(b"\n", self._start, self._start + limit)
            piece = self.read(limit if end < 0 else end + 1 - self._start)
            pieces.append(piece)
            limit -= len(piece)
            if end >= 0 or not piece:
                break
        return b"".join(pieces)

    def drain(self) -> None:
        """Read to the end, for the checks that come with it."""
        while self.read(_CHUNK):
            pass


@contextmanager
def open_regular(path: Path) -> Iterator[BinaryIO]:
    """Open a file for reading; a pipe or a device, which may never end, is refused.

    Raises:
        Damage: it is not a regular file.
        OSError: it cannot be opened.
    """
    # Without O_NONBLOCK the opening of a pipe waits for a writer.
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with os.fdopen(descriptor, "rb", buffering=0) as stream:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise Damage("file-irregular", 0, "not a regular file")
        yield stream


def members(stream: BinaryIO, start: int = 0) -> Iterator[Member]:
    """Yield the members from byte ``start`` on; each is drained before the next.

    Raises:
        Damage: "gzip-…": there is no member where one must be, or one is damaged or cut short.
    """
    stream.seek(start)
    head = stream.read(2)
    stream.seek(start)
    if head == GZIP_MAGIC:
        yield from _GzipMembers(stream, start)
    elif head:
        yield Member(start, lambda: stream.read(_CHUNK), is_compressed=False)


class _GzipMembers:
    def __init__(self, stream: BinaryIO, start: int) -> None:
        self._stream = stream
        self._input = b""
        self._end = start  # offset of the first byte of _input

    def __iter__(self) -> Iterator[Member]:
        while self._more(len(GZIP_MAGIC)):
            if not self._input.startswith(GZIP_MAGIC):
                raise Damage(
                    "gzip-garbage", self._end, f"no gzip member begins here, but {self._input[:8]!r}"
                )
            member = Member(self._end, self._inflate(self._end), is_compressed=True)
            yield member
            member.drain()

    def _more(self, least: int = 1) -> bool:
        """Have at least so many bytes at hand, unless the file ends; say whether there are any."""
        while len(self._input) < least and (data := self._stream.read(_CHUNK)):
            self._input += data
        return bool(self._input)

    def _inflate(self, offset: int) -> Callable[[], bytes]:
        engine = zlib.decompressobj(wbits=31)

        def fill() -> bytes:
            data = b""
            while not data and not engine.eof:
                if not self._more():
                    raise Damage(
                        "gzip-cut", offset, f"the gzip member ends after {self._end - offset:,} bytes"
                    )
                before = len(self._input)
                try:
                    data = engine.decompress(self._input, _CHUNK)
                except zlib.error as error:
                    raise Damage("gzip-damaged", offset, _reason(error)) from error
                self._input = engine.unused_data if engine.eof else engine.unconsumed_tail
                self._end += before - len(self._input)
            return data

        return fill


def lines(stream: BinaryIO) -> Iterator[bytes]:
    """Yield the lines of a file, with their line ends, decompressed where it is gzip; cut at a megabyte.

    Raises:
        Damage: a gzip member is damaged or cut short.
    """
    for member in members(stream):
        while line := member.line(1 << 20):
            yield line


def next_member(stream: BinaryIO, start: int) -> int | None:
    """Return where the next gzip member of a record, or the next record, begins from byte ``start`` on.

    For going on after damage; None if there is none, or if too many places look like one.
    """
    stream.seek(0)
    is_compressed = stream.read(2) == GZIP_MAGIC
    mark = b"\x1f\x8b\x08" if is_compressed else b"\r\nWARC/1."
    for offset in islice(_occurrences(stream, mark, start), _MOST_GUESSES):
        if not is_compressed:
            return offset + 2
        if _holds_record(stream, offset):
            return offset
    return None


def _occurrences(stream: BinaryIO, mark: bytes, start: int) -> Iterator[int]:
    window = b""
    while True:
        stream.seek(start + len(window))
        data = stream.read(1 << 20)
        if not data:
            return
        window += data
        found = window.find(mark)
        while found >= 0:
            yield start + found
            found = window.find(mark, found + 1)
        kept = len(mark) - 1
        start += len(window) - kept
        window = window[-kept:]


def _holds_record(stream: BinaryIO, offset: int) -> bool:
    stream.seek(offset)
    try:
        return zlib.decompressobj(wbits=31).decompress(stream.read(4096), 5) == b"WARC/"
    except zlib.error:
        return False


def _reason(error: zlib.error) -> str:
    """Return what zlib found, in the words of RFC 1952."""
    text = str(error)
    known = {
        "incorrect data check": "its CRC-32 does not fit",
        "incorrect length check": "its length (ISIZE) does not fit",
        "incorrect header check": "no gzip member begins here",
    }
    return next((words for part, words in known.items() if part in text), text.rpartition(": ")[2])
