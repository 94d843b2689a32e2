"""The title: the headline that the page shows, agreed upon by what the page says of itself."""

from __future__ import annotations

import html
import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from archivist.parse.metadata.found import Found, found, from_meta
from archivist.parse.metadata.places import Place, Places, Standing
from archivist.parse.metadata.publisher import SiteNames, letters
from archivist.parse.metadata.schema_org import Thing, text_at, type_of
from archivist.parse.metadata.text import clean, lines_of, text_of
from archivist.parse.metadata.title_parts import (
    main_part,
    share_in_address,
    strip_site,
    without_short_tail,
    without_tail,
    without_unknown_site,
)
from archivist.rules.places import place_names

if TYPE_CHECKING:
    from lxml import etree

    from archivist.parse.page import Page

_WORDS = re.compile(r"\w+")
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
_TITLE_LENGTHS = range(2, 400)
_LONGEST_RAW = 1000  # characters looked at
_THINGS_AT_MOST = 2
_LINES_AT_MOST = 8  # of a heading
_MOST = 0.6  # of the words of a title
_CONFIDENCE = 0.7  # in what the head of the page says
_MARKS_OF_LINKS = " ¶"  # behind a heading that can be linked to
_LOWER = frozenset({"h2", "h3"})
_LOWER_RANK = 0.75  # of a heading that is no h1, and says just what the head of the page says
_DOUBTED_RANK = 0.52  # the same where most of the head says something else
_SURE = 0.5  # rank of a heading that is believed to be the headline
_LONGEST_HEADLINE = 180  # characters of a heading that is believed though little agrees with it
_ONLY = 0.2  # the same for the only h1

_Bag = frozenset[str]


def read_title(
    page: Page, places: Places, articles: list[Thing], sites: SiteNames
) -> tuple[list[Found[str]], Place | None]:
    """Return the candidates for the title, the best first, and where the headline stands, if it is shown.

    A heading of the first level that agrees with what the head of the page says is the headline; else any
    heading that says just that; else what most of the head says, without the name of the site.
    """
    said = _by_votes(_said(page, articles, sites))
    shown = _shown(places, _Titles.of(said), sites)
    is_only = sum(heading.place.element.tag == "h1" and heading.rank > 0 for heading in shown) == 1
    least = _ONLY if is_only and len(shown[0].found.value) <= _LONGEST_HEADLINE else _SURE
    best = shown[0] if shown and (shown[0].rank >= least or not said) else None
    if best and said and best.rank < _SURE and _is_told_by_address(page, said[0], best):
        best = None
    headings = [heading.found for heading in shown if heading.rank > 0 or heading is best]
    if best is None:
        return [replace(one, value=_alone(one.value, page, len(said))) for one in said] + headings, None
    kickered = [one for one in said if _has_kicker(one.value, best.found.value)]
    return (kickered if len(kickered) > 1 else []) + headings + said, best.place


@dataclass(frozen=True, slots=True)
class _Titles:
    """What the head of a page says its title is, as headings are compared with it: the likeliest first."""

    spellings: tuple[str, ...]
    main_parts: frozenset[str]  # spellings of their longest parts
    bags: tuple[_Bag, ...]

    @classmethod
    def of(cls, said: list[Found[str]]) -> _Titles:
        texts = [one.value for one in said]
        main_parts = frozenset(letters(main_part(text)) for text in texts) - {""}
        return cls(tuple(map(letters, texts)), main_parts, tuple(map(_bag, texts)))

    def lower_rank(self, spelling: str) -> float:
        """Return how surely a heading that is no h1 is the headline."""
        if spelling in self.spellings or spelling in self.main_parts:
            return _LOWER_RANK if self.spellings[0] == spelling else _DOUBTED_RANK
        return 0.0

    def agreement(self, text: str, spelling: str) -> float:
        """Return how well a heading agrees with them, 0 to 1."""
        bag = _bag(text)
        return 1.0 if spelling in self.main_parts else max((_overlap(bag, b) for b in self.bags), default=0.0)


@dataclass(frozen=True, slots=True)
class _Heading:
    """A heading that may be the headline; ``rank`` says how surely, 0 to 1."""

    place: Place
    rank: float
    found: Found[str]


def _by_votes(said: list[Found[str]]) -> list[Found[str]]:
    """Return titles in the order of how much they have in common with the others."""
    bags = [_bag(one.value) for one in said]
    counts = Counter(bags)
    votes = {bag: round(sum(_overlap(bag, o) * counts[o] for o in counts), 6) for bag in counts}
    return sorted(said, key=lambda one: -votes[_bag(one.value)])


def _shown(places: Places, titles: _Titles, sites: SiteNames) -> list[_Heading]:
    """Return the headings that may be the headline, the surest first: lower ones only where no h1 is sure."""
    marks = place_names().marks["headline"]
    headings = [_judged(place, places, titles, sites) for place in places.all if place.element.tag == "h1"]
    if not any(heading and heading.rank > _LOWER_RANK for heading in headings):
        known = {*titles.spellings, *titles.main_parts}
        lower = (
            place
            for place in places.all
            if (place.element.tag in _LOWER or (place.element.tag != "h1" and place.words & marks))
            and (not titles.spellings or _has_one_of(place.element, known))
        )
        headings += [_judged(place, places, titles, sites) for place in lower]
    ranked = sorted(filter(None, headings), key=_order)
    return _with_twin_first(ranked)


