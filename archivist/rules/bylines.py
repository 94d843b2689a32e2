"""How bylines are worded, by language (data/bylines.toml)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from archivist.rules.tables import read_table, take, take_texts

_FILE = "bylines.toml"

Phrases = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class BylineWords:
    """The words around names in bylines; all are case-folded."""

    before: Phrases  # by their first sign, the longest first
    starters: Phrases  # those that begin a byline by themselves
    middle: frozenset[str]  # those that stand between a date and the names
    others: tuple[str, ...]  # "reviewed by", the longest first
    both: tuple[str, ...]  # "글·사진"
    pictured: tuple[str, ...]  # "(Fotos)", without the brackets
    after: Phrases  # by their last sign, the longest first
    conjunctions: frozenset[str]
    conjunctions_in_names: frozenset[str]
    particles: frozenset[str]
    cuts: frozenset[str]
    beside: frozenset[str]
    jobs: frozenset[str]
    job_endings: tuple[str, ...]
    desks: frozenset[str]
    nobody: frozenset[str]
    bodies: frozenset[str]  # "university": where people work
    firms: frozenset[str]  # "inc"
    titles_before: frozenset[str]
    titles_after: frozenset[str]
    marks: frozenset[str]  # words of class, id and itemprop
    links: frozenset[str]  # parts of the path of an author's page


@cache
def byline_words() -> BylineWords:
    """Return the words around names."""
    table = read_table(_FILE)
    return BylineWords(
        before=_by_sign(_all_languages(table, "before"), 0),
        starters=_by_sign(_folded(table, "starters"), 0),
        middle=_folded(table, "starters", "middle"),
        others=tuple(sorted(_folded(table, "others"), key=lambda word: (-len(word), word))),
        both=tuple(sorted(_folded(table, "both"))),
        pictured=tuple(sorted(_folded(table, "pictured"))),
        after=_by_sign(_all_languages(table, "after"), -1),
        conjunctions=_folded(table, "conjunctions"),
        conjunctions_in_names=_folded(table, "conjunctions", "in_names"),
        particles=_folded(table, "particles"),
        cuts=_folded(table, "cuts"),
        beside=_folded(table, "beside"),
        jobs=_folded(table, "jobs"),
        job_endings=tuple(sorted(_folded(table, "jobs", "endings"))),
        desks=_folded(table, "desks"),
        nobody=_folded(table, "nobody", "names"),
        bodies=_folded(table, "bodies", "places"),
        firms=_folded(table, "bodies", "firms"),
        titles_before=_folded(table, "titles", "before"),
        titles_after=_folded(table, "titles", "after"),
        marks=_folded(table, "marks", "byline"),
        links=_folded(table, "marks", "links"),
    )


def _folded(table: Mapping[str, Any], section: str, key: str = "words") -> frozenset[str]:
    words = take_texts(take(table, section, dict, {}, name=_FILE), key, name=_FILE)
    return frozenset(word.casefold() for word in words)


def _all_languages(table: Mapping[str, Any], section: str) -> frozenset[str]:
    languages = take(table, section, dict, {}, name=_FILE)
    return frozenset(
        word.casefold() for code in languages for word in take_texts(languages, code, name=_FILE)
    )


def _by_sign(phrases: Iterable[str], at: int) -> Phrases:
    by_sign: dict[str, list[str]] = {}
    for phrase in sorted(phrases, key=lambda phrase: (-len(phrase), phrase)):
        by_sign.setdefault(phrase[at], []).append(phrase)
    return {sign: tuple(found) for sign, found in by_sign.items()}
