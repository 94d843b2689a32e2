"""Whether a tail of a caption is a credit: by its names, and by what leads into it."""

from __future__ import annotations

from typing import NamedTuple

from archivist.parse.credits import senses as s
from archivist.parse.credits import tokens as k
from archivist.parse.credits.look import AFTER_NAME, JOINTS, SAYS_HOW, SPACED, Look
from archivist.parse.credits.words import BARS, DASHES

_BETWEEN_NAMES = SPACED | {k.COMMA}
_ENDS = frozenset({k.STOP, k.CLOSE})
_BEFORE_SITES = DASHES | {k.PIPE}
_TITLE = 3  # words; a caption with more and a small one among them is no title or name


class _Tail(NamedTuple):
    """What can be said of a candidate before its words are weighed."""

    start: int  # with the separator that leads into it
    first: int  # without
    end: int
    separated: bool
    after_sentence: bool  # or after a closing quotation mark
    quoted: bool  # after a mark that ends no sentence
    whole: bool  # nothing stands before it
    running: bool  # running text leads into it
    joined: bool  # separators join its parts


def is_credit(look: Look, start: int, end: int, *, running: bool) -> bool:
    """Whether the tokens from ``start`` up to ``end`` are a credit; ``running`` text may lead into them."""
    first = start
    while first < end and look.kinds[first] in JOINTS and look.kinds[first] != k.HANDLE:
        first += 1
    if first >= end or (look.senses[first] & s.AND and not look.capital(first) and not look.caseless(first)):
        return False
    quoted = start > look.first and look.kinds[start - 1] == k.QUOTE
    joined = look.chain(first, end)
    ended = look.sentence_end(start - 1) or (
        _may_end(look, start - 1) and (joined or look.bits(first, end) & SAYS_HOW > 0)
    )
    tail = _Tail(
        start,
        first,
        end,
        separated=first > start,
        after_sentence=quoted or ended,
        quoted=quoted and not ended,
        whole=first == look.first,
        running=running and not ended,
        joined=joined,
    )
    return not _goes_on(look, tail) and (
        look.strong(first, end)
        or _has_agency(look, tail)
        or _has_credit_word(look, tail)
        or _has_account(look, tail)
        or _has_maker(look, tail)
        or _has_body(look, tail)
    )


def _may_end(look: Look, index: int) -> bool:
    """Whether a caption may end there that no full stop ends: "… in D.C.", "… and Kim Roe (right)", Han."""
    return index >= look.first and (look.kinds[index] in _ENDS or look.ends_phrase(index))


def _goes_on(look: Look, tail: _Tail) -> bool:
    """Whether the candidate belongs to the caption's sentence, whatever it names."""
    start, first = tail.start, tail.first
    if tail.whole and not tail.joined:
        if look.begins_sentence(first):
            return True  # "Die Example Zeitung aus Musterstadt"
        following = first + 1
        if following < tail.end - 1 and look.senses[following] & s.TITLE and not look.caseless(following):
            return look.agencies[first] is not None  # "Example Times reporter Robin Doe"
    if (
        _is_site_of_title(look, tail)
        or _follows_rights(look, tail)
        or _is_item(look, tail)
        or _is_speaker(look, tail)
    ):
        return True
    if tail.quoted and look.kinds[start] == k.HYPHEN and look.tight(start):
        return True  # 'The "Example Daily"-reporter Robin Doe'
    comma = look.kinds[start] == k.COMMA and start > look.first
    if comma and tail.running and (not look.names_agency(tail.end - 1) or _is_state(look, tail)):
        return True  # ", Getty, Alabama, 1962", "Pittsburgh, PA"
    if look.strong(first, tail.end) or look.is_provider(first, tail.end):
        return False
    if tail.quoted and (look.senses[first] & s.BY or not (tail.joined or tail.separated)):
        return True  # 'A scene of "The Boat" by Robin Doe'
    # "Robin Doe (ABC), Kim Roe (XYZ)": who is shown, with their parties
    return (
        comma
        and not look.senses[tail.end - 1] & AFTER_NAME
        and (tail.quoted or look.kinds[start - 1] == k.CLOSE)
    )


def _is_item(look: Look, tail: _Tail) -> bool:
    """Whether a dash begins an item of a list, "- Example Inc.", or a hyphen ties a word, "split-screen"."""
    if look.kinds[tail.start] not in DASHES or look.strong(tail.first, tail.end):
        return False
    return look.tight(tail.start) or (tail.start == look.first and not look.glued(tail.first))


