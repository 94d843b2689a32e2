"""Credits that only their place and their names show: "… on Friday. / Xinhua-Yonhap", "….Robin Doe/Getty"."""

from __future__ import annotations

from archivist.parse.credits import senses as s
from archivist.parse.credits import tokens as k
from archivist.parse.credits.look import AFTER_NAME, BARS, JOINTS, SAYS_HOW, SPACED, Look, Span
from archivist.parse.credits.tail import is_credit

_TIES = frozenset({k.SLASH, k.HYPHEN})
_PARTS = frozenset({k.SLASH, k.PIPE, k.DASH})
_BEFORE_NAMES = frozenset({k.COMMA, k.COLON, k.SLASH})
_TWO_NAMES = 5  # tokens: a comma, and two names of two words
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
        found = _inner_start(look, start, end)
    elif start == look.first:
        found = _after_names(look, _after_title(look, start, end), end)
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
            return place, False
        place = index
    return place, False


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
    if word in look.lexicon.particles or bits & (s.AND | s.LINK):
        return _leads_to_name(look, index, particle=word in look.lexicon.particles)
    return look.beside_joint(index) or word[0].isdigit() or _ends_korean(look, index)


def _ends_korean(look: Look, index: int) -> bool:
    """Whether a word is the second syllable of a Korean given name: "Ahn Young-joon", "Young-joon Ahn"."""
    if index - look.first < 2 or look.kinds[index - 1] != k.HYPHEN or not look.tight(index - 1):
        return False
    named = index - 3 >= look.first and look.is_korean(index - 3, index + 1)
    return named or look.is_korean(index - 2, index + 2)


def _inside_korean(look: Look, hyphen: int) -> bool:
    """Whether the sign ties the syllables of a Korean given name."""
    if not look.ties_words(hyphen):
        return False
    return look.is_korean(hyphen - 2, hyphen + 2) or look.is_korean(hyphen - 1, hyphen + 3)


def _leads_to_name(look: Look, index: int, *, particle: bool) -> bool:
    """Whether a small word stands inside a name or between two: "van der Berg", "Robin Doe for Agency"."""
    following = index + 1
    if following >= look.last:
        return False
    if look.agencies[following] is not None and not look.senses[index] & (s.AND | s.LINK):
        return False  # "the logo of Agency"
    named = look.capital(following) or look.agencies[following] is not None
    return named and (particle or look.words[index] not in look.lexicon.runners)


# ---------------------------------------------------------------------------- where in there it begins


