"""Lines that say when something was printed, and little else: "Posted 2 November 2026 | Updated 9:12"."""

from __future__ import annotations

import re

from archivist.parse.metadata.moments import fold, parse_moment
from archivist.parse.metadata.names import looks_personal, read_names
from archivist.rules.dates import date_words, month_names

_PARTS = re.compile(r"[|·•]|\s-\s")
_WORD = re.compile(r"\d+|[^\W\d_]+\.?")
_BEFORE_NUMBER = re.compile(r"\D{2,60}(?=\d)")
_EDGES = " |·,–-"
_SIGNS = frozenset("年月日時分년월일시분")


def is_date_line(text: str) -> bool:
    """Whether a line, or a part of it between bars and dots, says when and little else.

    >>> is_date_line("19 November 2026 · 6 min read")
    True
    >>> is_date_line("The storm of 19 November 2026 was the worst in years")
    False
    """
    return any(_is_moment(part) for part in date_parts(text))


def date_parts(text: str) -> list[str]:
    """Return what may be a date each: "Posted Monday | Updated Tuesday" in two."""
    return _PARTS.split(text)


def name_beside_date(text: str) -> str:
    """Return the name in a line like "Ada Lo | 2 November 2026", or nothing."""
    lead = _BEFORE_NUMBER.match(text)
    words = lead[0].split() if lead else []
    while words and not words[-1].strip(_EDGES):
        words.pop()
    if words and month_names().find(words[-1].casefold().strip(".,")):
        words.pop()
    name = " ".join(words).strip(_EDGES)
    return name if looks_personal(name) and len(read_names(name)) == 1 else ""


def _is_moment(text: str) -> bool:
    if not any(sign.isdigit() for sign in text) or not parse_moment(text):
        return False
    folded = fold(text)
    if folded.startswith(date_words().modified + date_words().published) or name_beside_date(text):
        return True
    words = _WORD.findall(folded)
    strange = [word for word in words if not (word.isdigit() or _is_of_date(word.rstrip(".")))]
    return len(strange) <= max(1, len(words) // 4)


def _is_of_date(word: str) -> bool:
    known = date_words()
    if word in known.fillers | known.am | known.pm | _SIGNS or month_names().find(word):
        return True
    return word in known.zones or word in known.published or word in known.modified
