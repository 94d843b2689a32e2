"""WARC files written by hand, right and wrong in every way."""

import base64
import gzip
import hashlib
from collections.abc import Mapping
from pathlib import Path

from archivist.model import Finding, Severity
from archivist.verify import verify_file

HTTP = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 5\r\n\r\nHello"
URI = "https://example.org/a"


def sha1(data: bytes) -> str:
    return "sha1:" + base64.b32encode(hashlib.sha1(data).digest()).decode()


def record(
    block: bytes = HTTP,
    *,
    kind: str = "response",
    number: int = 1,
    version: str = "1.1",
    change: Mapping[str, str | None] | None = None,
    extra: str = "",
    end: bytes = b"\r\n\r\n",
) -> bytes:
    """One record; ``change`` replaces fields, or takes them out where it has None."""
    fields: dict[str, str | None] = {
        "WARC-Type": kind,
        "WARC-Record-ID": f"<urn:uuid:00000000-0000-4000-8000-{number:012}>",
        "WARC-Date": "2026-11-24T03:14:15Z",
        "WARC-Target-URI": URI if kind != "warcinfo" else None,
        "Content-Type": f"application/http; msgtype={kind}"
        if block.startswith((b"HTTP", b"GET"))
        else "text/plain",
        "WARC-Block-Digest": sha1(block),
        "Content-Length": str(len(block)),
        **(change or {}),
    }
    lines = "".join(f"{name}: {value}\r\n" for name, value in fields.items() if value is not None)
    return f"WARC/{version}\r\n{lines}{extra}\r\n".encode() + block + end


def with_payload_digest(block: bytes, digest: str, *, number: int = 1) -> bytes:
    return record(block, number=number, change={"WARC-Payload-Digest": digest})


def packed(*records: bytes) -> bytes:
    """Each record in a gzip member of its own."""
    return b"".join(gzip.compress(data, mtime=0) for data in records)


def findings(tmp_path: Path, data: bytes, name: str = "a.warc.gz") -> list[Finding]:
    path = tmp_path / name
    path.write_bytes(data)
    return list(verify_file(path))


def errors(tmp_path: Path, data: bytes, name: str = "a.warc.gz") -> list[str]:
    return [found.code for found in findings(tmp_path, data, name) if found.severity is Severity.ERROR]


def warnings(tmp_path: Path, data: bytes, name: str = "a.warc.gz") -> list[str]:
    return [found.code for found in findings(tmp_path, data, name) if found.severity is Severity.WARNING]
