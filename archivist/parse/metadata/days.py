"""The day in a text of dates: by words, by numbers, and by the calendars of East Asia, Iran and Thailand."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from archivist.parse.metadata.calendars import from_jalali
from archivist.rules.dates import date_words, jalali_months, month_names, two_word_months

#: Years that a page may be of; the same of the Buddhist and the Solar Hijri calendar.
YEARS = range(1900, 2101)
_BUDDHIST_YEARS = range(2443, 2644)
_JALALI_YEARS = range(1279, 1480)
_TO_BUDDHIST = 543
_NUMBERS_OF_DAY = 2  # at least: the day and the year

_NUMBER = re.compile(r"\d+")
_EAST_ASIAN = re.compile(r"(\d{1,4}|元)\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日号號일]?")
_YEAR_FIRST = re.compile(r"(?<![\d.])(\d{4})\s?[./]\s?(\d{1,2})\s?[./]\s?(\d{1,2})(?!\d)")
_NUMBERS = re.compile(r"(?<![\d.])(\d{1,2})\s?([./-])\s?(\d{1,2})\s?\2\s?(\d{4}|\d{2})(?![\d:])")
_VIETNAMESE = re.compile(r"(\d{1,2})\s+tháng\s+(\d{1,2})[\s,]+(?:năm\s+)?(\d{4})")
_TOKEN = re.compile(
    r"\d+|[^\W\d_][^\s\d!-/:-@\[-`{-~–—·•|،、。（）’]*\.?[^\s\d!-/:-@\[-`{-~–—·•|،、。（）’]*"
)


@dataclass(frozen=True, slots=True)
class Day:
    """A day, and where it stands in the text."""

    day: date
    start: int
    end: int


def find_day(text: str, language: str) -> Day | None:
    """Return the first day in a folded text, by the most telling form; ``language`` in small letters."""
    if len(_NUMBER.findall(text)) < _NUMBERS_OF_DAY:
        return None
    return (
        _east_asian(text)
        or _match_numbers(_YEAR_FIRST, text, (1, 2, 3))
        or _match_numbers(_VIETNAMESE, text, (3, 2, 1))
        or _in_words(text, language)
        or _in_numbers(text, language)
    )


def _east_asian(text: str) -> Day | None:
    for match in () if text.isascii() else _EAST_ASIAN.finditer(text):
        year = 1 if match[1] == "元" else int(match[1])
        before = text[: match.start()].rstrip()
        first = next((first for era, first in date_words().eras.items() if before.endswith(era)), 1)
        if found := as_date(first + year - 1, int(match[2]), int(match[3])):
            return Day(found, *match.span())
    return None


def _match_numbers(pattern: re.Pattern[str], text: str, order: tuple[int, int, int]) -> Day | None:
    for match in pattern.finditer(text):
        if found := as_date(*(int(match[group]) for group in order)):
            return Day(found, *match.span())
    return None


def _in_numbers(text: str, language: str) -> Day | None:
    for match in _NUMBERS.finditer(text):
        first, second, year = int(match[1]), int(match[3]), int(match[4])
        if len(match[4]) == 2:
            year += 2000 if year < 50 else 1900
        day, month = (second, first) if _month_first(language, match[2]) else (first, second)
        if found := as_date(year, month, day) or as_date(year, day, month):
            return Day(found, *match.span())
    return None


def _month_first(language: str, separator: str) -> bool:
    """Whether 4/5 is in April; with strokes only Americans mean so."""
    if separator == "/":
        return language in date_words().month_first or language == ""
    return separator == "-" and language == "en-us"


def _in_words(text: str, language: str) -> Day | None:
    """Return a date whose month is a word: the numbers beside it are its day and year, in any order."""
    for two, one in two_word_months():
        if two in text:
            text = text.replace(two, one.ljust(len(two)))
    fillers = date_words().fillers
    found = ((match[0].rstrip("."), match) for match in _TOKEN.finditer(text))
    tokens = [_Token(word, match) for word, match in found if word not in fillers]
    names = month_names(language.partition("-")[0])
    for at, (word, _) in enumerate(tokens):
        if word.isdecimal() or not any(token.word.isdecimal() for token in tokens[max(0, at - 1) : at + 2]):
            continue
        month = names.find(word) or month_names().find(word)
        if day := _around(text, tokens, at, month, jalali_months().find(word)):
            return day
    return None


class _Token(NamedTuple):
    word: str
    match: re.Match[str]

    @property
    def number(self) -> int | None:
        return int(self.word) if self.word.isdecimal() and len(self.word) <= 4 else None


def _around(text: str, tokens: list[_Token], at: int, month: int | None, jalali: int | None) -> Day | None:
    """Return the day that a month and the numbers beside it name: "28 M 2024", "M 28 2024", "2024 28 M"."""
    if not (month or jalali):
        return None
    near = [tokens[i] if 0 <= i < len(tokens) else None for i in range(at - 2, at + 3)]
    first, before, _, after, far = near
    if after and text.endswith("(", 0, after.match.start()):
        return None  # counts of archives: "January (27)"
    for day, year in ((before, after), (after, far), (after, before), (before, first)):
        if day is None or year is None or day.number is None or year.number is None:
            continue
        found = None
        if jalali and year.number in _JALALI_YEARS:
            found = from_jalali(year.number, jalali, day.number)
        elif month and len(year.word) == 4:
            found = as_date(year.number, month, day.number)
        if found:
            matches = (tokens[at].match, day.match, year.match)
            return Day(found, min(m.start() for m in matches), max(m.end() for m in matches))
    return None


def as_date(year: int, month: int, day: int) -> date | None:
    """Return the day, its year counted in any of the calendars; None where there is none."""
    if year in _BUDDHIST_YEARS:
        year -= _TO_BUDDHIST
    elif year in _JALALI_YEARS:
        return from_jalali(year, month, day)
    if year not in YEARS:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None
