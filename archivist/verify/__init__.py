"""Verification: a library or a file to findings. One check a module; nothing is ever written.

>>> list(CHECKS)
['ledger', 'bag', 'fixity', 'records', 'catalogue', 'reading']
"""

from collections.abc import Callable, Iterator, Mapping

from archivist.library import Library, Selection
from archivist.model import Finding
from archivist.verify import bag, catalogue, fixity, ledger, reading, records
from archivist.verify.codes import CODES as CODES
from archivist.verify.file import verify_file as verify_file
from archivist.verify.scope import Scope, make_scope
from archivist.verify.scope import count_captures as count_captures

#: Yields what is wrong with one side of a library, in a stable order; never raises for what it finds.
Check = Callable[[Scope], Iterator[Finding]]

CHECKS: Mapping[str, Check] = {
    "ledger": ledger.check,
    "bag": bag.check,
    "fixity": fixity.check,
    "records": records.check,
    "catalogue": catalogue.check,
    "reading": reading.check,
}
_QUICK = ("ledger", "bag", "fixity")
_USUAL = (*_QUICK, "records", "catalogue")


def verify_library(
    library: Library, selection: Selection | None = None, *, quick: bool = False, deep: bool = False
) -> Iterator[Finding]:
    """Yield what is wrong with a library, or with the captures selected; nothing if all is whole.

    ``quick`` leaves the records unread: a file whose digest fits has not changed since it was
    stored. ``deep`` also reads every page again and compares.

    Raises:
        UsageError, LibraryError: the selection, unless it is all, cannot be made; see Library.captures.
    """
    scope = make_scope(library, selection or Selection())
    for name, check in CHECKS.items():
        if name in _QUICK or (not quick and name in _USUAL) or deep:
            yield from check(scope)
