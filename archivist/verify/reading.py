"""Reading: every page is read again, and compared with what the catalogue has of it."""

from collections.abc import Iterator
from dataclasses import fields

from archivist.errors import LibraryError, WarcError
from archivist.library import Row
from archivist.library.rows import make_row
from archivist.model import Finding
from archivist.verify.scope import REINDEX, Scope, error, warning


def check(scope: Scope) -> Iterator[Finding]:
    """Yield the pages that cannot be read, and those whose reading is not the one catalogued."""
    known = _known(scope)
    for entry in scope.chosen.values():
        for capture in entry.captures:
            where = f"{capture.warc_file}:{capture.offset}"
            try:
                row = make_row(capture, scope.library.article(capture))
            except WarcError as reason:
                yield error("page-unreadable", where, f"capture {capture.id}: {reason}")
                continue
            if capture.id in known and (changed := _difference(known[capture.id], row)):
                what = f"capture {capture.id} is read otherwise than when it was catalogued: {changed}"
                yield warning(
                    "reading-changed",
                    where,
                    what,
                    f"if the files are whole, the readers are newer: {REINDEX}",
                )


def _known(scope: Scope) -> dict[str, Row]:
    try:
        snapshot = scope.library.catalogue.snapshot()
    except LibraryError:  # said by the check of the catalogue
        return {}
    return {row.id: row for row in snapshot.rows} if snapshot else {}


def _difference(old: Row, new: Row) -> str:
    names = [field.name for field in fields(Row) if getattr(old, field.name) != getattr(new, field.name)]
    return ", ".join(
        f"{name} was {getattr(old, name)!r:.60}, is {getattr(new, name)!r:.60}" for name in names
    )
