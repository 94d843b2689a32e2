"""Where in a tail of a caption a bare credit begins: after a separator, at an agency, at a maker's name."""

from __future__ import annotations

from archivist.parse.credits import senses as s
from archivist.parse.credits import tokens as k
from archivist.parse.credits.look import JOINTS, SAYS_HOW, SPACED, Look
from archivist.parse.credits.words import BARS

_PARTS = frozenset({k.SLASH, k.PIPE, k.DASH})
_BEFORE_NAMES = frozenset({k.COMMA, k.COLON, k.SLASH})
_TWO_NAMES = 5  # tokens: a comma, and two names of two words


def inner_start(look: Look, start: int, end: int) -> int | None:
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
        (look.kinds[joint] in SPACED and not look.ties_words(joint))
        or look.kinds[joint] == k.HANDLE
        or look.agencies[joint]
    ):
        joint += 1
    if joint >= end:
        tied = next((place for place in range(start, end) if look.ties_words(place)), start)
        return _name_start(look, start, tied) or max(start, tied - 2)
    if look.kinds[joint] == k.HANDLE:
        return joint
    if _begins_credit(look, joint, end):
        return joint
    name = _name_start(look, start, joint)
    if look.kinds[joint - 1] == k.COMMA and (maker := _unknown_maker(look, start, joint - 1)):
        return maker
    if look.kinds[joint] == k.WORD:  # an agency right after words
        found = _agency_start(look, start, joint, name)
        return found if found is not None else _spaced_bar(look, joint, end)
    if look.tight(joint) or name is not None:
        return name if name is not None else _two_words(look, start, joint)
    return _unknown_maker(look, start, joint) or joint


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


def _begins_credit(look: Look, bar: int, end: int) -> bool:
    """Whether a bar with spaces parts who is shown from a maker and agency: "… by Kim Roe / Robin Doe/Agency"."""
    if look.kinds[bar] not in BARS or look.tight(bar):
        return False
    second = next((place for place in range(bar + 1, end) if look.kinds[place] in SPACED), end)
    if second + 1 >= end or look.kinds[second] not in BARS or look.agencies[second + 1] is None:
        return False
    return look.is_known_person(bar + 1, second) or (look.tight(second) and look.is_name(bar + 1, second))


def _spaced_bar(look: Look, first: int, end: int) -> int | None:
    """Return the first bar with spaces: "… the head of Axel Springer / BNS"."""
    bars = (place for place in range(first, end) if look.kinds[place] in BARS and not look.tight(place))
    return next(bars, None)


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
    """Whether the maker, or another agency, stands behind it: "… of the bakery Agency/Robin Doe"."""
    joint, name = agency + 1, agency + 2
    if name >= look.last or look.kinds[joint] not in SPACED or not look.strong(agency, joint):
        return False
    if look.agencies[name] is not None and look.tight(joint):
        return look.kinds[joint] in BARS and look.words[agency - 1] not in look.lexicon.reporting
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
    if joint - 4 >= start and look.is_korean(joint - 4, joint):
        return joint - 4
    if (capitals := _capitals_start(look, start, joint)) is not None:
        return capitals
    longest = 5 + 2 * look.ties_words(joint - 2)  # tokens: "Robin van den Doe-Roe"
    for index in range(joint - 2, max(start, joint - longest) - 1, -1):
        if look.kinds[index] in _BEFORE_NAMES:
            return None
        if look.glued(index) and look.kinds[index - 1] == k.WORD and look.kinds[index] == k.WORD:
            return index
        if look.words[index] in given:
            return _with_first_words(look, start, index)
    return None


def _capitals_start(look: Look, start: int, joint: int) -> int | None:
    """Return where a name in capitals begins behind words that are not: "…, Lizzo ROBIN DOE/Agency"."""
    name = joint
    while name > start and look.kinds[name - 1] == k.WORD and look.printed(name - 1).isupper():
        name -= 1
    longer = name > start and any(look.printed(place).islower() for place in range(look.first, name))
    return name if longer and look.is_name(name, joint) else None


def _with_first_words(look: Look, start: int, name: int) -> int:
    """Return where the name begins that has a given name at ``name``: "Anna Robin Doe", "Doe Le Roe"."""
    if name > start and look.capital(name - 1):
        given = look.words[name - 1] in look.lexicon.given_names
        begins = name - 1 > look.first and look.kinds[name - 2] == k.STOP  # "… in Renton, Wash. Robin Doe"
        if given or begins or look.words[name] in look.lexicon.particles:
            name -= 1
    return _with_initials(look, start, name)


def _with_initials(look: Look, start: int, name: int) -> int:
    """Return where a name begins, with the initials before it, "K. V. Robin Doe", but without "D.C."."""
    if name - 2 >= start and look.kinds[name - 1] == k.HYPHEN and look.ties_words(name - 1):
        return name - 2  # "Anna-Robin Doe"
    first = name
    while first - 2 >= start and look.is_initial(first - 2):
        first -= 2
    place = first > look.first and look.kinds[first - 1] == k.COMMA
    return name if place and look.glued(first + 2) else first


def _unknown_maker(look: Look, start: int, joint: int) -> int | None:
    """Return where a maker begins whose name has a hyphen, before a spaced bar and an agency: "Yao-Li Doe / AP"."""
    if not any(look.agencies[joint + 1 : joint + 2]):
        return None
    name = _two_words(look, start, joint)
    tied = any(look.ties_words(place) for place in range(name, joint))
    return name if tied and look.is_name(name, joint) else None


def _follows_in_name(look: Look, index: int) -> bool:
    """Whether a name goes on before its word at ``index``: that is a particle, or an abbreviation's end is before."""
    if look.words[index] in look.lexicon.particles:
        return look.capital(index - 1) or look.is_inside_name(index)
    return look.capital(index - 1) and index - 1 > look.first and look.kinds[index - 2] == k.STOP


def _two_words(look: Look, start: int, joint: int) -> int:
    """Return where a name of unknown words begins: of two, with the particles and initials among them."""
    name = joint - 1
    while name - 2 >= start and look.kinds[name - 1] == k.HYPHEN and look.ties_words(name - 1):
        name -= 2  # "Robin Doe-Roe"
    if not (name - 2 >= start and look.is_initial(name - 2)):
        name -= 1
        while name > start and _follows_in_name(look, name):
            name -= 1
    return max(start, _with_initials(look, start, name))


def after_title(look: Look, start: int, end: int) -> int:
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


def after_names(look: Look, start: int, end: int) -> int:
    """Part "Who is shown / Robin Doe/Agency": a separator unlike the credit's own comes before it."""
    joints = [place for place in range(start, end) if look.kinds[place] in _PARTS]
    if joints and not look.tight(joints[0]) and look.bits(joints[0] + 1, joints[0] + 2) & s.VIA:
        return joints[0]
    if joints and look.begins_sentence(start) and not any(look.agencies[start : joints[0]]):
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
