"""Who is credited in a library: counted from the catalogue, found by name, by agency and by caption."""

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archivist.cli.main import run
from archivist.library import By, CreditCount, Library, Selection
from archivist.library.credits import NO_CREDIT, count_credits
from archivist.library.photos import PhotoCredit
from tests.vault import WHEN, keep, page

Counted = Callable[..., list[CreditCount]]


def pictures(*captions: str) -> bytes:
    """A page with a picture for each caption, and no others."""
    figures = "".join(
        f'<figure><img src="/{number}.jpg" alt="" width="800" height="600">'
        f"<figcaption>{caption}</figcaption></figure>"
        for number, caption in enumerate(captions)
    )
    before, _, rest = page().partition(b"<figure>")
    return before + figures.encode() + rest.partition(b"</figure>")[2]


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    library = Library.create(tmp_path_factory.mktemp("credited") / "library")
    keep(
        library,
        "https://www.example.org/news/ferry",
        pictures(
            "The ferry waits at the pier. / Xinhua-Yonhap",
            "Divers on Friday. (Robin Doe/AFP via Getty Images)",
            "A crowd at the harbour.",
        ),
    )
    keep(
        library,
        "https://news.example.kr/1",
        pictures("The mayor. / Yonhap", "The pier at night. Photo: ROBIN DOE"),
        WHEN + timedelta(hours=1),
    )
    return library


def lines(counts: list[CreditCount]) -> list[tuple[str, int, int]]:
    return [(count.name, count.pictures, len(count.captures)) for count in counts]


def roles(counts: list[CreditCount], name: str) -> dict[str, int]:
    return dict(next(count.roles for count in counts if count.name == name))


# ---------------------------------------------------------------------------- counting


def test_agencies_are_counted_with_their_roles_most_pictures_first(library: Library) -> None:
    counts = library.credits()
    assert lines(counts) == [
        ("Yonhap", 2, 2),
        ("AFP", 1, 1),
        ("Getty Images", 1, 1),
        ("Xinhua", 1, 1),
        ("(no agency)", 1, 1),
        (NO_CREDIT, 1, 1),
    ]
    assert roles(counts, "Yonhap") == {"distributor": 1, "originator": 1}
    assert roles(counts, NO_CREDIT) == {}


def test_a_photographer_is_one_whatever_the_letter_case(library: Library) -> None:
    counts = library.credits(by=By.PHOTOGRAPHER)
    assert lines(counts) == [("Robin Doe", 2, 2), ("(no photographer)", 2, 2), (NO_CREDIT, 1, 1)]
    assert roles(counts, "Robin Doe") == {"creator": 2}


def test_a_site_shows_for_how_many_of_its_pictures_nobody_is_credited(library: Library) -> None:
    counts = library.credits(by=By.SITE)
    assert lines(counts) == [("example.org", 3, 1), ("news.example.kr", 2, 1)]
    assert roles(counts, "example.org") == {"originator": 2, "distributor": 2, "creator": 1, NO_CREDIT: 1}


def test_a_selection_narrows_the_count(library: Library) -> None:
    assert lines(library.credits(Selection.of(site="example.kr"))) == [
        ("Yonhap", 1, 1),
        ("(no agency)", 1, 1),
    ]
    assert lines(library.credits(Selection.of(["latest"]))) == [("Yonhap", 1, 1), ("(no agency)", 1, 1)]
    assert library.credits(Selection.of(["walrus"])) == []


def test_the_count_names_its_captures(library: Library) -> None:
    (first, second) = library.captures()
    (yonhap, *_) = library.credits()
    assert yonhap.as_dict() == {
        "name": "Yonhap",
        "pictures": 2,
        "captures": 2,
        "roles": {"distributor": 1, "originator": 1},
        "capture_ids": [first.id, second.id],
    }


