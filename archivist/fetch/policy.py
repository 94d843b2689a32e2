"""Which addresses are gone to: http and https, on public hosts, checked before each connection."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterable
from dataclasses import dataclass, field
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

from archivist.errors import FetchError, RefusedError, UsageError
from archivist.fetch.limits import Limits
from archivist.message import Uri, parse_uri

_GLOBAL_UNICAST = IPv6Network("2000::/3")  # all that was ever given out (RFC 4291)

# Blocks that carry an IPv4 address which a gateway would call: an IPv6 way to private hosts.
_NAT64 = IPv6Network("64:ff9b::/96")  # RFC 6052
_6TO4 = IPv6Network("2002::/16")  # RFC 3056


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """Where a fetcher may go, what it says of itself, and its limits.

    ``allow`` names the servers, as ``host:port``, that may be visited though their address is not
    public; it is the name in the address that counts.

    Raises:
        UsageError: an entry of ``allow`` is not a host and a port, or ``user_agent`` no header value.
    """

    allow: frozenset[str] = frozenset()
    user_agent: str = "archivist"
    accept_language: str = "*"
    limits: Limits = field(default_factory=Limits)

    def __post_init__(self) -> None:
        for entry in self.allow:
            _allowed_server(entry)
        if not (self.user_agent.isascii() and self.user_agent.isprintable()):
            raise UsageError(f"{self.user_agent!r} cannot be sent as the name of a user agent")

    def allows(self, uri: Uri) -> bool:
        """Whether the server may be visited whatever its address is."""
        return (uri.host, uri.port) in map(_allowed_server, self.allow)

    def addresses(self, uri: Uri, seconds: float) -> tuple[str, ...]:
        """Look the host up, once, and return its IP addresses, every one of them checked.

        Raises:
            RefusedError: one of them is not public, and the server is not allowed by name.
            FetchError: the host has none, or they are not found within ``seconds``.
        """
        found = tuple(dict.fromkeys(_look_up(uri, seconds)))
        if not self.allows(uri):
            for address in found:
                if not is_public(address):
                    raise _refusal(uri, address)
        return found


def is_public(address: str) -> bool:
    """Whether an IP address is one of the public Internet, and no other way to one that is not.

    >>> is_public("93.184.216.34"), is_public("::ffff:127.0.0.1"), is_public("64:ff9b::7f00:1")
    (True, False, False)

    Sources: the IANA special-purpose address registries (RFC 6890).
    """
    ip = ip_address(address)
    if isinstance(ip, IPv6Address):
        if ip.ipv4_mapped or ip in _NAT64:
            ip = IPv4Address(int(ip) & 0xFFFF_FFFF)
        elif ip not in _GLOBAL_UNICAST or ip in _6TO4:
            return False
    return ip.is_global and not (ip.is_multicast or ip.is_reserved)


def _allowed_server(entry: str) -> tuple[str, int]:
    try:
        uri = parse_uri(f"http://{entry}")
    except ValueError as error:
        raise UsageError(f"{entry!r} is not a HOST:PORT: {error}") from error
    return uri.host, uri.port


def _refusal(uri: Uri, address: str) -> RefusedError:
    stands_for = "it" if address == uri.host else f"{uri.host} is {address}, which"
    return RefusedError(
        str(uri),
        f"refused: {stands_for} is not a public address",
        hint=f"if you trust this server, allow it: --allow-address {uri.host_and_port}",
    )


def _look_up(uri: Uri, seconds: float) -> Iterable[str]:
    """Ask the system's resolver; it has no time limit of its own that could be set."""
    answers: list[str | OSError] = []

    def ask() -> None:
        try:
            found = socket.getaddrinfo(uri.host, uri.port, type=socket.SOCK_STREAM)
            answers.extend(str(address[0]) for *_, address in found)
        except (OSError, UnicodeError) as error:
            answers.append(OSError(str(error)))

    asking = threading.Thread(target=ask, daemon=True)
    asking.start()
    asking.join(seconds)
    if asking.is_alive():
        raise FetchError(str(uri), f"timed out: no address found for {uri.host} within {seconds:.0f} s")
    for answer in answers:
        if isinstance(answer, OSError):
            raise FetchError(
                str(uri), f"no address is known for {uri.host}", hint="check the spelling, and the network"
            ) from answer
        yield answer
