"""What is being verified: read once, as far as it can be read, and never written to."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from archivist.errors import LibraryError
from archivist.library import Library, Selection
from archivist.library.ledger import Entry
from archivist.model import Finding, Severity

RESTORE = "restore it from a copy"
REINDEX = "archivist reindex"


@dataclass(frozen=True, slots=True)
class Scope:
    """A library and the part of it that is verified."""

    library: Library
    ledger_size: int  # bytes of the ledger when it was read
    stored: Mapping[str, Entry]  # the "add" line of each file that is in the library, by its name
    chosen: Mapping[str, Entry]  # those of them that are verified
    is_whole: bool  # whether that is all of them

    def path(self, file: str) -> Path:
        """Return where a file is, by its name relative to the library."""
        return self.library.path / file

    def is_settled(self, file: str) -> bool:
        """Whether the ledger still has a file, or still has not: others may keep and remove meanwhile."""
        if _size(self.library) == self.ledger_size:
            return True
        return (file in _read_stored(self.library)) == (file in self.stored)


def make_scope(library: Library, selection: Selection) -> Scope:
    """Read the ledger as far as it can be read, and choose from it."""
    size = _size(library)
    stored = _read_stored(library)
    if selection == Selection():
        return Scope(library, size, stored, stored, is_whole=True)
    wanted = {capture.warc_file for capture in library.captures(selection)}
    chosen = {file: stored[file] for file in sorted(wanted & set(stored))}
    return Scope(library, size, stored, chosen, is_whole=False)


def count_captures(library: Library, selection: Selection | None = None) -> int:
    """Return how many captures there are to verify; of all, even where ledger or catalogue are damaged.

    Raises:
        UsageError, LibraryError: the selection, unless it is all, cannot be made; see Library.captures.
    """
    chosen = make_scope(library, selection or Selection()).chosen.values()
    return sum(len(entry.captures) for entry in chosen)


def error(code: str, where: str, what: str, hint: str = RESTORE) -> Finding:
    """Return a finding of something damaged, lost or altered."""
    return Finding(code=code, severity=Severity.ERROR, where=where, what=what, hint=hint)


def warning(code: str, where: str, what: str, hint: str = "") -> Finding:
    """Return a finding of something odd, by which nothing is lost."""
    return Finding(code=code, severity=Severity.WARNING, where=where, what=what, hint=hint)


def _size(library: Library) -> int:
    try:
        return library.store.ledger.size()
    except LibraryError:
        return 0


def _read_stored(library: Library) -> dict[str, Entry]:
    stored: dict[str, Entry] = {}
    for entry in _entries(library):
        if entry.event == "add":
            stored[entry.file] = entry
        elif entry.event == "remove":
            stored.pop(entry.file, None)
    return stored


def _entries(library: Library) -> Iterator[Entry]:
    """Yield the entries that can be read; what is wrong with the others the check of the ledger says."""
    try:
        lines = [line for _, line in library.store.ledger.lines()]
    except LibraryError:
        return
    for line in lines:
        try:
            yield Entry.from_line(line)
        except ValueError:
            continue
