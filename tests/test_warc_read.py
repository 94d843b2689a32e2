"""Reading WARC files: what is stored comes out, byte for byte, or an error says where it is damaged."""

import gzip
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archivist.errors import WarcError
from archivist.warc.contents import Contents, read_content, read_places
from archivist.warc.index import Entry, make_index, read_entries, sort_key
from archivist.warc.index_check import check_index
from archivist.warc.read import read_records, record_at
from archivist.warc.write import WarcWriter, Written
from tests.vault import PICTURE, WHEN, exchange, page, response
from tests.warcs import HTTP, URI, packed, record


def written(tmp_path: Path, *records: bytes, name: str = "a.warc.gz") -> Path:
    path = tmp_path / name
    path.write_bytes(b"".join(records))
    return path


# ---------------------------------------------------------------------------- records


@pytest.mark.parametrize("is_packed", [True, False])
def test_records_come_in_file_order_with_their_offsets(tmp_path: Path, is_packed: bool) -> None:
    records = [record(number=number) for number in range(3)]
    pieces = [packed(each) if is_packed else each for each in records]
    path = written(tmp_path, *pieces)
    offsets = [each.offset for each in read_records(path)]
    assert offsets == [0, len(pieces[0]), len(pieces[0] + pieces[1])]
    for offset in offsets:
        with record_at(path, offset) as found:
            assert found.block() == HTTP


def test_a_record_knows_its_fields_in_any_case_and_form(tmp_path: Path) -> None:
    data = record(change={"WARC-Target-URI": "<https://example.org/>", "WARC-Type": "Response"}).replace(
        b"WARC-Date", b"warc-date"
    )
    (found,) = read_records(written(tmp_path, data))
    assert (found.type, found.target_uri, found.date) == ("response", "https://example.org/", WHEN)


@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.binary(max_size=500), min_size=1, max_size=5), st.booleans())
def test_any_bytes_come_out_as_they_went_in(tmp_path: Path, blocks: list[bytes], is_packed: bool) -> None:
    records = [record(block, kind="resource", number=number) for number, block in enumerate(blocks)]
    path = written(tmp_path, packed(*records) if is_packed else b"".join(records))
    assert [each.block() for each in read_records(path)] == blocks


def test_what_the_writer_writes_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.warc.gz"
    with path.open("wb") as stream:
        first = WarcWriter(stream).write_exchange(exchange("https://example.org/é", page()))
    found = next(read_records(path))
    assert (found.record_id, found.offset, found.payload_digest) == (
        first.record_id,
        first.offset,
        first.payload_digest,
    )
    assert found.block() == response(page())


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (packed(record())[:-4], "ends after"),
        (packed(record())[:60], "ends after"),
        (record(HTTP)[:-20], "of 68 bytes"),
        (b"<html>", "begins with WARC"),
        (b"WARC/1.1\r\n\r\n", "Content-Length"),
        (b"WARC/1.1\r\nX: y", "inside the header"),
    ],
)
def test_damage_is_an_error_that_says_where(tmp_path: Path, data: bytes, reason: str) -> None:
    path = written(tmp_path, packed(record(number=9)) if data[:2] == b"\x1f\x8b" else record(number=9), data)
    with pytest.raises(WarcError, match=reason) as caught:
        list(read_records(path))
    assert caught.value.offset == path.stat().st_size - len(data)


def test_a_checksum_that_does_not_fit_is_an_error_though_the_block_is_there(tmp_path: Path) -> None:
    # The last byte of the block is also the last of what is decompressed at once.
    overhead = len(record(bytes(65_000), kind="resource")) - 65_000 - len(b"\r\n\r\n")
    data = bytearray(packed(record(bytes((1 << 16) - overhead), kind="resource")))
    data[-6] ^= 1
    with record_at(written(tmp_path, bytes(data)), 0) as found, pytest.raises(WarcError, match="CRC-32"):
        found.block()


def test_a_block_larger_than_asked_for_is_not_read(tmp_path: Path) -> None:
    path = written(tmp_path, gzip.compress(record(bytes(10_000), kind="resource")))
    with record_at(path, 0) as found, pytest.raises(WarcError, match="10,000 bytes are more than the 100"):
        found.block(100)


def test_nothing_is_read_from_an_offset_where_nothing_begins(tmp_path: Path) -> None:
    path = written(tmp_path, packed(record()))
    for offset in (3, path.stat().st_size, 10**12):
        with pytest.raises(WarcError), record_at(path, offset):
            pass


# ---------------------------------------------------------------------------- contents


def kept(tmp_path: Path, *exchanges: object) -> Path:
    path = tmp_path / "kept.warc.gz"
    with path.open("wb") as stream:
        writer = WarcWriter(stream)
        for each in exchanges:
            writer.write_exchange(each)  # type: ignore[arg-type]
    return path


def test_an_address_is_found_in_any_spelling(tmp_path: Path) -> None:
    contents = Contents(kept(tmp_path, exchange("https://example.org/%C3%A9?q=1", PICTURE)))
    for uri in ("https://Example.org:443/é?q=1#top", "https://example.org/%C3%A9?q=1"):
        found = contents.find(uri, WHEN)
        assert found is not None
        assert found.data == PICTURE
    assert contents.find("urn:uuid:1", WHEN) is None


def test_of_several_answers_the_nearest_in_time_is_taken(tmp_path: Path) -> None:
    uri = "https://example.org/a.png"
    days = [exchange(uri, str(day).encode(), WHEN + timedelta(days=day)) for day in range(3)]
    contents = Contents(kept(tmp_path, *days))
    found = contents.find(uri, WHEN + timedelta(days=1, hours=3))
    assert found is not None
    assert found.data == b"1"


