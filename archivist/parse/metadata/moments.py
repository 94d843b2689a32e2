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
from datetime import UTC, datetime, timedelta
from functools import lru_cache

from archivist.parse.metadata.clock import clock, time_near, zone_at
from archivist.parse.metadata.days import YEARS, as_date, find_day

_REMEMBERED = 512  # texts: most dates stand at two or three places of a page
_LONGEST = 300  # characters of a text that may hold a date
_ISO = re.compile(
    r"(?<!\d)(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)"
    r"(?:(?:\s*t\s*|\s+)(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,:]\d{1,9})?)?)?"
)
_ISO_BASIC = re.compile(r"(?<!\d)(\d{4})(\d{2})(\d{2})(?:t?(\d{2})(\d{2})(\d{2})?)?(?!\d)")
_OTHER_DIGIT = re.compile(r"[^\D0-9]")  # of Arabic, Devanagari, Thai
_EPOCH = re.compile(r"\d{10}(?:\d{3})?")


def parse_moment(text: str, language: str = "") -> str:
    """Return the first date of a text as ISO 8601, with its time and zone where printed; else "".

    ``language`` (BCP 47) decides what months are called and whether 4/5 is in April or May.

    >>> parse_moment("Sunday, April 28, 2024 at 9:36 a.m. EDT")
    '2024-04-28T09:36-04:00'
    >>> parse_moment("令和6年4月28日 午後3時05分", "ja")
    '2024-04-28T15:05'
    """
    return _parse_moment(text[:_LONGEST], language[:_LONGEST])


@lru_cache(maxsize=_REMEMBERED)
def _parse_moment(text: str, language: str) -> str:
    folded = fold(text)
    if _EPOCH.fullmatch(folded):
        return _from_epoch(int(folded))
    if match := _ISO.search(folded) or _ISO_BASIC.search(folded):
        return _from_iso(match, folded)
    if day := find_day(folded, language.lower()):
        return day.day.isoformat() + time_near(folded, day.start, day.end)
    return ""


def fold(text: str) -> str:
    """Return a text as dates are looked up in it: case folded, its digits European, single spaces."""
    text = text[:_LONGEST]
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
        text = _OTHER_DIGIT.sub(lambda digit: str(unicodedata.decimal(digit[0])), text)
        text = text.replace("\u200f", "").replace("\u200e", "")
    return " ".join(text.casefold().split())


def _from_epoch(number: int) -> str:
    seconds = number // 1000 if number >= 10**12 else number
    moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)
    return moment.isoformat(timespec="seconds") if moment.year in YEARS else ""


def _from_iso(match: re.Match[str], text: str) -> str:
    year, month, day = (int(part) for part in match.group(1, 2, 3))
    if (found := as_date(year, month, day)) is None:
        return ""
    hour, minute, second = match.group(4, 5, 6)
    if hour is None:
        return found.isoformat() + time_near(text, *match.span())
    printed = clock(int(hour), int(minute), second)
    return found.isoformat() + (printed and printed + zone_at(text, match.end()))
