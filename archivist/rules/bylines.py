"""How bylines are worded, by language (data/bylines.toml)."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from archivist.rules.tables import read_table, take, take_texts

_FILE = "bylines.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class BylineWords:
    """The words around names in bylines; all are case-folded."""

    before: tuple[str, ...]  # "written by", the longest first
    after: tuple[str, ...]  # "기자", the longest first
    conjunctions: frozenset[str]
    jobs: frozenset[str]
    desks: frozenset[str]
    agencies: frozenset[str]
    nobody: frozenset[str]
    titles_before: frozenset[str]
    titles_after: frozenset[str]
    marks: frozenset[str]  # words of class, id and itemprop


@cache
def byline_words() -> BylineWords:
    """Return the words around names."""
    table = read_table(_FILE)
    return BylineWords(
        before=_all_languages(table, "before"),
        after=_all_languages(table, "after"),
        conjunctions=_folded(table, "conjunctions", "words"),
        jobs=_folded(table, "jobs", "words"),
        desks=_folded(table, "desks", "words"),
        agencies=_folded(table, "agencies", "names"),
        nobody=_folded(table, "nobody", "names"),
        titles_before=_folded(table, "titles", "before"),
        titles_after=_folded(table, "titles", "after"),
        marks=_folded(table, "marks", "byline"),
    )


def _folded(table: Mapping[str, Any], section: str, key: str) -> frozenset[str]:
    words = take_texts(take(table, section, dict, {}, name=_FILE), key, name=_FILE)
    return frozenset(word.casefold() for word in words)


def _all_languages(table: Mapping[str, Any], section: str) -> tuple[str, ...]:
    languages = take(table, section, dict, {}, name=_FILE)
    words = {word.casefold() for code in languages for word in take_texts(languages, code, name=_FILE)}
    return tuple(sorted(words, key=lambda word: (-len(word), word)))
