"""Verification of a library: what was stored is there, whole and unchanged, or it is said what is not."""

import gzip
import json
import os
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from archivist.intake import take_in
from archivist.library import Library, Selection
from archivist.model import Finding, Severity
from archivist.verify import CHECKS, CODES, Check, count_captures, verify_library
from archivist.verify.scope import Scope
from tests.vault import keep, page

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    library = Library.create(tmp_path_factory.mktemp("made") / "library")
    for number in range(3):
        keep(library, f"https://example.org/{number}")
    return library.path


@pytest.fixture
def library(made_once: Path, tmp_path: Path) -> Library:
    return Library.open(shutil.copytree(made_once, tmp_path / "library"))


def stored(library: Library) -> Path:
    return library.file(library.captures()[1])


def codes(library: Library, *, quick: bool = False) -> list[str]:
    return [
        finding.code for finding in verify_library(library, quick=quick) if finding.severity is Severity.ERROR
    ]


def flip(path: Path, byte: int) -> None:
    data = bytearray(path.read_bytes())
    data[byte] ^= 1
    path.write_bytes(data)


def edit(path: Path, change: Callable[[list[str]], list[str]]) -> None:
    path.write_text("".join(f"{line}\n" for line in change(path.read_text().splitlines())))


# ---------------------------------------------------------------------------- files


def test_a_whole_library_has_no_findings(library: Library) -> None:
    assert list(verify_library(library, deep=True)) == []
    assert count_captures(library) == 3


def test_an_empty_library_is_whole(tmp_path: Path) -> None:
    library = Library.create(tmp_path / "new")
    assert list(verify_library(library, deep=True)) == []
    assert count_captures(library) == 0


@pytest.mark.parametrize("quick", [False, True])
def test_a_lost_file_is_found(library: Library, quick: bool) -> None:
    stored(library).unlink()
    assert codes(library, quick=quick) == ["file-missing"]


def test_an_emptied_file_is_found_with_both_sizes(library: Library) -> None:
    size = stored(library).stat().st_size
    stored(library).write_bytes(b"")
    (finding, *_) = verify_library(library)
    assert finding.code == "file-size"
    assert f"has 0 bytes, {size:,} were stored" in finding.what


def test_a_cut_file_is_found_and_the_record_named(library: Library) -> None:
    capture = library.captures()[1]
    stored(library).write_bytes(stored(library).read_bytes()[:-100])
    found = {finding.code: finding for finding in verify_library(library)}
    assert list(found) == ["file-size", "member-cut"]
    assert re.fullmatch(rf"{re.escape(capture.warc_file)}:\d+", found["member-cut"].where)


@pytest.mark.parametrize("place", [0, 0.2, 0.5, 0.9, -1])
def test_a_flipped_bit_is_found(library: Library, place: float) -> None:
    size = stored(library).stat().st_size
    flip(stored(library), int(size * place) if place >= 0 else size - 1)
    assert codes(library, quick=True) == ["file-altered"]
    assert codes(library)[0] == "file-altered"


def test_a_changed_credit_is_found_though_every_digest_in_the_file_fits(
    library: Library, tmp_path: Path
) -> None:
    forger = Library.create(tmp_path / "forger")
    forged = keep(forger, "https://example.org/1", html=page(credit="Someone Else"))
    shutil.copy(forger.file(forged), stored(library))
    assert "file-altered" in codes(library) or "file-size" in codes(library)


@pytest.mark.parametrize("make", [os.mkfifo, os.mkdir, lambda path: path.symlink_to("/dev/zero")])
def test_what_is_no_file_is_refused_and_not_waited_for(
    library: Library, make: Callable[[Path], None]
) -> None:
    path = stored(library)
    path.unlink()
    make(path)
    assert codes(library)[0] in {"file-irregular", "file-unreadable"}


def test_a_link_that_leads_to_itself_is_found(library: Library) -> None:
    path = stored(library)
    path.unlink()
    path.symlink_to(path.name)
    assert codes(library)[0] == "file-unreadable"


def test_a_file_that_nobody_announced_is_found(library: Library) -> None:
    (stored(library).parent / "stranger.warc.gz").write_bytes(b"x")
    (found,) = verify_library(library)
    assert (found.code, found.where) == ("file-unknown", "data/2026/11/24/stranger.warc.gz")


