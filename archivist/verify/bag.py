"""The folder as a BagIt bag: the manifest names the files of the ledger, and data/ holds these and no others.

Source: BagIt 1.0 (RFC 8493), section 3.
"""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from archivist.library.bag import read_line
from archivist.model import Finding
from archivist.verify.scope import Scope, error, warning

_MANIFEST = "manifest-sha256.txt"
_CLEARED = "the next capture clears it up"


def check(scope: Scope) -> Iterator[Finding]:
    """Yield what makes the folder no valid bag, and what an interrupted process left in it."""
    if not scope.is_whole:
        return
    unfinished = scope.library.store.unfinished()
    yield from _check_declaration(scope)
    listed: dict[str, str] = {}
    yield from _read_manifest(scope, listed)
    yield from _check_manifest(scope, listed)
    for file, what in _strangers(scope, listed):
        if scope.is_settled(file):
            yield _stranger(file, what, {path.stem for path in unfinished})
    for path in unfinished:
        if path.suffix != ".lock":
            what = "left by a process that was interrupted, or that still works"
            yield warning("partial", f"partial/{path.name}", what, _CLEARED)


def _check_declaration(scope: Scope) -> Iterator[Finding]:
    for name in ("bagit.txt", "bag-info.txt"):
        try:
            text = scope.path(name).read_bytes()
        except OSError as reason:
            yield error("bag-incomplete", name, f"cannot be read: {reason.strerror or reason}")
            continue
        if name == "bagit.txt" and not text.startswith(b"BagIt-Version: 1.0\n"):
            yield error("bag-incomplete", name, f"must begin with BagIt-Version: 1.0, found {text[:30]!r}")


def _read_manifest(scope: Scope, listed: dict[str, str]) -> Iterator[Finding]:
    try:
        for number, line in enumerate(scope.library.store.manifest.lines(), 1):
            read = read_line(line)
            if read is None:
                yield error(
                    "manifest-line", f"{_MANIFEST}:{number}", f"not a digest and a file: {line[:80]!r}"
                )
            elif read[1] in listed:
                yield error("manifest-line", f"{_MANIFEST}:{number}", f"names {read[1]} a second time")
            else:
                listed[read[1]] = read[0]
    except OSError as reason:
        yield error("bag-incomplete", _MANIFEST, f"cannot be read: {reason.strerror or reason}")


def _check_manifest(scope: Scope, listed: Mapping[str, str]) -> Iterator[Finding]:
    for file, entry in scope.stored.items():
        if file not in listed:
            if scope.is_settled(file):
                what = f"does not name {file}, which the ledger has"
                yield error("manifest-incomplete", _MANIFEST, what, "add its line")
        elif listed[file] != entry.sha256:
            what = f"{file}: sha256 {listed[file]} here, {entry.sha256} in the ledger"
            yield error("manifest-disagrees", _MANIFEST, what)


def _strangers(scope: Scope, listed: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the names that the ledger does not have, each with what it is."""
    for file in sorted(set(listed) - set(scope.stored)):
        yield file, "named in the manifest, but not in the ledger"
    for file, kind in _walk(scope.library.path, "data"):
        if file not in scope.stored and file not in listed:
            yield file, f"{kind} that neither ledger nor manifest name"


def _stranger(file: str, what: str, unfinished: set[str]) -> Finding:
    if any(f"-{capture_id}." in file for capture_id in unfinished):
        return warning("partial", file, "of a capture, or removal, that was interrupted", _CLEARED)
    return error("file-unknown", file, what, "move it out of the library, or import it")


def _walk(root: Path, folder: str) -> Iterator[tuple[str, str]]:
    """Yield all that is no folder below ``folder``, by name, with what it is; links are not followed."""
    waiting = [folder]
    while waiting:
        current = waiting.pop()
        try:
            entries = sorted(os.scandir(root / current), key=lambda entry: entry.name, reverse=True)
        except OSError:
            continue
        for entry in entries:
            name = f"{current}/{entry.name}"
            if entry.is_dir(follow_symlinks=False):
                waiting.append(name)
            else:
                yield name, "a file" if entry.is_file(follow_symlinks=False) else "a link or device"
