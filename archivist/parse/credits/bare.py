"""Credits that only their place and their names show: "… on Friday. / Xinhua-Yonhap", "….Robin Doe/Getty"."""

from __future__ import annotations

from typing import NamedTuple

from archivist.parse.credits import senses as s
from archivist.parse.credits import tokens as k
from archivist.parse.credits.look import AFTER_NAME, Look, Place

_JOINTS = frozenset({k.SLASH, k.PIPE, k.COMMA, k.DASH, k.HYPHEN, k.EQUALS, k.JOIN, k.HANDLE})
_SPACED = frozenset({k.SLASH, k.PIPE, k.DASH, k.HYPHEN, k.EQUALS})
#: Says how the picture came to the page.
_SAYS_HOW = s.HANDOUT | s.POOL | s.SCREENSHOT


def find_bare(look: Look) -> Place | None:
    """Find a credit at the end that no label and no bracket marks."""
    if look.bits(look.first, look.last) & _SAYS_HOW and look.all_known(look.first, look.last):
        return Place(look.first, look.last)
    if _closing_phrase(look):
        return Place(look.last - 1, look.last)
    return _bare_before(look, _before_mail(look)) or _bare_before(look, _before_rights(look))


def _closing_phrase(look: Look) -> bool:
    """Whether the last words say by themselves how the picture came: "Robin Doe Submitted photo"."""
    final = look.last - 1
    if not (look.senses[final] & s.HANDOUT and look.capital(final) and " " in look.tokens.word(final)):
        return False
    return final > look.first and look.kinds[final - 1] == k.WORD


def _bare_before(look: Look, end: int) -> Place | None:
    """Find a bare credit that ends before token ``end``; after it stands a notice of rights or an address."""
    start, running = _scan(look, end)
    if start >= end:
        return None
    found: int | None = start
    if running and _is_contributor(look, start, end):
        found, running = look.first, False
    elif running:
        found = _inner_start(look, start, end)
    elif start == look.first:
        found = _after_names(look, _after_title(look, start, end), end)
    if found is None or not _is_credit(look, found, end, running=running):
        return None
    if found == look.first and look.senses[found] & s.BY and look.capital(found) and found + 1 < end:
        return None  # "By Robin Doe, Agency" is a byline
    before = found - 1
    if found > look.first and look.senses[before] & s.BY and look.boundary(before):
        return Place(before, look.last) if before > look.first else None
    return Place(found, look.last)


def _is_contributor(look: Look, start: int, end: int) -> bool:
    """Whether the words in small letters before ``start`` are a contributor's name: "robin doe/Agency"."""
    words = start - look.first
    if words > 2 or not look.only_words(look.first, start) or look.running(look.first, start)[0] != words:
        return False
    joint = next((place for place in range(start, end) if look.kinds[place] == k.SLASH), end)
    unknown = all(look.tokens.word(place) not in look.lexicon.runners for place in range(look.first, start))
    return unknown and joint - start < 2 and look.strong(joint, end)


def _before_mail(look: Look) -> int:
    """Return where an e-mail address at the end begins, or the end."""
    place, at = look.last - 1, -1
    while place > look.first + 1 and look.tokens.glued(place) and look.last - place < 12:
        at = place if look.kinds[place] == k.HANDLE else at
        place -= 1
    return place if place < at and look.kinds[at - 1] == k.WORD and place > look.first else look.last


def _before_rights(look: Look) -> int:
    """Return where a notice of rights begins, or the first token if there is none."""
    for index in range(look.first + 1, look.last):
        if look.senses[index] & s.RIGHTS and look.capital(index):
            return index - (look.kinds[index - 1] == k.OPEN)
    return look.first


# ---------------------------------------------------------------------------- how far back it may reach


