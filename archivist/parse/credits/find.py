"""Where in a caption the credit stands, in tokens."""

from __future__ import annotations

from typing import NamedTuple

from archivist.parse.credits import senses as s
from archivist.parse.credits import tokens as k
from archivist.parse.credits.lexicon import Lexicon
from archivist.parse.credits.look import Look
from archivist.parse.credits.tokens import Tokens

_JOINTS = frozenset({k.SLASH, k.PIPE, k.COMMA, k.DASH, k.HYPHEN, k.EQUALS, k.JOIN, k.HANDLE})
_SPACED = frozenset({k.SLASH, k.PIPE, k.DASH, k.HYPHEN, k.EQUALS})
#: A credit word that stands after a name and makes it one.
_AFTER_NAME = s.TAKEN | s.PROVIDED | s.TITLE
#: Says how the picture came to the page.
_SAYS_HOW = s.HANDOUT | s.POOL | s.SCREENSHOT


class Place(NamedTuple):
    """The credit is in the tokens from ``first`` up to, not including, ``last``."""

    first: int
    last: int


def find_credit(tokens: Tokens, first: int, last: int, lexicon: Lexicon) -> Place | None:
    """Return where the credit stands: marked by a label, in a closing bracket, bare at the end, or leading."""
    if first >= last:
        return None
    look = Look(tokens, first, last, lexicon)
    if tokens.kinds[first] == k.OPEN and (leading := _leading_bracket(look)):
        return leading
    return find_marked(look) or find_bracket(look) or find_bare(look) or find_leading(look)


# ---------------------------------------------------------------------------- marked by a label


def find_marked(look: Look) -> Place | None:
    """Find the first label or copyright sign that has nothing but a credit after it."""
    for index in range(look.first, look.last):
        if not _may_open(look, index) or not _opens(look, index):
            continue
        if index == look.first and (leading := _leading_label(look)):
            return leading
        opening = look.bracket_around(index)
        closing = look.closing(opening) if opening is not None else None
        end = look.last if closing is None else closing
        if closing is not None:
            closing = _last_bracket(look, closing)
        whole = closing is None or look.only_signs(closing + 1, look.last)
        if _is_credit(look, index, end):
            return Place(
                _agency_before(look, index) if opening is None else opening,
                look.last if whole or closing is None else closing + 1,
            )
    return None


def _last_bracket(look: Look, closing: int) -> int:
    """Return where the last of the brackets closes that follow each other and hold credits."""
    following = closing + 1
    while following < look.last and look.kinds[following] == k.OPEN:
        end = look.closing(following)
        if end is None or not _bracket_is_credit(look, following + 1, end):
            break
        closing, following = end, end + 1
    return closing


def _may_open(look: Look, index: int) -> bool:
    """Whether the token is a copyright sign, a label, or an agency or flag in the place of one: "Montage: …"."""
    if look.kinds[index] == k.COPYRIGHT or look.senses[index] & s.OPENERS:
        return True
    following = index + 1
    return (
        following < look.last
        and look.kinds[following] == k.COLON
        and (look.agencies[index] is not None or bool(look.senses[index] & s.FLAGS))
    )


def _agency_before(look: Look, index: int) -> int:
    """Return the place of an agency that stands right before a label: "Example Times photo by"."""
    if index > look.first and look.agencies[index - 1] is not None and look.boundary(index - 1):
        return index - 1
    return index


