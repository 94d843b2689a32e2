"""The catalogue: an index that may be lost, is brought up to date by its reader, and is never the truth."""

import multiprocessing
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from archivist.errors import LibraryError
from archivist.library import Library, Row, Selection
from archivist.library.ledger import Ledger
from archivist.verify import verify_library
from tests.vault import keep, page


@pytest.fixture
def library(tmp_path: Path) -> Library:
    library = Library.create(tmp_path / "library")
    for number in range(3):
        keep(library, f"https://example.org/{number}", page(f"Title {number}"))
    return library


def catalogue(library: Library) -> Path:
    return library.path / "catalogue.sqlite"


def test_a_row_has_what_a_list_shows(library: Library) -> None:
    row = library.rows()[0]
    assert row.capture == library.captures()[0]
    assert (row.site, row.words > 20, row.completeness) == ("example.org", True, "complete")
    shown = row.as_dict()
    assert shown["id"] == row.id
    assert shown["captured_at"] == "2026-11-24T03:14:15Z"


def test_rebuilding_gives_the_same_rows(library: Library) -> None:
    library.remove(library.captures()[0], "test")
    keep(library, "https://example.org/9", b"\xff\x00")
    before = library.rows()
    assert library.reindex() == 3
    assert library.rows() == before
    catalogue(library).unlink()
    assert library.rows() == before
    assert library.rows(Selection.of(["ferry"])) == [row for row in before if row.words > 20]


def test_a_catalogue_that_is_behind_reads_on(library: Library, tmp_path: Path) -> None:
    shutil.copy(catalogue(library), tmp_path / "old")
    keep(library, "https://example.org/4")
    library.remove(library.captures()[0], "test")
    now = library.rows()
    shutil.copy(tmp_path / "old", catalogue(library))
    assert library.rows() == now


def test_a_capture_is_kept_though_the_catalogue_cannot_be_written(library: Library) -> None:
    catalogue(library).write_bytes(b"rubbish")
    capture = keep(library, "https://example.org/4")
    with pytest.raises(LibraryError, match="cannot be used") as caught:
        library.rows()
    assert caught.value.hint == "archivist reindex"
    assert library.reindex() == 4
    assert capture in library.captures()


def test_a_catalogue_of_another_version_is_made_anew(library: Library) -> None:
    before = library.rows()
    with closing(sqlite3.connect(catalogue(library))) as database:
        database.execute("PRAGMA user_version = 99")
        database.execute("DELETE FROM capture")
        database.commit()
    assert library.rows() == before


def test_a_ledger_that_lost_lines_is_not_followed_in_silence(library: Library) -> None:
    ledger = library.path / "ledger.jsonl"
    ledger.write_bytes(b"".join(ledger.read_bytes().splitlines(keepends=True)[:-1]))
    with pytest.raises(LibraryError, match="not the ledger that the catalogue has read"):
        library.rows()
    assert library.reindex() == 2


