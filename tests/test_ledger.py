"""The ledger: a chain of lines that is only ever appended to."""

import hashlib
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archivist.errors import LibraryError
from archivist.library.files import append_line, last_line, replace_file
from archivist.library.ledger import NO_LINE, Entry, Ledger
from archivist.model import Capture

AT = datetime(2026, 11, 24, 3, 14, 15, tzinfo=UTC)

texts = st.text(max_size=40)
captures = st.builds(
    Capture,
    id=st.text("0123456789abcdef", min_size=8, max_size=8),
    target_uri=texts,
    captured_at=st.datetimes(timezones=st.just(UTC)).map(lambda at: at.replace(microsecond=0)),
    record_id=texts,
    payload_digest=texts,
    warc_file=st.just("data/a.warc.gz"),
    offset=st.integers(0, 2**40),
    sha256=st.just("0" * 64),
    size=st.just(7),
)
entries = st.builds(
    Entry,
    event=st.sampled_from(["add", "remove"]),
    at=st.just(AT),
    file=st.just("data/a.warc.gz"),
    sha256=st.just("0" * 64),
    size=st.just(7),
    captures=st.lists(captures, max_size=3).map(tuple),
    reason=texts,
)


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    path = tmp_path / "ledger.jsonl"
    path.write_bytes(b"")
    return Ledger(path)


@given(entries)
def test_an_entry_survives_its_line(entry: Entry) -> None:
    line = entry.as_line()
    assert line.isascii()
    assert b"\n" not in line
    assert Entry.from_line(line) == entry


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=20)
@given(st.lists(entries, min_size=1, max_size=5))
def test_each_line_seals_the_one_before(ledger: Ledger, some: list[Entry]) -> None:
    for entry in some:
        ledger.append(entry)
    previous = NO_LINE
    for line in ledger.path.read_bytes().splitlines():
        assert json.loads(line)["previous"] == previous
        previous = hashlib.sha256(line).hexdigest()
    assert ledger.head() == previous


def test_an_empty_ledger_has_the_head_of_no_line(ledger: Ledger) -> None:
    assert ledger.head() == NO_LINE
    assert list(ledger.entries()) == []


def test_entries_come_with_the_place_where_they_end(ledger: Ledger) -> None:
    for number in range(3):
        ledger.append(Entry(event="create", at=AT, library=f"urn:{number}"))
    ends = [end for end, _, _ in ledger.entries()]
    assert ends[-1] == ledger.size()
    assert [entry.library for _, _, entry in ledger.entries(ends[0])] == ["urn:1", "urn:2"]
    assert ledger.head(ends[1]) == next(ledger.entries(ends[0]))[1]


def test_an_event_of_a_later_version_is_read(ledger: Ledger) -> None:
    line = Entry(event="seal", at=AT).as_line().replace(b'"event"', b'"new":[1],"event"')
    append_line(ledger.path, line)
    ((_, _, entry),) = ledger.entries()
    assert entry.event == "seal"


def test_a_line_without_end_is_no_entry(ledger: Ledger) -> None:
    ledger.append(Entry(event="create", at=AT))
    with ledger.path.open("ab") as stream:
        stream.write(b'{"event":"add"')
    assert len(list(ledger.entries())) == 1
    ledger.append(Entry(event="seal", at=AT))
    assert [entry.event for _, _, entry in ledger.entries()] == ["create", "seal"]


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"x",
        b"[]",
        b"null",
        b"{}",
        b'{"event":"add","at":"yesterday","previous":""}',
        b'{"event":"add","at":"2026-11-24T00:00:00Z","previous":"","captures":[7]}',
        b"[" * 100_000,
        b'{"event":"add\\ud800","at":"2026-11-24T00:00:00Z","previous":""}',
        b'{"event":"add","at":"2026-11-24T00:00:00Z","previous":"","size":9223372036854775808}',
        Entry(event="add", at=AT, file="data/a").as_line().replace(b'"size":0', b'"size":-1'),
    ],
)
def test_a_line_that_cannot_be_read_is_an_error_that_says_where(ledger: Ledger, line: bytes) -> None:
    append_line(ledger.path, line)
    with pytest.raises(LibraryError, match=f"ends at byte {len(line) + 1:,}"):
        list(ledger.entries())


def test_a_ledger_that_is_gone_is_an_error_of_the_library(tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match="cannot be read"):
        Ledger(tmp_path / "none").head()


# ---------------------------------------------------------------------------- files


def test_what_an_interrupted_write_left_is_cut_off(tmp_path: Path) -> None:
    path = tmp_path / "lines"
    path.write_bytes(b"first\n" + b"x" * 1000)
    append_line(path, b"second")
    assert path.read_bytes() == b"first\nsecond\n"


def test_a_line_that_cannot_be_written_leaves_the_file_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "lines"
    path.write_bytes(b"first\n")

    def fail(stream: BinaryIO) -> None:
        stream.flush()
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("archivist.library.files.flush", fail)
    with pytest.raises(OSError, match="No space left"):
        append_line(path, b"second")
    assert path.read_bytes() == b"first\n"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=30)
@given(st.lists(st.binary(max_size=30).filter(lambda line: b"\n" not in line), min_size=1, max_size=8))
def test_the_last_line_is_the_one_appended_last(tmp_path: Path, lines: list[bytes]) -> None:
    path = tmp_path / "lines"
    path.write_bytes(b"")
    for line in lines:
        append_line(path, line)
        assert last_line(path) == line
    assert path.read_bytes() == b"".join(line + b"\n" for line in lines)


def test_a_last_line_longer_than_what_is_read_at_once_is_found(tmp_path: Path) -> None:
    path = tmp_path / "lines"
    path.write_bytes(b"first\n" + b"x" * (3 << 20) + b"\n")
    assert last_line(path) == b"x" * (3 << 20)
    assert last_line(path, 6) == b"first"


def test_a_file_is_replaced_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "file"
    replace_file(path, b"old")

    def fail(_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("archivist.library.files.flush", fail)
    with pytest.raises(OSError, match="No space left"):
        replace_file(path, b"new")
    assert [(entry.name, entry.read_bytes()) for entry in tmp_path.iterdir()] == [("file", b"old")]
