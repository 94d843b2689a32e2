"""A date as printed, in any script -> ISO 8601, as precise as it was printed.

ISO 8601, RFC 2822, epoch seconds     2024-04-28T09:36+02:00 · Sun, 28 Apr 2024 07:36:00 GMT
words, the months of sixty languages  28 avril 2024 à 9h36 · April 28, 2024 9:36 a.m. EST
numbers                               28.04.2024 09:36 · 4/28/2024 where months come first
East Asia                             2024年4月28日 9時36分 · 令和6年4月28日 · 2024년 4월 28일 오전 9:36
other calendars                       28 เมษายน 2567 · ۹ اردیبهشت ۱۴۰۳
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone

from archivist.parse.metadata.calendars import from_jalali
from archivist.rules.dates import date_words, jalali_months, month_names, two_word_months

_LONGEST = 300  # characters of a text that may hold a date
_YEARS = range(1900, 2101)
_BUDDHIST_YEARS = range(2443, 2644)
_JALALI_YEARS = range(1279, 1480)

_ISO = re.compile(
    r"(?<!\d)(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)"
    r"(?:(?:\s*t\s*|\s+)(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,:]\d{1,9})?)?)?"
)
_ISO_BASIC = re.compile(r"(?<!\d)(\d{4})(\d{2})(\d{2})(?:t?(\d{2})(\d{2})(\d{2})?)?(?!\d)")
_EAST_ASIAN = re.compile(r"(\d{1,4}|元)\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日号號일]?")
_YEAR_FIRST = re.compile(r"(?<![\d.])(\d{4})\s?[./]\s?(\d{1,2})\s?[./]\s?(\d{1,2})(?!\d)")
_NUMBERS = re.compile(r"(?<![\d.])(\d{1,2})\s?([./-])\s?(\d{1,2})\s?\2\s?(\d{4}|\d{2})(?![\d:])")
_VIETNAMESE = re.compile(r"(\d{1,2})\s+tháng\s+(\d{1,2})[\s,]+(?:năm\s+)?(\d{4})")
_EPOCH = re.compile(r"\d{10}(?:\d{3})?")
_TIME = re.compile(
    r"(?<![\d:/.-])(?P<hour>\d{1,2})(?:\s?[:h時时시點点]\s?|[.：])(?P<minute>\d{2})(?![\d.])(?:\s?[:.분分]\s?(?P<second>\d{2})(?!\d))?"
    r"|(?<![\d:/.-])(?P<hour_only>\d{1,2})(?=\s?(?:[ap]\.?m\b|시|時))"
)
_ZONE = re.compile(
    r"\s*\(?\s*(?:utc|gmt)?\s*(?P<sign>[+\u2212-])\s?(?P<hours>\d{1,2}):?(?P<minutes>\d{2})?(?!\d)"
)
_ZONE_WORD = re.compile(r"[\s(]*([a-z]{1,4})\b")
_TOKEN = re.compile(
    r"\d+|[^\W\d_][^\s\d!-/:-@\[-`{-~–—·•|،、。（）’]*\.?[^\s\d!-/:-@\[-`{-~–—·•|،、。（）’]*"
)
_WORD_AROUND = re.compile(r"[^\s\d,;:()|]+")


@dataclass(frozen=True, slots=True)
class _Day:
    day: date
    start: int  # where it stands in the text
    end: int


def parse_moment(text: str, language: str = "") -> str:
    """Return the first date of a text as ISO 8601, with its time and zone where printed; else "".

    ``language`` (BCP 47) decides what months are called and whether 4/5 is in April or May.

    >>> parse_moment("Sunday, April 28, 2024 at 9:36 a.m. EDT")
    '2024-04-28T09:36-04:00'
    >>> parse_moment("令和6年4月28日 午後3時05分", "ja")
    '2024-04-28T15:05'
    """
    folded = fold(text)
    if _EPOCH.fullmatch(folded):
        return _from_epoch(int(folded))
    if match := _ISO.search(folded) or _ISO_BASIC.search(folded):
        return _from_iso(match, folded)
    if day := _find_day(folded, language.lower()):
        return day.day.isoformat() + _time_near(folded, day)
    return ""


def fold(text: str) -> str:
    """Return a text as dates are looked up in it: case folded, its digits European, single spaces."""
    text = text[:_LONGEST]
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
        text = "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in text)
        text = text.replace("\u200f", "").replace("\u200e", "")
    return " ".join(text.casefold().split())


def _from_epoch(number: int) -> str:
    seconds = number // 1000 if number >= 10**12 else number
    moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)
    return moment.isoformat(timespec="seconds") if moment.year in _YEARS else ""


def _from_iso(match: re.Match[str], text: str) -> str:
    year, month, day = (int(part) for part in match.group(1, 2, 3))
    if (found := _as_date(year, month, day)) is None:
        return ""
    hour, minute, second = match.group(4, 5, 6)
    if hour is None:
        return found.isoformat()
    clock = _clock(int(hour), int(minute), second)
    return found.isoformat() + (clock and clock + _zone_at(text, match.end()))


# ------------------------------------------------------------------------------ the day


def _find_day(text: str, language: str) -> _Day | None:
    """Return the first day in the text, by the most telling form that fits."""
    return (
        _east_asian(text)
        or _match_numbers(_YEAR_FIRST, text, (1, 2, 3))
        or _match_numbers(_VIETNAMESE, text, (3, 2, 1))
        or _in_words(text, language)
        or _in_numbers(text, language)
    )


def _east_asian(text: str) -> _Day | None:
    for match in _EAST_ASIAN.finditer(text):
        year = 1 if match[1] == "元" else int(match[1])
        before = text[: match.start()].rstrip()
        first = next((first for era, first in date_words().eras.items() if before.endswith(era)), 1)
        if found := _as_date(first + year - 1, int(match[2]), int(match[3])):
            return _Day(found, *match.span())
    return None


def _match_numbers(pattern: re.Pattern[str], text: str, order: tuple[int, int, int]) -> _Day | None:
    for match in pattern.finditer(text):
        if found := _as_date(*(int(match[group]) for group in order)):
            return _Day(found, *match.span())
    return None


def _in_numbers(text: str, language: str) -> _Day | None:
    for match in _NUMBERS.finditer(text):
        first, second, year = int(match[1]), int(match[3]), int(match[4])
        if len(match[4]) == 2:
            year += 2000 if year < 50 else 1900
        day, month = (second, first) if _month_first(language, match[2]) else (first, second)
        if found := _as_date(year, month, day) or _as_date(year, day, month):
            return _Day(found, *match.span())
    return None


def _month_first(language: str, separator: str) -> bool:
    """Whether 4/5 is in April; with strokes only Americans mean so."""
    if separator == "/":
        return language in date_words().month_first or language == ""
    return separator == "-" and language == "en-us"


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    start: int
    end: int
    is_bracketed: bool  # stands behind "(": counts of archives, "January (27)"

    @property
    def number(self) -> int | None:
        return int(self.text) if self.text.isdecimal() and len(self.text) <= 4 else None


def _in_words(text: str, language: str) -> _Day | None:
    """Return a date whose month is a word: the numbers beside it are its day and year, in any order."""
    for two, one in two_word_months():
        if two in text:
            text = text.replace(two, one.ljust(len(two)))
    fillers = date_words().fillers
    found = [
        _Token(m[0].rstrip("."), *m.span(), text[m.start() - 1 : m.start()] == "(")
        for m in _TOKEN.finditer(text)
    ]
    tokens = [token for token in found if token.text not in fillers or token.text == "mar"]
    names = month_names(language.partition("-")[0])
    for at, token in enumerate(tokens):
        if token.text.isdecimal():
            continue
        month = names.find(token.text) or month_names().find(token.text)
        if day := _around(tokens, at, month, jalali_months().find(token.text)):
            return day
    return None


def _around(tokens: list[_Token], at: int, month: int | None, jalali: int | None) -> _Day | None:
    """Return the day that a month and the numbers beside it name: "28 M 2024", "M 28 2024", "2024 M 28"."""
    if not month and not jalali:
        return None
    before = tokens[at - 1] if at else None
    after = tokens[at + 1] if at + 1 < len(tokens) and not tokens[at + 1].is_bracketed else None
    far = tokens[at + 2] if at + 2 < len(tokens) else None
    for day, year in ((before, after), (after, far), (after, before)):
        if day is None or year is None or day.number is None or year.number is None:
            continue
        found = None
        if jalali and year.number in _JALALI_YEARS:
            found = from_jalali(year.number, jalali, day.number)
        elif month and len(year.text) == 4:
            found = _as_date(year.number, month, day.number)
        if found:
            ends = (tokens[at], day, year)
            return _Day(found, min(t.start for t in ends), max(t.end for t in ends))
    return None


def _as_date(year: int, month: int, day: int) -> date | None:
    if year in _BUDDHIST_YEARS:
        year -= 543
    elif year in _JALALI_YEARS:
        return from_jalali(year, month, day)
    if year not in _YEARS:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


# ------------------------------------------------------------------------------ the time


def _time_near(text: str, day: _Day) -> str:
    """Return the time printed after the day, or just before it, as "T09:36+02:00"; else ""."""
    if clock := _first_time(text, day.end, day.end + 60):
        return clock
    return _first_time(text, max(0, day.start - 30), day.start)


def _first_time(text: str, start: int, end: int) -> str:
    for match in _TIME.finditer(text, start, min(end, len(text))):
        hour = _half_of_day(text, match, int(match["hour"] or match["hour_only"]))
        if clock := _clock(hour, int(match["minute"] or 0), match["second"]):
            return clock + _zone_at(text, _after_half(text, match.end()))
    return ""


def _half_of_day(text: str, match: re.Match[str], hour: int) -> int:
    before = _WORD_AROUND.findall(text[max(0, match.start() - 20) : match.start()])
    after = _WORD_AROUND.match(text, match.end()) or _WORD_AROUND.match(text, match.end() + 1)
    around = {word for word in (before[-1] if before else "", after[0] if after else "") if word}
    if around & date_words().pm and hour < 12:
        return hour + 12
    if around & date_words().am and hour == 12:
        return 0
    return hour


def _after_half(text: str, end: int) -> int:
    """Where the zone may begin: after "a.m." and the like."""
    match = _WORD_AROUND.match(text, end) or _WORD_AROUND.match(text, end + 1)
    return match.end() if match and match[0] in date_words().am | date_words().pm else end


def _clock(hour: int, minute: int, second: str | None) -> str:
    if hour > 23 or minute > 59 or (second and int(second) > 59):
        return ""
    return f"T{hour:02}:{minute:02}" + (f":{int(second):02}" if second else "")


def _zone_at(text: str, start: int) -> str:
    if match := _ZONE.match(text, start):
        minutes = int(match["hours"]) * 60 + int(match["minutes"] or 0)
        return _offset(minutes if match["sign"] == "+" else -minutes)
    if (match := _ZONE_WORD.match(text, start)) and match[1] in date_words().zones:
        return _offset(date_words().zones[match[1]])
    return ""


def _offset(minutes: int) -> str:
    if abs(minutes) > 15 * 60:
        return ""
    return datetime(2000, 1, 1, tzinfo=timezone(timedelta(minutes=minutes))).isoformat()[-6:]
