"""A caption as printed -> Caption; a credit as printed -> Credit."""

from __future__ import annotations

from archivist.model import Caption, Credit
from archivist.parse.credits import senses as s
from archivist.parse.credits import tokens as k
from archivist.parse.credits.decompose import Reading, decompose
from archivist.parse.credits.find import find_credit
from archivist.parse.credits.fold import clean, fold
from archivist.parse.credits.lexicon import lexicon
from archivist.parse.credits.tokens import Tokens, tokenise

_LEADING = frozenset({k.SLASH, k.DASH, k.HYPHEN, k.EQUALS, k.COMMA})


def parse_caption(text: str, language: str | None = None) -> Caption:
    """Part a caption into its text and its credit, and say who is credited."""
    text = clean(text)
    folded = fold(text)
    known = lexicon()
    tokens = tokenise(folded, 0, len(folded), known)
    place = find_credit(tokens, 0, len(tokens), known)
    if place is None:
        return Caption(text=text)
    reading = decompose(text, tokens, place.first, place.last, known)
    first = place.first
    while first > 0 and tokens.kinds[first - 1] in _LEADING:
        first -= 1
    start, end = tokens.starts[first], tokens.ends[place.last - 1]
    line = text[tokens.starts[place.first] : end]
    caption = (text[:start].rstrip(" |") + " " + text[end:].lstrip(" |")).strip()
    return Caption(text=caption, credit=_credit(reading, line, text[start:end]))


def _credit(reading: Reading, line: str, printed: str) -> Credit:
    flags = reading.flags
    return Credit(
        line=line,
        printed=printed,
        creators=tuple(reading.creators),
        agencies=reading.agencies,
        courtesy_of=tuple(reading.courtesy_of),
        is_file=bool(flags & (s.FILE | s.FILE_TAG)),
        is_handout=bool(flags & s.HANDOUT),
        is_pool=bool(flags & s.POOL),
        is_screenshot=bool(flags & s.SCREENSHOT),
        is_composite=bool(flags & s.COMPOSITE),
        is_generated=bool(flags & s.GENERATED),
        rights=reading.rights,
    )


def parse_credit(text: str, language: str | None = None) -> Credit | None:
    """Take apart a text that is only a credit."""
    text = clean(text)
    folded = fold(text)
    tokens = tokenise(folded, 0, len(folded), lexicon())
    if not len(tokens):
        return None
    return _credit(decompose(text, tokens, 0, len(tokens), lexicon()), text, text)


def looks_like_credit(text: str) -> bool:
    """Whether a text is nothing but a credit."""
    caption = parse_caption(text)
    return caption.credit is not None and not caption.text
