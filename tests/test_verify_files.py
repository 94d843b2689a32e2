"""Single files of other kinds: WACZ, CDXJ, ARC; known by their bytes, read in a stream, never extracted."""

import base64
import gzip
import hashlib
import json
import stat
import time
import zipfile
from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archivist.model import Severity
from archivist.verify import verify_file
from archivist.warc.index import make_index
from archivist.warc.signature import verify_p256
from archivist.warc.write import WarcWriter
from tests.vault import WHEN, exchange, page
from tests.warcs import errors, record, warnings


def warc() -> bytes:
    stream = BytesIO()
    writer = WarcWriter(stream)
    writer.write_info({"software": "a test"}, WHEN)
    writer.write_exchange(exchange("https://example.org/a", page()))
    return stream.getvalue()


WARC = warc()
INDEX = "".join(f"{line}\n" for line in make_index(BytesIO(WARC), "a.warc.gz")).encode()
PAGES = b"""{"format": "json-pages-1.0", "id": "pages"}
{"url": "https://example.org/a", "ts": "2026-11-24T03:14:15Z"}
"""
PARTS = {"archive/a.warc.gz": WARC, "indexes/index.cdx": INDEX, "pages/pages.jsonl": PAGES}


def sha256(data: bytes) -> str:
    return f"sha256:{hashlib.sha256(data).hexdigest()}"


def package_of(parts: Mapping[str, bytes]) -> dict[str, Any]:
    listed = [{"path": path, "hash": sha256(data), "bytes": len(data)} for path, data in parts.items()]
    return {"profile": "data-package", "wacz_version": "1.1.1", "resources": listed}


def wacz(
    parts: Mapping[str, bytes] = PARTS,
    *,
    package: object = None,
    digest: object = None,
    extra: Mapping[str, bytes] | None = None,
    method: int = zipfile.ZIP_STORED,
) -> bytes:
    """A WACZ of these parts; what is given in place of the right package or digest stands there."""
    stated = json.dumps(package_of(parts) if package is None else package).encode()
    sealed = {"path": "datapackage.json", "hash": sha256(stated)} if digest is None else digest
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, data in {**parts, "datapackage.json": stated, **(extra or {})}.items():
            archive.writestr(name, data)
        if sealed:
            archive.writestr("datapackage-digest.json", json.dumps(sealed))
    return stream.getvalue()


def without(name: str) -> dict[str, bytes]:
    return {path: data for path, data in PARTS.items() if path != name}


def test_a_whole_wacz_has_no_findings(tmp_path: Path) -> None:
    (tmp_path / "a.wacz").write_bytes(wacz())
    assert list(verify_file(tmp_path / "a.wacz")) == []


def test_its_index_may_be_compressed(tmp_path: Path) -> None:
    parts = without("indexes/index.cdx") | {"indexes/index.cdx.gz": gzip.compress(INDEX)}
    assert errors(tmp_path, wacz(parts), "a.wacz") == []


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (wacz()[:-50], "wacz-damaged"),
        (wacz().replace(WARC[:400], WARC[:399] + bytes([WARC[399] ^ 1])), "wacz-damaged"),
        (b"PK\x03\x04", "wacz-damaged"),
        (b"", "wacz-damaged"),
        (wacz(without("archive/a.warc.gz")), "wacz-incomplete"),
        (wacz(without("indexes/index.cdx")), "wacz-incomplete"),
        (wacz(without("pages/pages.jsonl")), "wacz-incomplete"),
        (wacz(PARTS, package=package_of(without("archive/a.warc.gz"))), "wacz-unlisted"),
        (wacz(PARTS, package=package_of(PARTS | {"pages/more.jsonl": b""})), "wacz-missing"),
        (wacz(PARTS, package=package_of(PARTS | {"pages/pages.jsonl": b"other"})), "wacz-digest"),
        (wacz(digest={"path": "datapackage.json", "hash": "sha256:" + "0" * 64}), "wacz-digest"),
        (wacz(package=[]), "wacz-package"),
        (wacz(package={"resources": 7}), "wacz-unlisted"),
        (wacz(digest=[7]), "wacz-package"),
        (wacz(extra={"../../evil.txt": b""}), "wacz-name"),
        (wacz(extra={"/etc/passwd": b""}), "wacz-name"),
        (wacz(extra={"C:\\evil": b""}), "wacz-name"),
        (wacz(PARTS | {"indexes/index.cdx": INDEX.replace(b'"offset": "', b'"offset": "9')}), "index-offset"),
        (wacz(PARTS | {"indexes/index.cdx": INDEX.replace(b"a.warc.gz", b"b.warc.gz")}), "index-file"),
        (wacz(PARTS | {"archive/a.warc.gz": WARC[:-9]}), "member-cut"),
        (wacz(PARTS | {"pages/pages.jsonl": b"rubbish"}), "wacz-pages"),
        (wacz(PARTS | {"pages/pages.jsonl": PAGES + b"[" * 100_000}), "wacz-pages"),
        (
            wacz(digest={"hash": sha256(json.dumps(package_of(PARTS)).encode()), "signedData": 7}),
            "wacz-signature",
        ),
    ],
)
def test_what_is_wrong_with_a_wacz_is_found(tmp_path: Path, data: bytes, code: str) -> None:
    assert code in errors(tmp_path, data, "a.wacz")
    assert [path.name for path in tmp_path.iterdir()] == ["a.wacz"]