def _opens(look: Look, index: int) -> bool:
    """Whether the label at ``index`` opens a credit: by what stands on both sides."""
    following = index + 1
    if following >= look.last:
        return False
    if look.kinds[index] == k.COPYRIGHT:
        return not _is_footer(look, index)
    bits, capital = look.senses[index], look.capital(index)
    boundary = look.boundary(_agency_before(look, index))
    if bits & s.COURTESY:
        return boundary or capital
    kind = look.kinds[following]
    if kind == k.COPYRIGHT and _is_footer(look, following):
        return False
    if kind in {k.COLON, k.COPYRIGHT} or (kind == k.EQUALS and boundary):
        return True
    if not (boundary or capital) or kind == k.OPEN:
        return False
    if kind == k.STOP and (
        look.printed(following) == "…" or (following + 1 < look.last and look.kinds[following + 1] == k.STOP)
    ):
        return True  # "Credit...Robin Doe"
    if kind == k.STOP:
        return (
            boundary and look.tokens.word(index) in look.lexicon.abbreviations and _named(look, following + 1)
        )
    if look.senses[following] & s.COURTESY:
        return following + 1 < look.last
    if look.senses[following] & s.OPENERS:
        return _opens(look, following)
    if kind in {k.SLASH, k.PIPE} and following + 1 < look.last:
        if look.senses[following + 1] & s.OPENERS:
            return _opens(look, following + 1)
        return boundary and (capital or look.caseless(index)) and _named(look, following + 1)
    if kind == k.COMMA:  # "Image source, Getty Images"
        several = " " in look.tokens.word(index) or look.caseless(index)
        return index == look.first and several and following + 1 < look.last and _named(look, following + 1)
    if look.senses[following] & s.BY:
        return _named(look, following + 1)
    if look.senses[following] & s.AND:
        return following + 2 < look.last and look.kinds[following + 2] == k.COLON
    if look.caseless(index):
        return boundary and kind in {k.SLASH, k.PIPE, k.WORD}
    set_apart = index > look.first and look.kinds[index - 1] in {k.SLASH, k.PIPE, k.DASH, k.OPEN}
    return (
        boundary
        and (capital or set_apart or look.agencies[following] is not None)
        and _named(look, following)
    )


def _named(look: Look, index: int) -> bool:
    """Whether a name may begin at ``index``."""
    if index >= look.last:
        return False
    if (
        look.agencies[index] is not None
        or look.kinds[index] in {k.HANDLE, k.COPYRIGHT}
        or look.senses[index] & (s.FLAGS | s.OPENERS)
    ):
        return True
    if look.kinds[index] != k.WORD:
        return False
    return (
        look.capital(index)
        or look.caseless(index)
        or look.capital(index + 1)
        or any(look.agencies[index : index + 4])
    )


def _is_footer(look: Look, index: int) -> bool:
    """Whether the copyright sign is the site's own: "© 2019 PAPER All rights reserved"."""
    year = look.tokens.word(index + 1)
    if not (len(year) == 4 and year.isdigit()):
        return False
    reserved = any(look.senses[place] & s.RIGHTS for place in range(index, look.last))
    agencies = [
        agency for agency in look.agencies[index : look.last] if agency and agency.kind in {"wire", "photo"}
    ]
    return reserved and not agencies


def _is_credit(look: Look, first: int, last: int) -> bool:
    """Whether the tokens after a label are a credit and not running text."""
    small, words = look.running(first, last)
    if small and _another_follows(look, first + 1, last):
        return False
    if look.senses[first] & s.COURTESY and not look.capital(first) and not look.caseless(first):
        return small == 0
    if not look.senses[first] & s.OPENERS and look.kinds[first] != k.COPYRIGHT:
        return small == 0
    return small <= 1 + words // 8


def _another_follows(look: Look, first: int, last: int) -> bool:
    """Whether another label opens a credit after the end of a sentence: then the first one opened a caption."""
    return any(
        look.sentence_end(place - 1) and (look.senses[place] & s.OPENERS or look.kinds[place] == k.COPYRIGHT)
        for place in range(first + 1, last)
    )


# ---------------------------------------------------------------------------- in a closing bracket


def find_bracket(look: Look) -> Place | None:
    """Find a bracket at the end that holds a credit: "(Robin Doe/AP)", "（警視庁提供）"."""
    closing = look.last - 1
    while closing > look.first and look.kinds[closing] in {k.STOP, k.COMMA}:
        closing -= 1
    if look.kinds[closing] != k.CLOSE:
        return None
    opening = look.opening(closing)
    if opening is None or not _bracket_is_credit(look, opening + 1, closing):
        return None
    return Place(_name_before(look, opening), look.last)


