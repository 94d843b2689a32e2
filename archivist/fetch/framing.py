"""Where a response ends. Strict: what a server says twice and differently is not believed.

h11 would do this, too, but refuses what browsers read (a space before a colon, a control
character in a value), and hides where in the bytes a message begins and ends. What is accepted
here is what ``message`` can read again from the record.
"""

from __future__ import annotations

import re

from archivist.fetch.limits import Limits
from archivist.message import ChunkedReader, MessageError, Response, head_end, parse_head

_LENGTH = re.compile(r"[0-9]{1,19}")


class ResponseReader:
    """Takes the bytes that come from a server, and keeps those of the response.

    ``received`` is the response as sent, without the interim ones before it. When ``done``,
    ``truncated`` says in the words of WARC-Truncated why it is not whole, and ``fault`` in ours;
    both are empty when it is.

    Source: RFC 9112, section 6.3.
    """

    def __init__(self, limits: Limits) -> None:
        self.received = bytearray()
        self.head: Response | None = None
        self.done = False
        self.truncated = ""
        self.fault = ""
        self._limits = limits
        self._searched = 0  # bytes in which no head ends
        self._interim = 0
        self._body = 0  # bytes of the body received
        self._length: int | None = None  # of the body, where the head says it
        self._chunks: ChunkedReader | None = None
        self._has_leftover = False

    @property
    def is_reusable(self) -> bool:
        """Whether the connection stands where another response may begin."""
        return (
            self.done
            and not (self.fault or self._has_leftover)
            and (self._length is not None or self._chunks is not None)
            and self.head is not None
            and self.received.startswith(b"HTTP/1.1")
            and "close" not in self.head.tokens("connection")
        )

    def feed(self, data: bytes) -> None:
        """Take the next bytes.

        Raises:
            MessageError: this is no response that could be kept; ``head`` is None then.
        """
        if self.head is None:
            self.received += data
            self._read_head()
        else:
            self._take(data)

    def end(self) -> None:
        """Judge what has come, now that the server has closed the connection.

        Raises:
            MessageError: before the response's head was there.
        """
        if self.done:
            return
        if self._length is not None:
            self.stop("disconnect", f"cut short: the server sent {self._body:,} of {self._length:,} bytes")
        elif self._chunks:
            self.stop("disconnect", "cut short: the connection closed before the last chunk")
        elif self.head is None:
            where = "inside the header block" if self.received else "without an answer"
            self.stop("disconnect", f"the server closed the connection {where}")
        self.done = True

    def stop(self, truncated: str, fault: str) -> None:
        """Leave it at what has come, for the reason given.

        Raises:
            MessageError: the response's head is not there yet.
        """
        self.truncated, self.fault = truncated, fault
        self.done = True
        if self.head is None:
            raise MessageError(fault)

    def _read_head(self) -> None:
        while self.head is None:
            if not b"HTTP/".startswith(self.received[:5]):
                raise MessageError(f"the answer is not HTTP: it begins {bytes(self.received[:30])!r}")
            end = head_end(self.received, self._searched)
            self._searched = max(0, len(self.received) - 3)
            if (end if end > 0 else len(self.received)) > self._limits.head_bytes:
                raise MessageError(f"the header block is larger than {self._limits.head_bytes >> 10} kB")
            if end < 0:
                return
            head = parse_head(bytes(self.received[:end]))
            rest = bytes(self.received[end:])
            if head.is_interim:
                self._pass_over_interim(rest)
            else:
                self._begin_body(head)
                self.head = head
                del self.received[end:]
                self._take(rest)

    def _pass_over_interim(self, rest: bytes) -> None:
        self._interim += 1
        if self._interim > self._limits.interim_responses:
            raise MessageError(f"more than {self._limits.interim_responses} interim responses, a limit")
        self.received = bytearray(rest)
        self._searched = 0

    def _begin_body(self, head: Response) -> None:
        codings = [coding for coding in head.tokens("transfer-encoding") if coding != "identity"]
        lengths = set(head.tokens("content-length"))
        if head.status in {101, 204, 304}:
            self._length = 0
        elif codings:
            self._chunks = ChunkedReader() if codings[-1] == "chunked" else None
        elif lengths:
            text = lengths.pop()
            if lengths or not _LENGTH.fullmatch(text):
                raise MessageError("the Content-Length is invalid, or stands twice with different values")
            self._length = int(text)

    def _take(self, data: bytes) -> None:
        if self._length is not None and self._length > self._limits.body_bytes:
            self.stop("length", self._too_large(f"{self._length:,} bytes"))
            return
        taken = self._length_of_body_in(data)
        self.received += data[:taken]
        self._body += taken
        self._has_leftover = taken < len(data)
        if self._length is not None:
            self.done = self._body == self._length
        if not self.done and self._body > self._limits.body_bytes:
            self.stop("length", self._too_large("the body"))

    def _length_of_body_in(self, data: bytes) -> int:
        if self._length is not None:
            return min(len(data), self._length - self._body)
        if self._chunks is None:
            return len(data)
        before = self._chunks.taken
        try:
            self._chunks.feed(data)
        except MessageError as error:
            self.stop("unspecified", f"the chunked coding is broken: {error}")
            return len(data)
        self.done = self._chunks.done
        return self._chunks.taken - before

    def _too_large(self, what: str) -> str:
        return f"too large: {what} exceeds the limit of {self._limits.body_bytes >> 20} MB"