def _scan(look: Look, end: int) -> tuple[int, bool]:
    """Go back from the end while the tokens may be a credit's; say whether running text stopped it."""
    place = end
    while place > look.first and look.kinds[place - 1] == k.STOP:
        place -= 1
    allowance = 0  # words of a script without capitals that may still be a name
    while place > look.first:
        index = place - 1
        kind = look.kinds[index]
        if kind == k.WORD:
            after_name, unknown = look.senses[index] & AFTER_NAME, look.is_unknown_caseless(index)
            allowance = 3 if after_name else allowance - unknown
            if allowance < 0 or not (after_name or unknown or _may_be_name(look, index)):
                return place, True
            if place < end and look.tokens.lower[look.tokens.ends[index] - 1] == "'":
                return place, False  # a closing quotation mark
        elif kind in _JOINTS:
            allowance = 1 if place < end and _joins_short_name(look, index) else 0
        elif kind == k.CLOSE and (opening := _fitting_bracket(look, index)) is not None:
            index = opening
        elif kind != k.STOP or look.sentence_end(index) or (place < end and look.agencies[place]):
            return place, False
        place = index
    return place, False


def _joins_short_name(look: Look, joint: int) -> bool:
    """Whether a separator ties a short word without capitals to an agency: "홍가람/연합뉴스"."""
    after = joint + 1
    known = look.agencies[after] is not None or look.senses[after] & AFTER_NAME
    return (
        bool(known)
        and look.kinds[joint] in {k.SLASH, k.HYPHEN}
        and joint > look.first
        and len(look.tokens.word(joint - 1)) < 6
    )


def _fitting_bracket(look: Look, closing: int) -> int | None:
    """Return where a bracket opens that may stand inside a credit: "(Getty)", "(CC BY 2.0)"."""
    opening = look.opening(closing)
    if opening is None:
        return None
    small, words = look.running(opening + 1, closing)
    known = any(look.agencies[opening:closing]) or look.bits(opening, closing) & (s.FLAGS | s.RIGHTS)
    return opening if known and small == 0 and words <= 6 else None


def _may_be_name(look: Look, index: int) -> bool:
    """Whether a word may be one of a credit: it is known, has a capital, or is a contributor's name."""
    if look.agencies[index] is not None or look.capital(index):
        return True
    bits = look.senses[index]
    if bits & ~(s.SMALL | s.TITLE | s.LABEL | s.TAG | s.RIGHTS) or bits & s.VIA:
        return True
    if bits & s.LABEL and index > look.first and look.agencies[index - 1] is not None:
        return True  # "Bernama pic"
    word = look.tokens.word(index)
    following = index + 1 < look.last and (look.capital(index + 1) or look.agencies[index + 1] is not None)
    if (
        word in look.lexicon.particles
        and look.agencies[index + 1 : index + 2] != [None]
        and not bits & (s.AND | s.LINK)
    ):
        return False  # "the logo of Agency"
    if word in look.lexicon.particles or bits & (s.AND | s.LINK):
        return following and (word not in look.lexicon.runners or word in look.lexicon.particles)
    return look.beside_joint(index) or word[0].isdigit()


# ---------------------------------------------------------------------------- where in there it begins


def _inner_start(look: Look, start: int, end: int) -> int | None:
    """Find the credit in a tail that running text leads into: after a separator, or at its own name."""
    for place in range(start, end - 1):
        if look.kinds[place] in _SPACED and look.senses[place + 1] & s.VIA and not look.tight(place):
            return place  # "…, New York City, 1797 — via Agency"
    if look.kinds[start] in _JOINTS:
        return start
    joint = start
    while joint < end and not (
        look.kinds[joint] in _SPACED or look.kinds[joint] == k.HANDLE or look.agencies[joint]
    ):
        joint += 1
    if joint >= end:
        return None
    if look.kinds[joint] == k.HANDLE:
        return joint
    name = _name_start(look, start, joint)
    if look.kinds[joint] == k.WORD:  # an agency right after words
        return _agency_start(look, start, joint, name)
    if look.tight(joint) or name is not None:
        return name if name is not None else max(start, joint - 2)
    return joint


