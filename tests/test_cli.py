"""The command line: what a person types, what is printed where, and the exit status."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from archivist.cli.main import run
from archivist.export import SUFFIXES
from samples.serve import serve

Command = Callable[..., int]

PAGE = """<html lang="en"><title>Harbour reopens</title><h1>Harbour reopens</h1><p>By Ada Berg</p>
<p>The harbour of Lindum opened again on Monday, and the first ferry sailed at noon with forty guests.</p>
<p>Nobody had expected it so early in the year, the harbour master said, and thanked the divers.</p></html>"""


@pytest.fixture(scope="session")
def site() -> Iterator[str]:
    with serve() as address:
        yield address


@pytest.fixture
def archivist(tmp_path: Path, site: str, monkeypatch: pytest.MonkeyPatch) -> Command:
    """Run a command in an empty folder, with a library of its own in which the sample site is allowed."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ARCHIVIST_LIBRARY", str(tmp_path / "library"))

    def call(*words: str) -> int:
        needs_site = any(word.startswith(site) for word in words)
        return run([*words, *(["--allow-address", site.removeprefix("http://")] if needs_site else [])])

    return call


@pytest.fixture
def kept(archivist: Command, tmp_path: Path) -> Command:
    """The same, with one page in the library."""
    (tmp_path / "page.html").write_text(PAGE, "utf-8")
    assert archivist("import", "page.html", "--url", "https://www.example.org/harbour") == 0
    return archivist


def warc(folder: Path) -> Path:
    (file,) = (folder / "library" / "data").rglob("*.warc.gz")
    return file


# ---------------------------------------------------------------------------- keep


