"""Months, labels, zones and eras: the words around dates (data/months.toml, data/dates.toml)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from archivist.errors import TableError
from archivist.rules.tables import read_table, take, take_texts

_MONTHS = "months.toml"
_DATES = "dates.toml"
_SHORTEST_STEM = 2


@dataclass(frozen=True, slots=True)
class MonthNames:
    """The names of the twelve months in one or more languages."""

    words: dict[str, int] = field(default_factory=dict)  # whole words, folded -> 1 to 12
    stems: dict[str, int] = field(default_factory=dict)  # beginnings of words
    beginnings: set[str] = field(default_factory=set)  # those of the stems

    def find(self, word: str) -> int | None:
        """Return the month that a folded word names, or None."""
        if (month := self.words.get(word)) is not None:
            return month
        if word[:_SHORTEST_STEM] not in self.beginnings:
            return None
        lengths = range(len(word), _SHORTEST_STEM - 1, -1)
        return next((self.stems[word[:n]] for n in lengths if word[:n] in self.stems), None)

    def add(self, lists: list[str]) -> None:
        """Add the names of one language; a name that is known keeps its first meaning."""
        for month, names in enumerate(lists, start=1):
            for name in names.casefold().split():
                if name.endswith("*"):
                    self.stems.setdefault(name.rstrip("*"), month)
                    self.beginnings.add(name[:_SHORTEST_STEM])
                else:
                    self.words.setdefault(name, month)


@dataclass(frozen=True, slots=True, kw_only=True)
class DateWords:
    """What the words around a date mean; all words are case-folded."""

    fillers: frozenset[str]
    am: frozenset[str]
    pm: frozenset[str]
    month_first: frozenset[str]  # languages, with or without a region
    published: tuple[str, ...]
    modified: tuple[str, ...]
    other: tuple[str, ...]  # of days that are not the article's
    zones: Mapping[str, int]  # minutes east of UTC
    eras: Mapping[str, int]  # first year


@cache
def month_names(language: str = "") -> MonthNames:
    """Return the months of one language, or, for an empty or unknown one, of all together."""
    lists = take(read_table(_MONTHS), "gregorian", dict, {}, name=_MONTHS)
    names = MonthNames()
    for key in [language] if language in lists else lists:
        names.add(_twelve(lists[key], f"gregorian.{key}"))
    return names


@cache
def jalali_months() -> MonthNames:
    """Return the months of the Solar Hijri calendar."""
    names = MonthNames()
    for key, lists in take(read_table(_MONTHS), "jalali", dict, {}, name=_MONTHS).items():
        names.add(_twelve(lists, f"jalali.{key}"))
    return names


@cache
def two_word_months() -> tuple[tuple[str, str], ...]:
    """Return the months of two words, each with the one word that means the same."""
    pairs = take(read_table(_MONTHS), "two-words", dict, {}, name=_MONTHS)
    return tuple((str(two).casefold(), str(one).casefold()) for two, one in pairs.items())


@cache
def date_words() -> DateWords:
    """Return the words around dates."""
    table = read_table(_DATES)
    return DateWords(
        fillers=_folded(table, "fillers"),
        am=_folded(table, "am"),
        pm=_folded(table, "pm"),
        month_first=_folded(table, "month_first"),
        published=_labels(table, "published"),
        modified=_labels(table, "modified"),
        other=_labels(table, "other"),
        zones=_numbers(table, "zones"),
        eras=_numbers(table, "eras"),
    )


def _twelve(value: Any, key: str) -> list[str]:
    if not (isinstance(value, list) and len(value) == 12 and all(isinstance(names, str) for names in value)):
        raise TableError(_MONTHS, key, "expected twelve texts, from January to December")
    return value


def _folded(table: Mapping[str, Any], key: str) -> frozenset[str]:
    return frozenset(word.casefold() for word in take_texts(table, key, name=_DATES))


def _labels(table: Mapping[str, Any], key: str) -> tuple[str, ...]:
    """The labels of all languages, the longest first: "last updated" before "updated"."""
    languages = take(table, key, dict, {}, name=_DATES)
    words = {word.casefold() for code in languages for word in take_texts(languages, code, name=_DATES)}
    return tuple(sorted(words, key=lambda word: (-len(word), word)))


def _numbers(table: Mapping[str, Any], key: str) -> Mapping[str, int]:
    numbers = take(table, key, dict, {}, name=_DATES)
    if not all(isinstance(number, int) for number in numbers.values()):
        raise TableError(_DATES, key, "expected whole numbers")
    return {word.casefold(): number for word, number in numbers.items()}
