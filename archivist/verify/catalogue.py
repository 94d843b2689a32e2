"""The catalogue: it knows the captures of the ledger, as the ledger has them, and no others."""

from collections.abc import Iterator

from archivist.errors import LibraryError
from archivist.model import Finding
from archivist.verify.scope import REINDEX, Scope, error

_NAME = "catalogue.sqlite"


def check(scope: Scope) -> Iterator[Finding]:
    """Yield where the catalogue is damaged or says something else. None at all, or one behind, is fine."""
    try:
        snapshot = scope.library.catalogue.snapshot()
    except LibraryError as reason:
        yield error("catalogue-damaged", _NAME, str(reason), REINDEX)
        return
    ledger = scope.library.store.ledger
    if snapshot is None or not ledger.path.exists():  # of the ledger its own check says so
        return
    if ledger.head(snapshot.position) != snapshot.head or ledger.size() < snapshot.position:
        what = f"it has read {snapshot.position:,} bytes of a ledger that the present one does not begin with"
        yield error("ledger-rewritten", "ledger.jsonl", f"{_NAME}: {what}: lines were cut off or changed")
        return
    known = {row.id: row.capture for row in snapshot.rows}
    stated = {capture.id: capture for entry in scope.stored.values() for capture in entry.captures}
    if snapshot.position == scope.ledger_size:
        for capture_id in sorted(known.keys() ^ stated.keys()):
            place = "the catalogue" if capture_id in known else "the ledger"
            yield error("catalogue-disagrees", _NAME, f"capture {capture_id} is only in {place}", REINDEX)
    for capture_id in sorted(known.keys() & stated.keys()):
        if known[capture_id] != stated[capture_id]:
            yield error(
                "catalogue-disagrees", _NAME, f"capture {capture_id} is another in the ledger", REINDEX
            )
