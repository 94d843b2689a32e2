"""The time of day in a text of dates, with its zone."""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone

from archivist.rules.dates import date_words

_AFTER, _BEFORE = 60, 30  # characters around a day in which its time stands
# "9:36:10", "9h36", "9時36分", "9.36"; or an hour alone: "9 am", "9시".
_TIME = re.compile(
    r"(?<![\d:/.-])(?P<hour>\d{1,2})(?:\s?[:h時时시點点]\s?|[.：])(?P<minute>\d{2})(?![\d.])"
    r"(?:\s?[:.分분]\s?(?P<second>\d{2})(?!\d))?"
    r"|(?<![\d:/.-])(?P<hour_only>\d{1,2})(?=\s?(?:[ap]\.?m\b|시|時))"
)
_ZONE = re.compile(
    r"\s*\(?\s*(?:utc|gmt)?\s*(?P<sign>[+\u2212-])\s?(?P<hours>\d{1,2}):?(?P<minutes>\d{2})?(?!\d)"
)
_ZONE_WORD = re.compile(r"[\s(]*([a-z]{1,4})\b")
_WORD_AROUND = re.compile(r"[^\s\d,;:()|]+")


def time_near(text: str, start: int, end: int) -> str:
    """Return the time printed after a day, which stands from ``start`` to ``end``, or before it; else ""."""
    if printed := _first_time(text, end, end + _AFTER):
        return printed
    return _first_time(text, max(0, start - _BEFORE), start)


def _first_time(text: str, start: int, end: int) -> str:
    for match in _TIME.finditer(text, start, min(end, len(text))):
        hour = _half_of_day(text, match, int(match["hour"] or match["hour_only"]))
        if printed := clock(hour, int(match["minute"] or 0), match["second"]):
            return printed + zone_at(text, _after_half(text, match.end()))
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
    """Return where the zone may begin: after "a.m." and the like."""
    match = _WORD_AROUND.match(text, end) or _WORD_AROUND.match(text, end + 1)
    return match.end() if match and match[0] in date_words().am | date_words().pm else end


def clock(hour: int, minute: int, second: str | None) -> str:
    """Return a time of day as "T09:36" or "T09:36:00"; "" where there is no such time."""
    if hour > 23 or minute > 59 or (second and int(second) > 59):
        return ""
    return f"T{hour:02}:{minute:02}" + (f":{int(second):02}" if second else "")


def zone_at(text: str, start: int) -> str:
    """Return the zone printed at a place of a folded text as "+02:00"; "" where there is none."""
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
