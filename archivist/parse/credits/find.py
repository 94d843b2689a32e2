"""Where in a caption the credit stands, in tokens."""

from __future__ import annotations

from archivist.parse.credits import senses as s
from archivist.parse.credits import tokens as k
from archivist.parse.credits.bare import find_bare
from archivist.parse.credits.leading import find_leading_bracket, find_leading_names
from archivist.parse.credits.lexicon import Lexicon
from archivist.parse.credits.look import Look, Place
from archivist.parse.credits.marked import find_bracket, find_marked, starts_footer
from archivist.parse.credits.tokens import Tokens

_SEPARATORS = frozenset({k.SLASH, k.DASH, k.HYPHEN, k.EQUALS, k.COMMA})


def find_credit(tokens: Tokens, first: int, last: int, lexicon: Lexicon) -> Place | None:
    """Return where the credit stands, or None.

    The first that holds: a dateline of an agency before the caption, what a label or copyright sign
    marks, what a closing bracket holds, what stands bare at the end, what stands bare before.
    """
    if first >= last:
        return None
    look = Look(tokens, first, last, lexicon)
    if starts_footer(look):
        return None
    place = (
        find_leading_bracket(look)
        or find_marked(look)
        or find_bracket(look)
        or find_bare(look)
        or find_leading_names(look)
    )
    return _with_label_before(look, place) if place else None


def _with_label_before(look: Look, place: Place) -> Place:
    """Take in a label that only a separator or a bracket parts from the credit: "Photo / Agency"."""
    before = place.first - 1
    while before > look.first and look.kinds[before] in _SEPARATORS:
        before -= 1
    if before < look.first or not look.senses[before] & s.OPENERS:
        return place
    return Place(before, place.last) if look.boundary(before) or look.capital(before) else place
