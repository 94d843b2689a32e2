"""The names of a credit line: which are makers', which are providers'."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from archivist.parse.credits.lexicon import Lexicon
from archivist.parse.credits.names import CASELESS, is_domain, is_organisation, is_person, is_surname
from archivist.rules.dates import month_names

# "RTX1ABCD": names no one, though it stands where names do.
_PICTURE_NUMBER = re.compile(r"RT[A-Z0-9]{5,10}|[A-Z]{2,5}-?\d{5,12}|\d{6,12}")
# "Feb. 3", "3. Februar"
_DAY = re.compile(r"([^\W\d_]{3,12})\.? \d{1,2}|\d{1,2}\.? ([^\W\d_]{3,12})")
# ".../aww": the editor who passed the picture.
_EDITORS_MARK = re.compile(r"[a-z]{2,4}")
#: Newspapers begin with one, persons' names seldom do.
_ARTICLES = frozenset({"the", "el", "la", "las", "los", "il", "lo", "les", "der", "die", "das", "het"})
_SHORTEST_HOUSE = 12  # letters: shorter ones are persons', "Baumgarten"
_INNER_CAPITAL = re.compile("[a-zß-öø-ÿ][A-Z]")
_NO_LETTERS = re.compile(r"[\W_]+")


class What(Enum):
    """What a name is by itself; the rest of the line decides about BODY and UNSURE."""

    MAKER = "a person's"
    PROVIDER = "a body's, an account or an address"
    BODY = "of the shape of a body's"
    UNSURE = "one word, or of no shape"


@dataclass(slots=True)
class Name:
    """A name, and the token it begins with."""

    place: int
    text: str
    what: What


def judge(name: str, lexicon: Lexicon) -> What:
    """Return what a name is by itself."""
    if name.lower() in lexicon.providers or is_domain(name):
        return What.PROVIDER
    if is_person(name, lexicon):
        return What.MAKER
    return What.BODY if " " in name and is_organisation(name, lexicon) else What.UNSURE


def after_slash(before: Name, name: str, what: What, lexicon: Lexicon) -> What:
    """Return what a name is behind another's and a slash: "Robin Doe/Example Reformer"."""
    words = name.split()
    if CASELESS.match(name):
        return what
    if what is What.MAKER and before.what is What.MAKER and words[0].lower() in _ARTICLES:
        return What.BODY  # "Robin Doe / La Muestra"
    if what is What.MAKER and before.what is What.MAKER and len(words) > 1:
        given = words[0].lower() in lexicon.given_names or len(words[0].rstrip(".")) < 3
        return what if given else What.BODY
    if what is What.UNSURE and before.what is What.BODY and name.istitle() and name.isalpha():
        known = name.lower() in lexicon.providers or name.lower() in lexicon.organisations
        return what if known else What.MAKER
    return what


def divide(
    names: Sequence[Name], lexicon: Lexicon, *, agencies: bool, library: bool, old: bool = False
) -> tuple[list[Name], list[Name]]:
    """Part the names into makers and providers, each once, in printed order.

    ``agencies`` says that the line names any, ``library`` that one of them is a stock library, whose
    contributors have names of every shape, ``old`` that the picture is from an archive.
    """
    makers: list[Name] = []
    agencies |= old and len(names) == 1 and names[0].text.istitle()  # "Ehlers/Archiv"
    providers: list[Name] = []
    certain = What.MAKER in [name.what for name in names]
    for name in names:
        if name.text.lower() in lexicon.collections or _names_nobody(name.text):
            continue
        if name.what is What.MAKER or (not certain and _may_make(name, names, lexicon, agencies, library)):
            _add(makers, name)
        elif not (_EDITORS_MARK.fullmatch(name.text) and (certain or agencies)):
            _add(providers, name)
    return makers, [name for name in providers if not _is_said_again(name, providers)]


def _is_said_again(name: Name, providers: Sequence[Name]) -> bool:
    """Whether a body's name in two languages stands there, and another time in one: "ICJ-CIJ", "ICJ"."""
    if "-" not in name.text or not name.text.isupper():
        return False
    parts = name.text.split("-")
    return any(other.text in parts for other in providers)


def _names_nobody(text: str) -> bool:
    """Whether a picture's number or a day stands in a name's place."""
    if not (text[0].isdigit() or text[-1].isdigit() or text.startswith("RT")):
        return False
    if _PICTURE_NUMBER.fullmatch(text):
        return True
    day = _DAY.fullmatch(text)
    return day is not None and month_names().find((day[1] or day[2]).casefold()) is not None


def _may_make(name: Name, names: Sequence[Name], lexicon: Lexicon, agencies: bool, library: bool) -> bool:
    """Whether a name of no clear shape is a maker's, where no other name is clearly one."""
    if name.what is What.PROVIDER:
        return False
    if library:
        return name.what is What.UNSURE or len(names) == 1
    if name.what is What.BODY:
        return False
    if name.text.islower():
        return agencies  # a contributor's name: "robin doe/Agency"
    lower = name.text.lower()
    known = lower in lexicon.providers or lower in lexicon.organisations
    if known or " " in lower or _is_acronym(name.text) or _is_house(name.text, lexicon, agencies):
        return False
    # Beside an agency a single word is a family's or contributor's name; after an abbreviation, too.
    return agencies or is_surname(name.text, lexicon) or _after_abbreviation(name, names, lexicon)


def _is_house(name: str, lexicon: Lexicon, agencies: bool) -> bool:
    """Whether one word is a house's by its form: "Vestlandsposten", "MotoGP"."""
    long = len(name) >= _SHORTEST_HOUSE and name.lower().endswith(lexicon.organisation_endings)
    brand = not agencies and _INNER_CAPITAL.search(name) is not None
    return (long or brand) and not is_surname(name, lexicon)


def _is_acronym(name: str) -> bool:
    return name.isupper() and len(name) < 7


def _after_abbreviation(name: Name, names: Sequence[Name], lexicon: Lexicon) -> bool:
    """Whether the name is the second of two, and the first an abbreviation not well known: "SLF/Dürr"."""
    first = names[0].text
    return len(names) == 2 and names[1] is name and first.isupper() and first.lower() not in lexicon.providers


def _add(names: list[Name], name: Name) -> None:
    """Add a name that is not there yet; "Hannes P. Albert" and "Hannes P Albert" are one."""
    if not names or _letters(name) not in map(_letters, names):
        names.append(name)


def _letters(name: Name) -> str:
    return _NO_LETTERS.sub("", name.text).casefold()
