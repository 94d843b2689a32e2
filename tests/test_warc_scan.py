"""The strict scan of a WARC file: what the standard allows passes, what it forbids is found and named."""

import gzip
import json
import os
import time
from pathlib import Path

import pytest
import zstandard
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archivist.model import Severity
from archivist.verify import verify_file
from archivist.warc.read import read_records, record_at
from tests.warcs import HTTP, URI, errors, findings, packed, record, sha1, warnings, with_payload_digest

CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nHel\r\n2\r\nlo\r\n0\r\n\r\n"
CHUNKS = CHUNKED.partition(b"\r\n\r\n")[2]
INFO = record(b"software: a test\r\n", kind="warcinfo", number=99)


# ---------------------------------------------------------------------------- what is allowed


@pytest.mark.parametrize(
    "records",
    [
        [record()],
        [INFO, record()],
        [record(version="1.0")],
        [record(change={"WARC-Target-URI": f"<{URI}>"})],
        [record(change={"WARC-Block-Digest": None})],
        [record(change={"WARC-Block-Digest": sha1(HTTP).lower()})],
        [record(change={"WARC-Block-Digest": "SHA-1:" + sha1(HTTP)[5:]})],
        [record(change={"WARC-Date": "2026-11-24T03:14:15.123456789Z"})],
        [record(change={"WARC-Date": "2016-12-31T23:59:60Z"})],
        [record(change={"WARC-Type": "novelty", "WARC-Target-URI": None})],
        [record(extra="X-Mine: 1\r\nX-Mine: 2\r\n")],
        [record(extra="WARC-Concurrent-To: <urn:x:1>\r\nWARC-Concurrent-To: <urn:x:2>\r\n")],
        [record(extra="X-Folded: one\r\n two\r\n")],
        [record(b"", kind="resource")],
        [record(b"\x00" * 100_000, kind="resource")],
        [record(b"GET /a HTTP/1.1\r\nHost: example.org\r\n\r\n", kind="request")],
        [with_payload_digest(HTTP, sha1(b"Hello"))],
        [
            with_payload_digest(
                HTTP, "sha256:185f8db32271fe25f561a6fc938b2e264306ec304eda518007d1764826381969"
            )
        ],
        [with_payload_digest(HTTP, "md5:8b1a9953c4611296a827abf8c47804d7")],
        [with_payload_digest(CHUNKED, sha1(b"Hello"))],
        [with_payload_digest(CHUNKED, sha1(CHUNKS))],
        # A crawler that undid the coding and kept the field.
        [with_payload_digest(CHUNKED.replace(CHUNKS, b"Hello"), sha1(b"Hello"))],
        [with_payload_digest(b"HTTP/1.1 103 Early Hints\r\n\r\n" + HTTP, sha1(b"Hello"))],
        [record(b"HTTP/1.1 304 Not Modified\r\nContent-Length: 9999\r\n\r\n")],
        [record(b"HTTP/1.1 204 No Content\r\n\r\n")],
        [record(HTTP[:-2], change={"WARC-Truncated": "length"})],
        [record(WARC := b"HTTP/1.1 200 OK\r\n\r\n\r\n\r\nWARC/1.1\r\nWARC-Type: response\r\n\r\n")],
    ],
)
@pytest.mark.parametrize("is_packed", [True, False])
def test_what_the_standard_allows_passes(tmp_path: Path, records: list[bytes], is_packed: bool) -> None:
    assert findings(tmp_path, packed(*records) if is_packed else b"".join(records)) == []


def test_a_head_may_lie_across_the_border_of_what_is_read_at_once(tmp_path: Path) -> None:
    early = [
        b"HTTP/1.1 103 Early Hints\r\nLink: " + b"x" * pad + b"\r\n\r\n" for pad in range(64_900, 65_300, 30)
    ]
    records = [with_payload_digest(hints + HTTP, sha1(b"Hello"), number=n) for n, hints in enumerate(early)]
    assert findings(tmp_path, packed(*records)) == []


def test_a_gzip_member_may_have_extra_fields_and_a_name(tmp_path: Path) -> None:
    path = tmp_path / "named"
    with gzip.GzipFile(path, "wb", mtime=1) as stream:
        stream.write(record())
    assert findings(tmp_path, path.read_bytes()) == []


