"""A site to fetch from: a real server on 127.0.0.1, told what to answer and asked what it saw.

    with serve() as site:
        site.answers["/cut"] = Answer(b"<h1>Hello</h1>", cut=4)
        ...
        assert site.paths == ["/cut"]

``tls/`` holds the certificate of an authority that nobody but the tests trusts (its key is thrown
away) and one it signed for 127.0.0.1, with its key.
"""

from __future__ import annotations

import gzip
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http import HTTPStatus
from http.server import ThreadingHTTPServer
from pathlib import Path
from socketserver import StreamRequestHandler

TLS = Path(__file__).parent / "tls"
AUTHORITY = TLS / "authority.pem"


@dataclass(frozen=True, slots=True, kw_only=True)
class Exact:
    """An answer given byte for byte; then the connection is closed, or with ``stall`` left open."""

    data: bytes
    stall: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer as servers give them."""

    body: bytes = b""
    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()
    media_type: str = "text/html; charset=utf-8"
    chunked: bool = False
    gzipped: bool = False
    cut: int = 0  # bytes of the body that never come, though Content-Length counts them
    stall: bool = False  # whether the connection stays open all the same

    def as_bytes(self) -> bytes:
        """Return the answer as it goes over the wire."""
        body = gzip.compress(self.body, mtime=0) if self.gzipped else self.body
        lines = [
            f"HTTP/1.1 {self.status} {HTTPStatus(self.status).phrase}",
            f"Content-Type: {self.media_type}",
        ]
        lines += [f"{name}: {value}" for name, value in self.headers]
        if self.gzipped:
            lines.append("Content-Encoding: gzip")
        if self.chunked:
            lines.append("Transfer-Encoding: chunked")
            body = chunked(body)
        else:
            lines.append(f"Content-Length: {len(body)}")
        head = "\r\n".join([*lines, "", ""]).encode("latin-1")
        return head + body[: len(body) - self.cut]


def chunked(body: bytes, size: int = 100) -> bytes:
    """Return a body in chunks, with an extension at the first one and a trailer."""
    pieces = [body[start : start + size] for start in range(0, len(body), size)]
    chunks = [
        b"%x%s\r\n%s\r\n" % (len(piece), b"" if n else b";a=b", piece) for n, piece in enumerate(pieces)
    ]
    return b"".join(chunks) + b"0\r\nX-Trailer: yes\r\n\r\n"


def redirect(to: str, status: int = 302) -> Answer:
    """Return an answer that sends the reader on."""
    return Answer(status=status, headers=(("Location", to),))


@dataclass(slots=True)
class Seen:
    """One request as the server saw it, and what it sent back."""

    path: str
    request: bytes
    response: bytes


@dataclass(slots=True)
class Site:
    """The server's side: its answers, by path, and what it has seen, in order.

    An answer that is a list is given one item at a time, the last one for ever.
    """

    port: int
    scheme: str = "http"
    answers: dict[str, Answer | Exact | list[Answer | Exact]] = field(default_factory=dict)
    seen: list[Seen] = field(default_factory=list)
    connections: int = 0
    closing: threading.Event = field(default_factory=threading.Event)

    @property
    def url(self) -> str:
        """The address of the site, without a slash at its end."""
        return f"{self.scheme}://127.0.0.1:{self.port}"

    @property
    def server(self) -> str:
        """Host and port, as ``Policy.allow`` has them."""
        return f"127.0.0.1:{self.port}"

    @property
    def paths(self) -> list[str]:
        """The paths asked for, in order."""
        return [seen.path for seen in self.seen]

    def answer(self, path: str) -> Answer | Exact:
        """Return the next answer for a path."""
        answer = self.answers.get(path, Answer(b"not here", status=404))
        if isinstance(answer, list):
            return answer.pop(0) if len(answer) > 1 else answer[0]
        return answer


@contextmanager
def serve(*, tls: bool = False) -> Iterator[Site]:
    """Serve a site until the block ends."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler, bind_and_activate=True)
    server.daemon_threads = True
    server.block_on_close = False
    if tls:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(TLS / "server.pem")
        server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    site = server.site = Site(server.server_address[1], "https" if tls else "http")  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield site
    finally:
        site.closing.set()
        server.shutdown()
        server.server_close()
        thread.join()


class _Handler(StreamRequestHandler):
    def handle(self) -> None:
        site: Site = self.server.site  # type: ignore[attr-defined]
        site.connections += 1
        with suppress(OSError):
            while request := self._read_request():
                path = request.split(b" ", 2)[1].decode("ascii")
                answer = site.answer(path)
                data = answer.data if isinstance(answer, Exact) else answer.as_bytes()
                site.seen.append(Seen(path, request, data))
                self.wfile.write(data)
                if answer.stall:
                    site.closing.wait(30)
                if isinstance(answer, Exact) or answer.cut:
                    return

    def _read_request(self) -> bytes:
        request = b""
        while not request.endswith(b"\r\n\r\n"):
            line = self.rfile.readline()
            if not line:
                return b""
            request += line
        return request
