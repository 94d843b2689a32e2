"""Scan a WACZ: a ZIP with WARC files, their index, a list of pages and the digests of all of it.

Everything is read in a stream and nothing is written: names inside lead nowhere, and what would
swell beyond measure is not inflated.

Source: WACZ 1.1.1, WACZ Signing and Verification 0.1.0 (specs.webrecorder.net).
"""

import hashlib
import json
import re
import stat
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import Any, BinaryIO

from archivist.model import Finding, Severity
from archivist.warc.index import Entry, read_entries
from archivist.warc.index_check import check_index
from archivist.warc.members import Damage, lines
from archivist.warc.scan import scan
from archivist.warc.signature import check_signature

_PACKAGE = "datapackage.json"
_PACKAGE_DIGEST = "datapackage-digest.json"
_CHUNK = 1 << 20
_LARGEST_JSON = 32 << 20
# Text compresses to a twentieth, a log of one line to a two-hundredth.
_LARGEST_RATIO = 200
_SMALL = 4 << 20
_BAD_NAME = re.compile(r"^[/\\]|^[A-Za-z]:|(?:^|[/\\])\.\.(?:[/\\]|$)|[\x00-\x1f\x7f\\]")
_WARC = re.compile(r"archive/[^/]+\.warc(?:\.gz)?")


def scan_wacz(stream: BinaryIO, name: str) -> Iterator[Finding]:
    """Yield what is wrong with a WACZ in a stream that can seek."""
    try:
        with zipfile.ZipFile(stream) as archive:
            yield from _Scanner(archive, name).scan()
    except (zipfile.BadZipFile, NotImplementedError, EOFError, ValueError, OSError) as error:
        yield _error("wacz-damaged", name, f"the ZIP cannot be read: {error}")


