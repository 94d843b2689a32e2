"""Resources are fetched as a server sends them, byte for byte, and within limits."""

import itertools
import socket
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from hashlib import sha256

import pytest

from archivist.errors import FetchError, RefusedError
from archivist.fetch import Fetcher, Limits, Policy, head_of, transport
from archivist.message import parse_response
from tests.site import AUTHORITY, Answer, Exact, Site, redirect, serve

QUICK = Limits(connect_seconds=2, read_seconds=0.2, resource_seconds=0.6, wait_seconds=0.1)


@pytest.fixture
def site() -> Iterator[Site]:
    with serve() as site:
        yield site


def fetcher(site: Site, limits: Limits = QUICK) -> Fetcher:
    return Fetcher(Policy(allow=frozenset({site.server}), user_agent="tester/1", limits=limits))


# ------------------------------------------------------------------ bytes

ODD_HEAD = (
    b"HTTP/1.1 200  Fine by me\r\nSERVER:x\r\nx-Odd :   two  spaces \r\nX-Fold: a\r\n\tb\r\n"
    b"X-Latin: caf\xe9\r\nX-Control: \x01\r\nContent-Length: 5\r\n\r\nHello"
)


@pytest.mark.parametrize(
    "answer",
    [
        Answer(b"Hello"),
        Answer(b"Hello" * 100, chunked=True),
        Answer(b"Hello" * 100, gzipped=True),
        Answer(b"Hello" * 100, chunked=True, gzipped=True),
        Answer(b"\0\xff" * 200_000),
        Exact(data=ODD_HEAD),
        Exact(data=b"HTTP/1.0 200 OK\nContent-Type: text/html\n\nup to the end"),
    ],
    ids=["plain", "chunked", "gzip", "chunked gzip", "large", "odd head", "bare line feeds"],
)
def test_request_and_response_are_the_bytes_on_the_wire(site: Site, answer: Answer | Exact) -> None:
    site.answers["/page"] = answer
    with fetcher(site) as fetching:
        exchange = fetching.fetch(f"{site.url}/page")
    assert exchange.response == site.seen[0].response
    assert exchange.request == site.seen[0].request
    assert (exchange.truncated, exchange.fault) == ("", "")
    assert (exchange.target_uri, exchange.ip_address) == (f"{site.url}/page", "127.0.0.1")


def test_interim_responses_are_not_part_of_the_response(site: Site) -> None:
    hints = b"HTTP/1.1 103 Early Hints\r\nLink: </style.css>; rel=preload\r\n\r\n"
    site.answers["/"] = Exact(data=hints + Answer(b"Hello").as_bytes())
    with fetcher(site) as fetching:
        assert fetching.fetch(site.url).response == Answer(b"Hello").as_bytes()


def test_what_comes_after_the_response_is_left_and_the_connection_with_it(site: Site) -> None:
    whole = Answer(b"Hello").as_bytes()
    site.answers["/"] = Exact(data=whole + Answer(b"Injected").as_bytes(), stall=True)
    with fetcher(site) as fetching:
        assert fetching.fetch(site.url).response == whole
        assert fetching.fetch(site.url).response == whole
    assert site.connections == 2


def test_a_request_says_what_it_should_and_no_more(site: Site) -> None:
    site.answers["/a?b"] = Answer(b"Hello")
    with fetcher(site) as fetching:
        fetching.fetch(
            f"http://user:secret@{site.server}/a?b#c", accept="image/*", referer="http://news.example/"
        )
    assert site.seen[0].request.decode().split("\r\n") == [
        "GET /a?b HTTP/1.1", f"Host: {site.server}", "User-Agent: tester/1", "Accept: image/*",
        "Accept-Language: *", "Accept-Encoding: gzip", "Referer: http://news.example/",
        "", "",
    ]  # fmt: skip


# ------------------------------------------------------------------ connections


def test_a_connection_is_kept_for_the_next_resource(site: Site) -> None:
    site.answers |= {"/a": Answer(b"a"), "/b": Answer(b"b", chunked=True), "/c": Answer(b"c")}
    with fetcher(site) as fetching:
        bodies = [parse_response(fetching.fetch(f"{site.url}/{name}").response).payload() for name in "abc"]
    assert bodies == [b"a", b"b", b"c"]
    assert site.connections == 1


