"""Who is credited in a library, and how often."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import groupby
from typing import Any

from archivist.export.credited import best_spelling, name_key
from archivist.library.photos import PhotoCredit

#: Stand in place of a name: the page credits nobody; it credits others, but nobody of the kind asked for.
NO_CREDIT = "(no credit)"
_NONE_OF_THESE = {"agency": "(no agency)", "photographer": "(no photographer)"}

# A credit of an agency whose part the line does not say.
_UNSTATED = "unstated"


class By(StrEnum):
    """What credits are counted by: agencies with other providers, photographers, or sites."""

    AGENCY = "agency"
    PHOTOGRAPHER = "photographer"
    SITE = "site"


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditCount:
    """One line of the count. A picture that stands in two captures is two pictures."""

    name: str  # of an agency as its table has it; of a person as most often printed, but in capitals
    pictures: int
    captures: tuple[str, ...]  # their ids, in order of time
    roles: Mapping[str, int]  # pictures by role, the most frequent first

    def as_dict(self) -> dict[str, Any]:
        """Return it as JSON has it."""
        return {
            "name": self.name,
            "pictures": self.pictures,
            "captures": len(self.captures),
            "roles": dict(self.roles),
            "capture_ids": list(self.captures),
        }


@dataclass(slots=True)
class _Tally:
    spellings: Counter[str] = field(default_factory=Counter)
    roles: Counter[str] = field(default_factory=Counter)
    captures: dict[str, None] = field(default_factory=dict)
    photos: set[int] = field(default_factory=set)


def count_credits(credited: Iterable[PhotoCredit], by: By) -> list[CreditCount]:
    """Return the count, the most pictures first, then by name; what names nobody comes last.

    The rows of one picture follow each other. By site, ``roles`` says for how many pictures somebody
    has that role, and for how many nobody is credited.
    """
    tallies: dict[str, _Tally] = {}
    for _, rows in groupby(credited, key=lambda row: row.photo):
        for row, name, role in _entries(list(rows), by):
            tally = tallies.setdefault(name_key(name), _Tally())
            tally.spellings[name] += 1
            tally.roles[role] += 1
            tally.captures[row.capture_id] = None
            tally.photos.add(row.photo)
    counted = (_counted(tally) for tally in tallies.values())
    return sorted(
        counted, key=lambda count: (count.name.startswith("("), -count.pictures, name_key(count.name))
    )


def _entries(rows: list[PhotoCredit], by: By) -> Iterator[tuple[PhotoCredit, str, str]]:
    """Yield the names under which a picture counts, each with a role: each of these once."""
    first, named = rows[0], [row for row in rows if row.name]
    if by is By.SITE:
        roles = dict.fromkeys(row.role or _UNSTATED for row in named)
        yield from ((first, first.site, role) for role in roles or _nobody(first))
        return
    wanted = [row for row in named if (row.role == "creator") == (by is By.PHOTOGRAPHER)]
    found = dict.fromkeys((row.name, row.role or _UNSTATED) for row in wanted)
    yield from ((first, name, role) for name, role in found)
    if not found:
        yield first, _NONE_OF_THESE[by] if first.is_credited else NO_CREDIT, ""


def _nobody(row: PhotoCredit) -> tuple[str, ...]:
    return (_UNSTATED,) if row.is_credited else (NO_CREDIT,)


def _counted(tally: _Tally) -> CreditCount:
    roles = {role: number for role, number in tally.roles.most_common() if role}
    return CreditCount(
        name=best_spelling(tally.spellings),
        pictures=len(tally.photos),
        captures=tuple(tally.captures),
        roles=roles,
    )
