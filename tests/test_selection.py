"""A selection: the same words everywhere."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archivist.errors import UsageError
from archivist.library import Library, Selection
from archivist.library.rows import count_words, index_words, query_words
from tests.vault import WHEN, keep, page

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """Three pages: of two days, three sites and as many languages."""
    library = Library.create(tmp_path_factory.mktemp("chosen") / "library")
    korean = page(
        "여객선이 늦었다",
        credit="연합뉴스",
        text="항구 관계자는 금요일에 말했다. 북한 관련 회담도 있었다. " * 5,
    )
    japanese = page(
        "フェリーが遅れた", credit="AFP", text="港の関係者が金曜日に話した。欧州連合は離脱派と協議した。" * 5
    )
    keep(library, "https://www.example.org/news/ferry", when=WHEN)
    keep(library, "https://news.example.kr/1/", korean, when=WHEN - timedelta(days=10))
    keep(library, "https://example.jp/a?b=1", japanese, when=WHEN + timedelta(hours=1))
    return library


def sites(library: Library, *terms: str, site: str = "", since: str = "", agency: str = "") -> list[str]:
    selection = Selection.of(terms, site=site, since=since, agency=agency, now=NOW)
    return [row.site for row in library.rows(selection)]


@pytest.mark.parametrize(
    ("terms", "expected"),
    [
        ([], ["news.example.kr", "example.org", "example.jp"]),
        (["all"], ["news.example.kr", "example.org", "example.jp"]),
        (["latest"], ["example.jp"]),
        (["https://www.example.org/news/ferry"], ["example.org"]),
        (["https://www.example.org/news/ferry/#top"], ["example.org"]),
        (["https://news.example.kr/1"], ["news.example.kr"]),
        (["https://example.jp/a"], []),
        (["harbour"], ["example.org"]),
        (["Harbour", "FERRY"], ["example.org"]),
        (["harbour", "absent"], []),
        (["harbour office"], ["example.org"]),
        (["office harbour"], []),
        (["북한"], ["news.example.kr"]),
        (["離脱"], ["example.jp"]),
        (["脱派"], ["example.jp"]),
        (["港"], ["example.jp"]),
        (["派"], ["example.jp"]),
        (["離派"], []),
        (["フェリー"], ["example.jp"]),
        (["ﾌｪﾘｰ"], ["example.jp"]),
        (["https://example.jp/a?b=1", "https://news.example.kr/1/"], ["news.example.kr", "example.jp"]),
        (['"', "OR", "*", "NEAR("], []),
        (["HTTPS://WWW.EXAMPLE.ORG:443/news/./ferry"], ["example.org"]),
        (["!!!"], []),
        ([""], []),
        ([" "], []),
    ],
)
def test_terms_choose(library: Library, terms: list[str], expected: list[str]) -> None:
    assert sites(library, *terms) == expected


@pytest.mark.parametrize(
    ("site", "expected"),
    [
        ("example.org", ["example.org"]),
        ("www.example.org", ["example.org"]),
        ("https://www.example.org/other", ["example.org"]),
        ("EXAMPLE.kr", ["news.example.kr"]),
        ("kr", ["news.example.kr"]),
        ("ample.kr", []),
        ("%", []),
    ],
)
def test_a_site_chooses_itself_and_what_is_below(library: Library, site: str, expected: list[str]) -> None:
    assert sites(library, site=site) == expected


@pytest.mark.parametrize(
    ("since", "expected"),
    [
        ("7d", ["example.org", "example.jp"]),
        ("2w", ["news.example.kr", "example.org", "example.jp"]),
        ("2026-11-24", ["example.org", "example.jp"]),
        ("2026-11-24T04:00:00", ["example.jp"]),
        ("2026-11-24T12:30:00+09:00", ["example.jp"]),
        ("1h", []),
    ],
)
def test_a_time_chooses_what_came_after(library: Library, since: str, expected: list[str]) -> None:
    assert sites(library, since=since) == expected


@pytest.mark.parametrize(
    ("agency", "expected"),
    [
        ("AFP", ["example.jp"]),
        ("afp", ["example.jp"]),
        ("Agence France-Presse", ["example.jp"]),
        ("Yonhap", ["news.example.kr", "example.org"]),
        ("연합뉴스", ["news.example.kr", "example.org"]),
        ("xinhua", ["example.org"]),
        ("AP", []),
        ("Nobody", []),
    ],
)
def test_an_agency_chooses_pages_with_its_photos_in_any_spelling(
    library: Library, agency: str, expected: list[str]
) -> None:
    assert sites(library, agency=agency) == expected


def test_filters_narrow_what_the_terms_choose(library: Library) -> None:
    assert sites(library, "latest", site="example.org") == ["example.org"]
    assert sites(library, "harbour", since="1h") == []


def test_the_beginning_of_an_id_chooses_it(library: Library) -> None:
    for capture in library.captures():
        assert library.captures(Selection.of([capture.id])) == [capture]
        assert capture in library.captures(Selection.of([capture.id[:7]]))


def test_the_beginning_of_several_ids_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    library = Library.create(tmp_path / "library")
    ids = iter(["aaaa0001", "aaaa0002"])
    monkeypatch.setattr("archivist.library.store.secrets.token_hex", lambda _: next(ids))
    keep(library)
    keep(library)
    with pytest.raises(UsageError, match="aaaa is the beginning of 2 ids") as caught:
        library.captures(Selection.of(["aaaa"]))
    assert "aaaa0001, aaaa0002" in caught.value.hint


def test_what_looks_like_an_id_and_is_none_is_a_word(tmp_path: Path) -> None:
    library = Library.create(tmp_path / "library")
    keep(library, html=page("Cafe Deed 2026"))
    for word in ("cafe", "deed", "2026"):
        assert len(library.captures(Selection.of([word]))) == 1


@pytest.mark.parametrize("site", ["/", "https://", "?", " "])
def test_a_site_that_is_none_is_refused(site: str) -> None:
    with pytest.raises(UsageError, match="is not a host"):
        Selection.of(site=site)


@pytest.mark.parametrize("since", ["yesterday", "7", "99999y", "2026-13-01", "7d7", "-7d"])
def test_a_time_that_is_none_is_refused(since: str) -> None:
    with pytest.raises(UsageError, match="is not a time"):
        Selection.of(since=since, now=NOW)


@given(st.lists(st.text(max_size=20), max_size=4))
def test_no_words_make_the_search_fail(library: Library, terms: list[str]) -> None:
    library.rows(Selection.of(terms))


@given(st.text("한국어東京かなA b1-", min_size=1, max_size=12), st.data())
def test_every_part_of_a_dense_run_is_found(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    part = text[start : data.draw(st.integers(start + 1, len(text)))]
    if all(character in "한국어東京かな" for character in part):
        assert found(query_words([part]), index_words(text))


def found(query: str, indexed: str) -> bool:
    """Whether a phrase of the query's form stands in a text, as FTS5 would say."""
    phrase = query.rstrip("*").strip('"').split()
    words = indexed.split()
    if query.endswith("*"):
        return any(word.startswith(phrase[0]) for word in words)
    return any(words[place : place + len(phrase)] == phrase for place in range(len(words)))


def test_words_are_counted_in_every_script() -> None:
    assert count_words("") == 0
    assert count_words("한국 뉴스 - 오늘") == 3
    assert count_words("हिन्दी में समाचार") == 3
    assert count_words("東京で12人") == 5