def _follows_rights(look: Look, tail: _Tail) -> bool:
    """Whether a notice of rights ends before the candidate: "All rights reserved. Terms of Use"."""
    notice = tail.start - 2
    follows = notice >= look.first and tail.after_sentence and look.senses[notice] & s.RIGHTS
    return bool(follows) and not look.strong(tail.first, tail.end)


def _is_speaker(look: Look, tail: _Tail) -> bool:
    """Whether a dash parts what is said from who says it: '"We are proud" – Robin Doe'."""
    before = tail.start - 1
    if before < look.first or look.kinds[tail.start] not in DASHES or look.strong(tail.first, tail.end):
        return False
    closes = look.kinds[before] == k.QUOTE or look.words[before].endswith("'")
    return closes and (look.kinds[look.first] == k.QUOTE or look.words[look.first].startswith("'"))


def _is_state(look: Look, tail: _Tail) -> bool:
    """Whether two letters abbreviate the state of a town."""
    alone = tail.end - tail.first == 1 and len(look.words[tail.first]) == 2
    return alone and not look.strong(tail.first, tail.end)


def _is_site_of_title(look: Look, tail: _Tail) -> bool:
    """Whether a page's title and its site are there: "Ministers leave Paris - Example News"."""
    agency = look.agencies[tail.first]
    if agency is None or agency.kind != "publisher" or tail.end - tail.first != 1:
        return False
    return not tail.after_sentence and look.kinds[tail.start] in _BEFORE_SITES and not look.glued(tail.first)


def _has_agency(look: Look, tail: _Tail) -> bool:
    """Whether an agency with an ambiguous name is one here."""
    if not any(_stands_alone(look, index, tail) for index in range(tail.first, tail.end)):
        return False
    if tail.whole and tail.end - tail.first == 1:
        return look.printed(tail.first).isupper() or " " in look.printed(tail.first)
    return (tail.joined and not tail.running) or tail.after_sentence or tail.separated


def _stands_alone(look: Look, index: int, tail: _Tail) -> bool:
    """Whether an agency stands there that is no part of a longer name: in "Example AG", "AG" is none."""
    if look.agencies[index] is None or look.is_compound(index):
        return False
    before, after = index - 1, index + 1
    part = before >= tail.first and look.kinds[before] == k.WORD and not look.is_known(before)
    return not part and not (after < tail.end and look.kinds[after] == k.WORD and not look.is_known(after))


def _has_credit_word(look: Look, tail: _Tail) -> bool:
    """Whether a word says that names before it took or gave the picture, or how it came."""
    opened = tail.after_sentence or tail.separated or _begins_with_how(look, tail)
    if look.senses[tail.end - 1] & AFTER_NAME and not tail.whole:
        taken = look.senses[tail.end - 1] & s.TAKEN and look.is_name(tail.first, tail.end - 1)
        return opened or look.boundary(tail.first) or bool(taken)
    last = tail.end - 1
    named = look.is_name(tail.first, last) or look.is_abbreviation(tail.first, last)
    if look.senses[last] & s.PICTURE and tail.after_sentence and named:
        return True  # "… a defender. Robin Doe photo"
    old = look.senses[last] & s.FILE
    if old and tail.after_sentence and look.is_body(tail.first, last):
        return True  # "… burns. Forest Service archive photo"
    bits = look.bits(tail.first, tail.end)
    if bits & SAYS_HOW or (bits & s.FLAGS & ~s.NOBODY and tail.joined):
        return opened and (tail.joined or tail.end - tail.first <= 3)
    return False


def _begins_with_how(look: Look, tail: _Tail) -> bool:
    """Whether a capital inside a sentence begins what says how the picture came: "Reprodução/Instagram"."""
    first = tail.first
    how = look.senses[first] & s.HANDOUT and look.kinds[first + 1 : first + 2] == [k.SLASH]
    return bool(how) and look.capital(first) and look.lower_before(first)


def _has_account(look: Look, tail: _Tail) -> bool:
    """Whether an account of a platform is named: "Instagram/@example"."""
    if not any(look.kinds[place] == k.HANDLE for place in range(tail.first, tail.end)):
        return False
    if not (tail.joined or (tail.after_sentence and tail.end - tail.first <= 5)):
        return False
    return tail.separated or not tail.running or look.is_provider(tail.first, tail.first + 1)


