"""The title: the headline that the page shows, agreed upon by what the page says of itself."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable

from archivist.parse.metadata.found import Found, found
from archivist.parse.metadata.places import Place, Places
from archivist.parse.metadata.publisher import letters
from archivist.parse.metadata.schema_org import Thing, text_at, type_of
from archivist.parse.metadata.text import clean, text_of
from archivist.parse.page import Page

_METAS = (
    "og:title",
    "twitter:title",
    "title",
    "dc.title",
    "dcterms.title",
    "parsely-title",
    "sailthru.title",
    "headline",
)
# What parts a headline from the name of the site: with spaces around, or a bar of any kind.
_SEPARATOR = re.compile(r"\s+[-–—―·•~:]+\s+|\s*[|｜¦│‖»«⟩›]+\s*|\s+::?\s+|\s+/\s+|\s[-–—]{2,}\s?")
_WORDS = re.compile(r"\w+")
_TITLE_LENGTHS = range(2, 400)
HEADLINE_MARKS = frozenset({"headline"})
_AGREES = 0.5


def read_title(page: Page, places: Places, articles: list[Thing], sites: frozenset[str]) -> list[Found[str]]:
    """Return the candidates for the title, the best first.

    A heading of the first level that agrees with what the head of the page says is the headline; else what
    most of the head says, without the name of the site.
    """
    said = _said(page, articles, sites)
    shown = [
        found(text, "visible", place.name, text, 0.9)
        for place in _headings(places)
        if len(text := strip_site(text_of(place.element), sites)) in _TITLE_LENGTHS
        and letters(text) not in sites
    ]
    headlines = [said_one.value for said_one in said]
    ranked = sorted(shown, key=lambda heading: -_agreement(heading.value, headlines))
    if ranked and (not said or _agreement(ranked[0].value, headlines) >= _AGREES or len(shown) == 1):
        return ranked + said
    return sorted(said, key=lambda one: -_votes(one.value, headlines)) + ranked


def strip_site(text: str, sites: frozenset[str]) -> str:
    """Return a title without the site's names at its end or its beginning.

    >>> strip_site("Snow in May - The Daily Example", frozenset({"thedailyexample"}))
    'Snow in May'
    """
    parts = _parts(text)
    while len(parts) > 1 and _is_site(parts[-1][1], sites):
        parts.pop()
    while len(parts) > 1 and _is_site(parts[0][1], sites):
        parts.pop(0)
    if not parts:
        return text
    return text[parts[0][0] : parts[-1][0] + len(parts[-1][1])]


def _parts(text: str) -> list[tuple[int, str]]:
    """The parts between separators, each with its place in the text."""
    parts = []
    start = 0
    for match in _SEPARATOR.finditer(text):
        parts.append((start, text[start : match.start()]))
        start = match.end()
    parts.append((start, text[start:]))
    return [part for part in parts if part[1].strip()]


def _is_site(part: str, sites: frozenset[str]) -> bool:
    folded = letters(part)
    return folded in sites


def _said(page: Page, articles: list[Thing], sites: frozenset[str]) -> list[Found[str]]:
    """What the head of the page says its title is."""
    raw = [("json-ld", f"{type_of(t)}.headline", text_at(t, "headline", "name")) for t in articles[:2]]
    raw += [
        ("meta", f'meta[property="{key}"]', text) for key in _METAS for text in page.meta.get(key, ())[:1]
    ]
    title = page.root.find(".//title")
    raw.append(("title", "title", (title.text or "") if title is not None else ""))
    candidates = []
    for method, place, text in raw:
        value = strip_site(clean(html.unescape(text)), sites)
        if len(value) in _TITLE_LENGTHS and letters(value) not in sites:
            candidates.append(found(value, method, place, text, 0.7))
    return candidates


def _headings(places: Places) -> list[Place]:
    headings = [place for place in places.all if place.element.tag == "h1" or place.words & HEADLINE_MARKS]
    inside = [
        place for place in headings if place.element.tag == "h1" and not places.is_elsewhere(place.element)
    ]
    return inside or [place for place in headings if place.element.tag == "h1"]


def _agreement(text: str, others: Iterable[str]) -> float:
    return max((_overlap(text, other) for other in others), default=0.0)


def _votes(text: str, others: Iterable[str]) -> float:
    return sum(_overlap(text, other) for other in others)


def _overlap(one: str, other: str) -> float:
    """How alike two titles are, 0 to 1: the words, or in scripts without spaces the signs, they share."""
    first, second = _bag(one), _bag(other)
    return 2 * len(first & second) / (len(first) + len(second)) if first and second else 0.0


def _bag(text: str) -> frozenset[str]:
    words = _WORDS.findall(text.casefold())
    if len(words) <= 3 and any(len(word) > 8 and not word.isascii() for word in words):
        return frozenset("".join(words))
    return frozenset(words)
