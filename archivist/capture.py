"""A URL becomes a stored capture: the page as its server sent it, and what it needs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from importlib.metadata import version
from pathlib import PurePosixPath
from urllib.parse import urljoin

from archivist.errors import ArchivistError, FetchError
from archivist.fetch import Budget, Cookies, Fetcher, FetchQueue, Limits, Outcome, Policy, head_of
from archivist.library import Draft, Library, PageRecord
from archivist.message import MessageError, Response, parse_response
from archivist.model import Article, Capture, Completeness, Exchange
from archivist.parse.encoding import decode
from archivist.parse.page import parse_page
from archivist.parse.resources import Resource, page_resources, style_resources
from archivist.warc.write import WarcWriter, Written

_LARGEST_PAGE = 64 << 20  # with its content coding undone
_LARGEST_STYLE = 4 << 20
_MOST_IMPORTS = 4  # style sheets that import one another
_PAGE_TYPES = {"text/html", "application/xhtml+xml", "application/xml", "text/xml", ""}

_ACCEPT = {"style": "text/css,*/*;q=0.1", "image": "image/*,*/*;q=0.8"}
_HINTS = {
    401: "the page wants a user name and a password",
    402: "the page is for subscribers",
    403: "the server does not serve this page to this program, or not to everyone",
    404: "check the address; an archive such as web.archive.org may still have the page",
    410: "an archive such as web.archive.org may still have the page",
    429: "the server asks to be left in peace; try again later",
    451: "the page is withheld for legal reasons, perhaps only where you are",
    503: "try again later",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How to capture: which servers are allowed though not public, and within which bounds."""

    allow: frozenset[str] = frozenset()  # "host:port"
    user_agent: str = ""  # "archivist/<version>" where empty
    limits: Limits = field(default_factory=Limits)
    budget: Budget = field(default_factory=Budget)


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """A resource that is not in the capture, or not whole, and why."""

    url: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What came of a capture. ``article.completeness`` says whether the page was the article."""

    capture: Capture
    article: Article
    exchanges: int  # requests whose responses are stored, redirects and resources too
    missing: tuple[Missing, ...] = ()


def capture_page(url: str, library: Library, options: Options | None = None) -> Kept:
    """Fetch a page and what it needs, store both, and read the article.

    What cannot be read is still stored, and so is a page whose pictures cannot be fetched. A page
    that comes cut short, garbled or as an error of its server is not.

    Raises:
        FetchError: the page could not be fetched; nothing is stored.
        LibraryError: the library cannot be written; nothing is stored.
    """
    options = options or Options()
    user_agent = options.user_agent or f"archivist/{version('archivist')}"
    policy = Policy(allow=options.allow, user_agent=user_agent, limits=options.limits)
    cookies = Cookies()
    with Fetcher(policy) as fetcher:
        hops = fetcher.follow(url, cookies=cookies)
        page = hops[-1]
        response, content = _checked_page(page)
        queue = FetchQueue(
            fetcher,
            options.budget,
            referer=urljoin(page.target_uri, "/"),
            known=[hop.target_uri for hop in hops],
            cookies=cookies,
        )
        with library.draft(page.target_uri, page.started_at) as draft:
            filling = _Filling(draft, hops, user_agent)
            filling.add_resources(_page_needs(page, response, content), queue)
            capture = filling.finish()
    return Kept(
        capture=capture,
        article=_read(library, capture),
        exchanges=filling.exchanges,
        missing=tuple(filling.missing),
    )


class _Filling:
    """The file of one capture while it is written."""

    def __init__(self, draft: Draft, hops: Sequence[Exchange], user_agent: str) -> None:
        """Write who writes, the way to the page, and the page."""
        self.exchanges = 0
        self.missing: list[Missing] = []
        self._draft = draft
        self._writer = WarcWriter(draft.stream)
        filename = PurePosixPath(draft.file).name
        self._writer.write_info(_info(user_agent), hops[0].started_at, filename=filename)
        for hop in hops:
            self._page = self._write(hop)
        self._certificate = hops[-1].tls.get("certificate_sha256", "")

    def add_resources(self, resources: Iterable[Resource], queue: FetchQueue) -> None:
        """Fetch and write what the page needs, and what its style sheets need in turn."""
        _ask(queue, resources, depth=0)
        for outcome in queue.outcomes():
            for hop in outcome.hops:
                if hop.truncated != "length":  # the beginning of a flood is of no use
                    self._write(hop)
            if fault := _fault(outcome):
                self.missing.append(Missing(url=outcome.url, reason=fault))
            elif outcome.depth < _MOST_IMPORTS:
                _ask(queue, _style_needs(outcome.hops[-1]), depth=outcome.depth + 1)

    def finish(self) -> Capture:
        """Write what the records do not say by themselves, and put the file into the library."""
        page = self._page
        lines = [("tls-certificate-sha256", self._certificate)]
        lines += [("missing", f"{missing.url} {missing.reason}") for missing in self.missing]
        if any(value for _, value in lines):
            self._writer.write_metadata(page.target_uri, page.date, lines, refers_to=page.record_id)
        record = PageRecord(
            target_uri=page.target_uri,
            captured_at=page.date,
            record_id=page.record_id,
            payload_digest=page.payload_digest,
            offset=page.offset,
        )
        return self._draft.commit([record])[0]

    def _write(self, exchange: Exchange) -> Written:
        self.exchanges += 1
        return self._writer.write_exchange(exchange)


def _info(user_agent: str) -> dict[str, str]:
    return {
        "software": f"archivist/{version('archivist')}",
        "format": "WARC File Format 1.1",
        "conformsTo": "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/",
        "robots": "ignore",  # one page, at one person's wish
        "http-header-user-agent": user_agent,
    }


def _checked_page(page: Exchange) -> tuple[Response, bytes]:
    """Return the page's response and its content.

    Raises:
        FetchError: it is not a page: an error of its server, nothing, cut short or garbled.
    """
    response = parse_response(page.response)
    if not 200 <= response.status < 300:
        words = f"the server answered {_status_words(response.status)}"
        raise FetchError(page.target_uri, words, hint=_HINTS.get(response.status, ""))
    if page.truncated:
        raise FetchError(page.target_uri, page.fault, hint="try again; nothing was kept")
    try:
        content = response.content(_LARGEST_PAGE)
    except MessageError as error:
        raise FetchError(page.target_uri, f"its body cannot be decoded: {error}") from error
    if not content.strip():
        words = f"the server answered {_status_words(response.status)} and sent an empty page"
        raise FetchError(page.target_uri, words)
    return response, content


def _page_needs(page: Exchange, response: Response, content: bytes) -> tuple[Resource, ...]:
    if response.media_type not in _PAGE_TYPES:
        return ()
    return page_resources(parse_page(content, page.target_uri, charset=response.charset or None))


def _style_needs(exchange: Exchange) -> tuple[Resource, ...]:
    """Return what a fetched style sheet needs; nothing where it is none, or cannot be read."""
    if head_of(exchange).media_type != "text/css":
        return ()
    response = parse_response(exchange.response)
    try:
        css = response.content(_LARGEST_STYLE)
    except MessageError:
        return ()
    return style_resources(decode(css, response.charset or None)[0], exchange.target_uri)


def _ask(queue: FetchQueue, resources: Iterable[Resource], *, depth: int) -> None:
    for resource in resources:
        queue.add(resource.url, accept=_ACCEPT.get(resource.kind, "*/*"), depth=depth)


def _fault(outcome: Outcome) -> str:
    """Say why a resource is not there, or not whole; empty if it is."""
    if outcome.error:
        return outcome.error.reason
    last = outcome.hops[-1]
    status = head_of(last).status
    return last.fault or ("" if 200 <= status < 300 else _status_words(status))


def _status_words(status: int) -> str:
    """Return a status with its name from the standard: what the server calls it is not to be trusted."""
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return str(status)


def _read(library: Library, capture: Capture) -> Article:
    try:
        return library.article(capture)
    except ArchivistError:
        return Article(url=capture.target_uri, completeness=Completeness.EMPTY)