def test_a_failed_rebuild_leaves_the_old_catalogue_and_nothing_else(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = {path: path.stat().st_mtime_ns for path in library.path.rglob("*") if path.is_file()}

    def fail(*_: object) -> Iterator[None]:
        raise LibraryError("the ledger cannot be read")

    monkeypatch.setattr(Ledger, "entries", fail)
    with pytest.raises(LibraryError):
        library.reindex()
    assert {path: path.stat().st_mtime_ns for path in library.path.rglob("*") if path.is_file()} == before


def test_a_file_that_is_gone_has_still_its_row(library: Library) -> None:
    library.file(library.captures()[1]).unlink()
    assert library.reindex() == 3
    assert [bool(row.words) for row in library.rows()].count(False) == 1


def test_a_page_on_which_the_readers_stumble_has_a_row(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stumble(*_: object) -> None:
        raise RecursionError

    monkeypatch.setattr("archivist.library.folder._read_article", stumble)
    capture = keep(library, "https://example.org/4")
    row = next(row for row in library.rows() if row.capture == capture)
    assert (row.title, row.words, row.completeness) == ("", 0, "")


def test_half_a_character_in_a_page_is_no_obstacle(library: Library) -> None:
    data = '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "A \\ud83d B"}</script>'
    capture = keep(
        library, "https://example.org/4", page("A B").replace(b"</head>", data.encode() + b"</head>")
    )
    assert capture in library.captures()
    assert list(verify_library(library, deep=True)) == []


@pytest.fixture
def read_only(library: Library) -> Iterator[Library]:
    """A library on a medium that cannot be written; root may write all the same, so the system is asked."""
    paths = [library.path, *library.path.rglob("*")]
    for path in paths:
        path.chmod(0o555 if path.is_dir() else 0o444)
    if os.access(library.path, os.W_OK):
        pytest.skip("this user may write everywhere")
    yield library
    for path in paths:
        path.chmod(0o755)


def test_a_library_that_cannot_be_written_is_read(read_only: Library) -> None:
    assert len(read_only.rows()) == 3
    with pytest.raises(LibraryError, match="cannot be written"):
        keep(read_only)


def test_where_the_catalogue_cannot_be_written_it_is_read_on_in_memory(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = library.rows()
    catalogue(library).unlink()
    connect = sqlite3.connect

    def refuse(address: str, **how: object) -> sqlite3.Connection:
        return connect(address.replace("mode=rwc", "mode=ro"), **how)  # type: ignore[call-overload, no-any-return]

    monkeypatch.setattr("archivist.library.catalogue.sqlite3.connect", refuse)
    assert library.rows() == before
    assert not catalogue(library).exists()


def test_where_it_is_behind_and_cannot_be_written_a_copy_reads_on(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copy(catalogue(library), tmp_path / "old")
    keep(library, "https://example.org/4")
    now = library.rows()
    shutil.copy(tmp_path / "old", catalogue(library))
    connect = sqlite3.connect

    def refuse(address: str, **how: object) -> sqlite3.Connection:
        return connect(address.replace("mode=rwc", "mode=ro"), **how)  # type: ignore[call-overload, no-any-return]

    monkeypatch.setattr("archivist.library.catalogue.sqlite3.connect", refuse)
    assert library.rows() == now


def test_hostile_words_stay_words(library: Library) -> None:
    nasty = "'; DROP TABLE capture; --"
    capture = keep(library, f"https://example.org/{nasty}", page(nasty))
    assert isinstance(library.rows()[0], Row)
    assert capture in library.captures(Selection.of([nasty]))
    assert library.captures(Selection.of([f"https://example.org/{nasty}"])) == [capture]


def test_what_a_killed_process_left_unsettled_is_not_called_damage(library: Library) -> None:
    """SQLite plays the journal of an interrupted write back; who only reads cannot, and says nothing."""
    process = multiprocessing.get_context("fork").Process(
        target=_die_while_writing, args=(catalogue(library),)
    )
    process.start()
    process.join()
    assert catalogue(library).with_name("catalogue.sqlite-journal").exists()
    assert list(verify_library(library, deep=True)) == []
    assert len(library.rows()) == 3
    assert library.catalogue.snapshot() is not None


def test_a_rebuild_leaves_no_journal_to_be_played_into_it(library: Library) -> None:
    before = library.rows()
    process = multiprocessing.get_context("fork").Process(
        target=_die_while_writing, args=(catalogue(library),)
    )
    process.start()
    process.join()
    library.reindex()
    assert not catalogue(library).with_name("catalogue.sqlite-journal").exists()
    assert library.rows() == before


def _die_while_writing(path: Path) -> None:
    database = sqlite3.connect(path)
    database.execute("PRAGMA cache_size = 1")
    database.execute("UPDATE capture SET title = hex(randomblob(20000))")
    os._exit(9)
