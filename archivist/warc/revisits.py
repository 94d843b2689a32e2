"""Revisit records beside the records they refer to: the payloads must be one and the same.

Source: WARC 1.1 (ISO 28500:2017), clauses 6.7 and 5.11 to 5.13.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from archivist.model import Severity
from archivist.warc.digests import Digest
from archivist.warc.header import Header

_IDENTICAL = "identical-payload-digest"


@dataclass(frozen=True, slots=True)
class _Revisit:
    offset: int
    refers_to: str  # record id, or empty
    uri: str  # address of the original
    date: str  # its WARC-Date, or empty
    digest: Digest | None


class Revisits:
    """What the revisits of one file refer to, and what its other records hold."""

    def __init__(self) -> None:
        self._revisits: list[_Revisit] = []
        self._by_id: dict[str, str] = {}  # record id to payload digest
        self._by_uri: dict[tuple[str, str], str] = {}  # address and date to payload digest

    def add(self, header: Header, offset: int) -> None:
        """Take note of a record."""
        kind = header.get("WARC-Type").lower()
        if kind == "revisit" and _IDENTICAL in header.get("WARC-Profile"):
            uri = header.get("WARC-Refers-To-Target-URI").strip("<>") or header.target_uri
            refers_to, date = header.get("WARC-Refers-To"), header.get("WARC-Refers-To-Date")
            self._revisits.append(
                _Revisit(offset, refers_to, uri, date, _read(header.get("WARC-Payload-Digest")))
            )
        elif kind in {"response", "resource"}:
            digest = header.get("WARC-Payload-Digest")
            self._by_id[header.get("WARC-Record-ID")] = digest
            self._by_uri[header.target_uri, header.get("WARC-Date")] = digest

    def faults(self) -> Iterator[tuple[str, Severity, int, str]]:
        """Yield code, severity, offset and what is wrong, for each revisit that does not fit."""
        for revisit in self._revisits:
            original = self._by_id.get(revisit.refers_to)
            if original is None:
                original = self._by_uri.get((revisit.uri, revisit.date))
            if original is None:
                what = f"revisit: the record it refers to, of {revisit.uri[:120]}, is not in this file"
                yield "revisit-alone", Severity.WARNING, revisit.offset, what
            elif (stated := _read(original)) and revisit.digest and not _agree(stated, revisit.digest):
                what = (
                    f"revisit: its payload digest is {revisit.digest.stated}, that of its original {original}"
                )
                yield "revisit-digest", Severity.ERROR, revisit.offset, what


def _agree(one: Digest, other: Digest) -> bool:
    """Whether two digests may be of the same bytes; of two algorithms they always may."""
    return one.algorithm != other.algorithm or one.value == other.value


def _read(text: str) -> Digest | None:
    try:
        return Digest.read(text) if text else None
    except ValueError:
        return None