def _bracket_is_credit(look: Look, first: int, last: int) -> bool:
    if first >= last:
        return False
    small, words = look.running(first, last)
    if small:
        return False
    opening = first - 1
    alone = opening == look.first
    sentence_before = alone or look.sentence_end(opening - 1)
    if any(agency is not None for agency in look.agencies[first:last]):
        return (
            sentence_before
            or look.strong(first, last)
            or look.chain(first, last)
            or not look.capital_before(opening)
        )
    bits = look.bits(first, last)
    if look.senses[last - 1] & _AFTER_NAME:
        return words <= 4
    if bits & s.VIA and look.chain(first, last):
        return True
    if bits & (s.HANDOUT | s.POOL | s.SCREENSHOT):
        return words <= 4 or sentence_before
    if bits & (s.FILE | s.FILE_TAG | s.COMPOSITE | s.GENERATED):
        return look.chain(first, last)
    if any(look.kinds[place] == k.HANDLE for place in range(first, last)):
        return True
    square = look.tokens.word(opening) == "["
    if not (sentence_before or square):
        return False
    return look.is_name(first, last) or (
        look.chain(first, last) and not (alone and look.is_name_list(first, last))
    )


def _name_before(look: Look, opening: int) -> int:
    """Return where the credit begins whose last part is the bracket: "… dead. Robin Doe (AP)"."""
    start = opening
    while (
        start > look.first
        and (look.agencies[start - 1] is not None or look.senses[start - 1] & s.TITLE)
        and not look.capital(start - 1)
    ):
        start -= 1
    if start < opening:
        return start
    while (
        start > look.first
        and look.kinds[start - 1] == k.WORD
        and look.capital(start - 1)
        and opening - start < 4
    ):
        start -= 1
    if start == opening or not (start == look.first or look.sentence_end(start - 1)):
        return opening
    known = look.is_name(start, opening) if start > look.first else look.is_provider(start, opening)
    return start if known else opening


# ---------------------------------------------------------------------------- bare at the end


def find_bare(look: Look) -> Place | None:
    """Find a credit that only its place and its names show: "… on Friday. / Xinhua-Yonhap", "….Robin Doe/Getty"."""
    if look.bits(look.first, look.last) & _SAYS_HOW and look.all_known(look.first, look.last):
        return Place(look.first, look.last)
    if _closing_phrase(look):
        return Place(look.last - 1, look.last)
    return _bare_before(look, _before_mail(look, look.last)) or _bare_before(look, _before_rights(look))


def _closing_phrase(look: Look) -> bool:
    """Whether the last words say by themselves how the picture came: "Robin Doe Submitted photo"."""
    final = look.last - 1
    if not (look.senses[final] & s.HANDOUT and look.capital(final) and " " in look.tokens.word(final)):
        return False
    return final > look.first and look.kinds[final - 1] == k.WORD


def _bare_before(look: Look, end: int) -> Place | None:
    """Find a bare credit that ends before token ``end``; what follows it is a notice of rights or an address."""
    start, running = _scan(look, end)
    if start >= end:
        return None
    found: int | None = start
    if running:
        found = _inner_start(look, start, end)
    elif start == look.first:
        found = _after_names(look, start, end)
    if found is None or not _bare_is_credit(look, found, end, running=running):
        return None
    if found > look.first and look.senses[found - 1] & s.BY and look.boundary(found - 1):
        found -= 1
    return Place(found, look.last)


def _before_rights(look: Look) -> int:
    """Return where a notice of rights begins, or the first token if there is none."""
    for index in range(look.first + 1, look.last):
        if look.senses[index] & s.RIGHTS and look.capital(index):
            return index - (look.kinds[index - 1] == k.OPEN)
    return look.first