def _has_maker(look: Look, tail: _Tail) -> bool:
    """Whether a person is named where a maker is."""
    if tail.joined:
        return _has_joined_maker(look, tail)
    first, end = tail.first, tail.end
    stopped = look.kinds[end - 1] == k.STOP  # "Who won? Robin Doe." is a sentence
    set_behind = tail.after_sentence and not (tail.running or stopped)
    if set_behind and (_is_maker(look, first, end) or look.names_whom_for(first, end)):
        return True
    if tail.whole:
        return look.names_whom_for(first, end)
    return tail.separated and _is_set_apart(look, tail)


def _is_maker(look: Look, first: int, end: int) -> bool:
    """Whether a name follows a sentence; a given name must show it in a title: "What is it? Klare Ansage"."""
    asked = first > look.first and look.printed(first - 1) in "?!"
    if asked or look.text.isupper() or any(map(look.is_possessive, range(first, end))):
        return look.is_known_person(first, end)
    return look.is_name(first, end)


def _has_joined_maker(look: Look, tail: _Tail) -> bool:
    """Whether separators join a maker to others: "Robin Doe/Example Daily"."""
    first, end = tail.first, tail.end
    joint = look.kinds[_joint(look, first, end)]
    if tail.after_sentence and not tail.running:
        named = joint in BARS or bool(look.bits(first, end) & s.NOBODY)
        if (named and look.is_name(first, _joint(look, first, end))) or look.is_maker_chain(first, end):
            return True
        return joint != k.COMMA and (look.is_credited(first, end) or _joins_abbreviations(look, first, end))
    if tail.whole:
        if not (look.tight(_joint(look, first, end)) or look.names_press(first, end)):
            return False  # "Robin Doe / Example United": who is shown
        parted = joint == k.PIPE or (joint == k.SLASH and _is_surely_joined(look, tail))
        return parted and (look.is_maker_chain(first, end) or look.is_credited(first, end))
    if tail.separated:
        piped = look.kinds[first - 1] == k.PIPE and look.tight(_joint(look, first, end))
        return look.kinds[first - 1] in DASHES or (piped and look.is_name(first, _joint(look, first, end)))
    # "… by the river Robin Doe / Example Times"
    joint = _joint(look, first, end)
    return look.kinds[joint] in BARS and look.is_known_person(first, joint) and look.names_press(joint, end)


def _joins_abbreviations(look: Look, first: int, end: int) -> bool:
    """Whether slashes without spaces join abbreviations and nothing else: "WBUR/WFP"."""
    tight = all(look.tight(place) for place in range(first, end) if look.kinds[place] != k.WORD)
    return tight and all(look.is_abbreviation(*part) for part in look.parts(first, end))


def _is_surely_joined(look: Look, tail: _Tail) -> bool:
    """Whether a slash without spaces, or a known given name, shows that the two are no pair who are shown."""
    joint = _joint(look, tail.first, tail.end)
    known = look.is_known_person(tail.first, joint) or look.is_known_person(joint + 1, tail.end)
    return known or look.tight(joint) or look.is_provider(tail.first, joint)


def _is_set_apart(look: Look, tail: _Tail) -> bool:
    """Whether a separator sets one name apart: "—ROBIN DOE", "… in the harbour / Robin Doe"."""
    first, end = tail.first, tail.end
    dashed = look.kinds[first - 1] in DASHES and look.glued(first)
    if dashed and look.span(first, end).isupper():
        return look.is_name(first, end)
    spaced = look.kinds[tail.start] in SPACED and not look.glued(tail.start)
    small, words = look.running(look.first, tail.start)
    return spaced and look.is_known_person(first, end) and (small > 1 or (small > 0 and words > _TITLE))


def _has_body(look: Look, tail: _Tail) -> bool:
    """Whether a body is named where a provider is."""
    first, end = tail.first, tail.end
    if tail.whole:
        return look.is_provider(first, end)
    if (tail.running and not tail.separated) or not look.boundary(first):
        return False
    if tail.separated and look.is_provider(tail.start - 1, tail.start):
        return False  # "Facebook / Twitter"
    if look.is_provider(first, end) or (look.is_house(first, end) and tail.after_sentence and tail.separated):
        return True
    if tail.joined and tail.after_sentence and look.all_known(first, end):
        return True
    return tail.after_sentence and (
        (look.is_body(first, end) and not look.text.isupper())
        or look.is_abbreviation(first, end)
        or look.repeats(first, end)
    )


def _joint(look: Look, first: int, end: int) -> int:
    """Return the first separator between names."""
    parted = (place for place in range(first, end) if look.kinds[place] in _BETWEEN_NAMES)
    return next((place for place in parted if not look.ties_words(place)), first)
