"""What one source says of a picture, and what all of them say together."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from archivist.model import Credit, Evidence


@dataclass(frozen=True, slots=True)
class Reading:
    """What one source says: the caption, the credit, and where they stand."""

    caption: str
    credit: Credit | None
    evidence: tuple[Evidence, ...]
    persons: tuple[str, ...] = ()  # whom data name as makers, apart from a credit


def merge_readings(visible: Reading, attributes: Reading, alt: Reading, structured: Reading) -> Reading:
    """Bring what several sources say of one picture together; what readers see comes first.

    The data of a page often keep the person and drop the agency, so persons join the credit that
    is shown if it names none.
    """
    readings = (visible, attributes, alt, structured)
    caption = next((reading.caption for reading in readings if reading.caption), "")
    credit = first_of(reading.credit for reading in readings)
    if credit and credit.line and not credit.creators and structured.persons:
        credit = replace(credit, creators=structured.persons)
    return Reading(caption, credit, tuple(seen for reading in readings for seen in reading.evidence))


def richer_of(marked: Credit | None, parsed: Credit | None) -> Credit | None:
    """Return the credit that names more, where a page prints two for one picture; else the one it marks."""

    def named(credit: Credit | None) -> int:
        return len(credit.creators) + len(credit.agencies) + len(credit.courtesy_of) if credit else 0

    first, second = (parsed, marked) if named(parsed) > named(marked) else (marked, parsed)
    return first_of([first, second])


def first_of(credits_found: Iterable[Credit | None]) -> Credit | None:
    """Return the first credit with a line; it takes what the others say of the kind of picture.

    A caption may say "file photo" and name nobody: then its credit has no line.
    """
    found = [credit for credit in credits_found if credit is not None]
    if not found:
        return None
    best = next((credit for credit in found if credit.line), found[0])
    if len(found) == 1:
        return best
    return replace(
        best,
        is_file=any(credit.is_file for credit in found),
        is_handout=any(credit.is_handout for credit in found),
        is_pool=any(credit.is_pool for credit in found),
        is_screenshot=any(credit.is_screenshot for credit in found),
        is_composite=any(credit.is_composite for credit in found),
        is_generated=any(credit.is_generated for credit in found),
    )
