"""A resource by its address: redirects followed, busy servers asked again, connections kept."""

from __future__ import annotations

import re
import threading
import time
from collections import defaultdict
from contextlib import suppress
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from types import TracebackType
from urllib.parse import urljoin

from archivist.errors import FetchError, RefusedError
from archivist.fetch.cookies import Cookies
from archivist.fetch.limits import Deadline
from archivist.fetch.policy import Policy
from archivist.fetch.transport import Connection, NoAnswerError, open_connection
from archivist.message import Response, Uri, head_end, parse_head, parse_uri
from archivist.model import Exchange

#: What a browser accepts for a page.
ACCEPT_PAGE = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"

_BUSY = {429, 503}
_SECONDS = re.compile(r"[0-9]{1,99}")
_USER_INFO = re.compile(r"//[^/?#]{0,4000}@")


class Fetcher:
    """Fetches resources and keeps connections open between them; safe to use from several threads.

    Nothing but the address, and the cookies that ``follow`` is given, decides what is sent: no
    ``.netrc``, no proxy of the environment, no user name and password of the address.
    """

    def __init__(self, policy: Policy | None = None) -> None:
        self.policy = policy or Policy()
        self._lock = threading.Lock()
        self._is_closed = False
        self._open: set[Connection] = set()
        self._idle: defaultdict[str, list[Connection]] = defaultdict(list)

    def __enter__(self) -> Fetcher:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close all connections, those in use too; nothing can be fetched any more."""
        with self._lock:
            self._is_closed = True
            connections, self._open = self._open, set()
            self._idle.clear()
        for connection in connections:
            connection.close()

    def follow(
        self,
        url: str,
        *,
        accept: str = ACCEPT_PAGE,
        referer: str = "",
        deadline: Deadline | None = None,
        cookies: Cookies | None = None,
    ) -> list[Exchange]:
        """Fetch a resource wherever it has moved to; return every hop, the last one is the resource.

        ``cookies`` are sent on the way, and take in those of the way. It may lead to an address again
        once there are other cookies to send there.

        Raises:
            RefusedError: the address, or one it leads to, is not allowed by the policy.
            FetchError: there is no answer, or redirects do not end.
        """
        deadline = deadline or Deadline(self.policy.limits.resource_seconds)
        cookies = Cookies() if cookies is None else cookies
        uri = _parsed(url)
        hops: dict[tuple[Uri, str], Exchange] = {}
        while (asked := (uri, cookies.header(uri))) not in hops and len(hops) <= self.policy.limits.redirects:
            request = self._request(uri, accept, referer, cookie=asked[1])
            exchange = hops[asked] = self._fetch_patiently(uri, request, deadline)
            response = head_of(exchange)
            cookies.take(uri, response)
            if not response.is_redirect:
                return list(hops.values())
            uri = _parsed(response.header("location"), base=str(uri))
        if asked in hops:
            addresses = len({address for address, _ in hops})
            raise FetchError(_without_user(url), f"redirects in a loop over {addresses} addresses")
        raise FetchError(_without_user(url), f"more than {self.policy.limits.redirects} redirects")

    def fetch(
        self, url: str, *, accept: str = ACCEPT_PAGE, referer: str = "", deadline: Deadline | None = None
    ) -> Exchange:
        """Fetch what stands at one address, redirect or not.

        Raises:
            RefusedError: the address is not allowed by the policy.
            FetchError: there is no answer, or one that is not HTTP.
        """
        deadline = deadline or Deadline(self.policy.limits.resource_seconds)
        uri = _parsed(url)
        return self._fetch(uri, self._request(uri, accept, referer), deadline)

    def _fetch(self, uri: Uri, request: bytes, deadline: Deadline) -> Exchange:
        if kept := self._take_idle(uri):
            # A server may close a kept connection at any time, and then has not seen the request.
            with suppress(NoAnswerError):
                return self._exchange(kept, uri, request, deadline)
        return self._exchange(self._connect(uri, deadline), uri, request, deadline)

    def _fetch_patiently(self, uri: Uri, request: bytes, deadline: Deadline) -> Exchange:
        """Ask again where the server is busy or the response was cut, a few times, after a wait."""
        for tries in range(1, self.policy.limits.tries + 1):
            exchange = self._fetch(uri, request, deadline)
            response = head_of(exchange)
            is_cut = exchange.truncated == "disconnect" and not response.is_redirect
            if response.status not in _BUSY and not is_cut:
                break
            longest = min(self.policy.limits.wait_seconds, deadline.left)
            wait = _retry_after(response, default=min(float(tries), longest))
            if wait > longest or tries == self.policy.limits.tries:
                break
            time.sleep(wait)
        return exchange

    def _request(self, uri: Uri, accept: str, referer: str, cookie: str = "") -> bytes:
        fields = {
            "Host": uri.authority,
            "User-Agent": self.policy.user_agent,
            "Accept": accept,
            "Accept-Language": self.policy.accept_language,
            # br and zstd are read where a server sends them, but not asked for: warcio, and with it
            # pywb, crashes on the one and passes over the other, and what is kept is to be replayed.
            "Accept-Encoding": "gzip",
            "Referer": referer,
            "Cookie": cookie,
        }
        lines = [f"{name}: {value}" for name, value in fields.items() if value]
        return "\r\n".join([f"GET {uri.target} HTTP/1.1", *lines, "", ""]).encode("latin-1", "replace")

    def _exchange(self, connection: Connection, uri: Uri, request: bytes, deadline: Deadline) -> Exchange:
        try:
            return connection.exchange(uri, request, self.policy.limits, deadline)
        finally:
            self._give_back(connection, uri)

    def _connect(self, uri: Uri, deadline: Deadline) -> Connection:
        connection = open_connection(uri, self.policy, deadline)
        with self._lock:
            if not self._is_closed:
                self._open.add(connection)
                return connection
        connection.close()
        raise FetchError(str(uri), "interrupted")

    def _take_idle(self, uri: Uri) -> Connection | None:
        with self._lock:
            idle = self._idle[uri.origin]
            return idle.pop() if idle else None

    def _give_back(self, connection: Connection, uri: Uri) -> None:
        with self._lock:
            if connection.is_reusable and connection in self._open:
                self._idle[uri.origin].append(connection)
                return
            self._open.discard(connection)
        connection.close()


def head_of(exchange: Exchange) -> Response:
    """Return the head of the response; its body is left out."""
    return parse_head(exchange.response[: head_end(exchange.response)])


def _parsed(url: str, base: str = "") -> Uri:
    try:
        return parse_uri(urljoin(base, url))
    except ValueError as error:
        raise RefusedError(_without_user(url), f"refused: {error}") from error


def _without_user(url: str) -> str:
    """Return an address as it may be shown: no user name, no password, not too long."""
    return _USER_INFO.sub("//", url)[:200]


def _retry_after(response: Response, default: float) -> float:
    """Return how many seconds the server asks to wait (RFC 9110, 10.2.3), or ``default``."""
    value = response.header("retry-after")
    if _SECONDS.fullmatch(value):
        return float(value)
    try:
        moment = parsedate_to_datetime(value)
    except (ValueError, OverflowError):
        return default
    return max(0.0, (moment.replace(tzinfo=moment.tzinfo or UTC) - datetime.now(UTC)).total_seconds())
