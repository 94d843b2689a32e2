"""The title: the headline that the page shows, agreed upon by what the page says of itself."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, replace

from archivist.parse.metadata.found import Found, found
from archivist.parse.metadata.places import Place, Places, Standing
from archivist.parse.metadata.publisher import SiteNames, letters
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
_SEPARATOR = re.compile(r"\s+[-–—―·•~:]+\s+|\s*[|｜¦│‖»«⟩›]+\s*|\s+::?\s+|\s+/\s+|\s[-–—]{2,}\s?|(?<=\w)[-–—:]\s+|(?<=[^\x00-\x7f])_|\s_")
_WORDS = re.compile(r"\w+")
_TITLE_LENGTHS = range(2, 400)
HEADLINE_MARKS = frozenset({"headline"})
_LOWER = frozenset({"h2", "h3"})
_LOWER_RANK = 0.75  # of a heading that is no h1, and says just what the head of the page says
_SURE = 0.5  # rank of a heading that is believed to be the headline
_ONLY = 0.2  # the same for the only h1


def read_title(
    page: Page, places: Places, articles: list[Thing], sites: SiteNames
) -> tuple[list[Found[str]], Place | None]:
    """Return the candidates for the title, the best first, and where the headline stands, if it is shown.

    A heading of the first level that agrees with what the head of the page says is the headline; else any
    heading that says just that; else what most of the head says, without the name of the site.
    """
    said = _said(page, articles, sites)
    bags = [_bag(one.value) for one in said]
    said = [one for _, one in sorted(zip(bags, said, strict=True), key=lambda pair: -sum(_overlap(pair[0], bag) for bag in bags))]
    shown = _shown(places, said, bags, sites)
    is_only = sum(heading.place.element.tag == "h1" and heading.rank > 0 for heading in shown) == 1
    best = shown[0] if shown and (shown[0].rank >= (_ONLY if is_only else _SURE) or not said) else None
    headings = [heading.found for heading in shown if heading.rank > 0]
    if best is None:
        return said + headings, None
    kickered = [one for one in said if _has_kicker(one.value, best.found.value)]
    return (kickered if len(kickered) > 1 else []) + headings + said, best.place


@dataclass(frozen=True, slots=True)
class _Heading:
    """A heading that may be the headline; ``rank`` says how surely, 0 to 1."""

    place: Place
    rank: float
    found: Found[str]


def _shown(places: Places, said: list[Found[str]], bags: list[frozenset[str]], sites: SiteNames) -> list[_Heading]:
    """The headings that may be the headline, the surest first: lower ones only where no h1 is sure."""
    spellings = {letters(one.value) for one in said}
    headings: list[_Heading] = []
    for tags in (frozenset({"h1"}), _LOWER):
        for place in places.all:
            if place.element.tag not in tags and not (tags is _LOWER and place.words & HEADLINE_MARKS):
                continue
            text = strip_site(text_of(place.element, _TITLE_LENGTHS.stop), sites)
            if len(text) in _TITLE_LENGTHS and (folded := letters(text)) not in sites.names:
                bag = _bag(text)
                agreement = max((_overlap(bag, other) for other in bags), default=0.0)
                rank = _rank(place, places, folded in spellings, agreement)
                headings.append(_Heading(place, rank, found(text, "visible", place.name, text, rank)))
        if any(heading.rank > _LOWER_RANK for heading in headings):
            break
    headings.sort(key=lambda heading: (-heading.rank, heading.place.order))
    if headings:  # of two that say the same, an h1 is the headline wherever it stands
        first = letters(headings[0].found.value)
        twin = (one for one in headings if one.place.element.tag == "h1" and letters(one.found.value) == first)
        best = replace(next(twin, headings[0]), rank=headings[0].rank)
        headings = [best, *(one for one in headings if one.place is not best.place)]
    return headings


def _has_kicker(text: str, headline: str) -> bool:
    """Whether a text is the headline with the line above it: "Storms: Twelve boats are lost"."""
    kicker, colon, rest = text.partition(": ")
    return bool(colon and kicker) and letters(rest) == letters(headline)


def _rank(place: Place, places: Places, is_said: bool, agreement: float) -> float:
    """How surely a heading is the headline, 0 to 1."""
    if places.standing(place.element) is Standing.ELSEWHERE:
        return round(0.55 * agreement, 2) if place.element.tag == "h1" else 0.0
    rank = agreement if place.element.tag == "h1" else _LOWER_RANK if is_said else 0.0
    if places.is_elsewhere(place.element):
        rank *= 0.6 if places.is_elsewhere(place.element.getparent()) else 0.4
    return round(rank, 2)


def strip_site(text: str, sites: SiteNames) -> str:
    """Return a title without the site's names at its end or its beginning.

    >>> strip_site("Snow in May - The Daily Example", SiteNames(frozenset({"thedailyexample"})))
    'Snow in May'
    """
    parts = _parts(text)
    while len(parts) > 1 and sites.has(parts[-1][1]):
        parts.pop()
    while len(parts) > 1 and sites.has(parts[0][1]):
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


def _said(page: Page, articles: list[Thing], sites: SiteNames) -> list[Found[str]]:
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
        if len(value) in _TITLE_LENGTHS and letters(value) not in sites.names:
            candidates.append(found(value, method, place, text, 0.7))
    return candidates


def _overlap(one: frozenset[str], other: frozenset[str]) -> float:
    """How alike two titles are, 0 to 1: the share of words, or in scripts without spaces of signs, they have in common."""
    return 2 * len(one & other) / (len(one) + len(other)) if one and other else 0.0


def _bag(text: str) -> frozenset[str]:
    words = _WORDS.findall(text.casefold())
    if len(words) <= 3 and any(len(word) > 8 and not word.isascii() for word in words):
        return frozenset("".join(words))
    return frozenset(words)
