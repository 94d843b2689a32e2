"""Whether two credits of one picture agree: that of the page, and that of the file."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

from archivist.model import Disagreement, Role
from archivist.rules.agencies import AgencyKind, load_agencies, load_order
from archivist.rules.marks import without_marks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from archivist.model import Credit

_WORD = re.compile(r"[^\W_]+")
# Inside one name: "Min-ji", "O'Hara".
_JOINS = re.compile("[-\u2010\u2011'\u2019]")


def disagreements(page: Credit, file: Credit) -> tuple[Disagreement, ...]:
    """Return where both name somebody, and none that one names can be one that the other does.

    Of two who say more or less than each other neither is wrong. Names in two scripts are not
    compared, nor agencies that pass on what others took.
    """
    return tuple(_disagreements(page, file))


def _disagreements(page: Credit, file: Credit) -> Iterator[Disagreement]:
    if page.creators and file.creators and not _share_a_person(page.creators, file.creators):
        yield Disagreement(field="creators", page=page.creators, file=file.creators)
    ours, theirs = _originators(page), _originators(file)
    if ours and theirs and not ours & theirs:
        yield Disagreement(field="agencies", page=_names(page), file=_names(file))
    if file.is_generated and not page.is_generated:
        yield Disagreement(field="is_generated", page=(), file=("made by a machine",))


def _share_a_person(ours: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    return any(may_be_one(one, other) for one in ours for other in theirs)


def may_be_one(one: str, other: str) -> bool:
    """Whether two names may be one person's: in any order and case, shortened, in another script.

    >>> may_be_one("Ellison Mara", "M. ELLISON"), may_be_one("Mara Ellison", "김민지")
    (True, True)
    >>> may_be_one("Mara Ellison", "Tomas Quill")
    False
    """
    ours, theirs = _words(one), _words(other)
    if not ours or not theirs or _script(ours[0]) != _script(theirs[0]):
        return True
    if set(ours) <= set(theirs) or set(theirs) <= set(ours) or "".join(ours) == "".join(theirs):
        return True
    return any(_share_family(a, b) for a in _orders(ours) for b in _orders(theirs))


def _orders(words: list[str]) -> tuple[list[str], list[str]]:
    """Return a name as it stands, and with its family name, written first, at the end."""
    return words, words[1:] + words[:1]


def _share_family(one: list[str], other: list[str]) -> bool:
    return one[-1] == other[-1] and one[0][0] == other[0][0]


def _words(name: str) -> list[str]:
    return _WORD.findall(without_marks(_JOINS.sub("", name).casefold()))


def _script(word: str) -> str:
    """Return the script of a word by its first letter, as Unicode names that: "LATIN", "HANGUL", "CJK"."""
    return unicodedata.name(word[0], "").partition(" ")[0]


def _names(credit: Credit) -> tuple[str, ...]:
    return tuple(agency.name for agency in credit.agencies)


def _originators(credit: Credit) -> set[str]:
    """Return the agencies of a credit but those that pass on, print or sell what others took."""
    named = (agency for agency in credit.agencies if agency.role not in {Role.PUBLISHER, Role.STOCK})
    return {agency.name for agency in named} - _others()


@cache
def _others() -> frozenset[str]:
    kinds = {AgencyKind.PUBLISHER, AgencyKind.STOCK, AgencyKind.POOL}
    return load_order().distributors | {entry.name for entry in load_agencies() if entry.kind in kinds}
