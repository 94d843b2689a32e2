"""A text dump as lines: indents and bullets taken off, lines broken at a width joined again."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from archivist.parse.metadata.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterator

_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff\ufeff]")
# What str.splitlines takes for a line end, but for the separators of records, which are controls.
_LINE_END = re.compile("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_BULLET = re.compile(r"(?P<mark>[•◦▪▫●○■□‣⁃*+])\s+(?=\S)")
# Marks that are also words and signs of prose: only where the line is indented, as lists are.
_INDENTED_BULLET = re.compile(r"(?P<mark>[o#@=·–-])\s+(?=\S)")
_NUMBER = re.compile(r"(?P<mark>\d{1,3}[.)])\s+(?=\S)")
# "[12]word" and "<https://...>": where browsers of text write the links of a page.
_LINK_NUMBER = re.compile(r"\[\d{1,4}\](?=\S)")
_LINK_LISTS = frozenset({"References", "Visible links"})
_LINK_TARGET = re.compile(r"\s?<(?:https?://|mailto:)[^<>\s]{1,2000}>")
_BETWEEN_CELLS = re.compile(r"\t| {3,}")
# At the end of a footnote: back to where it was called.
_BACKLINK = re.compile(r"\s*[↩⤴\ufe0e]{1,2}\s*$")
_TAB = 8
_WIDEST_BROKEN = 132  # columns: no terminal or mail is broken wider
_SLACK = 8  # columns that a quotation's right margin may take
_SO_MANY_BREAKS = 3
_WIDE = frozenset("WF")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a dump, or several that were one before they were broken."""

    number: int  # in the dump, from 1
    text: str  # single spaces; the cells of a row are parted by tabs
    indent: int = 0  # columns before the text or its mark
    hang: int = 0  # columns before the text, after its mark
    mark: str = ""  # of an item of a list: "•", "1."
    gap: int = 0  # empty lines before it
    raw: str = ""  # as it stands in the dump, tabs as spaces

    @property
    def is_numbered(self) -> bool:
        """Whether its mark is a number."""
        return self.mark[:1].isdigit()


def columns(text: str) -> int:
    """Return how many columns a text takes on a terminal.

    >>> columns("ab한글")
    6
    """
    return len(text) if text.isascii() else sum(1 + (unicodedata.east_asian_width(c) in _WIDE) for c in text)


def read_lines(text: str) -> list[Line]:
    """Return the lines of a dump that are not empty."""
    text = _LINK_TARGET.sub("", text)
    lines = list(_read_raw(text))
    if any(line.text in _LINK_LISTS for line in lines):
        lines = [replace(line, text=_LINK_NUMBER.sub("", line.text)) for line in lines]
    return _join_broken([line for line in lines if line.text])


def _read_raw(text: str) -> Iterator[Line]:
    gap = 0
    for number, raw in enumerate(_LINE_END.split(text), start=1):
        line = _CONTROLS.sub("", raw).replace("\xa0", " ").rstrip()
        bare = line.lstrip()
        if not bare:
            gap += 1
            continue
        indent = len(line[: len(line) - len(bare)].expandtabs(_TAB))
        match = (
            _BULLET.match(bare) or _NUMBER.match(bare) or (indent and _INDENTED_BULLET.match(bare)) or None
        )
        rest = bare[match.end() :] if match else bare
        yield Line(
            number=number,
            text=_in_cells(rest),
            indent=indent,
            hang=indent + len(bare) - len(rest),
            mark=match["mark"] if match else "",
            gap=gap,
            raw=line.expandtabs(_TAB),
        )
        gap = 0


def _in_cells(text: str) -> str:
    """Part the cells of a row by tabs: in dumps they stand apart by a tab, or by three spaces and more."""
    return "\t".join(clean(cell) for cell in _BETWEEN_CELLS.split(_BACKLINK.sub("", text)))


def _join_broken(lines: list[Line]) -> list[Line]:
    """Join lines where one was broken because the next word did not fit.

    A dump is broken at a width if no line that another continues is wider, and several could not have
    taken the first word of the line below.
    """
    continued = [_may_go_on(above, below) for above, below in pairwise(lines)]
    width = max(
        (_end_of(line) for line, goes_on in zip(lines, continued, strict=False) if goes_on), default=0
    )
    if not 0 < width <= _WIDEST_BROKEN:
        return lines
    breaks = [goes_on and _is_full(lines[at], lines[at + 1], width) for at, goes_on in enumerate(continued)]
    if sum(breaks) < _SO_MANY_BREAKS:
        return lines
    groups = [lines[:1]]
    for line, is_broken in zip(lines[1:], breaks, strict=True):
        if is_broken:
            groups[-1].append(line)
        else:
            groups.append([line])
    return [whole for group in groups for whole in _unbroken(group)]


def _unbroken(group: list[Line]) -> Iterator[Line]:
    """Yield the line that was broken into these; two, where it says the same twice."""
    text = _glue([line.text for line in group])
    half = len(text) // 2
    if len(group) > 1 and text[half] == " " and text[:half] == text[half + 1 :]:
        yield replace(group[0], text=text[:half])
        yield replace(group[len(group) // 2], text=text[:half], gap=0)
    else:
        yield replace(group[0], text=text)


def _may_go_on(above: Line, below: Line) -> bool:
    is_apart = below.gap or below.mark or below.indent != above.hang
    return not is_apart and "\t" not in above.text and above.text != below.text


def _is_full(above: Line, below: Line, width: int) -> bool:
    """Whether the first word of the line below had no place in the line above."""
    first = below.text.partition(" ")[0]
    # Where words have no spaces a line is broken between any two signs.
    needed = columns(first[:1]) if _is_wide(first[:1]) else 1 + columns(first)
    return _end_of(above) + needed > width - _SLACK


def _end_of(line: Line) -> int:
    return line.hang + columns(line.text)


def _glue(texts: list[str]) -> str:
    glued = texts[:1]
    for above, below in pairwise(texts):
        is_unspaced = _is_wide(above[-1]) and _is_wide(below[0]) and not _is_hangul(below[0])
        glued.append(below if is_unspaced else f" {below}")
    return "".join(glued)


def _is_wide(sign: str) -> bool:
    return bool(sign) and unicodedata.east_asian_width(sign) in _WIDE


def _is_hangul(sign: str) -> bool:
    return "\uac00" <= sign <= "\ud7a3"
