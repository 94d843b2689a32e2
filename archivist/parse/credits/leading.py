"""Credits before the caption: "EPA Former ministers …", "Foto: dpa Ministers …", "[서울=뉴시스] … ="."""

from __future__ import annotations

from archivist.parse.credits import senses as s
from archivist.parse.credits import tokens as k
from archivist.parse.credits.look import Look, Span
from archivist.parse.credits.words import BARS

_MAX_LEAD = 12  # tokens
_SHORTEST_LED = 5  # tokens: a label, a name, and a caption of three words
#: "Ukrainian soldiers", "Chinese students": a sentence begins so, and seldom a body's name after an agency's.
_OF_PEOPLES = ("ian", "ean", "ese", "ish")
_OF_NAMES = frozenset({k.WORD, k.STOP})
_AFTER_LABELS = frozenset({k.COPYRIGHT, k.COLON})
_ENDS = frozenset({k.OPEN, k.PIPE, k.DASH})
_TIES = frozenset({k.SLASH, k.HYPHEN})
_LISTS = frozenset({k.PIPE, k.COMMA})


def find_leading_bracket(look: Look) -> Span | None:
    """Find a bracket with an agency at the beginning, and the maker's name up to an equals sign after it."""
    if look.kinds[look.first] != k.OPEN:
        return None
    closing = look.closing(look.first)
    if closing is None or closing + 1 >= look.last or not any(look.agencies[look.first : closing]):
        return None
    for place in range(closing + 1, min(look.last, closing + 8)):
        if look.kinds[place] == k.EQUALS:
            return (look.first, place + 1)
        if look.kinds[place] not in _OF_NAMES:
            break
    joined = any(look.kinds[place] == k.EQUALS for place in range(look.first, closing))
    return (look.first, closing + 1) if joined else None


def find_leading_label(look: Look) -> Span | None:
    """Find a label at the beginning, its credit, and running text after it."""
    start = look.first
    if look.last - start < _SHORTEST_LED:
        return None
    while start < look.last and (look.kinds[start] in _AFTER_LABELS or look.senses[start] & (s.LABEL | s.BY)):
        start += 1
    if " " in look.words[look.first] and look.kinds[start : start + 1] == [k.COMMA]:
        start += 1  # "Image source, Agency Ministers leave …"
    if start == look.first or start >= look.last - 2 or look.senses[look.first] & s.FLAGS:
        return None
    if not look.caseless(look.first) and look.only_words(look.first, start):
        return None
    end = _end(look, start)
    after_name = end is None
    if end is None:
        end = _name_end(look, start)
    if end is None or look.only_signs(end, look.last):
        return None
    small, words = look.running(end, look.last)
    if after_name and small < 2:
        return None
    heading = words > 2 and not any(look.agencies[end : look.last]) and not look.is_name(end, look.last)
    return (
        (look.first, end) if (small and words > 2) or (heading and look.only_words(end, look.last)) else None
    )


def find_leading_names(look: Look) -> Span | None:
    """Find agencies, or a name and an agency, right before a sentence that begins with a capital."""
    start = look.first
    if look.agencies[start] is None:
        joint = _joint(look, start)
        if joint is None or joint + 1 >= look.last or look.agencies[joint + 1] is None:
            return None
        if not look.is_name(start, joint):
            return None
        start = joint + 1
    end = _end(look, start)
    if end is None or end >= look.last - 3:
        return None
    joined = look.agencies[look.first] is not None and look.kinds[look.first + 1] == k.SLASH
    joined |= (
        look.kinds[start - 1] == k.SLASH
        and look.tight(start - 1)
        and look.is_known_person(look.first, start - 1)
    )
    if not (joined or look.strong(look.first, end) or look.span(start, end).isupper()):
        return None
    if look.kinds[end] == k.PIPE:
        return (look.first, end)
    return (look.first, end) if _sentence_follows(look, end, named=start > look.first) else None


def _sentence_follows(look: Look, end: int, *, named: bool) -> bool:
    """Whether a caption begins at ``end``; in "Getty Center opens" the agency is its subject.

    ``named`` says that a maker's name is joined to the agency.
    """
    agency = next(filter(None, reversed(look.agencies[look.first : end])), None)
    if agency is None or (agency.kind == "publisher" and agency.name != "BBC"):
        return False
    word = look.words[end]
    if not look.capital(end) or look.is_possessive(end - 1) or "'" in word[3:]:  # "Anadolu Ajansı'na göre …"
        return False
    if word in look.lexicon.organisations and not (named or word == "the" or word.endswith(_OF_PEOPLES)):
        return False
    small, words = look.running(end, look.last)
    return small >= 2 and words >= 4


def _joint(look: Look, start: int) -> int | None:
    return next(
        (place for place in range(start, min(look.last, start + 5)) if look.kinds[place] in BARS), None
    )


def _end(look: Look, start: int) -> int | None:
    """Return where a credit that begins the caption ends: after its agency, before a bracket or separator."""
    for place in range(start, min(look.last - 1, start + _MAX_LEAD)):
        following = place + 1
        if look.agencies[place] is not None and not _goes_on(look, following):
            return following
        if (
            look.agencies[place] is not None
            and look.kinds[following] == k.SLASH
            and not any(look.agencies[following + 1 : following + 2])
        ):
            return _name_end(look, following + 1, after_agency=look.tight(following))
        if look.kinds[place] in _ENDS and place > start:
            return place if look.running(start, place)[0] == 0 else None
        if look.is_running(place):
            return None
    return None


def _name_end(look: Look, start: int, *, after_agency: bool = False) -> int | None:
    """Return where a maker's name ends that a caption follows: with its capitals, or after two words."""
    end = start
    while end < look.last and look.kinds[end] == k.WORD and look.printed(end).isupper() and end - start < 4:
        end += 1
    if end - start >= 2:
        return end
    for last in (start + 2, start + 1):
        if last < look.last and look.is_provider(start, last) and look.capital(last):
            return last
    if look.is_korean(start, start + 4) and look.capital(start + 4):
        return start + 4
    two = look.capital(start) and look.capital(start + 1)
    if two and look.words[start] in look.lexicon.given_names:
        return start + 2 if look.capital(start + 2) else None
    for last in (start + 2, start + 3):  # "Xo Doe The minister …"
        if look.capital(last) and look.words[last] in look.lexicon.runners and look.is_name(start, last):
            return last
    return start + 2 if after_agency and look.capital(start + 2) and look.is_name(start, start + 2) else None


def _goes_on(look: Look, index: int) -> bool:
    """Whether a separator or "via" carries the credit on after an agency."""
    if look.kinds[index] in _TIES:
        return True
    if look.kinds[index] in _LISTS:
        return any(look.agencies[index + 1 : index + 2])
    return bool(look.senses[index] & s.VIA)