def test_a_revisit_of_what_is_in_the_file_passes(tmp_path: Path) -> None:
    original = with_payload_digest(HTTP, sha1(b"Hello"))
    assert findings(tmp_path, packed(original, revisit(sha1(b"Hello")))) == []


def revisit(digest: str, **change: str) -> bytes:
    fields = {
        "WARC-Profile": "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest",
        "WARC-Payload-Digest": digest,
        "WARC-Refers-To-Target-URI": URI,
        "WARC-Refers-To-Date": "2026-11-24T03:14:15Z",
        **change,
    }
    return record(b"HTTP/1.1 200 OK\r\n\r\n", kind="revisit", number=2, change=fields)


# ---------------------------------------------------------------------------- what is not


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        (record(version="7.3"), "record-version"),
        (record(change={"WARC-Type": None}), "field-missing"),
        (record(change={"WARC-Record-ID": None}), "field-missing"),
        (record(change={"WARC-Date": None}), "field-missing"),
        (record(change={"WARC-Target-URI": None}), "field-missing"),
        (record(b"", kind="revisit"), "field-missing"),
        (record(change={"Content-Length": None}), "record-length"),
        (record(change={"Content-Length": "-5"}), "record-length"),
        (record(change={"Content-Length": "5 bytes"}), "record-length"),
        (record(change={"Content-Length": "9" * 5000}), "record-length"),
        (record(change={"Content-Length": str(len(HTTP) + 1)}), "record-end"),
        (record(change={"Content-Length": str(len(HTTP) - 1)}), "record-end"),
        (record(change={"Content-Length": str(len(HTTP) + 9)}), "record-cut"),
        (record(end=b""), "record-end"),
        (record(end=b"\n\n"), "record-end"),
        (record(end=b"\r\n\r\n\r\n"), "record-end"),
        (record(change={"WARC-Date": "2026-02-30T00:00:00Z"}), "field-invalid"),
        (record(change={"WARC-Date": "24 Nov 2026"}), "field-invalid"),
        (record(change={"WARC-Date": "2026-11-24T03:14:15+09:00"}), "field-invalid"),
        (record(extra="WARC-Type: request\r\n"), "field-repeated"),
        (record(extra="content-length: 3\r\n"), "field-repeated"),
        (record(extra="no field\r\n"), "field-malformed"),
        (record(extra="b\u00e4d: 1\r\n"), "field-malformed"),
        (record(extra="X: " + "y" * 70_000 + "\r\n"), "record-header-long"),
        (record(change={"WARC-Block-Digest": sha1(b"another")}), "block-digest"),
        (record(change={"WARC-Block-Digest": "sha1:short"}), "digest-malformed"),
        (record(change={"WARC-Block-Digest": "sha1:"}), "digest-malformed"),
        (with_payload_digest(HTTP, sha1(b"Hallo")), "payload-digest"),
        (with_payload_digest(HTTP, sha1(HTTP)), "payload-digest"),
        (with_payload_digest(CHUNKED, sha1(b"Hallo")), "payload-digest"),
        (b"<html>404 Not Found</html>", "record-no-version"),
        (b"\x00" * 5000, "record-no-version"),
    ],
)
@pytest.mark.parametrize("is_packed", [True, False])
def test_what_it_forbids_is_found(tmp_path: Path, wrong: bytes, code: str, is_packed: bool) -> None:
    found = errors(tmp_path, packed(INFO, wrong) if is_packed else INFO + wrong)
    assert found[0] in {code, "record-end"}
    if is_packed:
        assert found == [code]


def test_a_finding_names_place_record_and_both_values(tmp_path: Path) -> None:
    (found,) = findings(tmp_path, packed(INFO, with_payload_digest(HTTP, sha1(b"Hallo"))))
    assert found.where == f"a.warc.gz:{len(packed(INFO))}"
    for part in ("response <urn:uuid:", URI, sha1(b"Hallo"), sha1(b"Hello")):
        assert part in found.what


def test_after_damage_the_scan_goes_on(tmp_path: Path) -> None:
    bad = record(number=2, change={"WARC-Block-Digest": sha1(b"x")})
    damaged = bytearray(packed(record()))
    damaged[40] ^= 0xFF
    assert errors(tmp_path, bytes(damaged) + packed(bad)) == ["member-damaged", "block-digest"]
    assert errors(tmp_path, record(change={"Content-Length": "7"}) + bad) == ["record-end", "block-digest"]


