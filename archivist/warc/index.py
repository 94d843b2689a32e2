"""CDXJ, the index of a WARC file: where each address is, one line of JSON each, sorted.

    org,example)/a 20261124031415 {"url": "https://example.org/a", "mime": "text/html", ...}

Source: CDXJ 0.1.0 (IIPC, WACZ specifications).
"""

import json
import re
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO
from urllib.parse import urlsplit

from archivist.errors import WarcError
from archivist.model import Finding, Severity
from archivist.warc.contents import Place, place_of
from archivist.warc.digests import Digest
from archivist.warc.read import records_in

_WWW = re.compile(r"www\d{0,3}\.")
_LONGEST_LINE = 1 << 16

#: Returns the entries of a WARC file by offset, or None where there is no such file.
#: Raises WarcError where it cannot be read.
ReadEntries = Callable[[str], "Mapping[int, Entry] | None"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A line of an index. What it does not say is empty."""

    key: str  # the address, sortable: hosts from the right
    timestamp: str  # 14 digits, UTC
    url: str
    mime: str
    status: str
    digest: str
    length: int  # bytes of the record as stored
    offset: int
    filename: str

    def as_line(self) -> str:
        """Return the line, without its line end."""
        fields = {
            "url": self.url,
            "mime": self.mime,
            "status": self.status,
            "digest": self.digest,
            "length": str(self.length),
            "offset": str(self.offset),
            "filename": self.filename,
        }
        return f"{self.key} {self.timestamp} {json.dumps({k: v for k, v in fields.items() if v})}"

    @classmethod
    def from_line(cls, line: str) -> "Entry":
        """Read a line.

        Raises:
            ValueError: it is not one.
        """
        key, timestamp, text = [*line.split(" ", 2), "", ""][:3]
        try:
            fields = json.loads(text)
        except RecursionError as error:
            raise ValueError("its JSON is nested too deeply") from error
        if not isinstance(fields, dict):
            raise ValueError("its JSON is no object")  # noqa: TRY004 - what is wrong is the line
        if not (timestamp.isascii() and timestamp.isdigit()):
            raise ValueError(f"{timestamp[:20]!r} is no timestamp")
        return cls(
            key=key,
            timestamp=timestamp,
            length=_count(fields, "length"),
            offset=_count(fields, "offset"),
            **{name: str(fields.get(name, "")) for name in ("url", "mime", "status", "digest", "filename")},
        )


def sort_key(url: str) -> str:
    """Return an address as an index sorts it (SURT): lower case, host from the right, without ``www.``.

    >>> sort_key("https://www.Example.org:8080/A?b=1")
    'org,example:8080)/a?b=1'
    """
    try:
        parts = urlsplit(url)
        host, port = _WWW.sub("", parts.hostname or "", count=1), parts.port
    except ValueError:
        return url
    if parts.scheme.lower() not in {"http", "https"}:
        return url
    is_usual = port in {None, 443 if parts.scheme == "https" else 80}
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return f"{','.join(reversed(host.split('.')))}{'' if is_usual else f':{port}'}){path}".lower()


def make_index(stream: BinaryIO, filename: str) -> list[str]:
    """Return the lines of the index of a WARC file, sorted bytewise.

    Raises:
        WarcError: a record is damaged or cut short.
    """
    lines = [entry.as_line() for entry in read_entries(stream, filename).values()]
    return sorted(lines, key=lambda line: line.encode("utf-8"))


def read_entries(stream: BinaryIO, filename: str) -> dict[int, Entry]:
    """Return an entry for each response, resource and revisit of a WARC file, by offset.

    Raises:
        WarcError: a record is damaged or cut short.
    """
    offsets: list[int] = []
    places: list[Place] = []
    for record in records_in(stream, Path(filename)):
        offsets.append(record.offset)
        if place := place_of(record):
            places.append(place)
    ends = dict(zip(offsets, [*offsets[1:], stream.seek(0, 2)], strict=True))
    return {place.offset: _entry_of(place, ends[place.offset], filename) for place in places}


def check_index(lines: Iterable[bytes], read: ReadEntries, name: str) -> Iterator[Finding]:
    """Yield where the lines of an index do not lead to the records that they name.

    ``read`` is asked once for each file that the index names.
    """
    files: dict[str, Mapping[int, Entry] | None] = {}
    named: set[tuple[str, int]] = set()
    before = b""
    for number, line in enumerate(lines, 1):
        where = f"{name}:{number}"
        if not line.strip():
            continue
        if len(line) > _LONGEST_LINE:
            yield _error("index-line", where, f"line {number} is longer than {_LONGEST_LINE:,} bytes")
            return
        if line < before:
            yield _error(
                "index-unsorted", where, f"line {number} sorts before the one above it: it will not be found"
            )
        before = line
        try:
            entry = Entry.from_line(line.decode("utf-8").rstrip("\r\n"))
        except ValueError as error:
            yield _error("index-line", where, f"line {number} cannot be read: {error}")
            continue
        if entry.filename not in files:
            files[entry.filename] = yield from _read(read, entry.filename, where)
        if (entries := files[entry.filename]) is not None:
            named.add((entry.filename, entry.offset))
            yield from _check_entry(entry, entries, where)
    yield from _check_complete(files, named, name)


def _read(
    read: ReadEntries, filename: str, where: str
) -> Generator[Finding, None, Mapping[int, Entry] | None]:
    try:
        entries = read(filename)
    except WarcError as error:
        yield _error("index-file", where, f"{filename[:120]} cannot be read: {error.reason}")
        return None
    if entries is None:
        yield _error("index-file", where, f"{filename[:120]!r} is not there, or cannot be read")
    return entries


def _check_entry(entry: Entry, entries: Mapping[int, Entry], where: str) -> Iterator[Finding]:
    found = entries.get(entry.offset)
    if found is None:
        yield _error(
            "index-offset", where, f"at byte {entry.offset:,} of {entry.filename[:120]} no such record begins"
        )
        return
    for field in ("url", "timestamp", "status", "length"):
        stated, real = getattr(entry, field), getattr(found, field)
        if stated != real and not (field == "status" and stated in {"", "-"}):
            yield _error(
                "index-field",
                where,
                f"{field} is {str(stated)[:120]!r}, that of the record {str(real)[:120]!r}",
            )
    if not _may_agree(entry.digest, found.digest):
        yield _error(
            "index-field", where, f"digest is {entry.digest[:120]!r}, that of the record {found.digest!r}"
        )
    if entry.mime != found.mime:
        what = f"mime is {entry.mime[:80]!r}, that of the record {found.mime[:80]!r}"
        yield Finding(code="index-field", severity=Severity.WARNING, where=where, what=what)
    if entry.key.partition(")")[0] != sort_key(entry.url).partition(")")[0]:
        yield _error(
            "index-key",
            where,
            f"{entry.key[:120]!r} is not the key of {entry.url[:120]}: it will not be found",
        )


def _check_complete(
    files: Mapping[str, Mapping[int, Entry] | None], named: set[tuple[str, int]], name: str
) -> Iterator[Finding]:
    for filename, entries in files.items():
        # What has no http address is in few indexes.
        missing = [
            e for e in (entries or {}).values() if (filename, e.offset) not in named and e.key != e.url
        ]
        if missing:
            what = f"{len(missing):,} records of {filename[:120]} are not in it, as {missing[0].url[:120]}"
            yield Finding(code="index-incomplete", severity=Severity.WARNING, where=name, what=what)


def _entry_of(place: Place, end: int, filename: str) -> Entry:
    return Entry(
        key=sort_key(place.target_uri),
        timestamp=f"{place.date.year:04}{place.date:%m%d%H%M%S}",
        url=place.target_uri,
        mime="warc/revisit" if place.is_revisit else place.media_type,
        status=str(place.status),
        digest=place.payload_digest,
        length=end - place.offset,
        offset=place.offset,
        filename=filename,
    )


def _may_agree(stated: str, real: str) -> bool:
    """Whether two digests may be of the same bytes; one without a label is SHA-1, as in older indexes."""
    try:
        one, other = (Digest.read(text if ":" in text else f"sha1:{text}") for text in (stated, real))
    except ValueError:
        return not (stated and real)
    return one.algorithm != other.algorithm or one.value == other.value


def _count(fields: Mapping[str, object], name: str) -> int:
    text = str(fields.get(name, ""))
    if not (text.isascii() and text.isdigit() and len(text) < 19):
        raise ValueError(f"{name} is {text[:20]!r}, no number of bytes")
    return int(text)


def _error(code: str, where: str, what: str) -> Finding:
    return Finding(code=code, severity=Severity.ERROR, where=where, what=what, hint="make the index anew")
