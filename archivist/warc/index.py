"""CDXJ, the index of a WARC file: where each address is, one line of JSON each, sorted.

    org,example)/a 20261124031415 {"url": "https://example.org/a", "mime": "text/html", ...}

Source: CDXJ 0.1.0 (IIPC, WACZ specifications).
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO
from urllib.parse import urlsplit

from archivist.warc.contents import Place, place_of
from archivist.warc.read import records_in

_WWW = re.compile(r"www\d{0,3}\.")


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


def _count(fields: Mapping[str, object], name: str) -> int:
    text = str(fields.get(name, ""))
    if not (text.isascii() and text.isdigit() and len(text) < 19):
        raise ValueError(f"{name} is {text[:20]!r}, no number of bytes")
    return int(text)
