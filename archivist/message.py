"""An HTTP/1.1 response taken apart: status, header fields, body. Pure; nothing in it is trusted.

Both ``fetch`` and ``warc`` read messages; this is the one place that knows how.
"""

from __future__ import annotations

from dataclasses import dataclass


class MessageError(ValueError):
    """The bytes are not a response, or its body cannot be decoded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """A response as it was sent; ``body`` still has its transfer and content codings."""

    status: int
    reason: str
    headers: tuple[tuple[str, str], ...]  # in order, names as sent
    body: bytes
