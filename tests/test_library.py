"""The library: what is announced stays, what is not leaves no trace."""

import json
import multiprocessing
import os
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from archivist.errors import LibraryError
from archivist.library import Library, Selection
from archivist.library import files as durable
from archivist.library.bag import Manifest
from archivist.library.ledger import Entry, Ledger
from archivist.verify import verify_library
from tests.vault import PICTURE, WHEN, bag_is_valid, exchange, files, keep, page

URI = "https://example.org/"


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Library.create(tmp_path / "library")


def is_whole(library: Library) -> bool:
    return not list(verify_library(library, deep=True))


# ---------------------------------------------------------------------------- finding and making


def test_a_library_is_made_in_a_new_folder_and_opened_again(tmp_path: Path) -> None:
    made = Library.find_or_create(tmp_path / "a" / "b")
    assert Library.find_or_create(tmp_path / "a" / "b").id == made.id == Library.open(made.path).id
    assert made.captures() == []
    assert is_whole(made)


def test_no_library_is_made_among_other_things(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear")
    with pytest.raises(LibraryError, match="holds letter"):
        Library.create(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_a_library_that_lost_its_mark_is_not_made_anew(library: Library) -> None:
    keep(library)
    (library.path / "archivist.toml").unlink()
    with pytest.raises(LibraryError, match="not a library"):
        Library.find_or_create(library.path)


def test_the_nearest_parent_that_is_a_library_is_found(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    below = library.path / "data" / "2026"
    below.mkdir()
    monkeypatch.chdir(below)
    assert Library.find().id == library.id


def test_without_a_parent_it_is_the_one_at_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    with pytest.raises(LibraryError, match="no library here"):
        Library.find()
    assert Library.find_or_create().path == tmp_path / "Archivist"


def test_a_library_of_a_later_format_is_refused(library: Library) -> None:
    (library.path / "archivist.toml").write_text('format = 2\nid = "urn:uuid:1"\n')
    with pytest.raises(LibraryError, match="format 2 is not known"):
        Library.open(library.path)


# ---------------------------------------------------------------------------- keeping


def test_what_is_committed_is_in_file_manifest_ledger_and_catalogue(library: Library) -> None:
    capture = keep(library)
    assert capture.warc_file == f"data/2026/11/24/20261124T031415Z-example.org-{capture.id}.warc.gz"
    assert library.file(capture).stat().st_size == capture.size
    assert bag_is_valid(library)
    line = json.loads((library.path / "ledger.jsonl").read_text().splitlines()[-1])
    assert (line["event"], line["file"], line["sha256"]) == ("add", capture.warc_file, capture.sha256)
    assert library.captures() == [capture]
    assert library.article(capture).title == "A ferry is late"
    assert is_whole(library)


def test_without_a_commit_nothing_stays(library: Library) -> None:
    before = sorted(library.path.rglob("*"))
    with library.draft(URI, WHEN) as draft:
        draft.stream.write(b"begun")
    assert sorted(library.path.rglob("*")) == before


def test_an_error_while_fetching_leaves_nothing_and_is_not_changed(library: Library) -> None:
    before = sorted(library.path.rglob("*"))
    with pytest.raises(ConnectionResetError), library.draft(URI, WHEN):
        raise ConnectionResetError
    assert sorted(library.path.rglob("*")) == before


def test_a_resource_is_found_through_redirects(library: Library) -> None:
    moved = exchange("https://example.org/a.png", b"", status="302 Found", headers="Location: /b.png")
    there = exchange("https://example.org/b.png", PICTURE, headers="Content-Type: image/png")
    capture = keep(library, others=[moved, there])
    picture = library.resource(capture, "https://example.org/a.png#top")
    assert picture is not None
    assert (picture.data, picture.media_type) == (PICTURE, "image/png")
    assert library.resource(capture, "https://example.org/c.png") is None


def test_redirects_in_a_circle_lead_nowhere(library: Library) -> None:
    one = exchange("https://example.org/1", b"", status="302 Found", headers="Location: /2")
    two = exchange("https://example.org/2", b"", status="302 Found", headers="Location: /1")
    assert library.resource(keep(library, others=[one, two]), "https://example.org/1") is None


@pytest.mark.parametrize(
    "host", ["CON", "..", "-rf", "a" * 300 + ".example", "пример.example", "[::1]", "a b", "%00"]
)
def test_no_host_makes_a_bad_file_name(library: Library, host: str) -> None:
    capture = keep(library, f"https://{host}/x")
    name = Path(capture.warc_file).name
    assert name.isascii()
    assert len(name) <= 120
    assert set(name) <= set("abcdefghijklmnopqrstuvwxyzTZ0123456789.-")
    assert name.startswith("20261124T031415Z-")


def test_a_page_that_cannot_be_read_is_kept_all_the_same(library: Library) -> None:
    capture = keep(library, html=b"\x00\xff" * 50)
    assert library.rows()[0].title == ""
    assert library.page(capture).data == b"\x00\xff" * 50


# ---------------------------------------------------------------------------- removing


def test_what_is_removed_leaves_a_line(library: Library) -> None:
    gone, kept = keep(library), keep(library, "https://example.org/b")
    assert library.remove(gone, "sent by mistake") == (gone,)
    assert library.captures() == [kept]
    assert not library.file(gone).exists()
    assert "sent by mistake" in (library.path / "ledger.jsonl").read_text().splitlines()[-1]
    assert bag_is_valid(library)
    assert is_whole(library)


# ---------------------------------------------------------------------------- crashes

STEPS: list[tuple[object, str]] = [
    (durable, "replace_file"),
    (durable, "move_file"),
    (durable, "flush"),
    (durable, "flush_folder"),
    (Manifest, "add"),
    (Ledger, "append"),
]


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize(("home", "step"), STEPS, ids=[step for _, step in STEPS])
def test_a_crash_at_any_step_loses_nothing_announced_and_leaves_a_valid_library(
    library: Library, home: object, step: str, after: bool
) -> None:
    first = keep(library)
    crash_while(lambda: keep(library, "https://example.org/second"), home, step, after=after)
    kinds = {finding.severity.value for finding in verify_library(library)}
    assert kinds <= {"warning"}
    third = keep(library, "https://example.org/third")
    assert {first, third} <= set(library.captures())
    assert len(library.captures()) in {2, 3}
    assert bag_is_valid(library)
    assert not list((library.path / "partial").iterdir())
    assert is_whole(library)


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("step", ["append", "discard"])
def test_a_crash_while_removing_is_brought_to_an_end(library: Library, step: str, after: bool) -> None:
    gone, kept = keep(library), keep(library, "https://example.org/b")
    home = Ledger if step == "append" else Manifest
    crash_while(lambda: library.remove(gone, "test"), home, step, after=after)
    last = keep(library, "https://example.org/c")
    assert library.captures() == sorted([kept, last], key=lambda capture: capture.id)
    assert bag_is_valid(library)
    assert is_whole(library)


def crash_while(act: Callable[[], object], home: object, step: str, *, after: bool) -> None:
    """Do something in a process of its own that is gone at one step of it."""
    process = multiprocessing.get_context("fork").Process(target=_crash, args=(act, home, step, after))
    process.start()
    process.join()
    assert process.exitcode == 9


def _crash(act: Callable[[], object], home: object, step: str, after: bool) -> None:
    real = getattr(home, step)

    def crash(*args: object) -> None:
        if after:
            real(*args)
        os._exit(9)

    setattr(home, step, crash)
    act()


def test_a_disk_that_fills_up_leaves_nothing(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    keep(library)
    before = sorted(library.path.rglob("*"))

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Ledger, "append", full)
    with pytest.raises(LibraryError, match="No space left"):
        keep(library, "https://example.org/b")
    monkeypatch.undo()
    assert sorted(library.path.rglob("*")) == before
    assert is_whole(library)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_disk_that_fills_up_while_a_page_is_written_is_an_error_of_the_library(library: Library) -> None:
    before = sorted(library.path.rglob("*"))
    with pytest.raises(LibraryError, match="No space left") as caught:
        keep_on_a_full_disk(library)
    assert "free some space" in caught.value.hint
    assert sorted(library.path.rglob("*")) == before


def keep_on_a_full_disk(library: Library) -> None:
    with library.draft(URI, WHEN) as draft:
        os.dup2(os.open("/dev/full", os.O_WRONLY), draft.stream.fileno())
        draft.stream.write(b"a page")


def test_an_interrupt_between_ledger_and_return_keeps_the_capture(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    append = Ledger.append

    def interrupt(*args: object) -> None:
        append(*args)  # type: ignore[arg-type]
        raise KeyboardInterrupt

    monkeypatch.setattr(Ledger, "append", interrupt)
    with pytest.raises(KeyboardInterrupt):
        keep(library)
    monkeypatch.undo()
    keep(library, "https://example.org/b")
    assert len(library.captures()) == 2
    assert is_whole(library)


def test_what_was_half_written_to_ledger_and_manifest_is_cut_off(library: Library) -> None:
    keep(library)
    for name in ("ledger.jsonl", "manifest-sha256.txt"):
        with (library.path / name).open("ab") as stream:
            stream.write(b'{"event":"ad')
    keep(library, "https://example.org/b")
    assert bag_is_valid(library)
    assert is_whole(library)


def test_what_was_begun_in_place_of_a_file_is_swept(library: Library) -> None:
    leftovers = [library.path / "partial" / "00000000.intent.new", library.path / "manifest-sha256.txt.new"]
    for path in leftovers:
        path.write_bytes(b"half")
    keep(library)
    assert not any(path.exists() for path in leftovers)


def test_no_two_captures_have_one_id(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    taken = keep(library).id
    drawn = iter([taken, "00000001", "00000001", taken, "00000002"])
    monkeypatch.setattr("archivist.library.store.secrets.token_hex", lambda _: next(drawn))
    assert library.store.new_ids(2) == ["00000001", "00000002"]


# ---------------------------------------------------------------------------- together


def _keep_some(path: Path, number: int) -> None:
    library = Library.find_or_create(path)
    for count in range(4):
        keep(library, f"https://example.org/{number}/{count}", html=b"<p>short</p>")


def test_several_processes_keep_at_once(tmp_path: Path) -> None:
    context = multiprocessing.get_context("fork")
    processes = [context.Process(target=_keep_some, args=(tmp_path / "l", number)) for number in range(4)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    library = Library.open(tmp_path / "l")
    assert len(library.captures()) == 16
    assert len({capture.id for capture in library.captures()}) == 16
    assert bag_is_valid(library)
    assert is_whole(library)


def test_a_draft_of_a_living_process_is_left_alone(library: Library) -> None:
    with library.draft("https://example.org/slow", WHEN) as draft:
        draft.stream.write(b"begun")
        keep(library)
        assert (library.path / "partial" / f"{draft.id}.part").exists()


def test_a_library_that_another_holds_too_long_is_locked(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("archivist.library.store._PATIENCE", 0.1)
    with library.store.locked(), pytest.raises(LibraryError, match="another process is writing") as caught:
        keep(library)
    assert caught.value.exit_code == 8


# ---------------------------------------------------------------------------- asking


def test_captures_come_oldest_first(library: Library) -> None:
    times = [WHEN, WHEN - timedelta(days=2), WHEN + timedelta(days=1)]
    for number, when in enumerate(times):
        keep(library, f"https://example.org/{number}", when=when)
    assert [capture.captured_at for capture in library.captures()] == sorted(times)
    (latest,) = library.captures(Selection.of(["latest"]))
    assert latest.captured_at == max(times)


def test_an_article_of_a_page_in_another_charset_is_read(library: Library) -> None:
    html = '<html><meta charset="euc-kr"><title>연합뉴스</title><body><h1>연합뉴스</h1>'.encode("euc-kr")
    assert library.article(keep(library, html=html)).title == "연합뉴스"


def test_page_gives_the_bytes_and_the_address(library: Library) -> None:
    content = library.page(keep(library))
    assert (content.data, content.uri) == (page(), "https://www.example.org/news/ferry")


def test_times_are_utc_whatever_zone_they_come_in(library: Library) -> None:
    seoul = datetime.fromisoformat("2026-11-24T08:00:00+09:00")
    capture = keep(library, when=seoul)
    assert capture.captured_at == datetime(2026, 11, 23, 23, tzinfo=UTC)
    assert capture.warc_file.startswith("data/2026/11/23/20261123T230000Z-")
    assert files(library) == [capture.warc_file]


# ---------------------------------------------------------------------------- libraries of others


@pytest.mark.parametrize(
    "name", ["../victim", "data/../../victim", "/etc/passwd", "data/.hidden", "data//x", "data"]
)
def test_no_ledger_and_no_intent_leads_out(library: Library, tmp_path: Path, name: str) -> None:
    capture = keep(library)
    (tmp_path / "victim").write_text("precious")
    forged = Entry.of_file("remove", [replace(capture, warc_file=name)])
    (library.path / "partial" / "00000000.intent").write_bytes(forged.as_line())
    with pytest.raises(LibraryError, match="no file of a library"):
        keep(library)
    library.store.ledger.append(replace(forged, event="add"))
    with pytest.raises(LibraryError, match="no file of a library"):
        library.captures()
    assert "ledger-line" in [found.code for found in verify_library(library)]
    assert (tmp_path / "victim").read_text() == "precious"


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"rubbish",
        b"{}",
        Entry(event="create", at=WHEN).as_line(),
        Entry(event="add", at=WHEN, file="data/a").as_line(),
    ],
)
def test_an_intent_that_cannot_be_read_is_said_and_not_guessed(library: Library, line: bytes) -> None:
    (library.path / "partial" / "00000000.intent").write_bytes(line)
    with pytest.raises(LibraryError, match=r"00000000.intent: cannot be read"):
        keep(library)


def test_an_id_that_is_a_path_is_refused(library: Library) -> None:
    forged = Entry.of_file("add", [replace(keep(library), id="../../../x")])
    with pytest.raises(ValueError, match="no id of a capture"):
        Entry.from_line(forged.as_line())
