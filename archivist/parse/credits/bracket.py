"""Credits in a bracket at the end: "(Robin Doe/AP)", "（警視庁提供）"."""

from __future__ import annotations

from archivist.parse.credits import senses as s
from archivist.parse.credits import tokens as k
from archivist.parse.credits.look import AFTER_NAME, SPACED, Look, Span
from archivist.parse.credits.maker_start import known_name

_LONGEST_BODY = 6  # tokens
_BEFORE_NAMES = frozenset({k.STOP, k.CLOSE})
_JOINTS = SPACED | {k.COLON}
_LONGEST_TAKEN = 4  # words
_SHORTEST_WIRE = 3  # letters
_SENTENCE = 3  # words in small letters
_AT_END = frozenset({k.STOP, k.COMMA})


def find_bracket(look: Look) -> Span | None:
    """Find a bracket at the end that holds a credit: "(Robin Doe/AP)", "（警視庁提供）"."""
    closing = look.last - 1
    while closing > look.first and look.kinds[closing] in _AT_END:
        closing -= 1
    if look.kinds[closing] != k.CLOSE:
        return None
    opening = look.opening(closing)
    if opening is None or not bracket_is_credit(look, opening + 1, closing):
        return None
    return (_name_before(look, opening), look.last)


def bracket_is_credit(look: Look, first: int, last: int) -> bool:
    """Whether what stands between two brackets is a credit."""
    small, words = look.running(first, last)
    opening = first - 1
    alone = opening == look.first
    sentence_before = alone or look.sentence_end(opening - 1)
    if first >= last or small:
        return first < last and sentence_before and not alone and _is_body_with_small_words(look, first, last)
    if any(agency is not None for agency in look.agencies[first:last]):
        certain = look.strong(first, last) or look.chain(first, last)
        certain &= not _is_party(look, first, last)
        return sentence_before or certain or not look.capital_before(opening) or _is_wire(look, first, last)
    if look.senses[last - 1] & AFTER_NAME:
        return words <= _LONGEST_TAKEN
    flags = look.bits(first, last) & (s.FLAGS & ~s.NOBODY)
    if flags & (s.HANDOUT | s.POOL | s.SCREENSHOT):
        return sentence_before or (words <= _LONGEST_TAKEN and not _is_party(look, first, last))
    if flags:
        return look.chain(first, last)
    return _names_maker(look, first, last) or (sentence_before and _is_name(look, first, last, alone=alone))


def _is_wire(look: Look, first: int, last: int) -> bool:
    """Whether a news agency closes a sentence, though its letters mean other things: "… in Manila (ANI)"."""
    agency, opening = look.agencies[first], first - 1
    if agency is None or agency.kind != "wire" or last - first > 1 or len(look.words[first]) < _SHORTEST_WIRE:
        return False
    small, _ = look.running(look.first, opening)
    return small >= _SENTENCE and not look.is_known_person(opening - 2, opening)


def _is_body_with_small_words(look: Look, first: int, last: int) -> bool:
    """Whether small words stand inside a body's name: "(Préfecture de police)", "(… w Łodzi via AP)"."""
    small, words = look.running(first, last)
    if words > _LONGEST_BODY + small or not look.capital(first):
        return False
    if look.bits(first, last) & s.VIA and small == 1:
        return look.strong(first, last)
    known = look.words[first] in look.lexicon.sure_organisations and look.only_words(first, last)
    return known and not any(
        look.is_running(place) and look.words[place] in look.lexicon.runners for place in range(first, last)
    )


def _names_maker(look: Look, first: int, last: int) -> bool:
    """Whether the bracket names who made or gave something, whatever stands before it."""
    if look.bits(first, last) & s.VIA and look.chain(first, last):
        return True
    known = last - first > 1 and look.is_provider(first, last) and not look.capital_before(first - 1)
    if known or k.HANDLE in look.kinds[first:last]:
        return True  # "… now (Google Maps)", "(@robin)"
    return _joins_body(look, first, last) or look.names_whom_for(first, last)


def _is_party(look: Look, first: int, last: int) -> bool:
    """Whether the bracket holds two letters as parties are abbreviated: "Trygve Vedum (Sp)"."""
    return last - first == 1 and len(look.words[first]) == 2 and look.printed(first).istitle()


def _joins_body(look: Look, first: int, last: int) -> bool:
    """Whether a sign joins a body and a person in the bracket: "(Example Verlag / Robin Muster)"."""
    joints = [
        place for place in range(first, last) if look.kinds[place] in _JOINTS and not look.ties_words(place)
    ]
    if len(joints) != 1:
        return False
    left, right = (first, joints[0]), (joints[0] + 1, last)
    body, person = (left, right) if look.is_body(*left) or look.is_house(*left) else (right, left)
    press = look.names_press(*body) or look.is_house(*body)
    known = look.is_name if press else look.is_known_person
    return (press or look.is_body(*body)) and known(*person)


def _is_name(look: Look, first: int, last: int, *, alone: bool) -> bool:
    """Whether a bracket holds the name of a maker or provider, or several, and not of those who are shown."""
    if look.words[first].isdigit():
        return False  # "How much is a house? [2025 Data]"
    if any(
        look.senses[index] & s.BY and not (look.capital(index) or _ties_capitals(look, index))
        for index in range(first, last)
    ):
        return False
    if look.is_name(first, last) or (
        look.chain(first, last) and not (alone and look.is_name_list(first, last))
    ):
        return True
    if alone:
        return False
    return (
        look.is_provider(first, last)
        or look.is_body(first, last)
        or look.is_house(first, last)
        or look.is_abbreviation(first, last)
    )


def _ties_capitals(look: Look, index: int) -> bool:
    """Whether a small word ties words with capitals: "Le Courrier de Varenne"."""
    tied = look.capital(index + 1) and index > look.first and look.capital(index - 1)
    return look.is_inside_name(index) or (tied and look.words[index] in look.lexicon.particles)


def _name_before(look: Look, opening: int) -> int:
    """Return where the credit begins whose last part is the bracket: "… dead. Robin Doe (AP)"."""
    start = opening
    while start > look.first and not look.capital(start - 1) and _may_precede(look, start - 1):
        start -= 1
    if start < opening:
        return start
    while start > look.first and opening - start < _LONGEST_BODY and _may_be_in_name(look, start - 1):
        start -= 1
    if start < opening and start > look.first and look.kinds[start - 1] not in _BEFORE_NAMES:
        name = known_name(look, start, opening)  # "… in Lima Robin Doe (Agency)"
        shown = name is None or name == start or look.words[name - 1] in look.lexicon.roles
        return opening if shown or name is None else name
    if start == opening:
        return opening
    known = look.is_name(start, opening) if start > look.first else look.is_provider(start, opening)
    return start if known else opening


def _may_be_in_name(look: Look, index: int) -> bool:
    """Whether a word with a capital stands there, or what is tied to one, or a small word of a name."""
    if look.kinds[index] == k.HYPHEN:
        return look.ties_words(index)
    tied = look.kinds[index - 1] == k.HYPHEN and look.ties_words(index - 1)
    return look.capital(index) or tied or look.is_inside_name(index) or _follows_initial(look, index)


def _follows_initial(look: Look, index: int) -> bool:
    return look.kinds[index] == k.STOP and index > look.first and look.is_initial(index - 1)


def _may_precede(look: Look, index: int) -> bool:
    """Whether an agency or a title without capitals stands there: "新华社发（…）"."""
    return look.agencies[index] is not None or bool(look.senses[index] & s.TITLE)
