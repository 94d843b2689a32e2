"""The date a caption gives, where it gives a whole one: day, month and year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from archivist.rules.dates import month_names

_YEAR = re.compile(r"(?:19|20)(?<!\d..)\d\d(?!\d)")
# A lookbehind behind the first digit, not before it: so only digits are tried, and not every character.
_DAY = re.compile(r"\d(?<!\d\d)\d?(?!\d)")  # no date is whole without one
_BEFORE, _BEHIND = 28, 10  # characters around a year that may hold the day and the month
_YEAR_FIRST = re.compile(r"((?:19|20)(?<!\d..)\d\d)\s?[-./年년]\s?(\d{1,2})\s?[-./月월]\s?(\d{1,2})(?!\d)")
_DAY_FIRST = re.compile(r"(\d(?<!\d\d)\d?)\.\s?(\d{1,2})\.\s?((?:19|20)\d\d)(?!\d)")
# "1 May 2024", "1. Mai 2024", "1 de mayo de 2024"
_DAY_AND_MONTH = re.compile(
    r"(\d(?<!\d\d)\d?)(?:\.|º|st|nd|rd|th|er)?\s(?:de\s|of\s)?([^\W\d_]{3,12})\.?,?\s(?:de\s|del\s)?((?:19|20)\d\d)(?!\d)"
)
_MONTH_AND_DAY = re.compile(r"([^\W\d_]{3,12})\.?\s(\d{1,2})(?:st|nd|rd|th)?,?\s((?:19|20)\d\d)(?!\d)")

#: What follows the month there: few texts that have a year have it, and letters are many.
_BEHIND_MONTH = re.compile(r"\s\d\d?(?:st|nd|rd|th)?,?\s(?:19|20)\d\d(?!\d)")


def whole_date(text: str) -> str:
    """Return the first whole date of a folded text as an ISO date, or nothing.

    >>> whole_date("Ministers leave on May 1, 2024.")
    '2024-05-01'
    >>> whole_date("Ministers leave on Friday, in May 2024.")
    ''
    """
    if "20" not in text and "19" not in text:
        return ""
    for year in _YEAR.finditer(text):
        around = text[max(0, year.start() - _BEFORE) : year.end() + _BEHIND]
        for numbers in _dates(around) if _DAY.search(around) else ():
            try:
                return date(*numbers).isoformat()
            except ValueError:
                continue
    return ""


def _dates(text: str) -> Iterator[tuple[int, int, int]]:
    for match in _YEAR_FIRST.finditer(text):
        yield int(match[1]), int(match[2]), int(match[3])
    for match in _DAY_FIRST.finditer(text):
        yield int(match[3]), int(match[2]), int(match[1])
    month_first = ((_MONTH_AND_DAY, 2, 1),) if _BEHIND_MONTH.search(text) else ()
    for pattern, day, month in ((_DAY_AND_MONTH, 1, 2), *month_first):
        for match in pattern.finditer(text):
            if number := month_names().find(match[month].casefold()):
                yield int(match[3]), number, int(match[day])