def test_a_file_of_that_size_with_another_capture_is_found(library: Library) -> None:
    one, other = library.captures()[:2]
    shutil.copy(library.file(one), library.file(other))
    found = codes(library)
    assert found[0] in {"file-altered", "file-size"}
    assert "capture-misplaced" in found


# ---------------------------------------------------------------------------- ledger and manifest


def ledger(library: Library) -> Path:
    return library.path / "ledger.jsonl"


def test_a_changed_line_of_the_ledger_is_found(library: Library) -> None:
    edit(
        ledger(library),
        lambda lines: [lines[0], lines[1].replace("example.org/0", "example.org/9"), *lines[2:]],
    )
    assert "ledger-chain" in codes(library)


def test_a_line_taken_out_is_found(library: Library) -> None:
    edit(ledger(library), lambda lines: [lines[0], *lines[2:]])
    assert "ledger-chain" in codes(library)


def test_lines_in_another_order_are_found(library: Library) -> None:
    edit(ledger(library), lambda lines: [lines[0], lines[2], lines[1], lines[3]])
    assert "ledger-chain" in codes(library)


def test_a_last_line_taken_out_with_its_file_is_found_by_the_catalogue(library: Library) -> None:
    assert len(library.captures()) == 3
    gone = json.loads(ledger(library).read_text().splitlines()[-1])["file"]
    edit(ledger(library), lambda lines: lines[:-1])
    edit(library.path / "manifest-sha256.txt", lambda lines: [line for line in lines if gone not in line])
    (library.path / gone).unlink()
    assert codes(library) == ["ledger-rewritten"]


def test_a_line_that_is_none_is_found_and_the_others_are_still_verified(library: Library) -> None:
    stored(library).unlink()
    edit(ledger(library), lambda lines: [*lines, "not JSON"])
    assert set(codes(library)) >= {"ledger-line", "file-missing"}


@pytest.mark.parametrize("content", [b"", b"\n", b"\xff" * 100, b"[" * 100_000 + b"\n"])
def test_a_ledger_of_rubbish_is_found(library: Library, content: bytes) -> None:
    ledger(library).write_bytes(content)
    assert any(code.startswith("ledger-") for code in codes(library))


def test_a_ledger_that_is_gone_is_found(library: Library) -> None:
    ledger(library).unlink()
    assert codes(library)[0] == "ledger-unreadable"


def test_the_ledger_of_another_library_is_found(library: Library, tmp_path: Path) -> None:
    other = Library.create(tmp_path / "other")
    shutil.copy(other.path / "ledger.jsonl", ledger(library))
    assert codes(library)[0] == "ledger-foreign"


def test_a_last_line_without_end_is_found(library: Library) -> None:
    with ledger(library).open("ab") as stream:
        stream.write(b'{"event"')
    assert codes(library) == ["ledger-cut"]


def manifest(library: Library) -> Path:
    return library.path / "manifest-sha256.txt"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda lines: lines[1:], "manifest-incomplete"),
        (lambda lines: ["0" * 64 + lines[0][64:], *lines[1:]], "manifest-disagrees"),
        (lambda lines: [*lines, lines[0]], "manifest-line"),
        (lambda lines: [*lines, "rubbish"], "manifest-line"),
        (lambda lines: [*lines, "0" * 64 + "  data/none"], "file-unknown"),
    ],
)
def test_a_wrong_manifest_is_found(
    library: Library, change: Callable[[list[str]], list[str]], code: str
) -> None:
    edit(manifest(library), change)
    assert codes(library) == [code]


@pytest.mark.parametrize("name", ["bagit.txt", "bag-info.txt", "manifest-sha256.txt"])
def test_a_folder_that_is_no_bag_any_more_is_found(library: Library, name: str) -> None:
    (library.path / name).unlink()
    assert codes(library)[0] == "bag-incomplete"


# ---------------------------------------------------------------------------- catalogue and reading


def catalogue(library: Library) -> Path:
    return library.path / "catalogue.sqlite"


def test_a_missing_catalogue_is_fine(library: Library) -> None:
    catalogue(library).unlink()
    assert list(verify_library(library, deep=True)) == []
    assert not catalogue(library).exists()