def _inner_start(look: Look, start: int, end: int) -> int | None:
    """Find the credit in a tail that running text leads into: after a separator, or at its own name."""
    for place in range(start, end - 1):
        if look.kinds[place] in SPACED and look.senses[place + 1] & s.VIA and not look.tight(place):
            said = place - 1 > start and look.senses[place - 1] & SAYS_HOW and look.kinds[place - 2] in SPACED
            # "…, New York City, 1797 — via Agency", "… | POOL / via Agency"
            return place - 2 if said else place
    if look.kinds[start] in JOINTS:
        return _behind_one_shown(look, start, end) or start
    joint = start
    while joint < end and not (
        (look.kinds[joint] in SPACED and not _inside_korean(look, joint))
        or look.kinds[joint] == k.HANDLE
        or look.agencies[joint]
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
        if name is None and look.ties_words(joint) and (bar := _spaced_bar(look, joint, end)):
            return bar
        return name if name is not None else max(start, joint - 2)
    return joint


def _behind_one_shown(look: Look, comma: int, end: int) -> int | None:
    """Return where a maker begins right behind who is shown: "…, the governor, Kim Roe Robin Doe/Agency"."""
    bar = next(
        (
            place
            for place in range(comma + 1, end)
            if (look.kinds[place] in SPACED and not look.ties_words(place)) or look.senses[place] & s.VIA
        ),
        end,
    )
    if look.kinds[comma] != k.COMMA or bar - comma < _TWO_NAMES or bar == end:
        return None
    if look.words[comma + 1] not in look.lexicon.given_names:
        return None
    name = _name_start(look, comma + 1, bar)
    return name if name is not None and name > comma + 2 else None


def _spaced_bar(look: Look, first: int, end: int) -> int | None:
    """Return the first bar with spaces before any agency: "… im US-Bundesstaat Utah / Robin Doe/Agency"."""
    for place in range(first, end):
        if look.agencies[place] is not None:
            return None
        if look.kinds[place] in BARS and not look.tight(place):
            return place
    return None


def _agency_start(look: Look, start: int, joint: int, name: int | None) -> int | None:
    """Return where the credit begins whose agency follows words without a sign between."""
    if look.word_before_is_glued(joint, start):
        return joint - 1
    if _person_follows(look, joint):
        return joint
    if look.senses[joint - 1] & s.VIA and joint - start > 2:
        name = _name_start(look, start, joint - 1)
        return name if name is not None else max(start, joint - 3)
    if name is not None and (name > start or k.HYPHEN in look.kinds[start:joint]):
        return name
    twice = look.agencies[joint + 1 : joint + 2] == [look.agencies[joint]]
    if not twice and (_ends_sentence(look, joint) or look.words[joint - 1] in look.lexicon.reporting):
        return None  # "… comes from the agency Reuters."
    return None if look.lower_before(joint) and not twice and not _ends_picture_text(look, joint) else joint


def _person_follows(look: Look, agency: int) -> bool:
    """Whether the maker stands behind the agency and ends the text: "… of the bakery Agency/Robin Doe"."""
    joint, name = agency + 1, agency + 2
    if name >= look.last or look.kinds[joint] not in SPACED or not look.strong(agency, joint):
        return False
    return look.is_known_person(name, look.last) or (look.tight(joint) and look.is_name(name, look.last))


def _ends_sentence(look: Look, index: int) -> bool:
    """Whether nothing but a full stop follows the agency: what stands before it is its sentence."""
    return index + 2 == look.last and look.kinds[index + 1] == k.STOP


def _ends_picture_text(look: Look, index: int) -> bool:
    """Whether an agency ends a sentence that has no place for it: "A man walks Getty Images"."""
    agency, before = look.agencies[index], look.words[index - 1]
    if agency is None or not look.strong(index, look.last):
        return False
    if agency.kind == "publisher" and not (look.printed(index).isupper() and len(look.printed(index)) > 4):
        return False
    if index + 1 != look.last or index - look.first < 3 or look.senses[index - 1] & s.VIA:
        return False
    return before not in look.lexicon.reporting


def _name_start(look: Look, start: int, joint: int) -> int | None:
    """Return where the person's name that ends before ``joint`` begins, if a given name shows it."""
    given = look.lexicon.given_names
    for index in range(joint - 2, max(start, joint - 5) - 1, -1):
        if look.kinds[index] in _BEFORE_NAMES:
            return None
        if look.glued(index) and look.kinds[index - 1] == k.WORD and look.kinds[index] == k.WORD:
            return index
        if look.words[index] in given:
            return index - 1 if index > start and look.words[index - 1] in given else index
    return joint - 4 if joint - 4 >= start and look.is_korean(joint - 4, joint) else None


def _after_title(look: Look, start: int, end: int) -> int:
    """Part a title in capitals from the maker after it: "The New Office In Berlin Robin Doe/Agency"."""
    joint = start
    while (
        joint < end
        and look.agencies[joint] is None
        and (look.kinds[joint] not in SPACED or (look.kinds[joint] == k.HYPHEN and look.tight(joint)))
    ):
        if look.senses[joint] & ~s.SMALL:
            return start
        joint += 1
    if joint >= end or joint - start < 4:
        return start
    if look.kinds[joint] == k.WORD and look.senses[joint - 1] & s.VIA:
        name = _name_start(look, start, joint - 1)
        return name if name is not None and name > start + 1 else start
    if look.kinds[joint] == k.WORD:  # "… of Team GB Agency/Robin Doe"
        if joint == end - 1 and look.words[joint - 1] in look.lexicon.reporting:
            return start  # "Das Logo der Nachrichtenagentur Agency"
        person = joint - start == 4 and look.is_known_person(start, joint)
        named = person or look.kinds[joint - 1] != k.WORD or look.is_body(start, joint)
        return start if named else joint
    name = _name_start(look, start, joint)
    if name is not None and name > start + 1:
        return name
    return joint - 2 if joint - start > 5 and not look.is_body(start, joint) else start


def _follows_one_shown(look: Look, start: int, end: int, joints: list[int]) -> bool:
    """Whether a caption comes before a maker and an agency: "Parliament / Robin Doe / Agency"."""
    if look.agencies[end - 1] is None or look.tight(joints[0]) or look.is_name(start, joints[0]):
        return False
    return look.is_known_person(joints[0] + 1, joints[1])


def _after_names(look: Look, start: int, end: int) -> int:
    """Part "Who is shown / Robin Doe/Agency": a separator unlike the credit's own comes before it."""
    joints = [place for place in range(start, end) if look.kinds[place] in _PARTS]
    if joints and not look.tight(joints[0]) and look.bits(joints[0] + 1, joints[0] + 2) & s.VIA:
        return joints[0]
    if joints and look.words[start] in look.lexicon.runners and not any(look.agencies[start : joints[0]]):
        return joints[0]  # "Der Gipfel des Watzmann (Archivbild) | Agency"
    if joints == [start + 1, *joints[1:]] and look.senses[start] & s.TAG:
        return start + 1  # "Symbolbild / Agency"
    if len(joints) == 2 and _follows_one_shown(look, start, end, joints):
        return joints[0]
    if len(joints) == 2 and look.senses[end - 1] & s.TAKEN and look.is_name(joints[0] + 1, joints[1]):
        return joints[0]  # "Shown One / R. Doe / Agency nuotr."
    if len(joints) < 2 or look.tight(joints[0]) or not all(look.tight(place) for place in joints[1:]):
        return start
    if any(look.agencies[start : joints[0]]) or look.bits(start, joints[0]) & ~s.SMALL:
        return start
    shown = look.kinds[joints[0]] == k.SLASH or look.is_name(joints[0] + 1, joints[1])
    return joints[0] if shown else start
