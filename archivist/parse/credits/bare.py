"""Credits that only their place and their names show: "… on Friday. / Xinhua-Yonhap", "….Robin Doe/Getty"."""

from __future__ import annotations

from archivist.parse.credits import senses as s
from archivist.parse.credits import tokens as k
from archivist.parse.credits.look import AFTER_NAME, JOINTS, SAYS_HOW, Look, Span
from archivist.parse.credits.starts import after_names, after_title, inner_start
from archivist.parse.credits.tail import is_credit

_TIES = frozenset({k.SLASH, k.HYPHEN})
_LONGEST_ARTICLE = 3  # letters
_LONGEST_HAN_NAME = 5  # characters
#: Between a maker and a licence.
_BEFORE_RIGHTS = frozenset({k.COMMA, k.SLASH, k.PIPE})


def find_bare(look: Look) -> Span | None:
    """Find a credit at the end that no label and no bracket marks."""
    if look.bits(look.first, look.last) & SAYS_HOW and look.all_known(look.first, look.last):
        return (look.first, look.last)
    if (closing := _closing_phrase(look)) is not None:
        return (closing, look.last)
    return _bare_before(look, _before_mail(look)) or _bare_before(look, _before_rights(look))


def _closing_phrase(look: Look) -> int | None:
    """Return where the last words say by themselves how the picture came: "Robin Doe Submitted photo"."""
    final = look.last - 1 - (look.kinds[look.last - 1] == k.STOP)
    bits, several = look.senses[final], not look.words[final].isalpha()
    if final < look.first or not (look.capital(final) or look.caseless(final)) or not several:
        return None
    if bits & s.GENERATED and look.boundary(final):
        return final
    named = final > look.first and look.kinds[final - 1] == k.WORD
    return final if bits & s.HANDOUT and final == look.last - 1 and named else None


def _bare_before(look: Look, end: int) -> Span | None:
    """Find a bare credit that ends before token ``end``; after it stands a notice of rights or an address."""
    start, running = _scan(look, end)
    if start >= end:
        return None
    found: int | None = start
    if running and _is_contributor(look, start, end):
        found, running = look.first, False
    elif running:
        found = inner_start(look, start, end)
    elif start == look.first:
        found = after_names(look, after_title(look, start, end), end)
    if found is None or not is_credit(look, found, end, running=running):
        return None
    if found > look.first and look.senses[found - 1] & s.BY and look.boundary(found - 1):
        found -= 1
    byline = found == look.first and found + 1 < end and look.senses[found] & s.BY
    return None if byline else (found, look.last)  # "By Robin Doe, Agency" is no credit


def _is_contributor(look: Look, start: int, end: int) -> bool:
    """Whether the words in small letters before ``start`` are a contributor's name: "robin doe/Agency"."""
    words = start - look.first
    if words > 2 or not look.only_words(look.first, start) or look.running(look.first, start)[0] != words:
        return False
    joint = next((place for place in range(start, end) if look.kinds[place] == k.SLASH), end)
    unknown = all(look.words[place] not in look.lexicon.runners for place in range(look.first, start))
    return unknown and joint - start < 2 and look.strong(joint, end)


def _before_mail(look: Look) -> int:
    """Return where an e-mail address at the end begins, or the end."""
    place, at = look.last - 1, -1
    while place > look.first + 1 and look.glued(place) and look.last - place < 12:
        at = place if look.kinds[place] == k.HANDLE else at
        place -= 1
    return place if place < at and look.kinds[at - 1] == k.WORD and place > look.first else look.last


def _before_rights(look: Look) -> int:
    """Return where a notice of rights begins, or the first token if there is none."""
    for index in range(look.first + 1, look.last) if look.all_senses & s.RIGHTS else ():
        if look.senses[index] & s.RIGHTS and (look.capital(index) or " " in look.words[index]):
            joined = look.kinds[index - 1] in _BEFORE_RIGHTS and not look.names_agency(index - 1)
            return index - (joined or look.kinds[index - 1] == k.OPEN)
    return look.first


# ---------------------------------------------------------------------------- how far back it may reach


