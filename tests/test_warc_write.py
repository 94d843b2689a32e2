"""WARC files hold the bytes on the wire, and every reader of WARC finds them whole."""

import hashlib
import socket
import zlib
from base64 import b32encode
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta, timezone
from io import BytesIO

import pytest
from fastwarc.warc import ArchiveIterator as FastIterator
from fastwarc.warc import WarcRecordType
from hypothesis import given
from hypothesis import strategies as st
from warcio.archiveiterator import ArchiveIterator as WarcioIterator

from archivist.model import Exchange
from archivist.warc.write import WarcWriter
from tests.site import Answer, Exact

WHEN = datetime(2026, 11, 24, 3, 14, 15, 999_999, tzinfo=UTC)
REQUEST = b"GET /a HTTP/1.1\r\nHost: news.example\r\n\r\n"
Headers = Mapping[str, list[str]]


def exchange(response: bytes, **more: object) -> Exchange:
    values = {
        "target_uri": "http://news.example/a",
        "started_at": WHEN,
        "request": REQUEST,
        "response": response,
    }
    return Exchange(**(values | more))  # type: ignore[arg-type]


def written(*exchanges: Exchange) -> bytes:
    stream = BytesIO()
    writer = WarcWriter(stream)
    writer.write_info({"software": "archivist/1", "empty": ""}, WHEN)
    for one in exchanges:
        writer.write_exchange(one)
    return stream.getvalue()


def members(data: bytes) -> list[tuple[int, bytes]]:
    """Return offset and content of each gzip member."""
    found = []
    rest = data
    while rest:
        unpacker = zlib.decompressobj(zlib.MAX_WBITS | 16)
        content = unpacker.decompress(rest)
        assert unpacker.eof
        found.append((len(data) - len(rest), content))
        rest = unpacker.unused_data
    return found


def records(data: bytes) -> list[tuple[Headers, bytes]]:
    """Take a file apart, strictly: one record a member, its length right, closed by two line ends."""
    found: list[tuple[Headers, bytes]] = []
    for _, member in members(data):
        head, _, rest = member.partition(b"\r\n\r\n")
        version, *lines = head.decode("utf-8").split("\r\n")
        assert version == "WARC/1.1"
        headers: dict[str, list[str]] = {}
        for line in lines:
            name, _, value = line.partition(": ")
            headers.setdefault(name, []).append(value)
        length = int(headers["Content-Length"][0])
        assert rest[length:] == b"\r\n\r\n"
        found.append((headers, rest[:length]))
    return found


def sha1(data: bytes) -> str:
    return "sha1:" + b32encode(hashlib.sha1(data).digest()).decode()


def test_blocks_are_the_bytes_on_the_wire() -> None:
    odd = Exact(data=b"HTTP/1.1 200  OK\r\nX :  y \r\nx: \xe9\r\n\r\n\0\xff").data
    (info, response, request) = records(written(exchange(odd)))
    assert [r[0]["WARC-Type"][0] for r in (info, response, request)] == ["warcinfo", "response", "request"]
    assert info[1] == b"software: archivist/1\r\n"
    assert response[1] == odd
    assert request[1] == REQUEST


def test_records_refer_to_each_other_and_to_the_warcinfo() -> None:
    (info, _), (response, _), (request, _) = records(written(exchange(Answer(b"Hello").as_bytes())))
    assert response["WARC-Concurrent-To"] == request["WARC-Record-ID"]
    assert request["WARC-Concurrent-To"] == response["WARC-Record-ID"]
    assert response["WARC-Warcinfo-ID"] == request["WARC-Warcinfo-ID"] == info["WARC-Record-ID"]
    assert "WARC-Target-URI" not in info


def test_fields_say_what_the_standard_asks_for() -> None:
    answer = Answer(b"Hello").as_bytes()
    tls = {"version": "TLSv1.3", "cipher": "TLS_AES_256_GCM_SHA384"}
    headers, block = records(written(exchange(answer, ip_address="2001:db8::1", tls=tls)))[1]
    assert headers["WARC-Target-URI"] == ["http://news.example/a"]
    assert headers["WARC-Date"] == ["2026-11-24T03:14:15Z"]
    assert headers["WARC-IP-Address"] == ["2001:db8::1"]
    assert headers["WARC-Protocol"] == ["http/1.1", "tls/1.3"]
    assert headers["WARC-Cipher-Suite"] == ["TLS_AES_256_GCM_SHA384"]
    assert headers["Content-Type"] == ["application/http; msgtype=response"]
    assert headers["WARC-Block-Digest"] == ["sha256:" + hashlib.sha256(block).hexdigest()]
    assert headers["WARC-Payload-Digest"] == [sha1(b"Hello")]
    assert "WARC-Truncated" not in headers