def _order(heading: _Heading) -> tuple[float, bool, int]:
    """Return what headings are sorted by: the surest first, of those that tie an h1, then the earlier."""
    return -heading.rank, heading.place.element.tag != "h1", heading.place.order


def _is_told_by_address(page: Page, said: Found[str], heading: _Heading) -> bool:
    """Whether the address of the page is made of what its head says, and not of a heading."""
    others = share_in_address(heading.found.value, page.url)
    return share_in_address(said.value, page.url) >= _MOST and others < _MOST / 2


def _with_twin_first(headings: list[_Heading]) -> list[_Heading]:
    """Put first, of two headings that say the same, the h1: it is the headline wherever it stands."""
    if not headings:
        return []
    first = headings[0]
    spelling = letters(first.found.value)
    h1s = (one for one in headings if one.place.element.tag == "h1" and letters(one.found.value) == spelling)
    best = replace(next(h1s, first), rank=first.rank)
    return [best, *(one for one in headings if one.place is not best.place)]


def _judged(place: Place, places: Places, titles: _Titles, sites: SiteNames) -> _Heading | None:
    """Return a heading with its rank; None where it is empty, too long, a call or names the site."""
    text = strip_site(_own_words(place.element, titles.spellings), sites)
    spelling = letters(text)
    if len(text) not in _TITLE_LENGTHS or spelling in sites.names:
        return None
    rank = _rank(place, places, titles.lower_rank(spelling), titles.agreement(text, spelling))
    return _Heading(place, rank, found(text, "visible", place.name, text, rank))


def _has_kicker(text: str, headline: str) -> bool:
    """Whether a text is the headline with the line above it: "Storms: Twelve boats are lost"."""
    kicker, colon, rest = text.partition(": ")
    return bool(colon and kicker) and letters(rest) == letters(headline)


def _own_words(heading: etree._Element, spellings: tuple[str, ...]) -> str:
    """Return the words of a heading, without a kicker in it where the head of the page has it without."""
    text = text_of(heading, _TITLE_LENGTHS.stop).rstrip(_MARKS_OF_LINKS)
    if letters(text) in spellings or not len(heading):
        return text
    lines = lines_of(heading, _TITLE_LENGTHS.stop, part_all=True)[:_LINES_AT_MOST]
    parts = [" ".join(lines[at:]) for at in range(1, len(lines))] + [
        " ".join(lines[:at]) for at in range(1, len(lines))
    ]
    return next((part for part in parts if letters(part) in spellings), text)


def _has_one_of(element: etree._Element, spellings: set[str]) -> bool:
    """Whether one of the titles stands in the text of an element: else it is not worth a closer look."""
    text = letters(text_of(element, _TITLE_LENGTHS.stop))
    return any(spelling in text for spelling in spellings)


def _rank(place: Place, places: Places, lower_rank: float, agreement: float) -> float:
    """Return how surely a heading is the headline, 0 to 1."""
    element = place.element
    is_h1 = element.tag == "h1"
    if places.standing(element) is Standing.ELSEWHERE:
        return round(0.55 * agreement, 2) if is_h1 else 0.0
    rank = agreement if is_h1 else lower_rank
    if places.is_elsewhere(element):
        parent = element.getparent()
        rank *= 0.6 if parent is not None and places.is_elsewhere(parent) else 0.4
    return round(rank, 2)


def _said(page: Page, articles: list[Thing], sites: SiteNames) -> list[Found[str]]:
    """Return what the head of the page says its title is, in the order of the places."""
    stated = []
    for thing in articles[:_THINGS_AT_MOST]:
        text = text_at(thing, "headline", "name")
        stated.append(found(text, "json-ld", f"{type_of(thing)}.headline", text, _CONFIDENCE))
    stated += from_meta(page, place_names().meta["title"], _CONFIDENCE)
    text = next(((element.text or "")[:_LONGEST_RAW] for element in page.tagged("title")), "")
    stated.append(found(text, "title", "title", text, _CONFIDENCE))
    stripped = [
        replace(one, value=strip_site(clean(html.unescape(one.value[:_LONGEST_RAW])), sites))
        for one in stated
    ]
    sound = [
        one for one in stripped if len(one.value) in _TITLE_LENGTHS and letters(one.value) not in sites.names
    ]
    values = [one.value for one in sound]
    return [replace(one, value=without_tail(one.value, values)) for one in sound]


def _alone(text: str, page: Page, said: int) -> str:
    """Return a title that no heading confirms without what may be the unknown name of the site."""
    return without_short_tail(text) if said == 1 else without_unknown_site(text, page.url)


def _overlap(one: _Bag, other: _Bag) -> float:
    """Return how alike two titles are, 0 to 1: the share of what they have in common."""
    return 2 * len(one & other) / (len(one) + len(other)) if one and other else 0.0


def _bag(text: str) -> _Bag:
    """Return the words of a title, or in scripts without spaces its signs."""
    bag: set[str] = set()
    for word in _WORDS.findall(text.casefold()):
        if _UNSPACED.search(word):
            bag.update(word)
        else:
            bag.add(word)
    return frozenset(bag)
