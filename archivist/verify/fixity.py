"""Fixity: the bytes of each file are those that were announced."""

import hashlib
from collections.abc import Iterator

from archivist.library.ledger import Entry
from archivist.model import Finding
from archivist.verify.scope import Scope, error
from archivist.warc.members import Damage, open_regular

_CHUNK = 1 << 20


def check(scope: Scope) -> Iterator[Finding]:
    """Yield the files that are lost, cut, grown or altered."""
    for file, entry in scope.chosen.items():
        yield from _check_file(scope, file, entry)


def _check_file(scope: Scope, file: str, entry: Entry) -> Iterator[Finding]:
    try:
        sha256, size = _measure(scope, file)
    except FileNotFoundError:
        if scope.is_settled(file):
            yield error("file-missing", file, f"is not there; the ledger has it with {entry.size:,} bytes")
    except Damage as damage:
        yield error(damage.code, file, damage.reason)
    except OSError as reason:
        yield error("file-unreadable", file, f"cannot be read: {reason.strerror or reason}")
    else:
        if size != entry.size:
            yield error("file-size", file, f"has {size:,} bytes, {entry.size:,} were stored")
        elif sha256 != entry.sha256:
            yield error("file-altered", file, f"sha256 {entry.sha256} was stored, {sha256} is found")


def _measure(scope: Scope, file: str) -> tuple[str, int]:
    found, size = hashlib.sha256(), 0
    with open_regular(scope.path(file)) as stream:
        while data := stream.read(_CHUNK):
            found.update(data)
            size += len(data)
    return found.hexdigest(), size