def test_what_is_odd_about_a_wacz_is_said(tmp_path: Path) -> None:
    assert warnings(tmp_path, wacz(digest={}), "a.wacz") == ["wacz-unsealed"]
    assert "wacz-compressed" in warnings(tmp_path, wacz(method=zipfile.ZIP_DEFLATED), "a.wacz")


def test_two_entries_of_one_name_and_a_link_are_found(tmp_path: Path) -> None:
    path = tmp_path / "a.wacz"
    path.write_bytes(wacz())
    link = zipfile.ZipInfo("pages/link")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(link, "/etc/passwd")
        with pytest.warns(UserWarning, match="Duplicate name"):
            archive.writestr("pages/pages.jsonl", b"other")
    found = [each.what for each in verify_file(path) if each.code == "wacz-name"]
    assert found == ["the entry 'pages/link' is a link", "there are two entries 'pages/pages.jsonl'"]


def test_a_bomb_is_not_inflated(tmp_path: Path) -> None:
    bomb = wacz(extra={"archive/bomb.warc": bytes(40 << 20)}, method=zipfile.ZIP_DEFLATED)
    start = time.process_time()
    assert "wacz-bomb" in errors(tmp_path, bomb, "a.wacz")
    assert time.process_time() - start < 1


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(place=st.integers(0, len(wacz()) - 1), byte=st.integers(0, 255))
def test_no_changed_byte_makes_the_scan_of_a_wacz_fail(tmp_path: Path, place: int, byte: int) -> None:
    data = bytearray(wacz())
    data[place] = byte
    errors(tmp_path, bytes(data), "a.wacz")


# ---------------------------------------------------------------------------- signatures


def signed(yardsticks: Path, case: str) -> tuple[bytes, bytes, bytes]:
    with zipfile.ZipFile(yardsticks / "warc" / "cases" / case / "capture.wacz") as archive:
        said = json.loads(archive.read("datapackage-digest.json"))["signedData"]
    key, signature = (base64.b64decode(said[name]) for name in ("publicKey", "signature"))
    return key, signature, said["hash"].encode()


def test_a_signature_fits_its_message_and_its_key_only(yardsticks: Path) -> None:
    key, signature, message = signed(yardsticks, "ok-wacz-signed")
    assert verify_p256(key, signature, message)
    assert not verify_p256(key, signature, message + b" ")
    assert not verify_p256(*signed(yardsticks, "wacz-signature-of-other-hash"))
    assert not verify_p256(key, bytes.fromhex("3006020100020100"), message)
    for change in (signature[:-1], signature + b"x", b"", signature[:1] + b"\xff" + signature[2:]):
        with pytest.raises(ValueError, match="signature"):
            verify_p256(key, change, message)
    with pytest.raises(ValueError, match="no point of the curve"):
        verify_p256(key[:-1] + bytes([key[-1] ^ 1]), signature, message)
    with pytest.raises(ValueError, match="none of P-256"):
        verify_p256(key[:-1], signature, message)


@given(st.binary(max_size=100), st.binary(max_size=100))
def test_no_key_and_no_signature_make_the_check_fail(key: bytes, signature: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - of any kind
        verify_p256(key, signature, b"message")


# ---------------------------------------------------------------------------- the others


def test_an_index_is_checked_against_the_files_beside_it(tmp_path: Path) -> None:
    (tmp_path / "a.warc.gz").write_bytes(WARC)
    assert errors(tmp_path, INDEX, "a.cdxj") == []
    assert errors(tmp_path, INDEX.replace(b'"length": "', b'"length": "1'), "a.cdxj") == ["index-field"]
    (tmp_path / "a.warc.gz").write_bytes(WARC[:-9])
    assert errors(tmp_path, INDEX, "a.cdxj") == ["index-file"]
    (tmp_path / "a.warc.gz").unlink()
    assert errors(tmp_path, INDEX, "a.cdxj") == ["index-file"]


def test_an_index_leads_to_no_file_elsewhere(tmp_path: Path) -> None:
    (tmp_path / "b.warc.gz").write_bytes(WARC)
    folder = tmp_path / "folder"
    folder.mkdir()
    assert errors(folder, INDEX.replace(b"a.warc.gz", b"../b.warc.gz"), "a.cdxj") == ["index-file"]


ARC = b"filedesc://a.arc 0.0.0.0 20261124031415 text/plain 13\n1 0 archivist\n"


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_an_arc_is_read_by_its_lengths(tmp_path: Path, pack: Callable[[bytes], bytes]) -> None:
    body = b"HTTP/1.1 200 OK\r\n\r\nHello"
    line = f"https://example.org/ 192.0.2.1 20261124031415 text/html {len(body)}\n".encode()
    assert errors(tmp_path, pack(ARC + b"\n") + pack(line + body + b"\n"), "a.arc") == []
    assert errors(tmp_path, pack(ARC + b"\n") + pack(line + body[:-2]), "a.arc") == ["record-cut"]
    assert errors(tmp_path, pack(ARC + b"\n") + pack(b"x" + body), "a.arc") == ["arc-record"]


def test_what_a_file_is_its_bytes_say(tmp_path: Path) -> None:
    assert errors(tmp_path, record(), "a.wacz.txt") == []
    assert errors(tmp_path, wacz(), "a.warc.gz") == []
    assert errors(tmp_path, b"rubbish", "a.warc.gz")[0] == "record-no-version"
    assert {each.severity for each in verify_file(tmp_path / "absent")} == {Severity.ERROR}
