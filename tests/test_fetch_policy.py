"""Only public hosts are visited, however their address is written, unless one is allowed by name."""

import socket
from collections.abc import Sequence

import pytest

from archivist.errors import FetchError, RefusedError, UsageError
from archivist.fetch import Policy
from archivist.fetch.policy import is_public
from archivist.message import parse_uri


def addresses(url: str, *allow: str) -> tuple[str, ...]:
    return Policy(allow=frozenset(allow)).addresses(parse_uri(url), 5)


def resolves_to(monkeypatch: pytest.MonkeyPatch, *found: str) -> list[str]:
    """Make every name resolve to these addresses; the list returned fills with the names asked for."""
    asked: list[str] = []

    def answer(host: str, port: int, **_: object) -> Sequence[tuple[object, ...]]:
        asked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in found]

    monkeypatch.setattr(socket, "getaddrinfo", answer)
    return asked


@pytest.mark.parametrize(
    "address",
    [
        "0.0.0.0", "10.66.6.6", "100.64.0.1", "127.0.0.1", "127.255.255.254", "169.254.169.254", "172.16.0.1",
        "192.0.0.1", "192.0.2.1", "192.168.77.7", "198.18.0.1", "224.0.0.1", "240.0.0.1", "255.255.255.255",
        "::", "::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::127.0.0.1", "64:ff9b::7f00:1",
        "64:ff9b::a00:1", "64:ff9b:1::1", "2002:7f00:1::", "2001:0:7f00:1::", "2001:db8::1", "fc00::1",
        "fd00::66", "fe80::1", "fec0::1", "ff02::1",
    ],
)  # fmt: skip
def test_an_address_that_is_not_public_is_known(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "address", ["93.184.216.34", "1.1.1.1", "2606:4700::1111", "::ffff:1.1.1.1", "64:ff9b::101:101"]
)
def test_a_public_address_is_known(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "2130706433", "0x7f000001", "127.1", "0177.0.0.1", "[::1]", "[::ffff:7f00:1]", "localhost"],
)
def test_this_machine_is_refused_in_any_notation(host: str) -> None:
    with pytest.raises(RefusedError, match="is not a public address") as caught:
        addresses(f"http://{host}:8080/")
    assert "--allow-address" in caught.value.hint
    assert ":8080" in caught.value.hint


def test_one_private_address_among_public_ones_refuses_the_host(monkeypatch: pytest.MonkeyPatch) -> None:
    resolves_to(monkeypatch, "93.184.216.34", "10.0.0.1")
    with pytest.raises(RefusedError, match=r"news\.example is 10\.0\.0\.1, which is not a public address"):
        addresses("http://news.example/")


def test_a_name_is_looked_up_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = resolves_to(monkeypatch, "93.184.216.34")
    assert addresses("http://news.example/") == ("93.184.216.34",)
    assert asked == ["news.example"]


def test_an_allowance_is_for_one_host_and_port() -> None:
    assert addresses("http://127.0.0.1:8080/a", "127.0.0.1:8080") == ("127.0.0.1",)
    assert addresses("http://127.1/", "127.0.0.1:80") == ("127.0.0.1",)
    for other in ("http://127.0.0.1:8081/", "http://127.0.0.2:8080/", "http://localhost:8080/"):
        with pytest.raises(RefusedError):
            addresses(other, "127.0.0.1:8080")


@pytest.mark.parametrize("entry", ["", ":80", "a b:80", "127.0.0.1:none"])
def test_an_allowance_that_names_no_server_is_a_usage_error(entry: str) -> None:
    with pytest.raises(UsageError, match="HOST:PORT"):
        Policy(allow=frozenset({entry}))


@pytest.mark.parametrize("name", ["a\r\nX-Injected: yes", "caf\xe9"])
def test_a_user_agent_that_is_no_header_value_is_a_usage_error(name: str) -> None:
    with pytest.raises(UsageError, match="user agent"):
        Policy(user_agent=name)


def test_a_name_that_is_not_known_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", fail)
    with pytest.raises(FetchError, match=r"no address is known for news\.example"):
        addresses("http://news.example/")
