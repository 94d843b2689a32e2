"""The header of a WARC record. Nothing in it is trusted.

Source: WARC 1.1 (ISO 28500:2017), clauses 4 and 5.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from archivist.warc.members import Damage, Member

#: A header is at most this long, in bytes; those of the field have some hundred.
LONGEST_HEADER = 1 << 16

_VERSION = re.compile(rb"WARC/(\d\.\d{1,2})\r?\n")
# token, RFC 2616 2.2
_NAME = re.compile(rb"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
# W3CDTF as clause 5.4 profiles it: WARC 1.0 to the second, 1.1 from the year to the nanosecond.
_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.\d{1,9})?)?Z)?)?)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """Version and named fields, in order; ``faults`` says what of the form is wrong."""

    version: str
    fields: tuple[tuple[str, str], ...]
    faults: tuple[str, ...] = ()

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
    faults = [] if b"\n" not in raw.replace(b"\r\n", b"") else ["a line ends without CR"]
    fields = tuple(_fields(raw[match.end() :], faults))
    return Header(version=match[1].decode("ascii"), fields=fields, faults=tuple(faults))


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
    lines = [member.line(LONGEST_HEADER)]
    left = LONGEST_HEADER - len(lines[0])
    while lines[0].startswith(b"WARC/") and lines[-1] not in {b"\r\n", b"\n"}:
        lines.append(member.line(left))
        left -= len(lines[-1])
        if left == 0:
            raise Damage("record-header-long", offset, f"the header is longer than {LONGEST_HEADER:,} bytes")
        if not lines[-1]:
            raise Damage("record-cut", offset, "the file ends inside the header of the record")
    return b"".join(lines)


def _fields(raw: bytes, faults: list[str]) -> Iterator[tuple[str, str]]:
    lines: list[bytes] = []
    for line in raw.rstrip(b"\r\n").split(b"\n"):
        if line[:1] in {b" ", b"\t"} and lines:
            lines[-1] += b" " + line.strip()
        else:
            lines.append(line.rstrip(b"\r"))
    for line in filter(None, lines):
        name, colon, value = line.partition(b":")
        if colon and _NAME.fullmatch(name):
            yield name.decode("ascii"), value.decode("utf-8", "replace").strip(" \t")
        else:
            faults.append(f"not a field: {line[:40]!r}")
