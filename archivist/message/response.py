"""The head of a response taken apart, and what it says of the body."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from archivist.message.chunked import ChunkedReader
from archivist.message.coding import decode_content
from archivist.message.errors import MessageError

# "HTTP/2 200" is what crawlers that drive a browser write.
_STATUS_LINE = re.compile(rb"HTTP/[0-9](?:\.[0-9])?[ \t]+([1-9][0-9]{2})(?:[ \t]+([^\n]*))?[ \t\r]*")
_HEAD_END = re.compile(rb"\n\r?\n")
_CHUNK_SIZE = re.compile(rb"[ \t]*[0-9A-Fa-f]{1,15}[ \t]*[;\r\n]")
_CHARSET = re.compile(r";\s*charset\s*=\s*[\"']?\s*([^\s;\"',]{1,40})", re.IGNORECASE)
_CONTROLS = dict.fromkeys([*range(32), *range(127, 160)], " ")

_MOST_INTERIM = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """A response as it was sent; ``body`` still has its transfer and content codings."""

    status: int
    reason: str
    headers: tuple[tuple[str, str], ...]  # in order, names as sent; values without controls
    body: bytes

    def header(self, name: str) -> str:
        """Return the value of the first field of this name, in any case; empty if there is none."""
        return next(iter(self.values(name)), "")

    def values(self, name: str) -> tuple[str, ...]:
        """Return the values of all fields of this name, in order."""
        return tuple(value for field, value in self.headers if field.lower() == name.lower())

    def tokens(self, name: str) -> tuple[str, ...]:
        """Return the items of the comma-separated lists in all fields of this name, in lower case."""
        items = (item.strip().lower() for value in self.values(name) for item in value.split(","))
        return tuple(filter(None, items))

    @property
    def media_type(self) -> str:
        """The media type, in lower case and without parameters: ``"text/html"``; or empty."""
        return self.header("content-type").partition(";")[0].strip().lower()

    @property
    def charset(self) -> str:
        """The label of the charset parameter, as sent, or empty."""
        match = _CHARSET.search(self.header("content-type"))
        return match[1] if match else ""

    @property
    def is_interim(self) -> bool:
        """Whether another response to the same request follows (RFC 9110, 15.2)."""
        return 100 <= self.status < 200 and self.status != 101

    @property
    def is_redirect(self) -> bool:
        """Whether the response sends the reader on to the address in its Location field."""
        return self.status in {301, 302, 303, 307, 308} and bool(self.header("location"))

    def payload(self) -> bytes:
        """Return the body without its chunked coding: what WARC-Payload-Digest is made of.

        A body that says it is chunked and does not begin as one is given as it is: some
        crawlers undo the coding and keep the field.

        Raises:
            MessageError: the coding is broken, or the body is incomplete.
        """
        if "chunked" not in self.tokens("transfer-encoding") or not _CHUNK_SIZE.match(self.body):
            return self.body
        reader = ChunkedReader()
        content = reader.feed(self.body)
        if not reader.done:
            raise MessageError("the chunked body is incomplete: its last chunk is missing")
        return content

    def content(self, limit: int) -> bytes:
        """Return the body as its maker wrote it, every coding undone.

        Raises:
            MessageError: a coding is broken, there are more than three, or the content is
                larger than ``limit`` bytes.
        """
        codings = self.tokens("content-encoding") + self.tokens("transfer-encoding")
        return decode_content(self.payload(), codings, limit)


def head_end(data: bytes | bytearray, start: int = 0) -> int:
    """Return where the head that begins at ``start`` ends, its empty line included; -1 if it does not."""
    match = _HEAD_END.search(data, start)
    return match.end() if match else -1


def parse_response(data: bytes) -> Response:
    r"""Take a response apart; interim ones (100 Continue, 103 Early Hints) before it are passed over.

    Lenient as browsers are: bare line feeds, folded lines, space before a colon; a line that is
    no field is passed over, a control character in a value is a space.

    >>> response = parse_response(b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=euc-kr\r\n\r\nHello")
    >>> response.status, response.media_type, response.charset, response.payload()
    (200, 'text/html', 'euc-kr', b'Hello')

    Raises:
        MessageError: there is no status line where one has to be.

    Source: RFC 9112, sections 2 to 6.
    """
    start = 0
    for _ in range(_MOST_INTERIM):
        end = head_end(data, start)
        end = len(data) if end < 0 else end
        head = parse_head(data[start:end])
        if not head.is_interim:
            return replace(head, body=data[end:])
        start = end
    raise MessageError(f"more than {_MOST_INTERIM} interim responses")


def parse_head(head: bytes) -> Response:
    """Take the head of one response apart; its body is empty.

    Raises:
        MessageError: there is no status line.
    """
    first, *lines = head.strip(b"\r\n").split(b"\n")
    match = _STATUS_LINE.fullmatch(first)
    if not match:
        raise MessageError(f"not an HTTP response: no status line, it begins {first[:40]!r}")
    return Response(
        status=int(match[1]), reason=_text(match[2] or b""), headers=tuple(_fields(lines)), body=b""
    )


def _fields(lines: Sequence[bytes]) -> Iterator[tuple[str, str]]:
    for line in _unfold(lines):
        name, colon, value = line.partition(b":")
        if colon and name.strip():
            yield _text(name), _text(value)


def _unfold(lines: Sequence[bytes]) -> Iterator[bytes]:
    """Join each line that begins with space to the one before it (RFC 9112, 5.2)."""
    pieces: list[bytes] = []
    for line in lines:
        if line[:1] not in {b" ", b"\t"} and pieces:
            yield b" ".join(pieces)
            pieces = []
        pieces.append(line.strip())
    yield b" ".join(pieces)


def _text(value: bytes) -> str:
    try:
        text = value.decode("utf-8")
    except UnicodeDecodeError:
        text = value.decode("latin-1")
    return text.translate(_CONTROLS).strip()
