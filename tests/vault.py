"""Libraries for tests: one verb each."""

import subprocess
from collections.abc import Sequence
from datetime import UTC, datetime

from archivist.library import Library, PageRecord
from archivist.model import Capture, Exchange
from archivist.warc.write import WarcWriter, Written

WHEN = datetime(2026, 11, 24, 3, 14, 15, tzinfo=UTC)
PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(range(256))


def page(title: str = "A ferry is late", *, credit: str = "Xinhua-Yonhap", text: str = "") -> bytes:
    body = text or "The ferry came in an hour late on Friday, the harbour office said. " * 8
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title></head>'
        f"<body><article><h1>{title}</h1><p>By Ann Example</p>"
        f'<figure><img src="/a.png" alt=""><figcaption>The ferry. / {credit}</figcaption></figure>'
        f"<p>{body}</p><p>{body}</p></article></body></html>"
    ).encode()


def response(body: bytes, *, status: str = "200 OK", headers: str = "Content-Type: text/html") -> bytes:
    head = f"HTTP/1.1 {status}\r\n{headers}\r\nContent-Length: {len(body)}\r\n\r\n"
    return head.encode() + body


def exchange(uri: str, body: bytes, when: datetime = WHEN, **said: str) -> Exchange:
    request = f"GET {uri} HTTP/1.1\r\nHost: example\r\n\r\n".encode()
    return Exchange(target_uri=uri, started_at=when, request=request, response=response(body, **said))


def record_of(written: Written) -> PageRecord:
    return PageRecord(
        target_uri=written.target_uri,
        captured_at=written.date,
        record_id=written.record_id,
        payload_digest=written.payload_digest,
        offset=written.offset,
    )


def keep(
    library: Library,
    uri: str = "https://www.example.org/news/ferry",
    html: bytes | None = None,
    when: datetime = WHEN,
    others: Sequence[Exchange] = (),
) -> Capture:
    """Store one page, and what else was fetched with it."""
    with library.draft(uri, when) as draft:
        writer = WarcWriter(draft.stream)
        writer.write_info({"software": "archivist"}, when)
        written = writer.write_exchange(exchange(uri, page() if html is None else html, when))
        for other in others:
            writer.write_exchange(other)
        (capture,) = draft.commit([record_of(written)])
    return capture


def files(library: Library) -> list[str]:
    """Every file below data/, by name."""
    return sorted(
        str(path.relative_to(library.path)) for path in library.path.glob("data/**/*") if path.is_file()
    )


def bag_is_valid(library: Library) -> bool:
    """Whether the manifest names all files of data/ and no others, and sha256sum finds them unchanged."""
    lines = (library.path / "manifest-sha256.txt").read_text().splitlines()
    if sorted(line.split("  ")[1] for line in lines) != files(library):
        return False
    command = ["sha256sum", "--check", "--strict", "--quiet", "manifest-sha256.txt"]
    return not lines or subprocess.run(command, cwd=library.path, check=False).returncode == 0
