"""An http or https address in the one form that requests and records use."""

from __future__ import annotations

import re
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address
from urllib.parse import quote, unquote

_DEFAULT_PORTS = {"http": 80, "https": 443}
_LONGEST = 8_192

_SCHEME = re.compile(r"([a-z][a-z0-9+.-]{0,30}):[/\\]*", re.IGNORECASE)
_BRACKETED = re.compile(r"\[([0-9a-f:.]{2,45})\](?::([0-9]{0,5}))?", re.IGNORECASE)
_NAMED = re.compile(r"([^:]{1,1000})(?::([0-9]{0,5}))?")
_HOST_NAME = re.compile(r"[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63})*\.?")
_NUMBER = re.compile(r"[0-9]{1,20}|0x[0-9a-f]{0,20}")

# What no address may hold as it is: controls, spaces, quotes, brackets and all beyond ASCII.
_UNSAFE = re.compile('[\x00-\x20"<>`{}\x7f-\U0010ffff]+')


@dataclass(frozen=True, slots=True)
class Uri:
    """An address taken apart; ``str()`` puts it together again."""

    scheme: str  # "http" or "https"
    host: str  # lower case ASCII; addresses in their usual form, IPv6 without brackets
    port: int
    target: str  # path and query as a request line has them

    @property
    def host_and_port(self) -> str:
        """The server, in full: ``"news.example:443"``, ``"[::1]:80"``."""
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"

    @property
    def authority(self) -> str:
        """Host and port as the Host field has them: the port only where it is not the usual one."""
        return self.host_and_port.removesuffix(f":{_DEFAULT_PORTS[self.scheme]}")

    @property
    def origin(self) -> str:
        """Scheme, host and port: ``"https://news.example"``."""
        return f"{self.scheme}://{self.authority}"

    def __str__(self) -> str:
        return self.origin + self.target


def normal_uri(address: str) -> str:
    """Return an address in the form that WARC-Target-URI has here.

    >>> normal_uri("HTTP://me:secret@News.Example:80/a/../b c?q=é#top")
    'http://news.example/b%20c?q=%C3%A9'

    Raises:
        ValueError: it is no http or https address.
    """
    return str(parse_uri(address))


def parse_uri(address: str) -> Uri:
    """Take an address apart, read as browsers read it; user name, password and fragment are dropped.

    Host names are put in their ASCII form (IDNA), IPv4 addresses in any notation in the dotted
    one: ``0x7f.1``, ``2130706433`` and full-width digits are all ``127.0.0.1``.

    Raises:
        ValueError: it is no http or https address; the message says why.

    Source: WHATWG URL Standard, 4.4.
    """
    address = re.sub("[\t\r\n]", "", address.strip("".join(map(chr, range(33)))))
    if len(address) > _LONGEST:
        raise ValueError(f"the address is longer than {_LONGEST:,} characters")
    match = _SCHEME.match(address)
    scheme = match[1].lower() if match else ""
    if match is None or scheme not in _DEFAULT_PORTS:
        raise ValueError(
            f"only http and https addresses are fetched, not {scheme + ':' if scheme else 'this'}"
        )
    rest = address[match.end() :].partition("#")[0]
    before_query, mark, query = rest.partition("?")
    authority, slash, path = before_query.replace("\\", "/").partition("/")
    host, port = _split_authority(authority)
    target = _remove_dots(slash + path) + mark + query
    return Uri(scheme, host, port or _DEFAULT_PORTS[scheme], _UNSAFE.sub(_percent, target))


def _percent(match: re.Match[str]) -> str:
    return quote(match[0], safe="", errors="replace")


def _split_authority(authority: str) -> tuple[str, int]:
    """Return host and port, 0 where none is given; what stands before an "@" is dropped."""
    authority = authority.rpartition("@")[2]
    if match := _BRACKETED.fullmatch(authority):
        host = str(IPv6Address(match[1]))
    elif match := _NAMED.fullmatch(authority):
        host = _normal_host(unquote(match[1]))
    else:
        raise ValueError("the address has no host")
    port = int(match[2] or 0)
    if port > 65_535:
        raise ValueError(f"there is no port {port}")
    return host, port


def _normal_host(host: str) -> str:
    try:
        # Folds full-width forms and other dots, too (RFC 3490).
        ascii_host = host[:254].encode("idna").decode("ascii").lower()
    except UnicodeError:
        ascii_host = ""
    if not _HOST_NAME.fullmatch(ascii_host):
        raise ValueError("the host name is not valid")
    labels = ascii_host.removesuffix(".").split(".")
    return _dotted(labels) if _NUMBER.fullmatch(labels[-1]) else ascii_host


def _dotted(labels: list[str]) -> str:
    """Return an IPv4 address of one to four numbers, the last of which fills what is left."""
    if len(labels) > 4 or not all(map(_NUMBER.fullmatch, labels)):
        raise ValueError("the host is a number, but no address")
    *first, last = map(_number, labels)
    if any(number > 255 for number in first) or last >= 256 ** (4 - len(first)):
        raise ValueError("the host is a number, but no address")
    return str(IPv4Address(last + sum(number << 8 * (3 - place) for place, number in enumerate(first))))


def _number(text: str) -> int:
    if text.startswith("0x"):
        return int(text[2:] or "0", 16)
    return int(text, 8 if text.startswith("0") and len(text) > 1 else 10)


def _remove_dots(path: str) -> str:
    """Resolve ``.`` and ``..`` segments (RFC 3986, 5.2.4); "%2e" is a dot."""
    kept: list[str] = []
    segments = path.split("/")[1:]
    for place, segment in enumerate(segments):
        dots = segment.lower().replace("%2e", ".")
        if dots == "..":
            del kept[-1:]
        elif dots != ".":
            kept.append(segment)
        if dots in {".", ".."} and place == len(segments) - 1:
            kept.append("")
    return "/" + "/".join(kept)
