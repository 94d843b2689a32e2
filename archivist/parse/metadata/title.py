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
from archivist.rules.places import place_names

if TYPE_CHECKING:
    from lxml import etree

    from archivist.parse.page import Page

# What parts a headline from the name of the site: with spaces around, or a bar of any kind.
_SEPARATOR = re.compile(
    r"\s[-–—―·•~:]{1,3}\s|\s?[|｜¦│‖»«⟩›]{1,3}\s?|\s::?\s|\s/\s|\s[-–—]{2,3}\s?|(?<=\w)[-–—:]\s|(?<=[^\x00-\x7f])_|\s_"
)
_SIGN = re.compile(r"[-–—―·•~:|｜¦│‖»«⟩›/_]")  # without one of them there is no separator
_WORDS = re.compile(r"\w+")
_TITLE_LENGTHS = range(2, 400)
_LONGEST_RAW = 1000  # characters looked at
_THINGS_AT_MOST = 2
_WORDS_OF_HEADLINE = 4  # at least
_LINES_AT_MOST = 8  # of a heading
_CONFIDENCE = 0.7  # in what the head of the page says
_LOWER = frozenset({"h2", "h3"})
_LOWER_RANK = 0.75  # of a heading that is no h1, and says just what the head of the page says
_SURE = 0.5  # rank of a heading that is believed to be the headline
_ONLY = 0.2  # the same for the only h1

_Bag = frozenset[str]


def read_title(
    page: Page, places: Places, articles: list[Thing], sites: SiteNames
) -> tuple[list[Found[str]], Place | None]:
    """Return the candidates for the title, the best first, and where the headline stands, if it is shown.

    A heading of the first level that agrees with what the head of the page says is the headline; else any
    heading that says just that; else what most of the head says, without the name of the site.
    """
    said = _said(page, articles, sites)
    bags = [_bag(one.value) for one in said]
    counts = Counter(bags)
    votes = {bag: round(sum(_overlap(bag, o) * counts[o] for o in counts), 6) for bag in counts}
    said.sort(key=lambda one: -votes[_bag(one.value)])
    shown = _shown(places, said, bags, sites)
    is_only = sum(heading.place.element.tag == "h1" and heading.rank > 0 for heading in shown) == 1
    best = shown[0] if shown and (shown[0].rank >= (_ONLY if is_only else _SURE) or not said) else None
    headings = [heading.found for heading in shown if heading.rank > 0 or heading is best]
    if best is None:
        return ([_without_short_tail(said[0])] if len(said) == 1 else said) + headings, None
    kickered = [one for one in said if _has_kicker(one.value, best.found.value)]
    return (kickered if len(kickered) > 1 else []) + headings + said, best.place


@dataclass(frozen=True, slots=True)
class _Heading:
    """A heading that may be the headline; ``rank`` says how surely, 0 to 1."""

    place: Place
    rank: float
    found: Found[str]


def _shown(places: Places, said: list[Found[str]], bags: list[_Bag], sites: SiteNames) -> list[_Heading]:
    """Return the headings that may be the headline, the surest first: lower ones only where no h1 is sure."""
    spellings = frozenset(letters(one.value) for one in said)
    marks = place_names().marks["headline"]
    headings = [
        _judged(place, places, spellings, bags, sites) for place in places.all if place.element.tag == "h1"
    ]
    if not any(heading and heading.rank > _LOWER_RANK for heading in headings):
        lower = (
            place
            for place in places.all
            if (place.element.tag in _LOWER or (place.element.tag != "h1" and place.words & marks))
            and (not said or _has_one_of(place.element, spellings))
        )
        headings += [_judged(place, places, spellings, bags, sites) for place in lower]
    ranked = sorted(filter(None, headings), key=lambda heading: (-heading.rank, heading.place.order))
    return _with_twin_first(ranked)


def _with_twin_first(headings: list[_Heading]) -> list[_Heading]:
    """Put first, of two headings that say the same, the h1: it is the headline wherever it stands."""
    if not headings:
        return []
    first = headings[0]
    spelling = letters(first.found.value)
    h1s = (one for one in headings if one.place.element.tag == "h1" and letters(one.found.value) == spelling)
    best = replace(next(h1s, first), rank=first.rank)
    return [best, *(one for one in headings if one.place is not best.place)]


