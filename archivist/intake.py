"""Files someone already has become stored captures: a saved page, a text dump of one, a WARC."""

import hashlib
import re
import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from archivist.errors import ArchivistError, UsageError
from archivist.library import Library, PageRecord
from archivist.model import Article, Capture, Completeness
from archivist.parse.encoding import decode
from archivist.warc.coding import suffix_of
from archivist.warc.contents import Place, read_places
from archivist.warc.write import WarcWriter

_LARGEST_PAGE = 64 << 20
_PAGE_TYPES = frozenset({"text/html", "application/xhtml+xml"})

# A tag that a page has near its beginning, and a text has not.
_MARKUP = re.compile(
    r"<(?:!doctype\s+html|html|head|body|title|meta|link|script|style|article|div|p|h1)[\s>/]", re.IGNORECASE
)
# Browsers write this at the head of a page they save.
_SAVED_FROM = re.compile(r"<!-- saved from url=\(\d{4}\)(https?://[^\s<>]{1,2000}) -->")
_SNIFFED = 1 << 16
# A text has line ends and tabs; other C0 controls are signs of something else.
_BINARY = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")

_MHTML = re.compile(r"^content-type:\s*multipart/related", re.IGNORECASE | re.MULTILINE)

_KINDS = {
    b"%PDF-": "a PDF",
    b"PK\x03\x04": "a ZIP file (perhaps a WACZ or an EPUB)",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What came of a file: one of the pages in it."""

    capture: Capture
    article: Article


def take_in(
    path: Path, library: Library, url: str | None = None, when: datetime | None = None
) -> list[Taken]:
    """Store a file, and return the pages in it, in file order. Of what kind it is, its bytes say.

    A page or a text becomes a ``resource`` record. ``url`` is where it came from; else the page
    itself may say so, else it gets a name made from its bytes. ``when`` is the time it was saved;
    else that of the file. A WARC is stored byte for byte and keeps its own addresses and times.

    Raises:
        ArchivistError: it cannot be read, or holds no page; nothing is stored.
        UsageError: ``url`` is no address, or is given for a WARC.
        LibraryError: the library cannot be written; nothing is stored.
    """
    path = Path(path)
    if url is not None and not url.lower().startswith(("http://", "https://")):
        raise UsageError(f"{url}: not the address of a page", hint="write it in full: https://…")
    try:
        captures = _take(path, library, url, when)
    except OSError as error:
        raise ArchivistError(f"{path}: cannot be read: {error.strerror or error}") from error
    return [Taken(capture=capture, article=_read(library, capture)) for capture in captures]


def _take(path: Path, library: Library, url: str | None, when: datetime | None) -> list[Capture]:
    head = _head(path)
    if not _is_warc(head):
        return [_take_page(path, library, url, when)]
    if url:
        raise UsageError(f"{path}: a WARC knows its addresses", hint="leave --url out")
    return _take_warc(path, library, f".warc{suffix_of(head)}")


def _take_page(path: Path, library: Library, url: str | None, when: datetime | None) -> Capture:
    data = path.read_bytes()
    text, encoding = decode(data)
    _refuse_others(path, data, text)
    is_markup = bool(_MARKUP.search(text, 0, _SNIFFED))
    media_type = "text/html" if is_markup else f"text/plain; charset={encoding}"
    uri = url or (_own_address(data, text) if is_markup else "") or _name_of(data)
    at = when or _saved_at(path)
    with library.draft(uri, at) as draft:
        writer = WarcWriter(draft.stream)
        writer.write_info(
            {"software": f"archivist/{version('archivist')}", "description": "taken in from a file"}, at
        )
        written = writer.write_resource(uri, at, media_type, data)
        page = PageRecord(
            target_uri=written.target_uri,
            captured_at=written.date,
            record_id=written.record_id,
            payload_digest=written.payload_digest,
            offset=written.offset,
        )
        return draft.commit([page])[0]


def _take_warc(path: Path, library: Library, suffix: str) -> list[Capture]:
    places = [place for place in read_places(path) if _is_page(place)]
    if not places:
        raise ArchivistError(f"{path}: no page in it", hint="a page is an HTML response with status 200")
    if len({place.offset for place in places}) < len(places):
        raise ArchivistError(
            f"{path}: several records share a compressed member, so that none can be found again",
            hint="compress each record by itself, for instance with: warcio recompress",
        )
    with path.open("rb") as stream:
        sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
    if known := [capture for capture in library.captures() if capture.sha256 == sha256]:
        return known
    with (
        library.draft(places[0].target_uri, places[0].date, suffix=suffix) as draft,
        path.open("rb") as stream,
    ):
        shutil.copyfileobj(stream, draft.stream)
        return list(draft.commit([_record_of(place) for place in places]))


def _is_page(place: Place) -> bool:
    """Whether a record is a page: HTML that a server gave, or a page or text that was taken in before."""
    if place.status != 200 or place.refers_to:
        return False
    if place.is_resource:
        has_address = place.target_uri.startswith(("http://", "https://", "urn:"))
        return has_address and place.media_type in {*_PAGE_TYPES, "text/plain"}
    return place.media_type in _PAGE_TYPES


def _record_of(place: Place) -> PageRecord:
    return PageRecord(
        target_uri=place.target_uri,
        captured_at=place.date,
        record_id=place.record_id,
        payload_digest=place.payload_digest,
        offset=place.offset,
    )


def _head(path: Path) -> bytes:
    """Return the first bytes of a file.

    Raises:
        ArchivistError: it is no file, is empty, or too large for a page.
    """
    # A pipe or a device may never end.
    if not path.is_file():
        raise ArchivistError(f"{path}: {'not a file' if path.exists() else 'no such file'}")
    with path.open("rb") as stream:
        head = stream.read(16)
    if not head:
        raise ArchivistError(f"{path}: the file is empty")
    size = path.stat().st_size
    if size > _LARGEST_PAGE and not _is_warc(head):
        raise ArchivistError(f"{path}: {size:,} bytes are too many for a page")
    return head


def _is_warc(head: bytes) -> bool:
    return head.startswith(b"WARC/") or bool(suffix_of(head))


def _refuse_others(path: Path, data: bytes, text: str) -> None:
    kind = next((kind for magic, kind in _KINDS.items() if data.startswith(magic)), "")
    if _MHTML.search(text, 0, _SNIFFED):
        kind = "an MHTML file"
    if kind or (_BINARY.search(text, 0, _SNIFFED) and not _MARKUP.search(text, 0, _SNIFFED)):
        raise ArchivistError(
            f"{path}: {kind or 'binary data'}, not a saved page, a text or a WARC",
            hint="save the page as HTML, or keep it with: archivist URL",
        )
    if not text.strip():
        raise ArchivistError(f"{path}: there is no text in it")


def _own_address(data: bytes, text: str) -> str:
    """Return the address that a saved page gives as its own, or an empty text."""
    if saved := _SAVED_FROM.search(text, 0, _SNIFFED):
        return saved[1]
    # The readers are heavy; a file with a URL given does without this reading.
    from archivist.parse.article import read_article  # noqa: PLC0415

    address = read_article(data).url
    return address if address.startswith(("http://", "https://")) else ""


def _name_of(data: bytes) -> str:
    """Return a name for a page without address: the same bytes have the same."""
    return uuid5(NAMESPACE_URL, f"sha256:{hashlib.sha256(data).hexdigest()}").urn


def _saved_at(path: Path) -> datetime:
    now = datetime.now(UTC)
    try:
        return min(datetime.fromtimestamp(path.stat().st_mtime, UTC), now).replace(microsecond=0)
    except (ValueError, OverflowError):
        return now.replace(microsecond=0)


def _read(library: Library, capture: Capture) -> Article:
    try:
        return library.article(capture)
    except ArchivistError:
        return Article(url=capture.target_uri, completeness=Completeness.EMPTY)
