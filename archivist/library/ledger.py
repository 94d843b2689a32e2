"""The ledger: every thing that happened to a library, a line each, each sealed by the next.

    {"event":"create","at":"2026-11-24T03:14:15Z","previous":"0000…","library":"…"}
    {"event":"add","at":…,"previous":…,"file":"data/…","sha256":…,"size":…,"captures":[{"id":…}]}
    {"event":"remove","at":…,"previous":…,"file":…,"sha256":…,"size":…,"captures":[…],"reason":…}

``previous`` is the SHA-256 of the line before, without its line end; of the first line, zeros. The
file is only ever appended to. A capture exists when its line does.
"""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from archivist.errors import LibraryError
from archivist.library.files import append_line, last_line, reading
from archivist.library.names import is_capture_file
from archivist.model import Capture

_ID = re.compile(r"[0-9a-f]{8}")

#: What the first line has as ``previous``.
NO_LINE = "0" * 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A line of the ledger. What an event does not have is empty."""

    event: str  # "create", "add", "remove"; others are of later versions and passed over
    at: datetime  # UTC, to the second
    previous: str = ""
    library: str = ""  # create: the id of the library
    file: str = ""  # add, remove: relative to the library, with "/"
    sha256: str = ""
    size: int = 0  # bytes
    captures: tuple[Capture, ...] = ()
    reason: str = ""  # remove

    @classmethod
    def of_file(cls, event: str, captures: Sequence[Capture], *, reason: str = "") -> "Entry":
        """Return the entry of what happens now to the file that holds these captures."""
        first = captures[0]
        return cls(
            event=event,
            at=datetime.now(UTC).replace(microsecond=0),
            file=first.warc_file,
            sha256=first.sha256,
            size=first.size,
            captures=tuple(captures),
            reason=reason,
        )

    def as_line(self) -> bytes:
        """Return the line, without its line end; ASCII, so that any terminal can show it."""
        fields: dict[str, Any] = {"event": self.event, "at": write_time(self.at), "previous": self.previous}
        if self.library:
            fields["library"] = self.library
        if self.file:
            fields |= {"file": self.file, "sha256": self.sha256, "size": self.size}
            fields["captures"] = [_capture_fields(capture) for capture in self.captures]
        if self.reason:
            fields["reason"] = self.reason
        return json.dumps(fields, separators=(",", ":")).encode("ascii")

    @classmethod
    def from_line(cls, line: bytes) -> "Entry":
        """Read a line.

        Raises:
            ValueError: it is not one.
        """
        try:
            return cls._from_fields(json.loads(line))
        except (KeyError, TypeError, AttributeError, RecursionError) as error:
            raise ValueError(f"not an entry: {error!r}") from error

    @classmethod
    def _from_fields(cls, fields: Mapping[str, Any]) -> "Entry":
        entry = cls(
            event=_text(fields, "event"),
            at=read_time(_text(fields, "at")),
            previous=_text(fields, "previous"),
            library=_text(fields, "library", ""),
            file=_text(fields, "file", ""),
            sha256=_text(fields, "sha256", ""),
            size=_number(fields, "size", 0),
            reason=_text(fields, "reason", ""),
        )
        if entry.file and not is_capture_file(entry.file):
            raise ValueError(f"{entry.file[:80]!r} is no file of a library")
        captures = tuple(_read_capture(capture, entry) for capture in fields.get("captures", ()))
        return replace(entry, captures=captures)


class Ledger:
    """The file ``ledger.jsonl`` of a library. Where it cannot be read, all raises LibraryError."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def append(self, entry: Entry) -> None:
        """Append an entry as the next link of the chain; it lasts when this returns."""
        append_line(self.path, replace(entry, previous=self.head()).as_line())

    def head(self, position: int | None = None) -> str:
        """Return the SHA-256 of the last whole line, which seals all before it.

        With ``position``, of the last line before that byte.
        """
        with reading(self.path):
            line = last_line(self.path, position)
        return digest_of(line) if line else NO_LINE

    def size(self) -> int:
        """Return its length in bytes."""
        with reading(self.path):
            return self.path.stat().st_size

    def lines(self, start: int = 0) -> Iterator[tuple[int, bytes]]:
        """Yield the whole lines from byte ``start`` on, each with the offset at which it ends."""
        with reading(self.path), self.path.open("rb") as stream:
            stream.seek(start)
            for line in stream:
                if not line.endswith(b"\n"):
                    return
                start += len(line)
                yield start, line[:-1]

    def entries(self, start: int = 0) -> Iterator[tuple[int, str, Entry]]:
        """Yield the entries from byte ``start`` on, each with the offset at which it ends and its digest.

        What an interrupted write left after the last line end is no entry.

        Raises:
            LibraryError: a line cannot be read; those before it have been yielded.
        """
        for end, line in self.lines(start):
            try:
                yield end, digest_of(line), Entry.from_line(line)
            except ValueError as error:
                raise LibraryError(
                    f"{self.path}: the line that ends at byte {end:,} cannot be read: {error}",
                    hint="archivist verify says more; restore the file from a copy",
                ) from error

    def tells(self, entry: Entry) -> bool:
        """Whether it has this event of this file already."""
        names = [f'"event":"{entry.event}"'.encode("ascii"), f'"file":"{entry.file}"'.encode("ascii")]
        return any(all(name in line for name in names) for _, line in self.lines())


def digest_of(line: bytes) -> str:
    """Return what the next line gives as ``previous``."""
    return hashlib.sha256(line).hexdigest()


def write_time(at: datetime) -> str:
    """Return a time as WARC-Date has it, in UTC: ``2026-11-24T03:14:15Z``."""
    return at.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="seconds") + "Z"


def read_time(text: str) -> datetime:
    """Read an ISO 8601 time that has a zone.

    Raises:
        ValueError: it is not one.
    """
    at = datetime.fromisoformat(text)
    if at.utcoffset() is None:
        raise ValueError(f"time without zone: {text!r}")
    return at


def _capture_fields(capture: Capture) -> dict[str, Any]:
    return {
        "id": capture.id,
        "target_uri": capture.target_uri,
        "captured_at": write_time(capture.captured_at),
        "record_id": capture.record_id,
        "payload_digest": capture.payload_digest,
        "offset": capture.offset,
    }


def _read_capture(fields: Mapping[str, Any], entry: Entry) -> Capture:
    capture_id = _text(fields, "id")
    if not _ID.fullmatch(capture_id):
        raise ValueError(f"{capture_id[:20]!r} is no id of a capture")
    return Capture(
        id=capture_id,
        target_uri=_text(fields, "target_uri"),
        captured_at=read_time(_text(fields, "captured_at")),
        record_id=_text(fields, "record_id"),
        payload_digest=_text(fields, "payload_digest"),
        offset=_number(fields, "offset"),
        warc_file=entry.file,
        sha256=entry.sha256,
        size=entry.size,
    )


def _text(fields: Mapping[str, Any], key: str, default: str | None = None) -> str:
    value = fields[key] if default is None else fields.get(key, default)
    if not isinstance(value, str):
        raise TypeError(f"{key} is not a text")
    value.encode("utf-8")  # half a surrogate pair, which JSON can hold, is a ValueError
    return value


def _number(fields: Mapping[str, Any], key: str, default: int | None = None) -> int:
    value = fields[key] if default is None else fields.get(key, default)
    if not isinstance(value, int) or not 0 <= value < 1 << 63:
        raise TypeError(f"{key} is not a count")
    return value
