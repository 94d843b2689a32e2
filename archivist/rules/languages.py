"""How a language is told from its text (data/languages.toml)."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from archivist.errors import TableError
from archivist.rules.tables import read_table, take, take_texts

_FILE = "languages.toml"


@dataclass(frozen=True, slots=True)
class LanguageMarks:
    """What each sign, and each word, says of the language of a text."""

    scripts: tuple[tuple[int, int, str], ...]  # first and last code point, language
    words: Mapping[str, Mapping[str, float]]  # word -> languages, with the weight it has for each
    letters: Mapping[str, tuple[str, ...]]  # letter -> languages


@cache
def language_marks() -> LanguageMarks:
    """Return the marks of all languages."""
    table = read_table(_FILE)
    return LanguageMarks(_scripts(table), _words(table), _letters(table))


def _scripts(table: Mapping[str, Any]) -> tuple[tuple[int, int, str], ...]:
    languages = take(table, "scripts", dict, {}, name=_FILE)
    ranges = []
    for code in languages:
        for text in take_texts(languages, code, name=_FILE):
            first, dash, last = text.partition("-")
            if not dash or len(first) != 1 or len(last) != 1:
                raise TableError(_FILE, f"scripts.{code}", f"expected ranges like 'ก-๛', found {text!r}")
            ranges.append((ord(first), ord(last), code))
    return tuple(ranges)


def _words(table: Mapping[str, Any]) -> Mapping[str, Mapping[str, float]]:
    """Weigh each word: the fewer languages have it, the more it says."""
    homes: dict[str, list[str]] = {}
    lists = take(table, "words", dict, {}, name=_FILE)
    for code in lists:
        for word in dict.fromkeys(take(lists, code, str, "", name=_FILE).split()):
            homes.setdefault(word, []).append(code)
    return {word: dict.fromkeys(codes, 1 / len(codes) ** 0.5) for word, codes in homes.items()}


def _letters(table: Mapping[str, Any]) -> Mapping[str, tuple[str, ...]]:
    homes: dict[str, list[str]] = {}
    lists = take(table, "letters", dict, {}, name=_FILE)
    for code in lists:
        for letter in dict.fromkeys(take(lists, code, str, "", name=_FILE)):
            homes.setdefault(letter, []).append(code)
    return {letter: tuple(codes) for letter, codes in homes.items()}
