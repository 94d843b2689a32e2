"""HTTP messages are taken apart as they were sent, whatever was sent."""

import gzip
import zlib
from collections.abc import Callable

import brotli  # type: ignore[import-untyped,unused-ignore]
import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from archivist.message import ChunkedReader, MessageError, normal_uri, parse_response
from tests.site import chunked

ARTICLE = "<h1>항만</h1><p>The harbour was closed on Tuesday.</p>".encode()
CODERS: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.compress,
    "x-gzip": gzip.compress,
    "deflate": zlib.compress,
    "br": brotli.compress,
    "zstd": zstandard.compress,
}


def response(head: str, body: bytes = b"") -> bytes:
    return head.replace("\n", "\r\n").encode("latin-1") + b"\r\n\r\n" + body


def content(head: str, body: bytes, limit: int = 1 << 20) -> bytes:
    return parse_response(response(f"HTTP/1.1 200 OK\n{head}", body)).content(limit)


# ------------------------------------------------------------------ the head


def test_status_reason_and_fields_are_read_in_order() -> None:
    read = parse_response(
        response("HTTP/1.1 404 Not Found\nServer: x\nSet-Cookie: a\nset-cookie: b", b"gone")
    )
    assert (read.status, read.reason, read.body) == (404, "Not Found", b"gone")
    assert read.headers == (("Server", "x"), ("Set-Cookie", "a"), ("set-cookie", "b"))
    assert read.values("SET-COOKIE") == ("a", "b")
    assert (read.header("server"), read.header("absent")) == ("x", "")


def test_type_and_charset_are_parted() -> None:
    read = parse_response(response('HTTP/1.1 200 OK\nContent-Type: Text/HTML; Charset="EUC-KR"'))
    assert (read.media_type, read.charset) == ("text/html", "EUC-KR")


def test_interim_responses_are_passed_over() -> None:
    early = response("HTTP/1.1 103 Early Hints\nLink: </s.css>") + response("HTTP/1.1 100 Continue")
    assert parse_response(early + response("HTTP/1.1 200 OK", b"Hello")).body == b"Hello"
    with pytest.raises(MessageError, match="interim"):
        parse_response(response("HTTP/1.1 100 Continue") * 50)


@pytest.mark.parametrize(
    ("line", "value"),
    [
        (b"X:  spaced \t", "spaced"),
        (b"X : space before the colon", "space before the colon"),
        (b"X: folded\r\n  over\r\n\tthree", "folded over three"),
        (b"X: a\rInjected: b", "a Injected: b"),
        (b"X: nul\0 and escape\x1b[2J", "nul  and escape [2J"),
        ("X: 제주".encode(), "제주"),
        (b"X: caf\xe9", "café"),
        (b"no field\r\nX: next", "next"),
    ],
)
def test_fields_are_read_as_browsers_do(line: bytes, value: str) -> None:
    for end in (b"\r\n", b"\n"):
        read = parse_response(b"HTTP/1.1 200 OK\r\n" + line + end + end + b"body")
        assert read.header("x") == value
        assert read.body == b"body"


@pytest.mark.parametrize(
    "data", [b"", b"220 smtp.example ready\r\n", b"<html>HTTP/1.1 200 OK", b"HTTP/1.1 20 OK"]
)
def test_what_has_no_status_line_is_no_response(data: bytes) -> None:
    with pytest.raises(MessageError, match="not an HTTP response"):
        parse_response(data)


@given(st.binary(max_size=200) | st.binary(max_size=200).map(lambda data: b"HTTP/1.1 200 OK\r\n" + data))
def test_nothing_but_a_message_error_is_raised(data: bytes) -> None:
    try:
        read = parse_response(data)
        read.content(1000)
    except MessageError:
        return
    assert not any(ord(c) < 32 for name, value in read.headers for c in name + value)


# ------------------------------------------------------------------ transfer coding


@given(st.binary(max_size=500), st.integers(1, 200), st.integers(1, 50))
def test_a_chunked_body_is_read_whatever_its_pieces(body: bytes, size: int, step: int) -> None:
    data = chunked(body, size)
    reader = ChunkedReader()
    fed = [reader.feed(data[start : start + step]) for start in range(0, len(data), step)]
    assert (b"".join(fed), reader.done, reader.taken) == (body, True, len(data))


def test_what_follows_a_chunked_body_is_not_taken() -> None:
    reader = ChunkedReader()
    data = chunked(ARTICLE)
    assert reader.feed(data + b"HTTP/1.1 200 OK") == ARTICLE
    assert reader.taken == len(data)


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"5\r\nhello\r\nZZ\r\n", "not hexadecimal"),
        (b"5\r\nhello world\r\n0\r\n\r\n", "longer than its size"),
        (b"5\r\nhello\r\n-1\r\n", "not hexadecimal"),
        (b"5\r\nhello\r\n" + b"f" * 16 + b"\r\n", "not hexadecimal"),
        (b"5\r\nhello\r\n0;" + b"x" * 9000, "longer than 8,192"),
        (b"5\r\nhello\r\n0\r\n" + b"X: y\r\n" * 20_000, "trailer is larger"),
        (b"1\r\nx\r\n" * 300_000, "more than 250,000 chunks"),
        (b"5\r\nhello\r\n", "incomplete"),
        (b"5\r\nhel", "incomplete"),
    ],
)
def test_a_broken_chunked_body_is_refused(body: bytes, reason: str) -> None:
    read = parse_response(response("HTTP/1.1 200 OK\nTransfer-Encoding: chunked", body))
    with pytest.raises(MessageError, match=reason):
        read.payload()


