"""Where in a caption the credit stands, in tokens."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from archivist.parse.credits import senses as s
from archivist.parse.credits import tokens as k
from archivist.parse.credits.bare import find_bare
from archivist.parse.credits.bracket import find_bracket
from archivist.parse.credits.footer import starts_footer
from archivist.parse.credits.leading import find_leading_bracket, find_leading_names
from archivist.parse.credits.look import Look, Span
from archivist.parse.credits.marked import find_marked

_SEPARATORS = frozenset({k.SLASH, k.DASH, k.HYPHEN, k.EQUALS, k.COMMA})


@dataclass(slots=True)
class Place:
    """The credit is in the tokens from ``first`` up to, not including, ``last``."""

    first: int
    last: int
    confidence: float  # 0 to 1: how sure that it is one


#: What finds a credit, in the order in which they are tried, and how far each is to be trusted.
_FINDERS: tuple[tuple[Callable[[Look], Span | None], float], ...] = (
    (find_leading_bracket, 0.95),  # "[서울=뉴시스] …"
    (find_marked, 0.95),  # "Foto: …", "© …"
    (find_bracket, 0.9),  # "… (Robin Doe/AP)"
    (find_bare, 0.9),  # "… / Xinhua-Yonhap"
    (find_leading_names, 0.7),  # "EPA Former ministers …"
)
_WITHOUT_AGENCY = 0.6  # only the place shows that the name after a sentence is a maker's


def find_credit(look: Look, first: int, last: int) -> Place | None:
    """Return where the credit stands in the tokens from ``first`` up to ``last``, or None."""
    if first >= last:
        return None
    look.first, look.last = first, last
    if starts_footer(look):
        return None
    for find, confidence in _FINDERS:
        if span := find(look):
            first, last = _label_before(look, span[0]), span[1]
            guessed = find is find_bare and not any(look.agencies[first:last])
            return Place(first, last, _WITHOUT_AGENCY if guessed else confidence)
    return None


def _label_before(look: Look, first: int) -> int:
    """Return where the label begins that only a separator parts from the credit: "Photo / Agency"."""
    if first <= look.first:
        return first
    before = first - 1
    while before > look.first and look.kinds[before] in _SEPARATORS:
        before -= 1
    if before - 2 >= look.first and look.kinds[before] == k.CLOSE and look.kinds[before - 2] == k.OPEN:
        bits = look.senses[before - 1]
        return before - 2 if bits & s.OPENERS and not bits & (s.TAG | s.FLAGS) else first  # "[写真]＝Agency"
    if not look.senses[before] & s.OPENERS or look.senses[before] & s.TAG:
        return first
    return before if look.boundary(before) or look.capital(before) else first