class _Scanner:
    def __init__(self, archive: zipfile.ZipFile, name: str) -> None:
        self._archive = archive
        self._name = name
        self._digests: dict[str, tuple[str, int]] = {}  # SHA-256 and size of what can be read

    def scan(self) -> Iterator[Finding]:
        """Yield what is wrong, from the container to what it contains."""
        yield from self._check_names()
        for info in self._files():
            yield from self._read(info)
        yield from self._check_presence()
        yield from self._check_package()
        for info in self._files():
            if info.filename in self._digests and _WARC.fullmatch(info.filename):
                yield from self._scan_warc(info)
        for name in sorted(self._digests):
            if name.startswith("indexes/") and ".cdx" in name:
                yield from self._check_index(name)
            elif name.startswith("pages/") and name.endswith(".jsonl"):
                yield from self._check_pages(name)

    def _files(self) -> list[zipfile.ZipInfo]:
        return [info for info in self._archive.infolist() if not info.is_dir()]

    def _check_names(self) -> Iterator[Finding]:
        seen: set[str] = set()
        for info in self._archive.infolist():
            if _BAD_NAME.search(info.orig_filename):
                yield _error(
                    "wacz-name", self._name, f"the entry {info.orig_filename[:80]!r} leads out of the archive"
                )
            if stat.S_ISLNK(info.external_attr >> 16):
                yield _error("wacz-name", self._name, f"the entry {info.filename[:80]!r} is a link")
            if info.filename in seen:
                yield _error("wacz-name", self._name, f"there are two entries {info.filename[:80]!r}")
            seen.add(info.filename)

    def _read(self, info: zipfile.ZipInfo) -> Iterator[Finding]:
        """Read an entry to its end, for its CRC and its digest."""
        where = self._where(info.filename)
        if info.file_size > _SMALL and info.file_size > _LARGEST_RATIO * info.compress_size:
            what = f"{info.compress_size:,} bytes claim to inflate to {info.file_size:,}: not inflated"
            yield _error("wacz-bomb", where, what)
            return
        found, size = hashlib.sha256(), 0
        try:
            with self._archive.open(info) as stream:
                while data := stream.read(_CHUNK):
                    found.update(data)
                    size += len(data)
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            NotImplementedError,
            RuntimeError,
            OSError,
        ) as error:
            yield _error("wacz-damaged", where, f"cannot be read: {error}")
            return
        if info.compress_type != zipfile.ZIP_STORED and _WARC.fullmatch(info.filename):
            what = "is compressed by the ZIP, so that no record can be read by its offset"
            yield _warning("wacz-compressed", where, what)
        self._digests[info.filename] = (found.hexdigest(), size)

    def _check_presence(self) -> Iterator[Finding]:
        names = [info.filename for info in self._files()]
        wanted = {
            "a WARC in archive/": any(map(_WARC.fullmatch, names)),
            "an index in indexes/": any(name.startswith("indexes/") for name in names),
            "pages/pages.jsonl": "pages/pages.jsonl" in names,
            _PACKAGE: _PACKAGE in names,
        }
        for what, is_there in wanted.items():
            if not is_there:
                yield _error("wacz-incomplete", self._name, f"has not {what}")

    def _check_package(self) -> Iterator[Finding]:
        package = self._json(_PACKAGE)
        if package is None:
            if _PACKAGE in self._digests:
                yield _error("wacz-package", self._where(_PACKAGE), "is no JSON object")
            return
        resources = package.get("resources")
        listed: dict[str, Mapping[str, Any]] = {}
        for resource in resources if isinstance(resources, list) else []:
            if isinstance(resource, dict) and isinstance(resource.get("path"), str):
                listed[resource["path"]] = resource
        for path, resource in listed.items():
            yield from self._check_resource(path, resource)
        for info in self._files():
            if info.filename not in {*listed, _PACKAGE, _PACKAGE_DIGEST}:
                yield _error("wacz-unlisted", self._where(info.filename), f"{_PACKAGE} does not list it")
        yield from self._check_package_digest()

    def _check_resource(self, path: str, resource: Mapping[str, Any]) -> Iterator[Finding]:
        where = self._where(path)
        if path not in self._digests:
            if path not in self._archive.namelist():
                yield _error("wacz-missing", where, f"{_PACKAGE} lists it, and it is not there")
            return
        sha256, size = self._digests[path]
        if resource.get("bytes") != size:
            yield _error(
                "wacz-digest", where, f"has {size:,} bytes, {_PACKAGE} says {resource.get('bytes')!r:.40}"
            )
        stated = resource.get("hash")
        if not isinstance(stated, str) or not stated.lower().startswith("sha256:"):
            yield _warning(
                "digest-unknown", where, f"the hash {stated!r:.80} is not SHA-256, so nothing is verified"
            )
        elif stated[7:].lower() != sha256:
            yield _error("wacz-digest", where, f"sha256:{sha256} is found, {_PACKAGE} says {stated[:80]}")

    def _check_package_digest(self) -> Iterator[Finding]:
        if _PACKAGE_DIGEST not in self._archive.namelist():
            what = f"has no {_PACKAGE_DIGEST}: who changes {_PACKAGE} is not found out"
            yield _warning("wacz-unsealed", self._name, what)
            return
        where = self._where(_PACKAGE_DIGEST)
        digest = self._json(_PACKAGE_DIGEST)
        if digest is None:
            yield _error("wacz-package", where, "is no JSON object")
            return
        real = f"sha256:{self._digests[_PACKAGE][0]}"
        if digest.get("hash") != real:
            yield _error("wacz-digest", where, f"{_PACKAGE} has {real}, stated is {digest.get('hash')!r:.80}")
        if "signedData" in digest:
            severity, what = check_signature(digest["signedData"], real)
            if severity:
                yield Finding(code="wacz-signature", severity=severity, where=where, what=what)

    def _scan_warc(self, info: zipfile.ZipInfo) -> Iterator[Finding]:
        with self._archive.open(info) as stream:
            yield from scan(stream, self._where(info.filename))  # type: ignore[arg-type]

    def _check_index(self, name: str) -> Iterator[Finding]:
        try:
            with self._archive.open(name) as stream:
                yield from check_index(lines(stream), self._entries, self._where(name))  # type: ignore[arg-type]
        except Damage as damage:
            yield _error("index-line", self._where(name), damage.reason)

    def _entries(self, filename: str) -> Mapping[int, Entry] | None:
        name = f"archive/{filename.removeprefix('archive/')}"
        if name not in self._digests:
            return None
        with self._archive.open(name) as stream:
            return read_entries(stream, filename)  # type: ignore[arg-type]

    def _check_pages(self, name: str) -> Iterator[Finding]:
        with self._archive.open(name) as stream:
            for number, line in enumerate(iter(lambda: stream.readline(_CHUNK), b""), 1):
                page = _object(line)
                wanted = ("format",) if number == 1 else ("url", "ts")
                if line.strip() and (page is None or any(key not in page for key in wanted)):
                    what = f"line {number} is no object with {' and '.join(wanted)}"
                    yield _error("wacz-pages", f"{self._where(name)}:{number}", what)

    def _json(self, name: str) -> dict[str, Any] | None:
        if self._digests.get(name, ("", _LARGEST_JSON + 1))[1] > _LARGEST_JSON:
            return None
        return _object(self._archive.read(name))

    def _where(self, name: str) -> str:
        return f"{self._name}!/{name[:120]}"


def _object(data: bytes) -> dict[str, Any] | None:
    with suppress(ValueError, RecursionError):
        value = json.loads(data)
        return value if isinstance(value, dict) else None
    return None


def _error(code: str, where: str, what: str) -> Finding:
    return Finding(
        code=code, severity=Severity.ERROR, where=where, what=what, hint="restore the file from a copy"
    )


def _warning(code: str, where: str, what: str) -> Finding:
    return Finding(code=code, severity=Severity.WARNING, where=where, what=what)
