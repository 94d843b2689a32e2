"""An index beside the WARC files it names: each line must lead to the record that it describes."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from archivist.errors import WarcError
from archivist.model import Finding, Severity
from archivist.warc.digests import Digest
from archivist.warc.index import Entry, sort_key

_LONGEST_LINE = 1 << 16

#: Returns the entries of a WARC file by offset, or None where there is no such file.
#: Raises WarcError where it cannot be read.
ReadEntries = Callable[[str], Mapping[int, Entry] | None]


def check_index(lines: Iterable[bytes], read: ReadEntries, name: str) -> Iterator[Finding]:
    """Yield where the lines of an index do not lead to the records that they name, in their order.

    ``read`` is asked once for each file that the index names.
    """
    checker = _Checker(read)
    before = b""
    for number, line in enumerate(lines, 1):
        where = f"{name}:{number}"
        if line < before:
            what = f"line {number} sorts before the one above it: it will not be found"
            yield _error("index-unsorted", where, what)
        before = line
        if line.strip() and not line.startswith(b"!"):  # "!meta": what software says of itself
            yield from checker.check_line(line, where)
    yield from checker.close(name)


class _Checker:
    def __init__(self, read: ReadEntries) -> None:
        self._read = read
        self._files: dict[str, Mapping[int, Entry] | None] = {}
        self._named: set[tuple[str, int]] = set()

    def check_line(self, line: bytes, where: str) -> Iterator[Finding]:
        try:
            if len(line) > _LONGEST_LINE:
                raise ValueError(f"it is longer than {_LONGEST_LINE:,} bytes")  # noqa: TRY301
            entry = Entry.from_line(line.decode("utf-8").rstrip("\r\n"))
        except ValueError as error:
            yield _error("index-line", where, f"the line cannot be read: {error}")
            return
        if entry.filename not in self._files:
            yield from self._open(entry.filename, where)
        entries = self._files[entry.filename]
        if entries is not None:
            self._named.add((entry.filename, entry.offset))
            yield from _check_entry(entry, entries, where)

    def close(self, name: str) -> Iterator[Finding]:
        """Say which records the index leaves out."""
        for filename, entries in self._files.items():
            # What has no http address is in few indexes.
            missing = [
                entry
                for entry in (entries or {}).values()
                if (filename, entry.offset) not in self._named and entry.key != entry.url
            ]
            if missing:
                first = missing[0].url[:120]
                what = f"{len(missing):,} records of {filename[:120]!r} are not in it, as {first!r}"
                yield Finding(code="index-incomplete", severity=Severity.WARNING, where=name, what=what)

    def _open(self, filename: str, where: str) -> Iterator[Finding]:
        self._files[filename] = None
        try:
            self._files[filename] = self._read(filename)
        except WarcError as error:
            yield _error("index-file", where, f"{filename[:120]!r} cannot be read: {error.reason}")
        else:
            if self._files[filename] is None:
                yield _error("index-file", where, f"{filename[:120]!r} is not there, or cannot be read")


def _check_entry(entry: Entry, entries: Mapping[int, Entry], where: str) -> Iterator[Finding]:
    found = entries.get(entry.offset)
    if found is None:
        yield _error(
            "index-offset",
            where,
            f"at byte {entry.offset:,} of {entry.filename[:120]!r} no such record begins",
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
            f"{entry.key[:120]!r} is not the key of {entry.url[:120]!r}: it will not be found",
        )


def _may_agree(stated: str, real: str) -> bool:
    """Whether two digests may be of the same bytes; one without a label is SHA-1, as in older indexes."""
    try:
        one, other = (Digest.read(text if ":" in text else f"sha1:{text}") for text in (stated, real))
    except ValueError:
        return not (stated and real)
    return one.algorithm != other.algorithm or one.value == other.value


def _error(code: str, where: str, what: str) -> Finding:
    return Finding(code=code, severity=Severity.ERROR, where=where, what=what, hint="make the index anew")