def test_a_revisit_leads_to_what_was_there_before(tmp_path: Path) -> None:
    again = {
        "WARC-Date": "2026-11-25T00:00:00Z",
        "WARC-Profile": "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest",
        "WARC-Refers-To-Target-URI": URI,
    }
    elsewhere = again | {"WARC-Target-URI": "https://example.org/copy"}
    head = b"HTTP/1.1 200 OK\r\n\r\n"
    revisits = [
        record(head, kind="revisit", number=n, change=change) for n, change in [(2, again), (3, elsewhere)]
    ]
    contents = Contents(written(tmp_path, packed(record(), *revisits)))
    for uri in (URI, "https://example.org/copy"):
        found = contents.find(uri, WHEN + timedelta(days=1))
        assert found is not None
        assert found.data == b"Hello"


def test_an_error_page_in_place_of_a_picture_is_no_picture(tmp_path: Path) -> None:
    contents = Contents(
        kept(tmp_path, exchange("https://example.org/a.png", b"gone", status="404 Not Found"))
    )
    assert contents.find("https://example.org/a.png", WHEN) is None


def test_codings_are_undone_under_a_limit(tmp_path: Path) -> None:
    bomb = gzip.compress(bytes(1 << 20))
    path = kept(tmp_path, exchange("https://example.org/", bomb, headers="Content-Encoding: gzip"))
    assert read_content(path, 0, limit=1 << 20).data == bytes(1 << 20)
    with pytest.raises(WarcError, match="larger than the limit"):
        read_content(path, 0, limit=1 << 19)


def test_a_damaged_record_hides_only_what_comes_after_it(tmp_path: Path) -> None:
    path = kept(
        tmp_path, exchange("https://example.org/1", b"one"), exchange("https://example.org/2", b"two")
    )
    second = [place.offset for place in read_places(path)][1]
    path.write_bytes(path.read_bytes()[: second + 30])
    contents = Contents(path)
    assert contents.find("https://example.org/2", WHEN) is None
    found = contents.find("https://example.org/1", WHEN)
    assert found is not None
    assert found.data == b"one"


# ---------------------------------------------------------------------------- index


@pytest.fixture
def warc(tmp_path: Path) -> tuple[bytes, list[Written]]:
    stream = BytesIO()
    writer = WarcWriter(stream)
    answers = [
        writer.write_exchange(exchange(f"https://www.example.org/{name}", page(name))) for name in "bca"
    ]
    return stream.getvalue(), answers


def test_an_index_is_sorted_and_leads_to_each_record(warc: tuple[bytes, list[Written]]) -> None:
    data, answers = warc
    lines = make_index(BytesIO(data), "a.warc.gz")
    assert [line.split()[0] for line in lines] == ["org,example)/a", "org,example)/b", "org,example)/c"]
    by_url = {answer.target_uri: answer for answer in answers}
    for line in lines:
        entry = Entry.from_line(line)
        assert entry.offset == by_url[entry.url].offset
        assert gzip.decompress(data[entry.offset : entry.offset + entry.length]).startswith(b"WARC/1.1")


def found_in(data: bytes, lines: list[str]) -> list[str]:
    def read(filename: str) -> dict[int, Entry] | None:
        return read_entries(BytesIO(data), filename) if filename == "a.warc.gz" else None

    return [found.code for found in check_index([f"{line}\n".encode() for line in lines], read, "a.cdxj")]


def test_a_right_index_has_no_findings(warc: tuple[bytes, list[Written]]) -> None:
    assert found_in(warc[0], make_index(BytesIO(warc[0]), "a.warc.gz")) == []


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('"offset": "', '"offset": "1', "index-offset"),
        ('"length": "', '"length": "1', "index-field"),
        ('"status": "200"', '"status": "404"', "index-field"),
        ('"digest": "sha1:', '"digest": "sha1:A', "index-field"),
        (" 2026", " 2025", "index-field"),
        ('.org/a"', '.org/z"', "index-field"),
        ("org,example)/a", "org,elsewhere)/a", "index-key"),
        ("org,example)/a", "zzz", "index-unsorted"),
        ('"a.warc.gz"', '"../b.warc.gz"', "index-file"),
        ('{"url"', '{"url', "index-line"),
        ('"offset": "', '"offset": "-', "index-line"),
        (" 2026", " x", "index-line"),
    ],
)
def test_a_wrong_line_is_found(warc: tuple[bytes, list[Written]], old: str, new: str, code: str) -> None:
    first, *others = make_index(BytesIO(warc[0]), "a.warc.gz")
    assert old in first
    assert code in found_in(warc[0], [first.replace(old, new), *others])


def test_what_software_says_of_itself_in_an_index_is_passed_over(warc: tuple[bytes, list[Written]]) -> None:
    meta = '!meta 0 {"format": "cdxj-1.0"}'
    assert found_in(warc[0], [meta, *make_index(BytesIO(warc[0]), "a.warc.gz")]) == []


def test_a_record_that_an_index_leaves_out_is_said(warc: tuple[bytes, list[Written]]) -> None:
    assert found_in(warc[0], make_index(BytesIO(warc[0]), "a.warc.gz")[1:]) == ["index-incomplete"]


@given(st.text())
def test_any_address_has_a_key(url: str) -> None:
    assert sort_key(url) == sort_key(url)


@given(st.text(max_size=80))
def test_a_line_that_is_none_is_a_value_error(line: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - of any kind
        Entry.from_line(line)
