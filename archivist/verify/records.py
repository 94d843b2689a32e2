"""Records: every one of them is whole, and each capture stands where the ledger says."""

from collections.abc import Iterator

from archivist.errors import WarcError
from archivist.model import Capture, Finding
from archivist.verify.scope import Scope, error
from archivist.warc.read import record_at
from archivist.warc.scan import scan_file


def check(scope: Scope) -> Iterator[Finding]:
    """Yield what is wrong inside the files."""
    for file, entry in scope.chosen.items():
        path = scope.path(file)
        if not path.exists():  # said by the check of fixity
            continue
        yield from scan_file(path, file)
        for capture in entry.captures:
            yield from _check_capture(scope, capture)


def _check_capture(scope: Scope, capture: Capture) -> Iterator[Finding]:
    where = f"{capture.warc_file}:{capture.offset}"
    try:
        with record_at(scope.path(capture.warc_file), capture.offset) as record:
            found = (record.target_uri, record.record_id, record.date)
            stated = (capture.target_uri, capture.record_id, capture.captured_at)
            if found != stated:
                what = f"capture {capture.id} is {capture.record_id} of {capture.target_uri}"
                yield error("capture-misplaced", where, f"{what}; here stands {found[1]} of {found[0]}")
    except WarcError as reason:
        yield error("capture-misplaced", where, f"capture {capture.id} cannot be read here: {reason.reason}")
