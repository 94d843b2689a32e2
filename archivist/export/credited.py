"""What a credit says, in the words of the standards: read once, told alike in every format.

Source: IPTC Photo Metadata, Digital Source Type NewsCodes (cv.iptc.org/newscodes/digitalsourcetype).
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from archivist.model import Credit, Role

#: Where the codes of ``digital_source`` are defined.
SOURCE_TYPES = "http://cv.iptc.org/newscodes/digitalsourcetype/"

#: Roles of authors that are no persons.
ORGANISATIONS = frozenset({"agency", "desk"})

#: The property of schema.org under which a picture names a party of this role.
PROPERTIES = {
    "creator": "creator",
    "originator": "sourceOrganization",
    "distributor": "provider",
    "stock": "provider",
    "supplier": "provider",
    "publisher": "publisher",
    "": "contributor",
}

_KINDS = (
    ("is_file", "file photo"),
    ("is_handout", "handout"),
    ("is_pool", "pool"),
    ("is_screenshot", "screenshot"),
    ("is_composite", "composite"),
    ("is_generated", "generated"),
)
# "© Reuters", "(c) Robin Doe", "Copyright Harbour Museum": such a line is itself the notice.
_COPYRIGHT = re.compile(r"[©ⓒ]|\([cC]\)|\bcopyright\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Party:
    """One who is credited, and for what; ``role`` is empty where the line does not say."""

    name: str
    role: str  # "creator", the value of a Role, "supplier", or empty
    is_person: bool = False


def parties(credit: Credit) -> Iterator[Party]:
    """Yield everyone who is credited: creators, agencies in printed order, other providers.

    >>> [(each.name, each.role) for each in parties(Credit(line="Jane Doe", creators=("Jane Doe",)))]
    [('Jane Doe', 'creator')]
    """
    yield from (Party(name, "creator", is_person=True) for name in credit.creators)
    yield from (Party(agency.name, str(agency.role or "")) for agency in credit.agencies)
    yield from (Party(name, "supplier") for name in credit.courtesy_of)


def originators(credit: Credit) -> list[str]:
    """Return the agencies that took the picture."""
    return [agency.name for agency in credit.agencies if agency.role is Role.ORIGINATOR]


def kinds(credit: Credit) -> list[str]:
    """Return what is said of the kind of picture, in words: "file photo", "handout", ...

    >>> kinds(Credit(line="", is_file=True, is_handout=True))
    ['file photo', 'handout']
    """
    return [name for flag, name in _KINDS if getattr(credit, flag)]


def digital_source(credit: Credit) -> str:
    """Return the IPTC code of how the picture came to be, empty where the credit does not say.

    >>> digital_source(Credit(line="", is_generated=True))
    'trainedAlgorithmicMedia'
    """
    if credit.is_generated and credit.is_composite:
        return "compositeWithTrainedAlgorithmicMedia"
    if credit.is_generated:
        return "trainedAlgorithmicMedia"
    if credit.is_composite:
        return "composite"
    return "screenCapture" if credit.is_screenshot else ""


def copyright_notice(credit: Credit) -> str:
    """Return the line where it claims copyright, else the notice of rights; empty for none.

    >>> copyright_notice(Credit(line="© Reuters/Robin Doe")), copyright_notice(Credit(line="Reuters"))
    ('© Reuters/Robin Doe', '')
    """
    if not _COPYRIGHT.search(credit.line):
        return credit.rights
    is_whole = credit.rights in credit.line
    return credit.line if is_whole else f"{credit.line} {credit.rights}"


def copyright_holder(credit: Credit) -> Party | None:
    """Return who claims copyright: the one party that a line with the sign names; None for more or none."""
    named = list(parties(credit))
    return named[0] if len(named) == 1 and _COPYRIGHT.search(credit.line) else None


def name_key(name: str) -> str:
    """Return what the spellings of one name share: letter case, width and spaces are nothing.

    >>> name_key("ROBIN  DOE") == name_key("Robin Doe")
    True
    """
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def best_spelling(spellings: Counter[str]) -> str:
    """Return how a name is to be shown: as most often, but in capitals only where it is never otherwise.

    >>> best_spelling(Counter({"ROBIN DOE": 3, "Robin Doe": 1}))
    'Robin Doe'
    """
    return min(spellings, key=lambda name: (name.isupper(), -spellings[name], name))
