"""The header of a WARC record. Nothing in it is trusted.

Source: WARC 1.1 (ISO 28500:2017), clauses 4 and 5.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from archivist.warc.members import Damage, Member

# A header is at most this long, in bytes; those of the field have some hundred.
_LONGEST_HEADER = 1 << 16

_VERSION = re.compile(rb"WARC/(\d\.\d{1,2})\r?\n")
# token, RFC 2616 2.2
_NAME = re.compile(rb"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
# W3CDTF as clause 5.4 profiles it: WARC 1.0 to the second, 1.1 from the year to the nanosecond.
_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.\d{1,9})?)?Z)?)?)?", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """Version and named fields, in order; ``others`` are the lines that are no fields."""

    version: str
    fields: tuple[tuple[str, str], ...]
    others: tuple[bytes, ...] = ()
    is_crlf: bool = True  # every line ends in CR LF

    def all(self, name: str) -> list[str]:
        """Return the values of all fields of a name, in any case."""
        return [value for key, value in self.fields if key.lower() == name.lower()]

    def get(self, name: str) -> str:
        """Return the value of the first field of a name, or an empty text."""
        return next(iter(self.all(name)), "")

    @property
    def target_uri(self) -> str:
        """The target URI, without the ``<>`` that writers of WARC 1.0 put around it."""
        return self.get("WARC-Target-URI").removeprefix("<").removesuffix(">")

    @property
    def content_length(self) -> int | None:
        """The length of the block in bytes, or None where the header has no number for it."""
        text = self.get("Content-Length")
        return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None


def read_header(member: Member, offset: int) -> Header | None:
    """Read the header of the record that begins here; None at the end of the member.

    Raises:
        Damage: what stands here is no record header, or one that does not end.
    """
    raw = _raw_header(member, offset)
    if not raw:
        return None
    match = _VERSION.match(raw)
    if not match:
        raise Damage("record-no-version", offset, f"a record begins with WARC/1.1, found {raw[:20]!r}")
    fields: list[tuple[str, str]] = []
    others: list[bytes] = []
    for line in _unfold(raw[match.end() :]):
        name, colon, value = line.partition(b":")
        if colon and _NAME.fullmatch(name):
            fields.append((name.decode("ascii"), value.decode("utf-8", "replace").strip(" \t")))
        else:
            others.append(line)
    return Header(
        version=match[1].decode("ascii"),
        fields=tuple(fields),
        others=tuple(others),
        is_crlf=b"\n" not in raw.replace(b"\r\n", b""),
    )


def read_date(text: str) -> datetime | None:
    """Read a WARC-Date, cut to the second; None where it is not one, or there is no such moment."""
    match = _DATE.fullmatch(text)
    if not match:
        return None
    year, month, day, hour, minute, second = (
        int(part or least) for part, least in zip(match.groups(), "111000", strict=False)
    )
    try:
        # A leap second is a second that there was; datetime cannot say it.
        return datetime(
            year, month, day, hour, minute, min(second, 59) if second == 60 else second, tzinfo=UTC
        )
    except ValueError:
        return None


def _raw_header(member: Member, offset: int) -> bytes:
    """Return the lines up to the empty one, with it; only the first where it is no version line."""
    lines = [member.line(_LONGEST_HEADER)]
    left = _LONGEST_HEADER - len(lines[0])
    while lines[0].startswith(b"WARC/") and lines[-1] not in {b"\r\n", b"\n"}:
        lines.append(member.line(left))
        left -= len(lines[-1])
        if left == 0:
            raise Damage("record-header-long", offset, f"the header is longer than {_LONGEST_HEADER:,} bytes")
        if not lines[-1]:
            raise Damage("record-cut", offset, "the file ends inside the header of the record")
    return b"".join(lines)


def _unfold(raw: bytes) -> Iterator[bytes]:
    """Yield the lines, those that begin with space joined to the one before (RFC 822, 3.1.1)."""
    pieces: list[bytes] = []
    for line in raw.split(b"\n"):
        if line[:1] not in {b" ", b"\t"} and pieces:
            yield b" ".join(pieces)
            pieces = []
        if text := line.strip(b" \t\r"):
            pieces.append(text)
    if pieces:
        yield b" ".join(pieces)
