"""The bytes of a WARC file, decompressed member by member, in bounded memory.

A compressed WARC is a row of gzip members, one a record, so that each can be read by its offset
(WARC 1.1, annex D). An uncompressed one is read as a single member that holds all records.
"""

import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from archivist.warc.coding import Coding, coding_of, skippable_size

_CHUNK = 1 << 16
# The two bytes that begin a gzip member are found by chance once in 64 kB.
_MOST_GUESSES = 50_000


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
        Damage: "member-…": there is no member where one must be, or one is damaged or cut short.
    """
    coding = coding_of(stream)
    stream.seek(start)
    if coding:
        yield from _Compressed(stream, start, coding)
    elif stream.read(1):
        stream.seek(start)
        yield Member(start, lambda: stream.read(_CHUNK), is_compressed=False)


class _Compressed:
    """The members of a compressed file, one after the other."""

    def __init__(self, stream: BinaryIO, start: int, coding: Coding) -> None:
        self._stream = stream
        self._coding = coding
        self._input = b""
        self._end = start  # offset of the first byte of _input

    def __iter__(self) -> Iterator[Member]:
        while self._more(8):
            if skipped := skippable_size(self._input):
                self._skip(skipped)
                continue
            if not self._input.startswith(self._coding.magic):
                what = f"no {self._coding.name} member begins here, but {self._input[:8]!r}"
                raise Damage("member-garbage", self._end, what)
            member = Member(self._end, self._inflate(self._end), is_compressed=True)
            yield member
            member.drain()

    def _more(self, least: int = 1) -> bool:
        """Have at least so many bytes at hand, unless the file ends; say whether there are any."""
        while len(self._input) < least and (data := self._stream.read(self._coding.read_size)):
            self._input += data
        return bool(self._input)

    def _skip(self, count: int) -> None:
        self._end += count
        self._input = b""
        self._stream.seek(self._end)

    def _inflate(self, offset: int) -> Callable[[], bytes]:
        step, has_ended = self._coding.start(), False

        def fill() -> bytes:
            nonlocal has_ended
            data = b""
            while not data and not has_ended:
                if not self._more():
                    what = f"the {self._coding.name} member ends after {self._end - offset:,} bytes"
                    raise Damage("member-cut", offset, what)
                before = len(self._input)
                try:
                    data, self._input, has_ended = step(self._input)
                except ValueError as error:
                    raise Damage("member-damaged", offset, f"{self._coding.name}: {error}") from error
                self._end += before - len(self._input)
            return data

        return fill


def lines(stream: BinaryIO) -> Iterator[bytes]:
    """Yield the lines of a file, with their line ends, decompressed where they are; cut at a megabyte.

    Raises:
        Damage: a compressed member is damaged or cut short.
    """
    for member in members(stream):
        while line := member.line(1 << 20):
            yield line


def next_member(stream: BinaryIO, start: int) -> int | None:
    """Return where the next member that is a record, or the next record, begins from byte ``start`` on.

    For going on after damage; None if there is none, or if too many places look like one.
    """
    coding = coding_of(stream)
    mark = coding.magic if coding else b"\r\nWARC/1."
    for offset in islice(_occurrences(stream, mark, start), _MOST_GUESSES):
        if coding is None:
            return offset + 2
        if _holds_record(stream, offset, coding):
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


def _holds_record(stream: BinaryIO, offset: int, coding: Coding) -> bool:
    stream.seek(offset)
    try:
        return coding.start()(stream.read(4096))[0].startswith(b"WARC/")
    except ValueError:
        return False