def _agency_start(look: Look, start: int, joint: int, name: int | None) -> int | None:
    """Return where the credit begins whose agency follows words without a sign between."""
    if look.word_before_is_glued(joint, start):
        return joint - 1
    if name is not None and name > start:
        return name
    twice = look.agencies[joint + 1 : joint + 2] == [look.agencies[joint]]
    return None if look.lower_before(joint) and not twice and not _ends_picture_text(look, joint) else joint


def _ends_picture_text(look: Look, index: int) -> bool:
    """Whether an agency ends a sentence that has no place for it: "A man walks Getty Images"."""
    agency, before = look.agencies[index], look.tokens.word(index - 1)
    if agency is None or not look.strong(index, look.last):
        return False
    if agency.kind == "publisher" and not (look.printed(index).isupper() and len(look.printed(index)) > 4):
        return False
    if index + 1 != look.last or index - look.first < 4 or look.senses[index - 1] & s.VIA:
        return False
    return before not in look.lexicon.reporting


def _name_start(look: Look, start: int, joint: int) -> int | None:
    """Return where the person's name that ends before ``joint`` begins, if a given name shows it."""
    given = look.lexicon.given_names
    for index in range(joint - 2, max(start, joint - 5) - 1, -1):
        if look.kinds[index] in {k.COMMA, k.COLON, k.SLASH}:
            return None
        if look.tokens.glued(index) and look.kinds[index - 1] == k.WORD and look.kinds[index] == k.WORD:
            return index
        if look.tokens.word(index) in given:
            return index - 1 if index > start and look.tokens.word(index - 1) in given else index
    return None


def _after_title(look: Look, start: int, end: int) -> int:
    """Part a title in capitals from the maker after it: "The New Office In Berlin Robin Doe/Agency"."""
    joint = start
    while (
        joint < end
        and look.agencies[joint] is None
        and (look.kinds[joint] not in _SPACED or look.kinds[joint] == k.HYPHEN)
    ):
        if look.senses[joint] & ~s.SMALL:
            return start
        joint += 1
    if joint >= end or joint - start < 4 or look.kinds[joint] == k.WORD:
        return start
    name = _name_start(look, start, joint)
    if name is not None and name > start + 1:
        return name
    return joint - 2 if joint - start > 5 and not look.is_body(start, joint) else start


def _after_names(look: Look, start: int, end: int) -> int:
    """Part "Who is shown / Robin Doe/Agency": a separator unlike the credit's own comes before it."""
    joints = [place for place in range(start, end) if look.kinds[place] in {k.SLASH, k.PIPE, k.DASH}]
    if joints and not look.tight(joints[0]) and look.bits(joints[0] + 1, joints[0] + 2) & s.VIA:
        return joints[0]
    if len(joints) == 2 and look.senses[end - 1] & s.TAKEN and look.is_name(joints[0] + 1, joints[1]):
        return joints[0]  # "Shown One / R. Doe / Agency nuotr."
    if len(joints) < 2 or look.tight(joints[0]) or not all(look.tight(place) for place in joints[1:]):
        return start
    if any(look.agencies[start : joints[0]]) or look.bits(start, joints[0]) & ~s.SMALL:
        return start
    shown = look.kinds[joints[0]] == k.SLASH or look.is_name(joints[0] + 1, joints[1])
    return joints[0] if shown else start


# ---------------------------------------------------------------------------- whether it is one


class _Tail(NamedTuple):
    """What can be said of a candidate before its words are weighed."""

    start: int  # with the separator that leads into it
    first: int  # without
    end: int
    separated: bool
    after_sentence: bool  # or after a closing quotation mark
    whole: bool  # nothing stands before it
    running: bool  # running text leads into it
    joined: bool  # separators join its parts


def _is_credit(look: Look, start: int, end: int, *, running: bool) -> bool:
    first = start
    while first < end and look.kinds[first] in _JOINTS and look.kinds[first] != k.HANDLE:
        first += 1
    if first >= end:
        return False
    quoted = start > look.first and look.kinds[start - 1] == k.QUOTE
    tail = _Tail(
        start,
        first,
        end,
        separated=first > start,
        after_sentence=quoted or look.sentence_end(start - 1),
        whole=first == look.first,
        running=running,
        joined=look.chain(first, end),
    )
    return (
        look.strong(first, end)
        or _has_agency(look, tail)
        or _has_credit_word(look, tail)
        or _has_account(look, tail)
        or _has_maker(look, tail)
        or _has_body(look, tail)
    )