def test_a_truncated_response_says_so() -> None:
    cut = exchange(Answer(b"Hello", cut=2).as_bytes(), truncated="disconnect", fault="3 of 5 bytes")
    assert records(written(cut))[1][0]["WARC-Truncated"] == ["disconnect"]
    cut_chunk = exchange(Answer(b"Hello", chunked=True, cut=9).as_bytes(), truncated="disconnect")
    assert "WARC-Payload-Digest" not in records(written(cut_chunk))[1][0]


def test_what_is_returned_leads_to_the_response() -> None:
    stream = BytesIO()
    writer = WarcWriter(stream)
    writer.write_info({"software": "archivist/1"}, WHEN)
    wrote = [writer.write_exchange(exchange(Answer(body).as_bytes())) for body in (b"one", b"two")]
    offsets = dict(members(stream.getvalue()))
    for written_record, body in zip(wrote, (b"one", b"two"), strict=True):
        assert offsets[written_record.offset].endswith(body + b"\r\n\r\n")
        assert written_record.record_id.encode() in offsets[written_record.offset]
        assert written_record.payload_digest == sha1(body)
        assert written_record.date == WHEN.replace(microsecond=0)


def test_the_payload_of_a_chunked_response_is_its_content() -> None:
    stream = BytesIO()
    wrote = WarcWriter(stream).write_exchange(exchange(Answer(b"Hello" * 99, chunked=True).as_bytes()))
    assert wrote.payload_digest == sha1(b"Hello" * 99)
    assert records(stream.getvalue())[0][0]["WARC-Payload-Digest"] == [sha1(b"Hello" * 99)]


def test_a_resource_and_metadata_are_written() -> None:
    stream = BytesIO()
    writer = WarcWriter(stream)
    korea = timezone(timedelta(hours=9))
    saved = writer.write_resource("http://a.example/", WHEN.astimezone(korea), "text/html", b"<p>Hello")
    writer.write_metadata(
        "http://a.example/", WHEN, [("missing", "http://a.example/x 404"), ("missing", "y\r\nz")],
        refers_to=saved.record_id,
    )  # fmt: skip
    (resource, block), (metadata, fields) = records(stream.getvalue())
    assert (resource["WARC-Type"], block) == (["resource"], b"<p>Hello")
    assert (resource["WARC-Date"], resource["Content-Type"]) == (["2026-11-24T03:14:15Z"], ["text/html"])
    assert resource["WARC-Payload-Digest"] == [sha1(b"<p>Hello")]
    assert metadata["WARC-Refers-To"] == [saved.record_id]
    assert metadata["Content-Type"] == ["application/warc-fields"]
    assert fields == b"missing: http://a.example/x 404\r\nmissing: y  z\r\n"


def test_nothing_of_this_machine_is_told() -> None:
    assert socket.gethostname().encode() not in b"".join(content for _, content in members(written()))


@given(st.text(st.characters(exclude_categories=())), st.text(st.characters(exclude_categories=())))
def test_no_value_makes_a_header_line(uri: str, media_type: str) -> None:
    stream = BytesIO()
    WarcWriter(stream).write_resource(f"http://a.example/{uri}", WHEN, f"text/html;{media_type}", b"x")
    ((headers, _),) = records(stream.getvalue())
    assert list(headers) == [
        "WARC-Type", "WARC-Record-ID", "WARC-Date", "WARC-Target-URI", "WARC-Payload-Digest",
        "WARC-Block-Digest", "Content-Type", "Content-Length",
    ]  # fmt: skip


@pytest.mark.parametrize("gzipped", [False, True])
@pytest.mark.parametrize("cut", [0, 4])
def test_warcio_and_fastwarc_find_every_digest_right(gzipped: bool, cut: int) -> None:
    answer = Answer(b"Hello" * 99, gzipped=gzipped, cut=cut).as_bytes()
    data = written(exchange(answer, truncated="disconnect" if cut else ""))
    checked = 0
    for record in WarcioIterator(BytesIO(data), check_digests=True):
        while record.raw_stream.read(1 << 16):
            pass
        assert record.digest_checker.passed, record.digest_checker.problems
        checked += 1
    for record in FastIterator(BytesIO(data), record_types=WarcRecordType.response):
        assert record.verify_payload_digest()
    assert checked == 3


@pytest.mark.parametrize("chunked", [False, True])
def test_fastwarc_finds_every_block_whole(chunked: bool) -> None:
    data = written(exchange(Answer(b"Hello" * 99, chunked=chunked).as_bytes()))
    records_found = FastIterator(BytesIO(data), record_types=WarcRecordType.any_type, parse_http=False)
    assert [record.verify_block_digest() for record in records_found] == [True] * 3
