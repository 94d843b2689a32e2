"""Where in a tail of a caption a bare credit begins: after a separator, at an agency, at a maker's name."""

from __future__ import annotations

from archivist.parse.credits import senses as s
from archivist.parse.credits import tokens as k
from archivist.parse.credits.look import JOINTS, SAYS_HOW, SPACED, Look
from archivist.parse.credits.maker_start import (
    known_name,
    name_in_capitals,
    second_name,
    two_words,
    unknown_name,
)
from archivist.parse.credits.words import BARS

_LONGEST_NAME = 5  # words
_PARTS = frozenset({k.SLASH, k.PIPE, k.DASH})


def inner_start(look: Look, start: int, end: int) -> int | None:
    """Find the credit in a tail that running text leads into: after a separator, or at its own name."""
    for place in range(start, end - 1):
        if look.kinds[place] in SPACED and look.senses[place + 1] & s.VIA and not look.tight(place):
            said = place - 1 > start and look.senses[place - 1] & SAYS_HOW and look.kinds[place - 2] in SPACED
            # "…, New York City, 1797 — via Agency", "… | POOL / via Agency"
            return place - 2 if said else place
    if look.kinds[start] in JOINTS:
        return _behind_one_shown(look, start, end) or _behind_list(look, start, end) or start
    joint = start
    while joint < end and not (
        (look.kinds[joint] in SPACED and not look.ties_words(joint))
        or look.kinds[joint] == k.HANDLE
        or look.agencies[joint]
    ):
        joint += 1
    if joint >= end and look.senses[end - 1] & s.TAKEN:  # "… Robin Doe nuotr."
        return known_name(look, start, end - 1) or unknown_name(look, start, end - 1)
    if joint >= end:
        tied = next((place for place in range(start, end) if look.ties_words(place)), None)
        return None if tied is None else known_name(look, start, tied) or max(start, tied - 2)
    if look.kinds[joint] == k.HANDLE or _begins_credit(look, joint, end):
        return joint
    return _before_joint(look, start, joint, end)


def _before_joint(look: Look, start: int, joint: int, end: int) -> int | None:
    """Find the credit whose first separator or agency is at ``joint``: a maker's name may stand before it."""
    if look.kinds[joint] == k.SLASH and look.is_provider(joint - 1, joint):
        return joint - 1  # "… in Manila Instagram/@example"
    name = known_name(look, start, joint)
    if name is not None and name > look.first and look.words[name - 1] in look.lexicon.roles:
        name = name if look.tight(joint) else joint  # "the president Robin Doe / Agency": who is shown
    if name is not None and look.kinds[name - 1] == k.COMMA and (second := second_name(look, name, joint)):
        return second
    if look.kinds[joint - 1] == k.COMMA and (maker := unknown_name(look, start, joint - 1)):
        return maker
    if look.kinds[joint] == k.WORD:  # an agency right after words
        found = _agency_start(look, start, joint, name)
        return found if found is not None else _spaced_bar(look, joint, end)
    if name is None and look.tight(joint):
        return two_words(look, start, joint)
    if name is None and any(look.agencies[joint + 1 : joint + 2]):
        name = unknown_name(look, start, joint)
    return joint if name is None else name


def _behind_list(look: Look, comma: int, end: int) -> int | None:
    """Return where the credit begins behind what a comma leads into: "…, Museum of Art / Robin Doe/AP"."""
    if look.kinds[comma] != k.COMMA:
        return None
    for bar in range(comma + 1, end):
        if look.agencies[bar] is not None:
            return None
        if look.kinds[bar] in BARS and not look.tight(bar):
            return bar if _begins_credit(look, bar, end) else None
    return None


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
    if look.kinds[comma] != k.COMMA or bar == end:
        return None
    if (capitals := name_in_capitals(look, comma + 1, bar)) is not None:
        return capitals
    if look.words[comma + 1] not in look.lexicon.given_names:
        return None
    name = known_name(look, comma + 1, bar)
    return name if name is not None and name > comma + 2 else second_name(look, comma + 1, bar)


def _begins_credit(look: Look, bar: int, end: int) -> bool:
    """Whether a spaced bar parts who is shown from the credit: "… by Kim Roe / Robin Doe/Agency"."""
    if look.kinds[bar] not in _PARTS or look.tight(bar):
        return False
    if look.senses[end - 1] & s.TAKEN and look.is_name(bar + 1, end - 1):
        return True  # "… / R. Doe nuotr."
    joints = (place for place in range(bar + 1, end) if look.kinds[place] in SPACED)
    second = next((place for place in joints if not look.ties_words(place)), end)
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
    if look.senses[joint - 1] & s.LINK and look.capital(joint - 2):
        name = known_name(look, start, joint - 1)
        return name if name is not None else unknown_name(look, start, joint - 1)
    if look.senses[joint - 1] & s.VIA and joint - start > 2:
        name = known_name(look, start, joint - 1)
        return name if name is not None else two_words(look, start, joint - 1)
    if name is not None and (name > start or k.HYPHEN in look.kinds[start:joint]):
        return name
    twice = look.agencies[joint + 1 : joint + 2] == [look.agencies[joint]]
    if not twice and (_ends_sentence(look, joint) or look.words[joint - 1] in look.lexicon.reporting):
        return None  # "… comes from the agency Reuters."
    dated = look.words[joint - 1].isdigit()
    return (
        None
        if look.lower_before(joint) and not dated and not twice and not _ends_picture_text(look, joint)
        else joint
    )


def _person_follows(look: Look, agency: int) -> bool:
    """Whether the maker, or another agency, stands behind it: "… of the bakery Agency/Robin Doe/File"."""
    joint, name = agency + 1, agency + 2
    if name >= look.last or look.kinds[joint] not in SPACED or not look.strong(agency, joint):
        return False
    if look.agencies[name] is not None and look.tight(joint):
        return look.kinds[joint] in BARS and look.words[agency - 1] not in look.lexicon.reporting
    spoken_of = look.words[agency - 1] in look.lexicon.reporting and not look.tight(joint)
    bars = (place for place in range(name, look.last) if look.kinds[place] in BARS)
    end = next(bars, look.last)
    if end < look.last and not look.all_known(end, look.last):
        return False
    return look.is_known_person(name, end) or (not spoken_of and look.is_name(name, end))


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


def after_title(look: Look, start: int, end: int) -> int:
    """Part a title in capitals from the maker after it: "The New Office In Berlin Robin Doe/Agency"."""
    joint = start
    while (
        joint < end
        and not look.is_agency(joint)
        and (look.kinds[joint] not in SPACED or (look.kinds[joint] == k.HYPHEN and look.tight(joint)))
    ):
        if look.senses[joint] & ~s.SMALL:
            return start
        joint += 1
    if joint >= end or joint - start < 4:
        return start
    if look.kinds[joint] == k.WORD and look.senses[joint - 1] & s.VIA:
        name = known_name(look, start, joint - 1)
        if name is None and joint - start > _LONGEST_NAME:
            name = two_words(look, start, joint - 1)
        return name if name is not None and name > start + 1 else start
    if look.kinds[joint] == k.WORD:  # "… of Team GB Agency/Robin Doe"
        if joint == end - 1 and look.words[joint - 1] in look.lexicon.reporting:
            return end  # "Das Logo der Nachrichtenagentur Agency"
        person = joint - start == 4 and look.is_known_person(start, joint)
        named = person or look.kinds[joint - 1] != k.WORD or look.is_body(start, joint)
        return start if named else joint
    name = known_name(look, start, joint)
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