def _has_agency(look: Look, tail: _Tail) -> bool:
    """Whether an agency with an ambiguous name is one here."""
    if not any(agency is not None for agency in look.agencies[tail.first : tail.end]):
        return False
    if tail.whole and tail.end - tail.first == 1:
        return look.printed(tail.first).isupper() or " " in look.printed(tail.first)
    return (tail.joined and not tail.running) or tail.after_sentence or tail.separated


def _has_credit_word(look: Look, tail: _Tail) -> bool:
    """Whether a word says that names before it took or gave the picture, or how it came."""
    opened = tail.after_sentence or tail.separated
    if look.senses[tail.end - 1] & AFTER_NAME and not tail.whole:
        return opened or look.boundary(tail.first)
    bits = look.bits(tail.first, tail.end)
    if bits & _SAYS_HOW or (bits & s.FLAGS & ~s.NOBODY and tail.joined):
        return opened and (tail.joined or tail.end - tail.first <= 3)
    return False


def _has_account(look: Look, tail: _Tail) -> bool:
    """Whether an account of a platform is named: "Instagram/@example"."""
    if not any(look.kinds[place] == k.HANDLE for place in range(tail.first, tail.end)):
        return False
    if not (tail.joined or (tail.after_sentence and tail.end - tail.first <= 5)):
        return False
    return tail.separated or not tail.running


def _has_maker(look: Look, tail: _Tail) -> bool:
    """Whether a person is named where a maker is."""
    first, end = tail.first, tail.end
    if tail.joined:
        joint = _joint(look, first, end)
        if tail.after_sentence and not tail.running:
            named = look.kinds[joint] == k.SLASH or bool(look.bits(first, end) & s.NOBODY)
            return (
                (named and look.is_name(first, joint))
                or look.is_maker_chain(first, end)
                or (look.kinds[joint] != k.COMMA and look.is_credited(first, end))
            )
        if tail.whole:
            return look.kinds[joint] in {k.SLASH, k.PIPE} and (
                look.is_maker_chain(first, end) or look.is_credited(first, end)
            )
        return tail.separated and look.kinds[first - 1] in {k.DASH, k.HYPHEN}
    stopped = look.kinds[end - 1] == k.STOP  # "Who won? Robin Doe." is a sentence
    if tail.after_sentence and not (tail.running or stopped) and look.is_name(first, end):
        return True
    if tail.whole:
        return look.names_whom_for(first, end)
    if not tail.separated:
        return False
    if (
        look.tokens.glued(first)
        and look.kinds[first - 1] in {k.DASH, k.HYPHEN}
        and look.span(first, end).isupper()
    ):
        return look.is_name(first, end)
    spaced = look.kinds[tail.start] in _SPACED and not look.tokens.glued(tail.start)
    return spaced and look.is_known_person(first, end) and look.running(look.first, tail.start)[0] > 1


def _has_body(look: Look, tail: _Tail) -> bool:
    """Whether a body is named where a provider is."""
    first, end = tail.first, tail.end
    if tail.whole:
        return look.is_provider(first, end)
    if (tail.running and not tail.separated) or not look.boundary(first):
        return False
    if tail.separated and look.is_provider(tail.start - 1, tail.start):
        return False  # "Facebook / Twitter"
    if look.is_provider(first, end) or (tail.joined and tail.after_sentence and look.all_known(first, end)):
        return True
    return tail.after_sentence and (
        look.is_body(first, end) or look.is_abbreviation(first, end) or look.repeats(first, end)
    )


def _joint(look: Look, first: int, end: int) -> int:
    """Return the first separator between names."""
    kinds = _SPACED | {k.COMMA}
    return next((place for place in range(first, end) if look.kinds[place] in kinds), first)
