"""The copyright line of a site, which credits no picture: "© 2019 PAPER All rights reserved"."""

from __future__ import annotations

from archivist.parse.credits import senses as s
from archivist.parse.credits import tokens as k
from archivist.parse.credits.look import Look

#: Legal forms of houses that sign their site; German ones sign their press photos: "© Example AG".
_ENGLISH_FORMS = frozenset({"limited", "ltd", "inc", "llc", "plc"})
_LONG_NOTICE = 8  # tokens
_ADDRESS = 4  # numbers; a notice with more has an address or a telephone's


def starts_footer(look: Look) -> bool:
    """Whether the text begins with the copyright line of a site."""
    first = look.first
    if not (look.kinds[first] == k.COPYRIGHT or look.senses[first] & s.LABEL):
        return False
    if first + 1 < look.last and look.kinds[first + 1] == k.COPYRIGHT:
        first += 1
    return (look.kinds[first] == k.COPYRIGHT or look.is_year(first + 1)) and is_footer(look, first)


def is_footer(look: Look, index: int) -> bool:
    """Whether the copyright sign is the site's own: "© 2019 PAPER All rights reserved"."""
    if _is_house_notice(look, index):
        return True
    if not (look.all_senses & s.RIGHTS or _may_be_dated(look) or look.words[look.last - 1] in _ENGLISH_FORMS):
        return False
    alone = _only_rights(look, look.first, index)
    dated = any(look.is_year(place) for place in range(index + 1, index + 4)) or (
        alone and look.is_year(look.last - 1)
    )
    if not (alone or dated):
        return False
    agencies = [agency for agency in look.agencies[index : look.last] if agency is not None]
    rights = next((place for place in range(index, look.last) if look.senses[place] & s.RIGHTS), look.last)
    if any(agency.kind in {"wire", "photo"} for agency in agencies) and look.strong(index, look.last):
        begins_dated = any(look.is_year(place) for place in range(index + 1, index + 4))
        return alone and rights < look.last and (begins_dated or look.last - rights > _LONG_NOTICE)
    if rights < look.last:
        return True
    return (
        alone
        and (dated or look.words[look.last - 1] in _ENGLISH_FORMS)
        and not _names_person(look, index + 1)
    )


def _is_house_notice(look: Look, index: int) -> bool:
    """Whether the notice is a house's by its form: "© All rights reserved", "© by Example SA", an address."""
    behind = index + 1
    if look.senses[behind : behind + 1] and look.senses[behind] & s.RIGHTS:
        return not look.has_body(look.first, index) or behind + 1 == look.last
    if not look.only_labels(look.first, index):
        return False
    if sum(word[0].isdigit() for word in look.words[index : look.last]) > _ADDRESS:
        return True
    last = look.words[look.last - 1]
    form = last in _ENGLISH_FORMS or last in look.lexicon.company_forms or last == "gmbh"
    return form and bool(look.bits(index, index + 3) & s.BY)


def _only_rights(look: Look, first: int, last: int) -> bool:
    """Whether nothing but labels and a notice of rights stands there."""
    return all(
        look.senses[place] & (s.LABEL | s.RIGHTS) or look.kinds[place] == k.STOP
        for place in range(first, last)
    )


def _may_be_dated(look: Look) -> bool:
    return "20" in look.lower or "19" in look.lower


def _names_person(look: Look, first: int) -> bool:
    """Whether all that follows is a person's name, beside years and labels."""
    last = look.last
    while first < last and (look.is_year(first) or look.senses[first] & s.LABEL):
        first += 1
    while last > first and (look.is_year(last - 1) or look.kinds[last - 1] == k.COMMA):
        last -= 1
    return look.is_name(first, last)