def test_a_kept_connection_that_was_closed_is_opened_anew(site: Site) -> None:
    site.answers |= {"/a": Answer(b"a"), "/b": [Exact(data=b""), Answer(b"b")]}
    with fetcher(site) as fetching:
        fetching.fetch(f"{site.url}/a")
        assert head_of(fetching.fetch(f"{site.url}/b")).status == 200
    assert site.connections == 2


def test_a_kept_connection_that_hangs_is_not_tried_twice(site: Site) -> None:
    site.answers |= {"/a": Answer(b"a"), "/b": Exact(data=b"", stall=True)}
    with fetcher(site) as fetching:
        fetching.fetch(f"{site.url}/a")
        with pytest.raises(FetchError, match="timed out"):
            fetching.fetch(f"{site.url}/b")
    assert site.connections == 1


def test_closing_wakes_up_who_waits(site: Site) -> None:
    site.answers["/"] = Exact(data=b"HTTP/1.1 200 OK\r\n", stall=True)
    errors: list[Exception] = []

    def wait() -> None:
        try:
            fetching.fetch(site.url)
        except FetchError as error:
            errors.append(error)

    with fetcher(site, Limits()) as fetching:
        waiting = threading.Thread(target=wait)
        waiting.start()
        while not site.seen:
            time.sleep(0.01)
        fetching.close()
        waiting.join(3)
    assert not waiting.is_alive()
    assert len(errors) == 1


# ------------------------------------------------------------------ what goes wrong


@pytest.mark.parametrize(
    ("answer", "truncated", "fault"),
    [
        (Answer(b"Hello, world!!", cut=4), "disconnect", "the server sent 10 of 14 bytes"),
        (
            Answer(b"Hello, world!!", cut=4, stall=True),
            "time",
            "timed out: nothing came for 0.2 s",
        ),
        (Answer(b"Hello" * 30, chunked=True, cut=30), "disconnect", "before the last chunk"),
        (Exact(data=b"HTTP/1.1 200 OK\r\n\r\n" + b"x" * 9_000), "length", "exceeds the limit"),
    ],
    ids=["cut", "stalled", "chunk cut", "large"],
)
def test_a_response_that_is_not_whole_is_kept_and_says_why(
    site: Site, answer: Answer | Exact, truncated: str, fault: str
) -> None:
    site.answers["/"] = answer
    with fetcher(site, replace(QUICK, body_bytes=8_000)) as fetching:
        exchange = fetching.fetch(site.url)
    assert exchange.truncated == truncated
    assert fault in exchange.fault
    assert site.seen[0].response.startswith(exchange.response)


@pytest.mark.parametrize(
    ("data", "stall", "reason"),
    [
        (b"", False, "closed the connection without an answer"),
        (b"", True, "timed out"),
        (b"HTTP/1.1 200 OK\r\nX: y", True, "timed out"),
        (b"220 smtp.example ESMTP\r\n", True, "not HTTP"),
        (b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 60_000, False, "header block is larger than 256 kB"),
        (b"HTTP/1.1 100 Continue\r\n\r\n" * 50, True, "interim responses"),
    ],
)
def test_what_is_no_response_is_an_error(site: Site, data: bytes, stall: bool, reason: str) -> None:
    site.answers["/"] = Exact(data=data, stall=stall)
    with fetcher(site) as fetching, pytest.raises(FetchError, match=reason):
        fetching.fetch(site.url)


@pytest.mark.parametrize(
    ("least_rate", "reason"),
    [(0, r"timed out: not complete after 0\.6 s"), (500, "too slow, less than 500 bytes a second")],
)
def test_a_server_that_drips_is_left(least_rate: float, reason: str) -> None:
    head = itertools.chain([b"HTTP/1.1 200 OK\r\nX: "], itertools.repeat(b"y"))
    done = threading.Event()

    def drip() -> None:
        connection, _ = server.accept()
        with connection, suppress(OSError):
            while not done.wait(0.05):
                connection.sendall(next(head))

    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        thread = threading.Thread(target=drip)
        thread.start()
        limits = replace(QUICK, least_rate=least_rate)
        began = time.monotonic()
        with (
            Fetcher(Policy(allow=frozenset({f"127.0.0.1:{port}"}), limits=limits)) as fetching,
            pytest.raises(FetchError, match=reason),
        ):
            fetching.fetch(f"http://127.0.0.1:{port}/")
        done.set()
        thread.join()
    assert time.monotonic() - began < 2


