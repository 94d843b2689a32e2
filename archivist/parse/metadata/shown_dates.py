"""The dates that a page shows, with what it calls them and where they stand."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from archivist.parse.metadata.found import Found, found
from archivist.parse.metadata.labels import Kind, labelled_pieces, last_kind
from archivist.parse.metadata.moments import fold, parse_moment
from archivist.parse.metadata.places import DATE_TEXT, ROOTS, Place, Places, Standing, words_of
from archivist.parse.metadata.text import text_of
from archivist.rules.places import place_names

if TYPE_CHECKING:
    from lxml import etree

_DIGIT = re.compile(r"\d")
_CITATION = re.compile(r"\d;\s?\d|\(\d+\):\s?\d|\bdoi\b", re.IGNORECASE)  # "2011 May 25;94(1):247-53"
_NEVER = frozenset({"td", "meta", "link", "body", "html", "script", "head", "title"})
_STATING = ("datetime", "content", "data-datetime", "data-timestamp", "data-date", "title")
_PLACES_AT_MOST = 500
_LONGEST = 160  # characters of a text that gives a date
_LONGEST_LABEL = 40
_LONGEST_LINE, _WORDS_OF_LINE = 60, 7  # of a line that is about the date and little else
_BEFORE, _AFTER = -8, 25  # places around the headline that stand with it


@dataclass(frozen=True, slots=True)
class ShownDate:
    """A date that the page shows."""

    found: Found[str]
    order: int  # of its place
    kind: Kind  # what the page calls it
    is_near: bool  # stands with the headline, in a line of its own

    @property
    def day(self) -> str:
        """The calendar day."""
        return self.found.value[:10]


def find_shown_dates(places: Places, language: str, title_order: int) -> list[ShownDate]:
    """Return the dates that the places of a page show, in no order but by place."""
    marks = place_names().marks["date"] | {DATE_TEXT}
    wanted = (
        place for place in places.all if place.element.tag == "time" or not marks.isdisjoint(place.words)
    )
    return [
        shown
        for place in islice(wanted, _PLACES_AT_MOST)
        for shown in _read(place, places, language, title_order)
    ]


def _read(place: Place, places: Places, language: str, title_order: int) -> list[ShownDate]:
    """Return the dates of one place, in order."""
    element = place.element
    if element.tag in _NEVER or places.standing(element) is Standing.ELSEWHERE:
        return []
    text = place.line or text_of(element, _LONGEST + 40)
    if len(text) > _LONGEST or not (_DIGIT.search(text) or _DIGIT.search(element.get("datetime") or "")):
        return []
    distance = place.order - title_order
    is_near = _BEFORE <= distance <= _AFTER and _is_line(place, text) and not places.is_elsewhere(element)
    shown = []
    for kind, piece in _pieces(element, text, language):
        if kind != "other" and (moment := parse_moment(piece, language)) and not _is_other_day(element):
            is_marked = bool(kind) or element.tag == "time" or bool(_marked_kind(place))
            # What an attribute states is as exact as the page knows: with its zone.
            is_stated = any(piece == element.get(attribute) for attribute in _STATING)
            confidence = (
                0.6 + 0.1 * is_near + 0.1 * is_marked + 0.02 * is_stated + 0.05 * (kind == "published")
            )
            confidence -= 0.001 * min(abs(distance), 99)
            evidence = found(moment, "visible", place.name, piece, round(confidence, 3))
            told = kind or ("modified" if _marked_kind(place) == "modified" else "")
            shown.append(ShownDate(evidence, place.order, told, is_near))
    return shown


def _marked_kind(place: Place) -> Kind:
    """Return what the attributes of a place call its date; surer of changes than of publication."""
    marks = place_names().marks
    if not marks["modified"].isdisjoint(place.words):
        return "modified"
    return "" if marks["published"].isdisjoint(place.words) else "published"


def _is_line(place: Place, text: str) -> bool:
    """Whether a text is about a date and little else."""
    if len(text) > _LONGEST_LINE or _CITATION.search(text):
        return False
    return place.words != {DATE_TEXT} or len(text.split()) <= _WORDS_OF_LINE


def _is_other_day(element: etree._Element) -> bool:
    """Whether an element, or the one around it, says that it shows the day of reading or that of an event."""
    above = element.getparent()
    around = (element,) if above is None or above.tag in ROOTS else (element, above)
    (words,) = words_of([" ".join((e.get("class") or "") + " " + (e.get("id") or "") for e in around)])
    return not place_names().other_day_words.isdisjoint(words)


def _pieces(element: etree._Element, text: str, language: str) -> list[tuple[Kind, str]]:
    """Return what an element says of dates, each piece with what it calls it."""
    folded = fold(text)
    label = last_kind(folded) or last_kind(fold(_text_before(element)))
    for attribute in _STATING:
        if (stated := element.get(attribute)) and parse_moment(stated, language):
            return [(label, stated)]
    pieces = labelled_pieces(folded)
    return pieces if len(pieces) > 1 else [(label, text)]


def _text_before(element: etree._Element) -> str:
    """Return the few words that stand before an element: "Published:"."""
    before = element.getprevious()
    if before is not None:
        text = (before.tail or "").strip() or text_of(before, _LONGEST_LABEL + 20)
    else:
        parent = element.getparent()
        text = (parent.text or "") if parent is not None else ""
    return text if len(text) <= _LONGEST_LABEL else ""