def test_no_page_is_read_to_count(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    before = library.credits()

    def stumble(*_: object) -> None:
        raise AssertionError("a page was read")

    monkeypatch.setattr("archivist.library.folder._read_article", stumble)
    assert Library.open(library.path).credits() == before


parties = st.tuples(
    st.sampled_from(["AFP", "afp", "Robin Doe"]), st.sampled_from(["", "creator", "originator"])
)


@given(st.lists(st.lists(parties, max_size=3), max_size=6), st.sampled_from(By))
def test_every_picture_is_counted_under_some_name(photos: list[list[tuple[str, str]]], by: By) -> None:
    rows = [
        PhotoCredit(number, "00000000", "a.example", bool(named), name, role)
        for number, named in enumerate(photos)
        for name, role in named or [("", "")]
    ]
    counts = count_credits(rows, by)
    assert sum(count.pictures for count in counts) >= len(photos)
    assert sum(count.pictures for count in counts if count.name == NO_CREDIT) == (
        0 if by is By.SITE else photos.count([])
    )
    assert len({count.name.casefold() for count in counts}) == len(counts)


# ---------------------------------------------------------------------------- finding


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"photographer": "Robin Doe"}, ["example.org", "news.example.kr"]),
        ({"photographer": "doe"}, ["example.org", "news.example.kr"]),
        ({"photographer": "Doe Robin"}, []),
        ({"photographer": "AFP"}, []),
        ({"photographer": "!?"}, []),
        ({"picture": "pier"}, ["example.org", "news.example.kr"]),
        ({"picture": "ferry Yonhap"}, ["example.org"]),
        ({"picture": "divers yonhap"}, []),
        ({"picture": "via Getty"}, ["example.org"]),
        ({"picture": "office"}, []),
        ({"picture": "*"}, []),
        ({"picture": "pier", "agency": "AFP"}, ["example.org"]),
    ],
)
def test_pages_are_found_by_maker_and_by_words_of_one_picture(
    library: Library, filters: dict[str, str], expected: list[str]
) -> None:
    assert [row.site for row in library.rows(Selection.of(**filters))] == expected  # type: ignore[arg-type]


@given(st.text(max_size=20))
def test_no_words_make_the_search_for_a_picture_fail(library: Library, words: str) -> None:
    library.rows(Selection.of(photographer=words, picture=words))


# ---------------------------------------------------------------------------- the catalogue


def test_a_catalogue_of_an_older_version_is_brought_up_to_date(tmp_path: Path) -> None:
    library = Library.create(tmp_path / "library")
    keep(library, html=pictures("The ferry. / Xinhua-Yonhap"))
    before = library.credits()
    with closing(sqlite3.connect(library.path / "catalogue.sqlite")) as database:
        for table in ("photo", "credit", "photo_words"):  # version 1 had none of them
            database.execute(f"DROP TABLE {table}")
        database.execute("PRAGMA user_version = 1")
    assert library.credits() == before != []


def test_what_is_removed_is_counted_no_more(tmp_path: Path) -> None:
    library = Library.create(tmp_path / "library")
    kept = keep(library, html=pictures("The ferry. / Xinhua-Yonhap"))
    keep(library, "https://example.jp/", pictures("The pier. / AFP"))
    library.remove(kept, "a test")
    counts = library.credits()
    assert lines(counts) == [("AFP", 1, 1)]
    library.reindex()
    assert library.credits() == counts
    with closing(sqlite3.connect(library.path / "catalogue.sqlite")) as database:
        assert database.execute("SELECT count(*) FROM photo_words").fetchone() == (1,)
        assert database.execute("SELECT count(*) FROM credit").fetchone() == (1,)


# ---------------------------------------------------------------------------- the command


def test_the_command_prints_a_line_a_name(library: Library, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["credits", "-L", str(library.path)]) == 0
    first, *_, last = capsys.readouterr().out.splitlines()
    assert " ".join(first.split()) == "2 pictures 2 captures Yonhap · distributor 1, originator 1"
    assert " ".join(last.split()) == "1 picture 1 capture (no credit)"


def test_the_command_speaks_json(library: Library, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["credits", "--by", "photographer", "--json", "-L", str(library.path)]) == 0
    first, *_ = map(json.loads, capsys.readouterr().out.splitlines())
    assert (first["by"], first["name"], first["pictures"]) == ("photographer", "Robin Doe", 2)


def test_the_command_refuses_what_cannot_be_counted(library: Library) -> None:
    assert run(["credits", "--by", "colour", "-L", str(library.path)]) == 2
    assert run(["credits", "walrus", "-L", str(library.path)]) == 6


def test_list_takes_the_words_of_a_picture(library: Library, capsys: pytest.CaptureFixture[str]) -> None:
    folder = str(library.path)
    assert run(["list", "--picture", "ferry pier", "-L", folder]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 1
    assert run(["list", "--photographer", "Nobody Known", "-L", folder]) == 6
