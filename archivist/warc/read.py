"""Read WARC files as they are, one record in memory at a time.

warcio's reader decodes brotli bodies and rebuilds HTTP headers, and passes files cut short; what
is read here is what is stored, or an error.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from archivist.errors import WarcError
from archivist.warc.header import Header, read_date, read_header
from archivist.warc.members import Damage, Member, members, open_regular

# The longest block that is taken into memory, in bytes.
_LONGEST_BLOCK = 256 << 20


class Record:
    """A record of a WARC file; its block can be read once, and only until the next record is."""

    def __init__(self, path: Path, offset: int, header: Header, member: Member) -> None:
        self.offset = offset  # bytes from the start of the file, as stored, to the record
        self.header = header
        self._path = path
        self._member = member
        self._left = header.content_length or 0

    @property
    def type(self) -> str:
        """``response``, ``request``, ``resource``, ``revisit``, ``warcinfo``, ... in lower case."""
        return self.header.get("WARC-Type").lower()

    @property
    def target_uri(self) -> str:
        """The address that the record is about; empty for a warcinfo."""
        return self.header.target_uri

    @property
    def record_id(self) -> str:
        """``<urn:uuid:...>``."""
        return self.header.get("WARC-Record-ID")

    @property
    def date(self) -> datetime:
        """WARC-Date in UTC, to the second; the first moment there is where it has none."""
        return read_date(self.header.get("WARC-Date")) or datetime.min.replace(tzinfo=UTC)

    @property
    def payload_digest(self) -> str:
        """WARC-Payload-Digest as stated, ``sha1:...``, or empty."""
        return self.header.get("WARC-Payload-Digest")

    @property
    def media_type(self) -> str:
        """The type of the block, lower case, without parameters: ``application/http``."""
        return self.header.get("Content-Type").partition(";")[0].strip().lower()

    def read(self, count: int) -> bytes:
        """Return from one to ``count`` bytes of the block; none at its end.

        Raises:
            WarcError: the record is damaged or cut short.
        """
        with _as_warc_error(self._path):
            data = self._member.read(min(count, self._left))
            if self._left and not data:
                stated = self.header.content_length or 0
                raise Damage(
                    "record-cut", self.offset, f"its block has {stated - self._left:,} of {stated:,} bytes"
                )
        self._left -= len(data)
        return data

    def block(self, limit: int = _LONGEST_BLOCK) -> bytes:
        """Return the block, or what is left of it; with it, the checks of the compression are made.

        Raises:
            WarcError: the record is damaged or cut short, or longer than ``limit`` bytes.
        """
        if self._left > limit:
            raise WarcError(
                self._path, self.offset, f"{self._left:,} bytes are more than the {limit:,} that are read"
            )
        block = self.read_at_most(limit)
        with _as_warc_error(self._path):
            _pass_line_ends(self._member)
        return block

    def read_at_most(self, limit: int) -> bytes:
        """Return the next ``limit`` bytes of the block, or what is left of it.

        Raises:
            WarcError: the record is damaged or cut short.
        """
        pieces: list[bytes] = []
        while limit > 0 and (piece := self.read(limit)):
            pieces.append(piece)
            limit -= len(piece)
        return b"".join(pieces)


def read_records(path: Path, start: int = 0) -> Iterator[Record]:
    """Yield the records of a WARC file in file order, from the one at byte ``start`` on.

    What is left of a record's block is passed over when the next one is asked for. gzip's own
    checks are made at the end of each member; for all others see ``scan``.

    Raises:
        WarcError: a record is damaged or cut short, or the file cannot be read; records before
            it have been yielded.
    """
    with _as_warc_error(path), open_regular(path) as stream:
        yield from records_in(stream, path, start)


def records_in(stream: BinaryIO, path: Path, start: int = 0) -> Iterator[Record]:
    """Yield the records of a WARC file in a stream that can seek; ``path`` is what errors call it."""
    with _as_warc_error(path):
        for member in members(stream, start):
            yield from _records_of(path, member)


@contextmanager
def record_at(path: Path, offset: int) -> Iterator[Record]:
    """Open the record that begins at a byte of the file.

    Raises:
        WarcError: there is none, or it is damaged or cut short.
    """
    records = read_records(path, offset)
    try:
        record = next(records, None)
        if record is None:
            raise WarcError(path, offset, "the file ends before it")
        yield record
    finally:
        records.close()  # type: ignore[attr-defined]


def _records_of(path: Path, member: Member) -> Iterator[Record]:
    while True:
        _pass_line_ends(member)
        # Of records that share a member only the first has an offset of its own.
        offset = member.offset if member.is_compressed else member.offset + member.position
        header = read_header(member, offset)
        if header is None:
            return
        if header.content_length is None:
            raise Damage("record-length", offset, f"Content-Length is {header.get('Content-Length')!r}")
        record = Record(path, offset, header, member)
        yield record
        while record.read(1 << 16):
            pass


def _pass_line_ends(member: Member) -> None:
    """Pass over the end of a record; after it a compressed member ends, and its checks are made."""
    while member.peek()[:1] in {b"\r", b"\n"}:
        member.read(1)


@contextmanager
def _as_warc_error(path: Path) -> Iterator[None]:
    try:
        yield
    except Damage as damage:
        raise WarcError(path, damage.offset, damage.reason) from damage
    except OSError as error:
        raise WarcError(path, 0, error.strerror or str(error)) from error
