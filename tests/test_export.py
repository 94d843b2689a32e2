"""What every exporter promises, and the words that books add to the pages' own."""

import string
from collections.abc import Sequence
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archivist.export import EXPORTERS
from archivist.model import Article, Book, Chapter, Completeness
from archivist.rules.phrases import phrases
from archivist.rules.tables import read_table
from tests.articles import article, capture, some

LANGUAGES = sorted(read_table("phrases.toml"))


def written(name: str, articles: Sequence[Article]) -> bytes:
    chapters = [Chapter(article=found, capture=capture(number)) for number, found in enumerate(articles)]
    stream = BytesIO()
    EXPORTERS[name](Book(title="A week", chapters=chapters, made_at=capture().captured_at), stream)
    return stream.getvalue()


@pytest.mark.parametrize("name", EXPORTERS)
@some
@given(articles=st.lists(article(), max_size=2))
def test_the_same_book_makes_the_same_bytes_in_every_format(name: str, articles: Sequence[Article]) -> None:
    assert written(name, articles) == written(name, articles)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_every_phrase(language: str) -> None:
    words = phrases(language)
    assert words.language == language
    assert set(words.texts) == set(phrases("en").texts)
    assert all(words[verdict] for verdict in Completeness if verdict is not Completeness.COMPLETE)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_date_in_words_says_day_and_year(language: str) -> None:
    for month in range(1, 13):
        written_date = phrases(language).date(f"2026-{month:02}-24")
        assert {"2026", "24"} <= set("".join(c if c in string.digits else " " for c in written_date).split())


def test_the_months_are_told_apart() -> None:
    for language in LANGUAGES:
        assert len({phrases(language).date(f"2026-{month:02}-24") for month in range(1, 13)}) == 12


@pytest.mark.parametrize(("text", "becomes"), [
    ("2026-11-24", "24 November 2026"),
    ("2026-11", "2026-11"),
    ("2026-13-24", "2026-13-24"),
    ("yesterday", "yesterday"),
    ("2026-11-24T09:30:00Z", "24 November 2026, 09:30 UTC"),
    ("2026-11-24T09:30+09:00", "24 November 2026, 09:30 +09:00"),
    ("2026-11-24T09:30:00.123456", "24 November 2026, 09:30"),
    ("", ""),
])  # fmt: skip
def test_times_are_said_as_precisely_as_they_are_known(text: str, becomes: str) -> None:
    assert phrases("en").time(text) == becomes


def test_a_language_without_phrases_gets_the_english_ones() -> None:
    assert phrases("xx-Latn").language == phrases("").language == "en"
