"""Serve the sample site on 127.0.0.1: ``python -m samples.serve [PORT]``."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread

SITE = Path(__file__).parent / "site"

#: The charset label of the Content-Type header; None where only the page itself says, in a meta element.
CHARSETS: dict[str, str | None] = {"market-ko.html": "euc-kr", "snow-bus-ko.html": None}

_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".webp": "image/webp",
}


def content_type(name: str) -> str:
    """Return the Content-Type that the site sends for a file of this name."""
    path = Path(name)
    if path.suffix != ".html":
        return _TYPES.get(path.suffix, "application/octet-stream")
    charset = CHARSETS.get(path.name, "utf-8")
    return f"text/html; charset={charset}" if charset else "text/html"


class SiteHandler(SimpleHTTPRequestHandler):
    """Answers with the files of the site; says nothing on the terminal."""

    protocol_version = "HTTP/1.1"

    def guess_type(self, path: object) -> str:
        """Return the Content-Type of a file, by its name alone: no table of the machine is asked."""
        return content_type(str(path))

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the standard library's
        """Keep quiet."""


@contextmanager
def serve(port: int = 0) -> Iterator[str]:
    """Serve the site while the block runs, and give its address: ``"http://127.0.0.1:40213"``.

    Port 0 takes a free one. The socket is closed and the thread ended when the block is left.
    """
    with ThreadingHTTPServer(("127.0.0.1", port), partial(SiteHandler, directory=str(SITE))) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


def main() -> None:
    """Serve until interrupted; the first line printed is the address."""
    with serve(int(sys.argv[1]) if len(sys.argv) > 1 else 0) as address:
        print(address, flush=True)
        with suppress(KeyboardInterrupt):
            Event().wait()


if __name__ == "__main__":
    main()