@pytest.mark.parametrize("content", [b"rubbish" * 1000, b"SQLite format 3\x00" + b"\xff" * 5000])
def test_a_damaged_catalogue_is_found(library: Library, content: bytes) -> None:
    catalogue(library).write_bytes(content)
    assert codes(library) == ["catalogue-damaged"]


def test_a_catalogue_that_forgot_a_capture_is_found(library: Library) -> None:
    run_sql(library, "DELETE FROM capture WHERE number = 1")
    assert codes(library) == ["catalogue-disagrees"]


def test_a_catalogue_that_says_otherwise_is_found(library: Library) -> None:
    run_sql(library, "UPDATE capture SET target_uri = 'https://example.org/9' WHERE number = 1")
    assert codes(library) == ["catalogue-disagrees"]


def test_a_page_read_otherwise_than_catalogued_is_a_warning_of_the_deep_check(library: Library) -> None:
    run_sql(library, "UPDATE capture SET title = 'Another' WHERE number = 1")
    assert list(verify_library(library)) == []
    (found,) = verify_library(library, deep=True)
    assert (found.code, found.severity) == ("reading-changed", Severity.WARNING)
    assert "title was 'Another'" in found.what


def run_sql(library: Library, statement: str) -> None:
    import sqlite3  # noqa: PLC0415 - only here

    database = sqlite3.connect(catalogue(library))
    database.execute(statement)
    database.commit()
    database.close()


# ---------------------------------------------------------------------------- selection and promises


def test_only_what_is_selected_is_verified(library: Library) -> None:
    one, other, _ = library.captures()
    library.file(one).unlink()
    assert list(verify_library(library, Selection.of([other.id]))) == []
    assert [found.code for found in verify_library(library, Selection.of([one.id]))] == ["file-missing"]


def test_verification_writes_nothing(library: Library) -> None:
    before = {path: path.stat().st_mtime_ns for path in library.path.rglob("*")}
    stored(library)
    list(verify_library(library, deep=True))
    assert {path: path.stat().st_mtime_ns for path in library.path.rglob("*")} == before


def test_quick_reads_no_record(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise AssertionError

    for name in ("records", "catalogue", "reading"):
        monkeypatch.setattr(f"archivist.verify.{name}.check", fail)
    assert list(verify_library(library, quick=True)) == []


def test_every_check_speaks_in_findings_of_known_codes(library: Library) -> None:
    stored(library).write_bytes(gzip.compress(b"WARC/1.1\r\n\r\n"))
    for check in CHECKS.values():
        assert callable(check)
    for finding in verify_library(library, deep=True):
        assert isinstance(finding, Finding)
        assert finding.code in CODES


def test_every_code_in_the_source_is_explained() -> None:
    prefixes = sorted({code.partition("-")[0] for code in CODES})
    literal = re.compile(rf'"((?:{"|".join(prefixes)})-[a-z-]+)"')
    sources = [*ROOT.glob("archivist/warc/*.py"), *ROOT.glob("archivist/verify/*.py")]
    used = {code for path in sources for code in literal.findall(path.read_text("utf-8"))}
    assert used | {"partial"} == set(CODES)


def test_what_no_file_tells_of_itself_the_library_knows(yardsticks: Path, tmp_path: Path) -> None:
    folder = yardsticks / "warc"
    rows = [json.loads(line) for line in (folder / "manifest.jsonl").read_text().splitlines()]
    rows = [row for row in rows if row["needs_manifest"] and ".warc" in row["file"]]
    assert len(rows) >= 4
    for row in rows:
        library = Library.create(tmp_path / row["name"])
        taken = take_in(folder / row["base"], library)
        assert list(verify_library(library)) == []
        shutil.copyfile(folder / row["file"], library.file(taken[0].capture))
        assert set(codes(library, quick=True)) <= {"file-altered", "file-size"}
        assert codes(library, quick=True), row["name"]


def test_what_is_kept_and_removed_meanwhile_is_no_alarm(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another process works in the library between the reading of the ledger and each of the checks."""
    for name, check in CHECKS.items():

        def meanwhile(scope: Scope, check: Check = check) -> Iterator[Finding]:
            keep(library, "https://example.org/new")
            library.remove(library.captures()[0], "test")
            yield from check(scope)

        monkeypatch.setitem(CHECKS, name, meanwhile)
    assert list(verify_library(library)) == []