def _before_mail(look: Look, end: int) -> int:
    """Return where an e-mail address at the end begins, or the end."""
    place = end
    while place > look.first + 1 and look.tokens.glued(place - 1) and end - place < 12:
        place -= 1
    mail = (
        any(look.kinds[index] == k.HANDLE for index in range(place, end)) and look.kinds[place - 1] == k.WORD
    )
    return place - 1 if mail and place - 1 > look.first else end


def _scan(look: Look, end: int) -> tuple[int, bool]:
    """Go back from the end while the tokens may be a credit's; say whether running text stopped it."""
    place, allowance = end, 0
    while place > look.first and look.kinds[place - 1] == k.STOP:
        place -= 1
    while place > look.first:
        index = place - 1
        kind = look.kinds[index]
        if kind == k.CLOSE:
            opening = look.opening(index)
            if opening is None or not _bracket_fits(look, opening + 1, index):
                return place, False
            place = opening
            continue
        if kind == k.STOP:
            if look.sentence_end(index):
                return place, False
        elif kind == k.WORD:
            if look.senses[index] & _AFTER_NAME:
                allowance = 3
            elif look.caseless(index) and look.agencies[index] is None and not look.senses[index]:
                allowance -= 1
                if allowance < 0:
                    return place, True
            elif not _may_be_name(look, index):
                return place, True
        elif kind in _JOINTS:
            known = place < end and (look.agencies[place] is not None or look.senses[place] & _AFTER_NAME)
            beside = (
                known
                and kind in {k.SLASH, k.HYPHEN}
                and index > look.first
                and len(look.tokens.word(index - 1)) < 6
            )
            allowance = 1 if beside else 0
        else:
            return place, False
        place = index
    return place, False


def _bracket_fits(look: Look, first: int, last: int) -> bool:
    small, words = look.running(first, last)
    known = any(look.agencies[first:last]) or look.bits(first, last) & (s.FLAGS | s.RIGHTS)
    return small == 0 and words <= 6 and bool(known)


def _may_be_name(look: Look, index: int) -> bool:
    if look.agencies[index] is not None or look.capital(index):
        return True
    bits = look.senses[index]
    if bits & ~(s.SMALL | s.TITLE | s.LABEL | s.TAG) or bits & s.VIA:
        return True
    if bits & s.LABEL and index > look.first and look.agencies[index - 1] is not None:
        return True  # "Bernama pic"
    word = look.tokens.word(index)
    following = index + 1 < look.last and (look.capital(index + 1) or look.agencies[index + 1] is not None)
    if word in look.lexicon.particles or bits & (s.AND | s.LINK):
        return following and (word not in look.lexicon.runners or word in look.lexicon.particles)
    return look.beside_joint(index) or word[0].isdigit()


def _inner_start(look: Look, start: int, end: int) -> int | None:
    """Find the credit in a tail that running text leads into: after a separator, or at its own name."""
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
        if look.word_before_is_glued(joint, start):
            return joint - 1
        twice = joint + 1 < end and look.agencies[joint + 1] is look.agencies[joint]
        if name is not None and name > start:
            return name
        return None if look.lower_before(joint) and not twice and not _follows_text(look, joint) else joint
    if look.tight(joint) or name is not None:
        return name if name is not None else max(start, joint - 2)
    return joint


def _follows_text(look: Look, index: int) -> bool:
    """Whether a picture agency's name ends a sentence that has no place for it: "A man walks Getty Images"."""
    agency, before = look.agencies[index], look.tokens.word(index - 1)
    if agency is None or agency.kind not in {"photo", "stock"} or " " not in look.tokens.word(index):
        return False
    return index + 1 == look.last and not look.senses[index - 1] and before not in look.lexicon.runners and before not in look.lexicon.particles