def _judged(
    place: Place, places: Places, spellings: frozenset[str], bags: list[_Bag], sites: SiteNames
) -> _Heading | None:
    """Return a heading with its rank; None where it is empty, too long or names the site."""
    text = strip_site(_own_words(place.element, spellings), sites)
    spelling = letters(text)
    if len(text) not in _TITLE_LENGTHS or spelling in sites.names:
        return None
    bag = _bag(text)
    agreement = max((_overlap(bag, other) for other in bags), default=0.0)
    rank = _rank(place, places, spelling in spellings, agreement)
    return _Heading(place, rank, found(text, "visible", place.name, text, rank))


def _has_kicker(text: str, headline: str) -> bool:
    """Whether a text is the headline with the line above it: "Storms: Twelve boats are lost"."""
    kicker, colon, rest = text.partition(": ")
    return bool(colon and kicker) and letters(rest) == letters(headline)


def _own_words(heading: etree._Element, spellings: frozenset[str]) -> str:
    """Return the words of a heading, without a kicker in it where the head of the page has it without."""
    text = text_of(heading, _TITLE_LENGTHS.stop)
    if letters(text) in spellings or not len(heading):
        return text
    lines = lines_of(heading, _TITLE_LENGTHS.stop, part_all=True)[:_LINES_AT_MOST]
    parts = [" ".join(lines[at:]) for at in range(1, len(lines))] + [
        " ".join(lines[:at]) for at in range(1, len(lines))
    ]
    return next((part for part in parts if letters(part) in spellings), text)


def _has_one_of(element: etree._Element, spellings: frozenset[str]) -> bool:
    """Whether one of the titles stands in the text of an element: else it is not worth a closer look."""
    text = letters(text_of(element, _TITLE_LENGTHS.stop))
    return any(spelling in text for spelling in spellings)


def _rank(place: Place, places: Places, is_said: bool, agreement: float) -> float:
    """Return how surely a heading is the headline, 0 to 1."""
    element = place.element
    is_h1 = element.tag == "h1"
    if places.standing(element) is Standing.ELSEWHERE:
        return round(0.55 * agreement, 2) if is_h1 else 0.0
    rank = agreement if is_h1 else _LOWER_RANK if is_said else 0.0
    if places.is_elsewhere(element):
        parent = element.getparent()
        rank *= 0.6 if parent is not None and places.is_elsewhere(parent) else 0.4
    return round(rank, 2)


def strip_site(text: str, sites: SiteNames) -> str:
    """Return a title without the site's names at its end or its beginning.

    >>> strip_site("Snow in May - The Daily Example", SiteNames(frozenset({"thedailyexample"})))
    'Snow in May'
    """
    parts = _parts(text)
    while len(parts) > 1 and sites.has(parts[-1][1]):
        parts.pop()
    while len(parts) > 1 and sites.has(parts[0][1], words_at_most=3):
        parts.pop(0)
    if not parts:
        return text
    return text[parts[0][0] : parts[-1][0] + len(parts[-1][1])]


def _parts(text: str) -> list[tuple[int, str]]:
    """Return the parts between separators, each with its place in the text."""
    if not _SIGN.search(text):
        return [(0, text)] if text.strip() else []
    parts = []
    start = 0
    for match in _SEPARATOR.finditer(text):
        parts.append((start, text[start : match.start()]))
        start = match.end()
    parts.append((start, text[start:]))
    return [part for part in parts if part[1].strip()]


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
    return [replace(one, value=_without_tail(one.value, sound)) for one in sound]


def _without_short_tail(only: Found[str]) -> Found[str]:
    """Return the only title without its last, short part: most often the unknown name of the site."""
    parts = _parts(only.value)
    end, last = parts[-1]
    head = only.value[: parts[-2][0] + len(parts[-2][1])] if len(parts) > 1 else ""
    is_tail = len(head.split()) >= _WORDS_OF_HEADLINE and len(last.split()) < _WORDS_OF_HEADLINE
    return replace(only, value=head) if end and is_tail else only


def _without_tail(text: str, others: list[Found[str]]) -> str:
    """Return a title without what follows a separator, where another place has it without."""
    for other in others:
        rest = text[len(other.value) :]
        if rest and text.startswith(other.value) and _SEPARATOR.match(rest):
            return other.value
    return text


def _overlap(one: _Bag, other: _Bag) -> float:
    """Return how alike two titles are, 0 to 1: the share of what they have in common."""
    return 2 * len(one & other) / (len(one) + len(other)) if one and other else 0.0


def _bag(text: str) -> _Bag:
    """Return the words of a title, or in scripts without spaces its signs."""
    words = _WORDS.findall(text.casefold())
    if len(words) <= 3 and any(len(word) > 8 and not word.isascii() for word in words):
        return frozenset("".join(words))
    return frozenset(words)