def test_wrong_lengths_are_found_in_each_of_many_members(tmp_path: Path) -> None:
    wrong = [record(number=number, change={"Content-Length": "7"}) for number in range(150)]
    assert errors(tmp_path, packed(*wrong)) == ["record-end"] * 150


def test_two_records_of_one_id_are_found(tmp_path: Path) -> None:
    assert errors(tmp_path, packed(record(), record())) == ["record-id-repeated"]


def test_a_file_without_records_is_found(tmp_path: Path) -> None:
    assert errors(tmp_path, b"") == ["file-empty"]
    assert errors(tmp_path, gzip.compress(b"")) == ["file-empty"]


def test_records_that_share_a_member_are_found_once(tmp_path: Path) -> None:
    assert errors(tmp_path, gzip.compress(b"".join(record(number=n) for n in range(5)))) == ["member-shared"]


@pytest.mark.parametrize("garbage", [b"x", b"garbage", b"\x00" * 700, b"\x1f", b"\x1f\x8b"])
def test_garbage_between_members_and_after_them_is_found(tmp_path: Path, garbage: bytes) -> None:
    for data in (packed(INFO) + garbage + packed(record()), packed(INFO, record()) + garbage):
        assert errors(tmp_path, data)[0] in {"member-garbage", "member-damaged", "member-cut"}


def test_a_revisit_with_another_payload_is_found(tmp_path: Path) -> None:
    original = with_payload_digest(HTTP, sha1(b"Hello"))
    assert errors(tmp_path, packed(original, revisit(sha1(b"Hallo")))) == ["revisit-digest"]
    assert warnings(tmp_path, packed(revisit(sha1(b"Hello")))) == ["revisit-alone"]


@pytest.mark.parametrize(
    ("odd", "code"),
    [
        (record(change={"WARC-Block-Digest": "tiger:ABC"}), "digest-unknown"),
        (record(HTTP[:-2]), "http-short"),
        (record(CHUNKED[:-5]), "http-short"),
        (record(b"HTTP nonsense\r\n\r\n"), "http-malformed"),
        (record(change={"WARC-Record-ID": "urn:uuid:1"}), "field-odd"),
        (record(change={"WARC-Target-URI": "https://example.org/a b"}), "field-odd"),
        (record().replace(b"\r\n", b"\n", 3), "field-odd"),
    ],
)
def test_what_is_odd_is_said_and_no_error(tmp_path: Path, odd: bytes, code: str) -> None:
    found = findings(tmp_path, packed(odd))
    assert [(each.code, each.severity) for each in found] == [(code, Severity.WARNING)]


# ---------------------------------------------------------------------------- promises


whole = packed(INFO, *(record(bytes(range(n, n + 90)) * 3, kind="resource", number=n) for n in range(4)))
BOUNDARIES = [n for n in range(len(whole)) if whole[n : n + 3] == b"\x1f\x8b\x08"]


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(length=st.integers(1, len(whole) - 1))
def test_every_cut_but_between_records_is_found(tmp_path: Path, length: int) -> None:
    assert bool(errors(tmp_path, whole[:length])) == (length not in BOUNDARIES)


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(place=st.integers(0, len(whole) - 1), bit=st.integers(0, 7))
def test_every_flipped_bit_that_means_anything_is_found(tmp_path: Path, place: int, bit: int) -> None:
    flipped = bytearray(whole)
    flipped[place] ^= 1 << bit
    if not errors(tmp_path, bytes(flipped)):
        # The time in a gzip header, its idle flags, the idle bits after the last block.
        assert gzip.decompress(flipped) == gzip.decompress(whole)


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    st.binary(max_size=300)
    | st.binary(max_size=300).map(lambda data: b"WARC/1.1\r\n" + data).map(gzip.compress)
)
def test_no_bytes_make_the_scan_fail(tmp_path: Path, data: bytes) -> None:
    assert findings(tmp_path, data)


def test_a_header_of_sixty_megabytes_costs_no_time(tmp_path: Path) -> None:
    (tmp_path / "a.warc").write_bytes(b"WARC/1.1\r\nX: " + b"y" * (60 << 20))
    start = time.process_time()
    assert next(verify_file(tmp_path / "a.warc")).code == "record-header-long"
    assert time.process_time() - start < 2


