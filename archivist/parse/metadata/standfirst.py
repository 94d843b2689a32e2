"""The standfirst: the sentence or two that the page shows between the headline and the body."""

from __future__ import annotations

import re
from itertools import chain, islice
from typing import TYPE_CHECKING

from archivist.parse.metadata.found import Found, best_first, found, from_meta
from archivist.parse.metadata.places import describe
from archivist.parse.metadata.publisher import letters
from archivist.parse.metadata.text import text_of
from archivist.rules.places import place_names

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from archivist.parse.metadata.places import Place, Places
    from archivist.parse.page import Page

_LETTER = re.compile(r"[^\W_]")
_LENGTHS = range(25, 900)  # characters
_FOLLOWING = 40  # elements after the headline that are looked at
_LEVELS = 5  # ancestors of the headline whose later children are
_AFTER = 12  # places after the headline
_COMPARED = 24  # letters: descriptions are cut, and end in "…"
_SAID, _MARKED, _SAID_AND_MARKED = 0.8, 0.7, 0.95  # confidences
_TEXTS = frozenset({"p", "h2", "h3", "h4", "div", "span", "strong", "em", "li"})


def read_standfirst(page: Page, places: Places, headline: Place | None) -> list[Found[str]]:
    """Return the candidates for the standfirst, the best first: texts that stand with the headline.

    What describes the page in its head is a standfirst only where the page shows it there.
    """
    if headline is None:
        return []
    title = letters(text_of(headline.element))
    descriptions = [letters(one.value) for one in from_meta(page, place_names().meta["description"], 1.0)]
    beginnings = frozenset(text[:_COMPARED] for text in descriptions if len(text) > _COMPARED)
    marked = [place.element for place in _marked(places, headline)]
    candidates = []
    told = _told(page, headline.element, beginnings)
    following = islice(_following(headline.element), _FOLLOWING) if told else ()
    for element in dict.fromkeys([*marked, *following]):
        is_said = element in told and letters(text_of(element, 2 * _COMPARED))[:_COMPARED] in beginnings
        if not is_said and element not in marked:
            continue
        text = text_of(element, _LENGTHS.stop)
        if len(text) in _LENGTHS and letters(text) != title:
            confidence = _SAID_AND_MARKED if is_said and element in marked else _SAID if is_said else _MARKED
            candidates.append(found(text, "visible", describe(element), text, confidence))
    return best_first(candidates)


def _told(page: Page, headline: etree._Element, beginnings: frozenset[str]) -> frozenset[etree._Element]:
    """Return the elements from the headline on that may begin as one of the descriptions does.

    They hold a text that does, or its first words: most pages have few such, and only they are read whole.
    """
    signs = {beginning[0] for beginning in beginnings}
    told: set[etree._Element] = set()
    start = page.elements.index(headline) if beginnings else len(page.elements)
    for at, text in chain(page.told, page.told_behind):
        if at < start or not (first := _LETTER.search(text)) or first[0].casefold()[0] not in signs:
            continue
        begun = letters(text[first.start() : first.start() + 2 * _COMPARED])[:_COMPARED]
        if any(beginning.startswith(begun) for beginning in beginnings):
            told.add(page.elements[at])
            told.update(page.elements[at].iterancestors())
    return frozenset(told)


def _marked(places: Places, headline: Place) -> Iterator[Place]:
    """Yield the places near the headline whose names say that they are a standfirst."""
    marks = place_names().marks["standfirst"]
    for place in places.all:
        is_near = 0 < place.order - headline.order <= _AFTER
        if is_near and not marks.isdisjoint(place.words) and not places.is_elsewhere(place.element):
            yield place


def _following(headline: etree._Element) -> Iterator[etree._Element]:
    """Yield the elements of text after the headline, the nearest first."""
    node = headline
    for _ in range(_LEVELS):
        for sibling in islice(node.itersiblings(), _FOLLOWING):
            for element in islice(sibling.iter(), _FOLLOWING):
                if element.tag in _TEXTS:
                    yield element
        parent = node.getparent()
        if parent is None or parent.tag == "body":
            return
        node = parent
