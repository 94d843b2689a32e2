"""Serve the saved news pages of the benchmark, with drawn pictures for those they no longer have.

    python -m tests.bench.serve_pages PAGES URLS [PORT]

PAGES is the folder of the extraction benchmark; the addresses of its pages are written to the file
URLS, for ``archivist capture -i URLS --allow-address 127.0.0.1:PORT``. Nothing outside this machine is
named as a resource of a page, so that nothing outside is asked.
"""

import gzip
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread
from urllib.parse import urlsplit

from archivist.parse.page import parse_page
from archivist.parse.resources import page_resources
from tests.bench.addresses import localise, localise_one
from tests.bench.drawn import STYLE, draw

SETS = ("aeb", "fundus", "newspaper4k")
_PICTURES = (".jpg", ".jpeg", ".png", ".webp", ".gif", ".svg", ".avif", ".bmp", ".ico")


class PageServer(ThreadingHTTPServer):
    """Holds the pages, by path: "/aeb/042bb7b5.html"."""

    request_queue_size = 128

    def __init__(self, folder: Path, port: int) -> None:
        super().__init__(("127.0.0.1", port), _Handler)
        self.origin = f"http://127.0.0.1:{self.server_port}"
        self.pages = {path: self._at_home(path, page) for path, page in _read(folder)}

    def _at_home(self, path: str, page: bytes) -> bytes:
        page = localise(page, self.origin)
        for address in self.strangers(path, page):
            page = localise_one(page, address, self.origin)
        return page

    def strangers(self, path: str, page: bytes) -> list[str]:
        """Return the resources of a page that are not on this machine, the longest address first."""
        found = (resource.url for resource in page_resources(parse_page(page, f"{self.origin}{path}")))
        return sorted((url for url in found if not url.startswith(f"{self.origin}/")), key=len, reverse=True)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: PageServer

    def do_GET(self) -> None:
        path = urlsplit(self.path).path
        name = path.lower()
        if page := self.server.pages.get(path):
            self._answer(200, "text/html", page)
        elif name.endswith(".css"):
            self._answer(200, "text/css", STYLE)
        elif name.endswith(_PICTURES) or name.startswith("/pic/"):
            self._answer(200, *draw(self.path))
        else:
            self._answer(404, "text/plain", b"There is no such thing here.")

    def _answer(self, status: int, media_type: str, body: bytes) -> None:
        with suppress(ConnectionError):
            self.send_response(status)
            self.send_header("Content-Type", media_type)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the standard library's
        """Keep quiet."""


def _read(folder: Path) -> Iterator[tuple[str, bytes]]:
    for name in SETS:
        for path in sorted((folder / name / "html").glob("*.html.gz")):
            yield f"/{name}/{path.name.removesuffix('.gz')}", gzip.decompress(path.read_bytes())


@contextmanager
def serve(folder: Path, port: int = 0) -> Iterator[PageServer]:
    """Serve the pages while the block runs."""
    with PageServer(folder, port) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()


def main() -> None:
    """Serve until interrupted."""
    folder, urls, *rest = sys.argv[1:]
    with serve(Path(folder), int(rest[0]) if rest else 0) as server:
        Path(urls).write_text("".join(f"{server.origin}{path}\n" for path in server.pages), "utf-8")
        print(f"{server.origin}: {len(server.pages)} pages", flush=True)
        with suppress(KeyboardInterrupt):
            Event().wait()


if __name__ == "__main__":
    main()