def test_the_next_address_of_a_host_is_tried(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.answers["/"] = Answer(b"Hello")
    look_up = socket.getaddrinfo

    def two_addresses(host: str, port: int, *more: int, **others: int) -> list[tuple[object, ...]]:
        hosts = ("127.0.0.2", "127.0.0.1") if host == "news.example" else (host,)
        return [found for host in hosts for found in look_up(host, port, *more, **others)]

    monkeypatch.setattr(socket, "getaddrinfo", two_addresses)
    policy = Policy(allow=frozenset({f"news.example:{site.port}"}), limits=QUICK)
    with Fetcher(policy) as fetching:
        exchange = fetching.fetch(f"http://news.example:{site.port}/")
    assert exchange.ip_address == "127.0.0.1"
    assert f"Host: news.example:{site.port}\r\n".encode() in exchange.request


def test_no_connection_is_said() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    with (
        Fetcher(Policy(allow=frozenset({f"127.0.0.1:{port}"}))) as fetching,
        pytest.raises(FetchError, match=f"no connection to 127.0.0.1:{port}: Connection refused"),
    ):
        fetching.fetch(f"http://127.0.0.1:{port}/")


@pytest.mark.parametrize("url", ["file:///etc/passwd", "gopher://127.0.0.1/", "news.example", "http://[::1"])
def test_only_web_addresses_are_fetched(url: str) -> None:
    with Fetcher() as fetching, pytest.raises(RefusedError, match="refused"):
        fetching.fetch(url)


def test_a_password_is_in_no_error() -> None:
    with Fetcher() as fetching:
        for url in (
            "http://user:secret@127.0.0.1:1/",
            "ftp://user:secret@news.example/",
            "http://user:secret@[::1/",
        ):
            with pytest.raises(FetchError) as caught:
                fetching.follow(url)
            assert "secret" not in str(caught.value) + caught.value.hint


# ------------------------------------------------------------------ redirects and busy servers


def test_every_hop_is_returned(site: Site) -> None:
    site.answers |= {
        "/a": redirect("b", 301),
        "/b": redirect(f"{site.url}/c?x=1#top", 307),
        "/c?x=1": Answer(b"Hello"),
    }
    with fetcher(site) as fetching:
        hops = fetching.follow(f"{site.url}/a")
    assert [hop.target_uri for hop in hops] == [f"{site.url}{path}" for path in ("/a", "/b", "/c?x=1")]
    assert site.paths == ["/a", "/b", "/c?x=1"]


def test_a_redirect_whose_body_is_cut_is_followed(site: Site) -> None:
    moved = Answer(b"it has moved", status=301, headers=(("Location", "/b"),), cut=5)
    site.answers |= {"/a": moved, "/b": Answer(b"Hello")}
    with fetcher(site) as fetching:
        hops = fetching.follow(f"{site.url}/a")
    assert [hop.truncated for hop in hops] == ["disconnect", ""]
    assert site.paths == ["/a", "/b"]


def test_redirects_in_a_loop_are_an_error(site: Site) -> None:
    site.answers |= {"/a": redirect("/b"), "/b": redirect("/a#again")}
    with fetcher(site) as fetching, pytest.raises(FetchError, match="redirects in a loop over 2 addresses"):
        fetching.follow(f"{site.url}/a")


def test_redirects_without_end_are_an_error(site: Site) -> None:
    site.answers |= {f"/{n}": redirect(f"/{n + 1}") for n in range(50)}
    with fetcher(site) as fetching, pytest.raises(FetchError, match="more than 10 redirects"):
        fetching.follow(f"{site.url}/0")
    assert len(site.seen) == 11


@pytest.mark.parametrize(
    "location",
    ["file:///etc/passwd", "gopher://127.0.0.1/_x", "http://127.0.0.1:9/", "//[::1]:9/", "http://[x"],
)
def test_a_redirect_is_checked_like_any_address(site: Site, location: str) -> None:
    site.answers["/"] = redirect(location)
    with fetcher(site) as fetching, pytest.raises(RefusedError):
        fetching.follow(site.url)


def test_a_redirect_adds_no_line_to_the_next_request(site: Site) -> None:
    location = b"/a\rX-Injected: yes%0d%0aX-Injected: yes"
    site.answers["/"] = Exact(
        data=b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: %s\r\n\r\n" % location
    )
    with fetcher(site) as fetching:
        fetching.follow(site.url)
    assert site.seen[1].request.count(b"\nX-Injected") == 0
    assert site.paths[1] == "/a%20X-Injected:%20yes%0d%0aX-Injected:%20yes"


def test_a_busy_server_is_asked_again(site: Site) -> None:
    busy = Answer(b"wait", status=429, headers=(("Retry-After", "0"),))
    site.answers["/"] = [busy, busy, Answer(b"Hello")]
    with fetcher(site) as fetching:
        hops = fetching.follow(site.url)
    assert [head_of(hop).status for hop in hops] == [200]
    assert len(site.seen) == 3


@pytest.mark.parametrize(
    ("wait", "asked"),
    [
        ("86400", 1),
        ("9" * 40, 1),
        ("Fri, 31 Dec 2199 23:59:59 GMT", 1),
        ("Mon, 01 Jan 99999 00:00:00 GMT", 3),
        ("-5e99 soon", 3),
        ("Fri, 31 Dec 1999 23:59:59 GMT", 3),
    ],
)
def test_a_long_wait_is_not_waited_and_nonsense_is_none(site: Site, wait: str, asked: int) -> None:
    site.answers["/"] = Answer(b"later", status=503, headers=(("Retry-After", wait),))
    with fetcher(site) as fetching:
        assert head_of(fetching.follow(site.url)[-1]).status == 503
    assert len(site.seen) == asked


# ------------------------------------------------------------------ TLS


@pytest.fixture
def trusted(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Have the tests' authority trusted, as a user would."""
    monkeypatch.setenv("SSL_CERT_FILE", str(AUTHORITY))
    transport._tls_context.cache_clear()
    yield
    transport._tls_context.cache_clear()


@pytest.mark.usefixtures("trusted")
def test_a_page_over_tls_has_its_facts() -> None:
    with serve(tls=True) as site:
        site.answers["/"] = Answer(b"Hello")
        with fetcher(site) as fetching:
            exchange = fetching.fetch(site.url)
    certificate = ssl.PEM_cert_to_DER_cert(
        (AUTHORITY.parent / "server.pem").read_text().split("-----BEGIN PRIV")[0]
    )
    assert exchange.response == Answer(b"Hello").as_bytes()
    assert exchange.tls["version"] == "TLSv1.3"
    assert exchange.tls["cipher"].startswith("TLS_")
    assert exchange.tls["certificate_sha256"] == sha256(certificate).hexdigest()


def test_an_authority_that_is_not_trusted_is_refused() -> None:
    with (
        serve(tls=True) as site,
        fetcher(site) as fetching,
        pytest.raises(FetchError, match="certificate is not trusted") as caught,
    ):
        fetching.fetch(site.url)
    assert "SSL_CERT_FILE" in caught.value.hint


@pytest.mark.usefixtures("trusted")
def test_a_certificate_for_another_name_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        socket,
        "getaddrinfo",
        lambda host, port, *_, **__: [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))],
    )
    with serve(tls=True) as site:
        policy = Policy(allow=frozenset({f"elsewhere.example:{site.port}"}), limits=QUICK)
        with Fetcher(policy) as fetching, pytest.raises(FetchError, match="certificate is not trusted"):
            fetching.fetch(f"https://elsewhere.example:{site.port}/")


def test_a_server_without_tls_is_said(site: Site) -> None:
    site.answers["/"] = Answer(b"Hello")
    with fetcher(site) as fetching, pytest.raises(FetchError, match="TLS"):
        fetching.fetch(f"https://{site.server}/")
