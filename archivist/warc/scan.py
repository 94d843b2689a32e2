"""Scan a WARC file for damage: every byte of it is read, every length and digest is checked.

What is found is yielded in file order; after damage the scan goes on at the next record that can
be found. Memory does not grow with the file but by one entry a record.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from archivist.model import Finding, Severity
from archivist.warc.digests import Digest, Hash, Payload
from archivist.warc.fields import check_fields
from archivist.warc.header import Header, read_header
from archivist.warc.members import Damage, Member, members, next_member, open_regular
from archivist.warc.revisits import Revisits

_CHUNK = 1 << 16
_END = b"\r\n\r\n"
_RESTORE = "restore the file from a copy"

# After each damage what follows is read again in search of a record: there must be an end to it.
_MOST_DAMAGE = 100

# Statuses whose responses have no body, whatever their Content-Length says (RFC 9110, 6.4.1).
_BODILESS = frozenset({204, 304})


def scan_file(path: Path, name: str = "") -> Iterator[Finding]:
    """Yield what is wrong with a WARC file, in file order; ``name`` is what it is called there."""
    name = name or path.name
    try:
        with open_regular(path) as stream:
            yield from scan(stream, name)
    except Damage as damage:
        yield _finding(damage, name)
    except OSError as error:
        what = f"cannot be read: {error.strerror or error}"
        yield Finding(code="file-unreadable", severity=Severity.ERROR, where=name, what=what, hint=_RESTORE)


def scan(stream: BinaryIO, name: str) -> Iterator[Finding]:
    """Yield what is wrong with the WARC file in a stream that can seek."""
    scanner = _Scanner(name)
    position = 0
    for _ in range(_MOST_DAMAGE):
        try:
            for member in members(stream, position):
                yield from scanner.member(member)
            break
        except Damage as damage:
            yield _finding(damage, name)
            following = next_member(stream, damage.offset + 1)
        if following is None:
            break
        position = following
    else:
        what = f"{_MOST_DAMAGE} places are damaged; what comes after them was not read"
        yield Finding(code="file-ruined", severity=Severity.ERROR, where=name, what=what, hint=_RESTORE)
    yield from scanner.close()


class _Scanner:
    def __init__(self, name: str) -> None:
        self._name = name
        self._ids: set[str] = set()
        self._revisits = Revisits()
        self._records = 0
        self._shares_reported = False

    def member(self, member: Member) -> Iterator[Finding]:
        """Scan the records of a member: of a compressed one there must be just one."""
        records = 0
        while True:
            offset = member.offset if member.is_compressed else member.offset + member.position
            try:
                header = read_header(member, offset)
                if header is None:
                    return
                if member.is_compressed and records and not self._shares_reported:
                    self._shares_reported = True
                    yield self._error(
                        "member-shared",
                        offset,
                        "several records share a member: none but the first can be addressed",
                    )
                records += 1
                self._records += 1
                yield from self._record(member, header, offset)
            except Damage as damage:
                if not member.is_compressed or damage.code.startswith("member-"):
                    raise
                # The next member can be found without this one's lengths.
                yield _finding(damage, self._name)
                return

    def close(self) -> Iterator[Finding]:
        """Say what can be said only at the end of the file."""
        if not self._records:
            yield self._error("file-empty", None, "no record in it; a WARC file has at least one")
        for code, severity, offset, what in self._revisits.faults():
            yield Finding(code=code, severity=severity, where=f"{self._name}:{offset}", what=what)

    def _record(self, member: Member, header: Header, offset: int) -> Iterator[Finding]:
        label = _label(header)
        for code, severity, what in check_fields(header):
            yield self._found(code, severity, offset, f"{label}: {what}")
        yield from self._check_id(header, offset, label)
        self._revisits.add(header, offset)
        if header.content_length is None:
            stated = header.get("Content-Length")
            what = (
                f"Content-Length is {stated[:40]!r}" if stated else "the mandatory Content-Length is missing"
            )
            raise Damage("record-length", offset, f"{label}: {what}, so its end cannot be found")
        block = _Block(header)
        block.read(member, offset, label)
        _read_end(member, offset, label)
        for code, severity, what in block.faults():
            yield self._found(code, severity, offset, f"{label}: {what}")

    def _check_id(self, header: Header, offset: int, label: str) -> Iterator[Finding]:
        record_id = header.get("WARC-Record-ID")
        if record_id in self._ids:
            yield self._error(
                "record-id-repeated", offset, f"{label}: another record of the file has this id"
            )
        elif record_id:
            self._ids.add(record_id)

    def _error(self, code: str, offset: int | None, what: str) -> Finding:
        return self._found(code, Severity.ERROR, offset, what)

    def _found(self, code: str, severity: Severity, offset: int | None, what: str) -> Finding:
        where = self._name if offset is None else f"{self._name}:{offset}"
        hint = _RESTORE if severity is Severity.ERROR else ""
        return Finding(code=code, severity=severity, where=where, what=what, hint=hint)


class _Block:
    """The block of one record: its length and its digests."""

    def __init__(self, header: Header) -> None:
        self._header = header
        self._faults: list[tuple[str, Severity, str]] = []
        block_digest = self._digest("WARC-Block-Digest")
        self._hash = Hash(block_digest) if block_digest and block_digest.value is not None else None
        self._block_digest = block_digest
        # Of a revisit the payload is that of another record; of a segment, of several.
        is_partial = header.get("WARC-Type").lower() == "revisit" or bool(header.get("WARC-Segment-Number"))
        self._payload = Payload(header, None if is_partial else self._digest("WARC-Payload-Digest"))

    def read(self, member: Member, offset: int, label: str) -> None:
        """Read the block to its end.

        Raises:
            Damage: it is shorter than its Content-Length.
        """
        length = left = self._header.content_length or 0
        while left:
            data = member.read(min(left, _CHUNK))
            if not data:
                raise Damage(
                    "record-cut", offset, f"{label}: its block has {length - left:,} of {length:,} bytes"
                )
            left -= len(data)
            if self._hash:
                self._hash.update(data)
            self._payload.update(data)
        self._payload.close()

    def faults(self) -> Iterator[tuple[str, Severity, str]]:
        """Yield what is wrong with the block that was read."""
        yield from self._faults
        if self._hash and self._block_digest and not self._hash.fits():
            yield (
                "block-digest",
                Severity.ERROR,
                f"WARC-Block-Digest {self._block_digest.stated} stated, {self._hash} found",
            )
        if not self._payload.fits() and self._payload.stated:
            stated = self._payload.stated.stated
            yield (
                "payload-digest",
                Severity.ERROR,
                f"WARC-Payload-Digest {stated} stated, {self._payload.found()} found",
            )
        yield from self._http_faults()

    def _digest(self, name: str) -> Digest | None:
        text = self._header.get(name)
        if not text:
            return None
        try:
            digest = Digest.read(text)
        except ValueError as error:
            self._faults.append(("digest-malformed", Severity.ERROR, f"{name} {error}"))
            return None
        if digest.value is None:
            what = (
                f"{name}: the algorithm {digest.algorithm[:40]!r} is not known here, so nothing is verified"
            )
            self._faults.append(("digest-unknown", Severity.WARNING, what))
        return digest

    def _http_faults(self) -> Iterator[tuple[str, Severity, str]]:
        if self._payload.fault:
            yield "http-malformed", Severity.WARNING, self._payload.fault
        is_response = self._header.get("WARC-Type").lower() == "response"
        if is_response and not self._header.get("WARC-Truncated") and (short := self._shortfall()):
            yield "http-short", Severity.WARNING, f"{short}: the download was not complete"

    def _shortfall(self) -> str:
        """Say what is missing of the body of a response; empty if nothing is, as far as it says."""
        response, size = self._payload.response, self._payload.size
        if response is None or response.status in _BODILESS:
            return ""
        if "chunked" in response.tokens("transfer-encoding"):
            return "the chunked body ends without its last chunk" if self._payload.is_cut and size else ""
        stated = response.header("content-length")
        is_number = stated.isascii() and stated.isdigit() and len(stated) < 19
        return f"the body has {size:,} of {int(stated):,} bytes" if is_number and size < int(stated) else ""


def _read_end(member: Member, offset: int, label: str) -> None:
    """Read the end of a record, and of its member if it is compressed.

    Raises:
        Damage: there is something else, or nothing.
    """
    end = b""
    while len(end) < len(_END) and (data := member.read(len(_END) - len(end))):
        end += data
    if end != _END:
        found = repr(end) if end else "nothing"
        raise Damage(
            "record-end", offset, f"{label}: after its Content-Length must come CR LF CR LF, found {found}"
        )
    following = member.peek()[:5]
    if following and not b"WARC/".startswith(following[:5]):
        raise Damage("record-end", offset, f"{label}: after its end comes {following!r}, no record")


def _label(header: Header) -> str:
    """Return what a record is called in a finding: its type, id and address, cut to size."""
    kind = header.get("WARC-Type") or "record"
    parts = [kind[:20], header.get("WARC-Record-ID")[:60]]
    if header.target_uri:
        parts.append(f"of {header.target_uri[:120]}")
    return " ".join(filter(None, parts))


def _finding(damage: Damage, name: str) -> Finding:
    where = name if damage.code.startswith("file-") else f"{name}:{damage.offset}"
    return Finding(code=damage.code, severity=Severity.ERROR, where=where, what=damage.reason, hint=_RESTORE)
