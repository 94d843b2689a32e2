"""The ledger: every line seals the one before it."""

from collections.abc import Iterator

from archivist.errors import LibraryError
from archivist.library.ledger import NO_LINE, Entry, digest_of
from archivist.model import Finding
from archivist.verify.scope import Scope, error, warning

_NAME = "ledger.jsonl"


def check(scope: Scope) -> Iterator[Finding]:
    """Yield what is wrong with the chain of the lines, and with the lines."""
    ledger = scope.library.store.ledger
    previous, end = NO_LINE, 0
    try:
        for number, (end, line) in enumerate(ledger.lines(), 1):  # noqa: B007 - the last one is needed
            yield from _check_line(scope, number, line, previous)
            previous = digest_of(line)
        left = ledger.size() - end
    except LibraryError as reason:
        yield error("ledger-unreadable", _NAME, str(reason))
        return
    if end == 0:
        yield error("ledger-unreadable", _NAME, "has no line; the first one says when the library was made")
    if left:
        yield _cut(scope, end, left)


def _check_line(scope: Scope, number: int, line: bytes, previous: str) -> Iterator[Finding]:
    where = f"{_NAME}:{number}"
    try:
        entry = Entry.from_line(line)
    except ValueError as reason:
        yield error("ledger-line", where, f"line {number} cannot be read: {reason}")
        return
    if entry.previous != previous:
        what = f"line {number} follows a line with the digest {entry.previous[:16]}…, found {previous[:16]}…"
        yield error("ledger-chain", where, f"{what}: one was changed, taken out or put in")
    if number == 1 and (entry.event != "create" or entry.library != scope.library.id):
        yield error(
            "ledger-foreign", where, f"is of library {entry.library or 'unknown'}, not {scope.library.id}"
        )


def _cut(scope: Scope, end: int, left: int) -> Finding:
    what = f"after its last line, which ends at byte {end:,}, come {left:,} bytes of a line without end"
    if any(path.suffix == ".intent" for path in scope.library.store.unfinished()):
        return warning("ledger-cut", _NAME, what, "the next capture clears it up")
    return error("ledger-cut", _NAME, what)
