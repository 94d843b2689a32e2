"""Where a response ends is found from its bytes alone, whatever pieces they come in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archivist.fetch import Limits
from archivist.fetch.framing import ResponseReader
from archivist.message import MessageError
from tests.site import Answer, chunked

LIMITS = Limits(head_bytes=2_000, body_bytes=10_000)


def read(data: bytes, *, step: int = 0, closes: bool = True) -> ResponseReader:
    reader = ResponseReader(LIMITS)
    for start in range(0, len(data), step or max(1, len(data))):
        if not reader.done:
            reader.feed(data[start : start + (step or len(data))])
    if closes:
        reader.end()
    return reader


def ok(fields: str, body: bytes = b"") -> bytes:
    return (
        b"HTTP/1.1 200 OK\r\n"
        + "".join(f"{line}\r\n" for line in fields.split("\n")).encode()
        + b"\r\n"
        + body
    )


@given(
    st.binary(max_size=400),
    st.booleans(),
    st.sampled_from(
        [b"", b"HTTP/1.1 103 Early Hints\r\nLink: <a>\r\n\r\n", b"HTTP/1.1 100 Continue\r\n\r\n" * 3]
    ),
    st.sampled_from([b"", b"HTTP/1.1 200 OK\r\n\r\nunasked"]),
    st.integers(1, 90),
)
def test_a_response_is_kept_to_its_last_byte_and_no_further(
    body: bytes, is_chunked: bool, before: bytes, after: bytes, step: int
) -> None:
    sent = Answer(body, chunked=is_chunked).as_bytes()
    for pieces in (step, 0):
        reader = read(before + sent + after, step=pieces, closes=False)
        assert reader.done
        assert bytes(reader.received) == sent
        assert reader.fault == ""
    assert reader.is_reusable == (not after)


def test_without_a_length_the_body_ends_with_the_connection() -> None:
    sent = ok("Server: x", b"Hello")
    assert not read(sent, closes=False).done
    reader = read(sent)
    assert (bytes(reader.received), reader.fault, reader.is_reusable) == (sent, "", False)


def test_a_transfer_coding_that_is_not_chunked_ends_with_the_connection() -> None:
    sent = ok("Transfer-Encoding: gzip\nContent-Length: 2", b"packed")
    reader = read(sent)
    assert (bytes(reader.received), reader.fault) == (sent, "")


@pytest.mark.parametrize("status", [b"204 No Content", b"304 Not Modified"])
def test_some_statuses_have_no_body(status: bytes) -> None:
    assert read(b"HTTP/1.1 " + status + b"\r\nContent-Length: 5\r\n\r\n", closes=False).done


@pytest.mark.parametrize(
    ("sent", "truncated", "fault"),
    [
        (ok("Content-Length: 14", b"0123456789"), "disconnect", "the server sent 10 of 14 bytes"),
        (
            ok("Content-Length: 9223372036854775808", b"x"),
            "length",
            "too large: 9,223,372,036,854,775,808 bytes",
        ),
        (ok("Server: x", b"x" * 10_001), "length", "too large"),
        (ok("Transfer-Encoding: chunked", chunked(b"x" * 11_000)[:-9]), "length", "too large"),
        (ok("Transfer-Encoding: chunked", b"5\r\nhello\r\n"), "disconnect", "before the last chunk"),
        (ok("Transfer-Encoding: chunked", b"5\r\nhello\r\nZZ\r\n"), "unspecified", "not hexadecimal"),
    ],
)
def test_what_is_not_whole_is_kept_with_the_reason(sent: bytes, truncated: str, fault: str) -> None:
    reader = read(sent)
    assert reader.truncated == truncated
    assert fault in reader.fault
    assert not reader.is_reusable
    assert sent.startswith(bytes(reader.received))


@pytest.mark.parametrize(
    ("sent", "reason"),
    [
        (b"", "closed the connection without an answer"),
        (b"HTTP/1.1 200 OK\r\nServer:", "inside the header block"),
        (b"220 smtp.example ready\r\n", "not HTTP"),
        (b"<html>an answer of HTTP/0.9", "not HTTP"),
        (b"HTTP/1.1 abc\r\n\r\n", "no status line"),
        (ok("X: " + "y" * 2_000), "header block is larger"),
        (b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 1_000, "header block is larger"),
        (b"HTTP/1.1 100 Continue\r\n\r\n" * 11, "interim responses"),
        (ok("Content-Length: 5\nContent-Length: 6", b"hello"), "Content-Length"),
        (ok("Content-Length: 5, 6", b"hello"), "Content-Length"),
        (ok("Content-Length: -5", b"hello"), "Content-Length"),
        (ok("Content-Length: five", b"hello"), "Content-Length"),
        (ok("Content-Length: 0x5", b"hello"), "Content-Length"),
        (ok("Content-Length: " + "9" * 30, b"hello"), "Content-Length"),
    ],
)
def test_what_is_no_response_is_refused(sent: bytes, reason: str) -> None:
    for step in (0, 1):
        with pytest.raises(MessageError, match=reason):
            read(sent, step=step)


def test_the_same_length_twice_is_one_length() -> None:
    assert read(ok("Content-Length: 5\nContent-Length: 5", b"hello"), closes=False).done


def test_a_transfer_coding_outdoes_a_length() -> None:
    reader = read(ok("Content-Length: 3\nTransfer-Encoding: chunked", chunked(b"hello")), closes=False)
    assert reader.done
    assert bytes(reader.received).endswith(b"X-Trailer: yes\r\n\r\n")


@pytest.mark.parametrize(
    "fields", ["Content-Length: 5\nConnection: close", "Content-Length: 5\nConnection: x, Close"]
)
def test_a_connection_that_the_server_closes_is_not_used_again(fields: str) -> None:
    assert not read(ok(fields, b"hello"), closes=False).is_reusable
    assert not read(b"HTTP/1.0 200 OK\r\nContent-Length: 5\r\n\r\nhello", closes=False).is_reusable