def test_a_file_of_damage_alone_costs_no_time(tmp_path: Path) -> None:
    lie = record(change={"Content-Length": "999999999999"}, end=b"")
    (tmp_path / "a.warc").write_bytes(lie + (b"\r\n" + lie) * 20_000)
    start = time.process_time()
    assert [found.code for found in verify_file(tmp_path / "a.warc")][-1] == "file-ruined"
    assert time.process_time() - start < 2


def test_pipes_and_devices_are_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert [found.code for found in verify_file(tmp_path / "pipe")] == ["file-irregular"]
    assert [found.code for found in verify_file(Path("/dev/zero"))] == ["file-irregular"]
    assert next(verify_file(tmp_path)).code in {"file-irregular", "file-unreadable"}
    assert [found.code for found in verify_file(tmp_path / "absent")] == ["file-unreadable"]


def test_the_matrix_of_faults_is_detected_without_a_false_alarm(yardsticks: Path) -> None:
    rows = [json.loads(line) for line in (yardsticks / "warc" / "manifest.jsonl").read_text().splitlines()]
    wrong = [row["name"] for row in rows if not row["needs_manifest"] and not _fits(yardsticks / "warc", row)]
    assert wrong == []


def _fits(folder: Path, row: dict[str, str]) -> bool:
    found = list(verify_file(folder / row["file"]))
    is_alarm = any(each.severity is Severity.ERROR for each in found)
    return {"fail": is_alarm, "pass": not is_alarm, "warn": bool(found)}[row["expect"]]


# ---------------------------------------------------------------------------- Zstandard


def zstd(*records: bytes, dictionary: bytes = b"") -> bytes:
    """Each record in a frame of its own, after the dictionary, as the IIPC proposal has it."""
    known = zstandard.ZstdCompressionDict(dictionary) if dictionary else None
    compressor = zstandard.ZstdCompressor(dict_data=known, write_checksum=True)
    head = b"\x5d\x2a\x4d\x18" + len(dictionary).to_bytes(4, "little") + dictionary if dictionary else b""
    return head + b"".join(compressor.compress(each) for each in records)


SOME = [record(bytes(range(n, n + 90)) * 30, kind="resource", number=n) for n in range(4)]
DICTIONARY = b"".join(SOME)[:5000]


@pytest.mark.parametrize("dictionary", [b"", DICTIONARY])
def test_zstandard_is_read_with_and_without_a_dictionary(tmp_path: Path, dictionary: bytes) -> None:
    data = zstd(*SOME, dictionary=dictionary)
    assert findings(tmp_path, data, "a.warc.zst") == []
    offsets = [each.offset for each in read_records(tmp_path / "a.warc.zst")]
    with record_at(tmp_path / "a.warc.zst", offsets[2]) as found:
        assert found.block() == bytes(range(2, 92)) * 30


def test_a_dictionary_may_be_compressed_itself(tmp_path: Path) -> None:
    packed_dictionary = zstandard.ZstdCompressor().compress(DICTIONARY)
    head = b"\x5d\x2a\x4d\x18" + len(packed_dictionary).to_bytes(4, "little") + packed_dictionary
    plain = zstd(*SOME, dictionary=DICTIONARY)
    assert findings(tmp_path, head + plain[8 + len(DICTIONARY) :], "a.warc.zst") == []


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(place=st.integers(0, len(zstd(*SOME)) - 1), bit=st.integers(0, 7))
def test_damage_to_zstandard_that_means_anything_is_found(tmp_path: Path, place: int, bit: int) -> None:
    flipped = bytearray(zstd(*SOME))
    flipped[place] ^= 1 << bit
    if not errors(tmp_path, bytes(flipped), "a.warc.zst"):  # an idle bit of a frame's header
        blocks = [each.block() for each in read_records(tmp_path / "a.warc.zst")]
        assert blocks == [bytes(range(n, n + 90)) * 30 for n in range(4)]


def test_a_cut_frame_garbage_and_a_lost_dictionary_are_found(tmp_path: Path) -> None:
    assert errors(tmp_path, zstd(*SOME)[:-1], "a.warc.zst") == ["member-cut"]
    assert errors(tmp_path, zstd(*SOME) + b"garbage", "a.warc.zst") == ["member-garbage"]
    assert errors(tmp_path, zstd(b"".join(SOME)), "a.warc.zst") == ["member-shared"]
    lost = zstd(*SOME, dictionary=DICTIONARY)[8 + len(DICTIONARY) :]
    assert errors(tmp_path, lost, "a.warc.zst")[0] == "member-damaged"