def test_a_body_that_was_unchunked_by_a_crawler_is_read() -> None:
    assert content("Transfer-Encoding: chunked", ARTICLE) == ARTICLE


# ------------------------------------------------------------------ content coding


@pytest.mark.parametrize("coding", CODERS)
@given(st.binary(min_size=1, max_size=500))
def test_every_coding_is_undone(coding: str, body: bytes) -> None:
    assert content(f"Content-Encoding: {coding.upper()}", CODERS[coding](body)) == body


@pytest.mark.parametrize("coding", CODERS)
def test_a_coded_body_cut_anywhere_is_refused(coding: str) -> None:
    coded = CODERS[coding](ARTICLE)
    for end in range(1, len(coded)):
        with pytest.raises(MessageError):
            content(f"Content-Encoding: {coding}", coded[:end])


@pytest.mark.parametrize("coding", CODERS)
def test_a_body_that_unpacks_to_more_than_the_limit_is_refused(coding: str) -> None:
    coded = CODERS[coding](bytes(4 << 20))
    with pytest.raises(MessageError, match="larger than the limit of 1 MB"):
        content(f"Content-Encoding: {coding}", coded)
    with pytest.raises(MessageError, match="larger than the limit"):
        content(f"Content-Encoding: {coding}, {coding}", CODERS[coding](coded))


def test_codings_are_undone_in_reverse_order() -> None:
    body = gzip.compress(brotli.compress(ARTICLE))
    assert content("Content-Encoding: br\nContent-Encoding: gzip", body) == ARTICLE
    assert content("Content-Encoding: br\nTransfer-Encoding: gzip, chunked", chunked(body)) == ARTICLE


def test_thirty_codings_are_too_many() -> None:
    with pytest.raises(MessageError, match="30 content codings"):
        content("Content-Encoding: " + ", ".join(["gzip"] * 30), ARTICLE)


def test_what_is_no_coding_is_passed_over() -> None:
    assert content("Content-Encoding: utf-8, none, identity", ARTICLE) == ARTICLE


@pytest.mark.parametrize("coding", CODERS)
def test_markup_under_the_name_of_a_coding_is_read_as_it_is(coding: str) -> None:
    assert content(f"Content-Encoding: {coding}", b"\n " + ARTICLE) == b"\n " + ARTICLE


def test_deflate_without_its_zlib_head_is_read() -> None:
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    assert content("Content-Encoding: deflate", packer.compress(ARTICLE) + packer.flush()) == ARTICLE


def test_members_and_frames_are_one_body_and_padding_is_none() -> None:
    assert (
        content("Content-Encoding: gzip", gzip.compress(b"ab") + gzip.compress(b"cd") + bytes(9)) == b"abcd"
    )
    assert content("Content-Encoding: zstd", zstandard.compress(b"ab") + zstandard.compress(b"cd")) == b"abcd"


def test_a_coded_response_without_a_body_has_no_content() -> None:
    assert content("Content-Encoding: gzip", b"") == b""


# ------------------------------------------------------------------ addresses


@pytest.mark.parametrize(
    ("written", "normal"),
    [
        (" HTTPS://News.Example:443 ", "https://news.example/"),
        ("http://news.example/a/./b/../c%2f?x=1#part", "http://news.example/a/c%2f?x=1"),
        ("http://news.example/a b/é?q=제주", "http://news.example/a%20b/%C3%A9?q=%EC%A0%9C%EC%A3%BC"),
        ("http://news.example/a/%2E%2e/b/%2e/..", "http://news.example/"),
        ("http://me:secret@news.example/", "http://news.example/"),
        ("http://me@evil:x@news.example/", "http://news.example/"),
        ("http:\\\\news.example\\a", "http://news.example/a"),
        ("http://뉴스.example/", "http://xn--vg1b002a.example/"),
        ("http://news.example/a\r\n b", "http://news.example/a%20b"),
        ("http://news.example/next%0d%0aX: y", "http://news.example/next%0d%0aX:%20y"),
        ("http://[2001:DB8:0::1]:8080/", "http://[2001:db8::1]:8080/"),
        *[
            (f"http://{host}/", "http://127.0.0.1/")
            for host in (
                "2130706433",
                "0x7f000001",
                "0x7f.1",
                "127.1",
                "0177.0.0.1",
                "１２７.0.0.1",
                "127。0。0。1",
                "127.0.0.1.",
            )
        ],
    ],
)
def test_an_address_has_one_form(written: str, normal: str) -> None:
    assert normal_uri(written) == normal
    assert normal_uri(normal) == normal


@pytest.mark.parametrize(
    "address",
    [
        "", "news.example", "file:///etc/passwd", "ftp://news.example/", "javascript:alert(1)", "data:,x",
        "gopher://127.0.0.1:70/_GET", "http://", "http:///", "http://a b/", "http://[::1",
        "http://[fe80::1%25lo]/", "http://1.2.3.4.5/", "http://1.2.3.256/", "http://a:99999/", "http://a:b/",
        "http://" + "a" * 300 + "/", "http://a/" + "b" * 9000, "http://a..b/", "http://%00/", "http://a%2fb/",
    ],
)  # fmt: skip
def test_what_is_no_web_address_is_refused(address: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the words are for the reader
        normal_uri(address)


@given(
    st.text(max_size=80).map(lambda text: f"http://news.example/{text}")
    | st.text(max_size=40).map("http://{}".format)
)
def test_a_normal_address_is_plain_and_stays_as_it_is(address: str) -> None:
    try:
        normal = normal_uri(address)
    except ValueError:
        return
    assert normal.isascii()
    assert not set(normal) & set(' "<>`{}#\r\n\t\0')
    assert normal_uri(normal) == normal