def _name_start(look: Look, start: int, joint: int) -> int | None:
    """Return where the person's name that ends before ``joint`` begins, if a given name shows it."""
    found = None
    for index in range(joint - 2, max(start, joint - 5) - 1, -1):
        if look.kinds[index] in {k.COMMA, k.COLON, k.SLASH}:
            break
        if look.tokens.glued(index) and look.kinds[index - 1] == k.WORD and look.kinds[index] == k.WORD:
            return index
        if look.tokens.word(index) in look.lexicon.given_names and found is None:
            found = index
    if found is not None and found - 1 >= start and look.tokens.word(found - 1) in look.lexicon.given_names:
        found -= 1
    return found


def _after_names(look: Look, start: int, end: int) -> int:
    """Part "Who is shown / Robin Doe/Agency": a separator with spaces before ones without."""
    joints = [place for place in range(start, end) if look.kinds[place] == k.SLASH]
    if len(joints) < 2 or look.tight(joints[0]) or not all(look.tight(place) for place in joints[1:]):
        return start
    if any(look.agencies[start : joints[0]]) or look.bits(start, joints[0]) & ~s.SMALL:
        return start
    return joints[0]


def _bare_is_credit(look: Look, start: int, end: int, *, running: bool) -> bool:
    first = start
    while first < end and look.kinds[first] in _JOINTS and look.kinds[first] != k.HANDLE:
        first += 1
    if first >= end:
        return False
    separated = first > start
    after_sentence = look.sentence_end(start - 1) or (start > look.first and look.kinds[start - 1] == k.QUOTE)
    if look.strong(first, end):
        return True
    joined = look.chain(first, end)
    if end - first == 1 and first == look.first and look.agencies[first] is not None:
        return look.printed(first).isupper() or " " in look.printed(first)
    if any(agency is not None for agency in look.agencies[first:end]):
        return (joined and not running) or after_sentence or separated
    if look.senses[end - 1] & _AFTER_NAME and first != look.first:
        return after_sentence or separated or look.boundary(first)
    bits = look.bits(first, end)
    if bits & _SAYS_HOW or (bits & s.FLAGS & ~s.NOBODY and joined):
        if after_sentence or separated:
            return joined or end - first <= 3
        return False
    if joined and after_sentence and not running:
        joint = _joint(look, first, end)
        return look.is_name(first, joint) and (look.kinds[joint] == k.SLASH or bool(bits & s.NOBODY))
    handle = any(look.kinds[place] == k.HANDLE for place in range(first, end))
    if handle and (joined or (after_sentence and end - first <= 5)):
        return not running or separated
    if joined and first == look.first and not running:
        return look.kinds[_joint(look, first, end)] in {k.SLASH, k.PIPE} and look.is_maker_chain(first, end)
    if separated and look.kinds[start] in {k.SLASH, k.PIPE, k.DASH} and not look.tokens.glued(start) and not joined:
        return look.is_known_person(first, end) and look.running(look.first, start)[0] > 1
    if first == look.first and not running and look.names_whom_for(first, end):
        return True
    if separated and look.kinds[first - 1] in {k.DASH, k.HYPHEN}:
        if joined:
            return True
        return look.tokens.glued(first) and look.span(first, end).isupper() and look.is_name(first, end)
    if running or first == look.first or not look.boundary(first):
        return False
    if look.is_provider(first, end) or (joined and after_sentence and look.all_known(first, end)):
        return True
    if not after_sentence:
        return False
    return look.is_name(first, end) or look.is_body(first, end) or look.repeats(first, end)


def _joint(look: Look, first: int, end: int) -> int:
    """Return the first separator between names."""
    return next(
        (
            place
            for place in range(first, end)
            if look.kinds[place] in _SPACED or look.kinds[place] == k.COMMA
        ),
        first,
    )


# ---------------------------------------------------------------------------- before the caption


def find_leading(look: Look) -> Place | None:
    """Find a credit before the caption: "EPA Former ministers …", "Foto: dpa Ministers …", "[서울=뉴시스] … ="."""
    return _leading_bracket(look) or _leading_label(look) or _leading_names(look)


