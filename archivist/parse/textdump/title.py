"""Which line above the body of a dump is the article's title."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from archivist.parse.datelines import name_beside_date
from archivist.parse.metadata.moments import fold
from archivist.parse.textdump.kinds import Judged, Kind, is_name, is_sentence
from archivist.parse.textdump.lines import columns
from archivist.rules.dates import date_words

if TYPE_CHECKING:
    from collections.abc import Sequence

NARROW = 16  # columns: the name of a section, a link of a menu
_WIDEST = 240
_WORDS_OF_BODY = 6000  # characters of the body in which the title's words are looked for
_LINES_OF_SIGNATURE = 6  # that a byline or a date may stand below its title

# "Title | The Lighthouse": what browsers write at the head of a window, and of many dumps.
_WINDOW = re.compile(r"(?P<title>.{4,240}?)\s[|–—-]\s(?P<site>[^|–—]{2,60})")
# Words that say something: of four letters, or two signs of a script that has no spaces.
_WORD = re.compile(r"[\u2e80-\u9fff\uac00-\ud7a3]{2}|[^\W\d_]{4,}")


def part_window(text: str) -> tuple[str, str] | None:
    """Part the title of a window into that of the page and the name of the site.

    >>> part_window("Cranes to be painted | The Gazette")
    ('Cranes to be painted', 'The Gazette')
    """
    match = _WINDOW.fullmatch(text)
    return (match["title"], match["site"].strip()) if match else None


def may_be_title(line: Judged) -> bool:
    """Whether a line may be a title, or a standfirst."""
    is_free = line.kind in {Kind.SHORT, Kind.PROSE}
    return is_free and NARROW <= columns(line.text) <= _WIDEST and not is_name(line.text)


def find_title(near: Sequence[Judged], body: Sequence[Judged]) -> int | None:
    """Return where the title stands among the lines above the body, or None.

    It is the line that the title of the window repeats. Else it is the most likely one: its words occur
    in the body, it stands by itself, a byline or a date stands below it, and the body is near.
    """
    windows = {parted[0] for line in near[:3] if (parted := part_window(line.text))}
    for at, line in enumerate(near):
        if line.text in windows:
            return at
    said = _words("\n".join(line.text for line in body)[:_WORDS_OF_BODY])
    signed = _signed(near)
    ranked = [
        (_likelihood(near, at, said, is_signed=at in signed), -at)
        for at, line in enumerate(near)
        if may_be_title(line)
    ]
    if ranked:
        return -max(ranked)[1]
    short = [at for at, line in enumerate(near) if line.kind is Kind.SHORT]
    return short[-1] if short else None


def _likelihood(near: Sequence[Judged], at: int, said: frozenset[str], *, is_signed: bool) -> float:
    line = near[at]
    words = _words(line.text)
    stands_alone = line.line.gap > 0 and (at + 1 == len(near) or near[at + 1].line.gap > 0)
    likelihood = 4.0 * len(words & said) / (len(words) + 1)
    likelihood += 1.0 * stands_alone + 1.5 * is_signed - 0.05 * (len(near) - at)
    likelihood -= 1.5 * (is_sentence(line.text) and line.text[-1] in ".。") + 1.0 * line.text.isupper()
    return likelihood


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.casefold()))


def _signed(near: Sequence[Judged]) -> frozenset[int]:
    """Where the lines stand that have a byline, or the article's date, close below them."""
    marks = [at for at, line in enumerate(near) if _is_signature(line)]
    return frozenset(at for mark in marks for at in range(mark - _LINES_OF_SIGNATURE, mark))


def _is_signature(line: Judged) -> bool:
    """Whether a line is the article's own byline or date, not the date of today at the head of the page."""
    if line.kind is Kind.DATE:
        labels = date_words().published + date_words().modified
        return fold(line.text).startswith(labels) or bool(name_beside_date(line.text))
    return line.kind in {Kind.BYLINE, Kind.CONTACT} or (line.kind is Kind.SHORT and is_name(line.text))
