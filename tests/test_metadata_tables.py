"""The tables of dates, bylines, languages and places: a wrong one is refused, ours hold together."""

from __future__ import annotations

from typing import Any

import pytest

from archivist.errors import TableError
from archivist.rules import bylines, dates, languages, places
from archivist.rules.tables import read_table

LOADERS = [
    (dates, dates.month_names, {"gregorian": {"en": ["jan"]}}, "gregorian.en"),
    (dates, dates.jalali_months, {"jalali": {"fa": 3}}, "jalali.fa"),
    (dates, dates.date_words, {"zones": {"utc": "zero"}}, "zones"),
    (dates, dates.date_words, {"published": {"en": [1]}}, "en"),
    (bylines, bylines.byline_words, {"jobs": {"words": "editor"}}, "words"),
    (languages, languages.language_marks, {"scripts": {"th": ["thai"]}}, "scripts.th"),
    (languages, languages.language_marks, {"words": {"en": 3}}, "en"),
    (places, places.place_names, {"meta": {"title": [""]}}, "title"),
]


@pytest.mark.parametrize(("module", "load", "table", "key"), LOADERS)
def test_a_wrong_table_is_refused_with_the_key(
    module: Any, load: Any, table: dict[str, Any], key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "read_table", lambda _name: table)
    with pytest.raises(TableError, match=key):
        load.__wrapped__()


def test_every_language_has_twelve_months_and_no_two_share_a_name() -> None:
    for language, lists in read_table("months.toml")["gregorian"].items():
        names = dates.month_names(language)
        for month, spellings in enumerate(lists, start=1):
            found = {spelling: names.find(spelling.rstrip("*").casefold()) for spelling in spellings.split()}
            assert set(found.values()) == {month}, (language, found)


def test_no_label_says_both_published_and_modified() -> None:
    words = dates.date_words()
    assert not set(words.published) & set(words.modified)


def test_words_of_tables_are_folded() -> None:
    words = bylines.byline_words()
    for group in (words.conjunctions, words.jobs, words.desks, words.nobody, words.beside, words.marks):
        assert all(word == word.casefold() for word in group)
