"""Names, addresses and times of what is exported: the same for the same captures whenever it is written."""

from datetime import UTC, datetime
from hashlib import sha256
from uuid import UUID, uuid5

from archivist.model import Article, Book, Capture

# Every name that archivist gives is in this space of names (RFC 9562, 5.5).
_NAMESPACE = UUID("8f5b6c1e-52a7-5d0c-9d0e-6d0a3a2f7b41")


def book_identifier(book: Book) -> str:
    """Return the ``urn:uuid:`` of a book: the same for the same captures, or articles, in this order."""
    return _urn("\n".join(_facts(chapter.article, chapter.capture) for chapter in book.chapters))


def article_identifier(article: Article, capture: Capture | None) -> str:
    """Return the ``urn:uuid:`` of an article: its WARC-Record-ID, or one of its own where it is not kept."""
    return record_identifier(capture) if capture else _urn(_facts(article, capture))


def record_identifier(capture: Capture) -> str:
    """Return the WARC-Record-ID of a capture without its brackets."""
    return capture.record_id.strip("<>")


def page_address(article: Article, capture: Capture | None) -> str:
    """Return the address of the page that an article was read from; empty where it is not known."""
    return article.url or (capture.target_uri if capture else "")


def moment(at: datetime) -> str:
    """Return a time in UTC as ISO 8601 has it, and RFC 3339: "2026-11-24T03:14:15Z"."""
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _urn(facts: str) -> str:
    return uuid5(_NAMESPACE, sha256(facts.encode("utf-8", "replace")).hexdigest()).urn


def _facts(article: Article, capture: Capture | None) -> str:
    if capture is None:
        return f"{article.url} {article.published} {article.title}"
    return f"{capture.target_uri} {capture.captured_at.isoformat()} {capture.payload_digest}"