def test_an_address_alone_keeps_the_page(
    archivist: Command, site: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert archivist(f"{site}/ferry-talks.html") == 0
    lines = capsys.readouterr().out.splitlines()
    assert 4 <= len(lines) <= 6
    assert lines[0].startswith("kept")
    assert "Xinhua (originator), Yonhap (distributor)" in lines[3]
    assert warc(tmp_path).name in lines[4]
    assert re.search(r"archivist show [0-9a-f]{8}", lines[5])


def test_a_paywall_stub_is_kept_and_said_to_be_incomplete(
    archivist: Command, site: str, tmp_path: Path
) -> None:
    assert archivist(f"{site}/tower-vote.html") == 7
    assert warc(tmp_path).exists()


def test_a_list_of_addresses_goes_on_after_one_that_fails(
    archivist: Command, site: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "urls").write_text(f"# two\n{site}/nothing.html\n\n{site}/ferry-talks.html\n")
    status = archivist("capture", "-i", "urls", "--allow-address", site.removeprefix("http://"))
    assert status == 3
    said = capsys.readouterr()
    assert "404" in said.err
    assert "kept" in said.out


def test_of_several_pages_what_comes_next_is_said_once_at_the_end(
    archivist: Command, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("one.html", "two.html"):
        (tmp_path / name).write_text(PAGE.replace("Lindum", name), "utf-8")
    assert archivist("import", "one.html", "two.html") == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines if not line.startswith(" ")] == ["kept", "file"] * 2 + ["next"]
    assert lines[-1].split(maxsplit=1)[1] == "archivist list · archivist epub · archivist verify"


def test_a_page_that_is_not_there_is_an_error_of_fetching(
    archivist: Command, site: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert archivist(f"{site}/nothing.html") == 4
    assert len(capsys.readouterr().err.splitlines()) <= 3


def test_an_address_that_is_not_public_needs_leave(
    archivist: Command, capsys: pytest.CaptureFixture[str]
) -> None:
    assert archivist("capture", "http://127.0.0.1:9/") == 4
    assert "--allow-address 127.0.0.1:9" in capsys.readouterr().err


def test_nothing_to_keep_is_an_error_of_usage(archivist: Command) -> None:
    assert archivist("capture") == 2


def test_a_file_that_is_no_page_is_an_error(archivist: Command, tmp_path: Path) -> None:
    (tmp_path / "empty.html").write_bytes(b"")
    assert archivist("import", "empty.html") == 1
    assert archivist("import", "missing.html") == 1


# ---------------------------------------------------------------------------- read


def test_list_shows_what_was_kept(kept: Command, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert kept("list") == 0
    assert re.fullmatch(
        r"[0-9a-f]{8} \d{4}-\d\d-\d\d example.org +Harbour reopens\n", capsys.readouterr().out
    )


def test_every_command_speaks_json(kept: Command, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    for words in (["list"], ["show"], ["epub", "-o", "b.epub"], ["verify"], ["reindex"], ["remove", "all"]):
        capsys.readouterr()
        assert kept(*words, "--json") == 0
        objects = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
        assert objects
        assert all(isinstance(found["version"], int) for found in objects)


@pytest.mark.parametrize("command", ["list", "show", "epub", "export", "verify", "remove"])
def test_a_selection_that_fits_nothing_has_its_own_status(kept: Command, command: str) -> None:
    assert kept(command, "walrus") == 6


@pytest.mark.parametrize(
    "words", [["list", "--site", "example.org"], ["list", "divers"], ["list", "--since", "9000d"]]
)
def test_a_selection_is_by_site_by_words_or_by_time(kept: Command, words: list[str]) -> None:
    assert kept(*words) == 0


def test_show_tells_why(kept: Command, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert kept("show", "--why", "title") == 0
    assert "h1" in capsys.readouterr().out
    assert kept("show", "--why", "colour") == 2


def test_no_control_character_of_a_page_reaches_the_terminal(
    archivist: Command, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    evil = PAGE.replace("Harbour reopens", "Har\x9b31mbour \u202e\x1b]0;owned\x07 reopens")
    (tmp_path / "evil.html").write_text(evil, "utf-8")
    for words in (["import", "evil.html"], ["list"], ["show"], ["show", "--json"]):
        archivist(*words)
    said = capsys.readouterr()
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", said.out + said.err)


# ---------------------------------------------------------------------------- books


def test_a_book_is_made_and_made_again_the_same(
    kept: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1792800000")
    assert kept("epub", "-o", "a.epub") == kept("epub", "-o", "b.epub") == 0
    assert (tmp_path / "a.epub").read_bytes() == (tmp_path / "b.epub").read_bytes()


def test_each_article_can_be_a_file_of_its_own(kept: Command, tmp_path: Path) -> None:
    for to, suffix in SUFFIXES.items():
        assert kept("export", "--to", to, "--each", "-o", f"out-{to}") == 0
        assert len(list((tmp_path / f"out-{to}").glob(f"*.{suffix}"))) == 1


def test_text_goes_to_the_terminal_and_a_book_does_not(
    kept: Command, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert kept("export", "--to", "epub") == 2
    assert kept("export", "--to", "docx", "-o", "x.docx") == 2
    assert kept("export") == 0
    assert b"the first ferry sailed at noon" in capfdbinary.readouterr().out


# ---------------------------------------------------------------------------- prove


def test_what_was_kept_is_whole(kept: Command) -> None:
    assert kept("verify") == kept("verify", "--quick") == kept("verify", "--deep") == 0


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: b"",
        lambda data: data[:-1],
        lambda data: data[: len(data) // 2],
        lambda data: data[:100] + bytes([data[100] ^ 1]) + data[101:],
    ],
    ids=["emptied", "a byte short", "cut in half", "one bit flipped"],
)
def test_damage_is_found_with_its_file_and_status(
    kept: Command, tmp_path: Path, damage: Callable[[bytes], bytes], capsys: pytest.CaptureFixture[str]
) -> None:
    file = warc(tmp_path)
    file.write_bytes(damage(file.read_bytes()))
    assert kept("verify") == 5
    assert file.name in capsys.readouterr().out


def test_a_file_is_verified_without_a_library(kept: Command, tmp_path: Path) -> None:
    file = warc(tmp_path)
    assert kept("verify", str(file)) == 0
    file.write_bytes(file.read_bytes()[:-5])
    assert kept("verify", str(file)) == 5


def test_an_empty_library_has_nothing_to_verify(kept: Command) -> None:
    assert kept("remove", "all", "--reason", "a test") == 0
    assert kept("verify") == 6


def test_a_folder_that_is_no_library_is_refused(archivist: Command, tmp_path: Path) -> None:
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "to-ada.txt").write_text("Dear Ada")
    assert archivist("list", "-L", "letters") == 8
    assert archivist("import", str(__file__), "-L", "letters") == 8


def test_the_catalogue_is_only_an_index(
    kept: Command, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    kept("list", "--json")
    before = capsys.readouterr().out
    (tmp_path / "library" / "catalogue.sqlite").unlink()
    assert kept("reindex") == 0
    capsys.readouterr()
    kept("list", "--json")
    assert capsys.readouterr().out == before


@pytest.mark.parametrize("name", ["catalogue.sqlite", "ledger.jsonl"])
def test_a_ruined_catalogue_or_ledger_is_a_finding(kept: Command, tmp_path: Path, name: str) -> None:
    (tmp_path / "library" / name).write_bytes(b"no such thing")
    assert kept("verify") == 5


def test_a_page_on_which_a_reader_stumbles_is_kept(
    archivist: Command, site: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stumble(*_: object, **__: object) -> None:
        raise RecursionError("too deep")

    monkeypatch.setattr("archivist.parse.article.read_article", stumble)
    assert archivist(f"{site}/ferry-talks.html") == 7
    assert archivist("verify") == 0
    assert archivist("show") == 1
    assert "Please report" in capsys.readouterr().err