def _scan(look: Look, end: int) -> tuple[int, bool]:
    """Go back from the end while the tokens may be a credit's; say whether running text stopped it."""
    place, first, kinds, has_case = end, look.first, look.kinds, look.text.isascii()
    while place > first and kinds[place - 1] == k.STOP:
        place -= 1
    place -= 3 * _quotes_agency(look, place)
    allowance = 0  # words of a script without capitals that may still be a name
    while place > first:
        index = place - 1
        kind = kinds[index]
        if kind == k.WORD:
            after_name = look.senses[index] & AFTER_NAME
            unknown = not has_case and look.is_unknown_caseless(index)
            after_name |= look.senses[index] & s.SCREENSHOT if place == end else 0  # "한국방송 캡처"
            if unknown and not after_name and place < end and _ends_caption(look, index):
                return place, False
            allowance = 3 if after_name else allowance - unknown
            if allowance < 0 or not (after_name or unknown or _may_be_name(look, index)):
                return place, True
            if place < end and look.lower[look.ends[index] - 1] == "'":
                return place, False  # a closing quotation mark
        elif kind in JOINTS:
            allowance = 1 if place < end and _joins_short_name(look, index) else 0
        elif kind == k.CLOSE and (opening := _fitting_bracket(look, index)) is not None:
            index = opening
        elif kind != k.STOP or look.sentence_end(index) or (place < end and look.agencies[place]):
            return place, kind == k.COLON  # "From left: Kim Roe, Jo Doe Robin Doe/Agency"
        place = index
    return place, False


def _ends_caption(look: Look, index: int) -> bool:
    """Whether a word of a script without capitals ends a caption: a long one, or a Korean verb."""
    if look.glued(index + 1) or not look.ends_phrase(index):
        return False
    return look.words[index][-1] == "다" or len(look.words[index]) > _LONGEST_HAN_NAME


def _quotes_agency(look: Look, end: int) -> bool:
    """Whether who made something for an agency in quotation marks ends there: "Robin Doe pour « Agency »"."""
    first = end - 3
    if first <= look.first or look.kinds[end - 1] != k.QUOTE or look.kinds[first] != k.QUOTE:
        return False
    return look.agencies[end - 2] is not None and bool(look.senses[first - 1] & (s.LINK | s.VIA))


def _joins_short_name(look: Look, joint: int) -> bool:
    """Whether a separator ties a short word without capitals to an agency: "홍가람/연합뉴스"."""
    after = joint + 1
    known = look.agencies[after] is not None or look.senses[after] & AFTER_NAME
    return (
        bool(known) and look.kinds[joint] in _TIES and joint > look.first and len(look.words[joint - 1]) < 6
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
    if bits & s.BY and look.agencies[index - 1] is not None and index > look.first:
        return True  # "AP Photo by Robin Doe"
    if bits & s.LABEL and index > look.first:
        ends = bits & s.PICTURE and index == look.last - 1 and look.capital(index - 1)
        if ends or look.agencies[index - 1] is not None:
            return True  # "Bernama pic", "Robin Doe photo"
    word = look.words[index]
    if _is_article(look, index):
        return True
    if word in look.lexicon.particles or bits & (s.AND | s.LINK):
        return _leads_to_name(look, index, particle=word in look.lexicon.particles)
    return look.beside_joint(index) or word[0].isdigit() or _ends_tied_name(look, index)


def _is_article(look: Look, index: int) -> bool:
    """Whether a hyphen ties the word to a name: "al-Sharif"."""
    if len(look.words[index]) > _LONGEST_ARTICLE or look.kinds[index + 1 : index + 2] != [k.HYPHEN]:
        return False
    return look.tight(index + 1) and look.capital(index + 2)


def _ends_tied_name(look: Look, index: int) -> bool:
    """Whether a hyphen ties the end of a name: "Ahn Young-joon", "Young-joon Ahn", "Somchai Sae-tang"."""
    if index - look.first < 2 or look.kinds[index - 1] != k.HYPHEN or not look.tight(index - 1):
        return False
    named = index - 3 >= look.first and look.is_name(index - 3, index + 1)
    ends = index + 1 >= look.last or look.kinds[index + 1] != k.WORD or look.is_known(index + 1)
    return (named and ends) or look.is_korean(index - 2, index + 2)


def _leads_to_name(look: Look, index: int, *, particle: bool) -> bool:
    """Whether a small word stands inside a name or between two: "van der Berg", "Robin Doe for Agency"."""
    following = index + 1
    if following >= look.last:
        return False
    if particle and (look.is_inside_name(following) or " " in look.words[index]):
        return look.is_inside_name(index)  # "Robin van den Doe", "Robin de la Vega"
    if look.agencies[following] is not None and not look.senses[index] & (s.AND | s.LINK):
        return False  # "the logo of Agency"
    named = look.capital(following) or look.agencies[following] is not None
    return named and (particle or look.words[index] not in look.lexicon.runners)
