"""What one WARC file holds, by address: the page's pictures, style, and where each was redirected to."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from urllib.parse import urljoin

from archivist.errors import WarcError
from archivist.message import MessageError, Response, normal_uri, parse_response
from archivist.warc.read import Record, read_records, record_at

# What is read of a response to see its status and where it redirects to.
_HEAD = 1 << 16
_MOST_HOPS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """The bytes of a page or a picture, with every coding undone, and what its server said of them."""

    uri: str
    status: int
    media_type: str  # lower case, without parameters
    charset: str  # label of the Content-Type, or empty
    data: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A record that answers an address; enough of it to follow redirects and revisits."""

    offset: int
    date: datetime
    target_uri: str
    record_id: str
    is_resource: bool  # a resource record, which came as a file and not over HTTP
    status: int  # 200 for a resource record
    location: str  # absolute, of a redirect; else empty
    media_type: str
    payload_digest: str
    is_revisit: bool
    refers_to: str  # of a revisit: the address whose payload it is, where it says so


class Contents:
    """The addresses that the records of one WARC file answer."""

    def __init__(self, path: Path) -> None:
        """Read the heads of all records; what comes after a damaged one is not there."""
        self.path = path
        self._places: dict[str, list[Place]] = {}
        with suppress(WarcError):
            for place in read_places(path):
                self._places.setdefault(_key(place.target_uri), []).append(place)

    def find(self, uri: str, when: datetime) -> Content | None:
        """Return what an address gave, nearest in time to ``when``, through redirects; None if not here.

        Raises:
            WarcError: its record is damaged.
        """
        place = self._follow(uri, when)
        return read_content(self.path, place.offset) if place else None

    def _follow(self, uri: str, when: datetime) -> Place | None:
        for _ in range(_MOST_HOPS):
            places = self._places.get(_key(uri), ())
            # A revisit says that the payload was that of another record, which may have its address.
            place = min(places, key=lambda place: (place.is_revisit, abs(place.date - when)), default=None)
            if place is None:
                return None
            if not (place.location or place.is_revisit):
                return place if 200 <= place.status < 300 else None
            uri = place.location or place.refers_to
        return None


def read_places(path: Path) -> Iterator[Place]:
    """Yield a Place for each response, resource and revisit record, in file order.

    Raises:
        WarcError: a record is damaged or cut short; those before it have been yielded.
    """
    for record in read_records(path):
        if place := place_of(record):
            yield place


def place_of(record: Record) -> Place | None:
    """Return what a record answers, from the head of its block; None where it answers nothing."""
    if record.type == "resource":
        return _place(record, None)
    if record.type not in {"response", "revisit"} or record.media_type != "application/http":
        return None
    try:
        return _place(record, parse_response(record.read_at_most(_HEAD)))
    except MessageError:
        return None


def read_content(path: Path, offset: int, limit: int = 64 << 20) -> Content:
    """Return what the response or resource record at a byte of the file holds.

    Raises:
        WarcError: it is damaged, of another type, or holds more than ``limit`` bytes.
    """
    with record_at(path, offset) as record:
        uri, kind = record.target_uri, record.type
        content_type = record.header.get("Content-Type")
        block = record.block()
    if kind == "resource":
        # A block that is no HTTP message: its type is that of the record.
        block = b"HTTP/1.1 200 OK\r\nContent-Type: " + content_type.encode("utf-8") + b"\r\n\r\n" + block
    elif kind != "response":
        raise WarcError(path, offset, f"a {kind or 'nameless'} record where a response was expected")
    try:
        response = parse_response(block)
        data = response.content(limit)
    except MessageError as error:
        raise WarcError(path, offset, str(error)) from error
    return Content(
        uri=uri, status=response.status, media_type=response.media_type, charset=response.charset, data=data
    )


def _place(record: Record, response: Response | None) -> Place:
    refers_to = record.header.get("WARC-Refers-To-Target-URI") if record.type == "revisit" else ""
    location = response.header("location") if response and response.is_redirect else ""
    return Place(
        offset=record.offset,
        date=record.date,
        target_uri=record.target_uri,
        record_id=record.record_id,
        is_resource=response is None,
        status=response.status if response else 200,
        location=_join(record.target_uri, location) if location else "",
        media_type=response.media_type if response else record.media_type,
        payload_digest=record.payload_digest,
        is_revisit=record.type == "revisit",
        refers_to=refers_to.removeprefix("<").removesuffix(">"),
    )


def _key(uri: str) -> str:
    """Return what addresses are compared by: of those that are none (``urn:``), the text itself."""
    try:
        return normal_uri(uri)
    except ValueError:
        return uri


def _join(base: str, address: str) -> str:
    try:
        return urljoin(base, address)
    except ValueError:
        return ""
