"""The cookies of one capture, held in memory: sites send a reader round and round who brings none back.

Source: RFC 6265, 5.3 (what is kept) and 5.4 (what is sent), as http.cookiejar has it.
"""

from __future__ import annotations

from email.message import Message
from http.cookiejar import CookieJar, DefaultCookiePolicy
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from archivist.message import Response, Uri

_LONGEST = 4096  # bytes of a cookie that any browser takes (RFC 6265, 6.1)
_MOST = 50  # of one host, as there


class Cookies:
    r"""What servers asked to be told again. Not safe to change from several threads: give each a copy.

    >>> from archivist.message import parse_response, parse_uri
    >>> cookies, page = Cookies(), parse_uri("https://news.example/a")
    >>> cookies.take(page, parse_response(b"HTTP/1.1 302 Found\nSet-Cookie: seen=1; Path=/\n\n"))
    >>> cookies.header(page), cookies.header(parse_uri("https://other.example/"))
    ('seen=1', '')
    """

    def __init__(self) -> None:
        # No cookie for all of ".uk" or ".co.uk"; the domain of a cookie holds its hosts, as in browsers.
        policy = DefaultCookiePolicy(
            strict_domain=True, strict_ns_domain=DefaultCookiePolicy.DomainLiberal, rfc2965=False
        )
        self._jar = CookieJar(policy)

    def copy(self) -> Cookies:
        """Return the same cookies, to be changed apart."""
        copied = Cookies()
        for cookie in self._jar:
            copied._jar.set_cookie(cookie)
        return copied

    def take(self, uri: Uri, response: Response) -> None:
        """Keep the cookies of a response."""
        fields = Message()
        for value in response.values("set-cookie")[:_MOST]:
            if len(value) <= _LONGEST and value.isprintable():
                fields["Set-Cookie"] = value
        self._jar.extract_cookies(cast("Any", _Answer(fields)), cast("Any", _Request(uri)))

    def header(self, uri: Uri) -> str:
        """Return the value of the field Cookie for a request; empty where there is none to send."""
        request = _Request(uri)
        self._jar.add_cookie_header(cast("Any", request))
        # By length of their paths, then as they came; what is more than a browser sends is left.
        return "; ".join(request.cookie.split("; ")[:_MOST])


class _Request:
    """What a jar asks of a request."""

    unverifiable = False

    def __init__(self, uri: Uri) -> None:
        self.type = uri.scheme
        self.host = uri.authority
        self.origin_req_host = uri.host
        self.cookie = ""
        self._uri = uri

    def get_full_url(self) -> str:
        return str(self._uri)

    def has_header(self, name: str) -> bool:  # noqa: ARG002 - a request that has none yet
        return False

    def get_header(self, name: str, default: str | None = None) -> str | None:  # noqa: ARG002 - as above
        return default

    def add_unredirected_header(self, name: str, value: str) -> None:
        if name == "Cookie":
            self.cookie = value


class _Answer:
    """What a jar asks of a response."""

    def __init__(self, fields: Message) -> None:
        self._fields = fields

    def info(self) -> Message:
        return self._fields