def _leading_bracket(look: Look) -> Place | None:
    if look.kinds[look.first] != k.OPEN:
        return None
    closing = look.closing(look.first)
    if closing is None or not any(look.agencies[look.first : closing]):
        return None
    for place in range(closing + 1, min(look.last, closing + 8)):
        if look.kinds[place] == k.EQUALS:
            return Place(look.first, place + 1)
        if look.kinds[place] not in {k.WORD, k.STOP}:
            break
    joined = any(look.kinds[place] == k.EQUALS for place in range(look.first, closing))
    return Place(look.first, closing + 1) if joined else None


def _leading_label(look: Look) -> Place | None:
    start = look.first
    while start < look.last and (
        look.kinds[start] in {k.COPYRIGHT, k.COLON} or look.senses[start] & (s.LABEL | s.BY)
    ):
        start += 1
    if start == look.first or start >= look.last - 2:
        return None
    marked = any(
        look.kinds[place] in {k.COPYRIGHT, k.COLON} for place in range(look.first, start)
    ) or look.caseless(look.first)
    if not marked or look.senses[look.first] & s.FLAGS:
        return None
    end = _leading_end(look, start)
    if end is None or look.only_signs(end, look.last):
        return None
    small, words = look.running(end, look.last)
    return Place(look.first, end) if small and words > 2 else None


def _leading_end(look: Look, start: int) -> int | None:
    """Return where a credit that begins the caption ends: after its agency, before a bracket or separator."""
    for place in range(start, min(look.last - 1, start + 12)):
        following = place + 1
        if look.agencies[place] is not None and not _goes_on(look, following):
            return following
        if (
            look.agencies[place] is not None
            and look.kinds[following] == k.SLASH
            and look.agencies[following + 1] is None
        ):
            return _leading_name_end(look, following + 1)
        if look.kinds[place] in {k.OPEN, k.PIPE, k.DASH} and place > start:
            return place if look.running(start, place)[0] == 0 else None
        if look.is_running(place):
            return None
    return None


def _leading_name_end(look: Look, start: int) -> int | None:
    """Return where a maker's name ends that the caption's first word follows: at the end of capitals, or after two words."""
    end = start
    while end < look.last and look.kinds[end] == k.WORD and look.printed(end).isupper() and end - start < 4:
        end += 1
    if end - start >= 2:
        return end
    given = start < look.last and look.tokens.word(start) in look.lexicon.given_names
    return start + 2 if given and start + 2 < look.last and look.capital(start + 2) else None


def _goes_on(look: Look, index: int) -> bool:
    """Whether a separator or "via" carries the credit on after an agency."""
    if look.kinds[index] in {k.SLASH, k.PIPE, k.COMMA, k.HYPHEN}:
        return (
            index + 1 < look.last
            and look.agencies[index + 1] is not None
            or look.kinds[index] in {k.SLASH, k.HYPHEN}
        )
    return bool(look.senses[index] & s.VIA)


def _leading_names(look: Look) -> Place | None:
    """Find agencies, or a name and an agency, right before a sentence that begins with a capital."""
    start = look.first
    if look.agencies[start] is None:
        joint = next(
            (
                place
                for place in range(start, min(look.last, start + 5))
                if look.kinds[place] in {k.SLASH, k.PIPE}
            ),
            None,
        )
        if (
            joint is None
            or joint + 1 >= look.last
            or look.agencies[joint + 1] is None
            or not look.is_name(start, joint)
        ):
            return None
        start = joint + 1
    end = _leading_end(look, start)
    if (
        end is None
        or end >= look.last - 3
        or not (look.strong(look.first, end) or look.span(start, end).isupper())
    ):
        return None
    if look.kinds[end] == k.PIPE:
        return Place(look.first, end)
    if (
        not look.capital(end)
        or look.tokens.word(end) in look.lexicon.organisations
        or look.is_possessive(end - 1)
    ):
        return None
    agency = look.agencies[end - 1]
    if agency is None or (agency.kind == "publisher" and agency.name != "BBC"):
        return None
    small, words = look.running(end, look.last)
    return Place(look.first, end) if small >= 2 and words >= 4 else None
