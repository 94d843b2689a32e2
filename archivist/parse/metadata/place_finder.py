"""Finds the places of a page where metadata may be shown, in a few passes over its lists of elements.

Each pass judges all elements by one thing, so that what is dear is done once for all: the same class stands
on many elements, and few texts begin as a byline does.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from archivist.parse.metadata.places import (
    AUTHOR_LINK,
    BYLINE_TEXT,
    DATE_TEXT,
    LINE_ALONE,
    LONGEST_ATTRIBUTE,
    ROOTS,
    Place,
    Places,
    Standing,
    is_author_card,
    standing_told_by,
    words_of,
)
from archivist.parse.metadata.wording import (
    DASHES,
    byline_within,
    names_reporter,
    reporter_of_dateline,
    starts_byline,
)
from archivist.rules.bylines import byline_words
from archivist.rules.places import place_names

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from archivist.parse.page import Page

_NO_WORDS: frozenset[str] = frozenset()
_LINKED = frozenset({AUTHOR_LINK})
_WORDED = frozenset({BYLINE_TEXT})
_DATED = frozenset({DATE_TEXT})
_WITHIN = frozenset({BYLINE_TEXT, LINE_ALONE})

_ATTRIBUTES = frozenset(
    {"class", "id", "itemprop", "rel", "data-testid", "data-test", "data-component", "data-qa"}
)
_SECTION = "articleSection"
_LONGEST_LINE = 200  # characters of a text that may begin a byline
_LONGEST_DATE = 90  # and of one that may be about a date
_HEADINGS = frozenset({"h1", "h2", "h3", "time"})
_UNSEEN = frozenset({
    "script", "style", "noscript", "template", "option", "textarea", "head", "meta", "link", "title", "base",
    "svg", "path", "g", "use", "img", "source", "picture", "br", "hr", "input", "iframe",
})  # fmt: skip
# The sentence goes on behind them.
_IN_SENTENCES = frozenset({"a", "b", "em", "i", "strong", "u", "code", "sup", "sub"})
_MAYBE_DATE = re.compile(r"\d(?:\d{3}(?!\d)|\d?[./]\d\d?[./]\d\d|\d{0,3}\s?[年년])")

#: What is said of some of the elements, by their numbers in page order.
_Words = dict[int, frozenset[str]]


def find_places(page: Page, label: str) -> Places:
    """Return the places of a page: headings, times, bylines, dates, and what its attributes say is one.

    ``label`` is the part of the host that its owner chose.
    """
    elements, tags = page.elements, page.tags
    seen = [at for at, tag in enumerate(tags) if tag not in _UNSEEN]
    named, links, sections, related = _attributes(page.attributes, tags, seen)
    words: _Words = {at: _NO_WORDS for at in seen if tags[at] in _HEADINGS}
    within: dict[int, str] = {}
    told = [(at, text) for at, text in page.told if tags[at] not in _UNSEEN]
    _add(words, _told_by(told, within))
    read = _read_values({value for _, value in named})
    _add(words, _marked(named, read))
    _add(words, _linked(links, label))
    behind = _told_by(page.told_behind, {})
    places: list[Place] = []
    within |= _lines_within(page.texts, words)
    for at in sorted(words.keys() | behind.keys() | within.keys()):
        element = elements[at]
        if own_line := behind.get(at):
            parent = element.getparent()
            is_in_sentence = tags[at] in _IN_SENTENCES and bool(page.texts[at] or len(element))  # no icon
            own_line = own_line - _WORDED if is_in_sentence else own_line
            if own_line and parent is not None and parent.tag not in ROOTS:
                places.append(Place(parent, own_line, len(places), " ".join((page.tails[at] or "").split())))
        if (line := within.get(at)) is not None:
            places.append(Place(element, _WITHIN, len(places), line))
        if (own := words.get(at)) is not None:
            places.append(Place(element, own, len(places)))
    told_standings = {
        value: standing
        for value, of in read.items()
        if (standing := standing_told_by(of)) is not Standing.WITH and not is_author_card(value)
    }
    return Places(
        tuple(places),
        tuple(elements[at] for at in sections),
        tuple(elements[at] for at in related),
        told_standings,
    )


def _attributes(
    attributes: Sequence[Mapping[str, str]], tags: Sequence[str], seen: Iterable[int]
) -> tuple[list[tuple[int, str]], list[tuple[int, str]], list[int], list[int]]:
    """Return the values that may name what an element shows, the addresses of links, sections, and tags."""
    named, links, sections, related = [], [], [], []
    for at in seen:
        for name, value in attributes[at].items():
            if name in _ATTRIBUTES:
                named.append((at, value))
                if value == _SECTION:
                    sections.append(at)
                elif name == "rel" and tags[at] == "a" and "tag" in value.lower().split():
                    related.append(at)
            elif name == "href" and tags[at] == "a":
                links.append((at, value))
    return named, links, sections, related


def _add(words: _Words, more: Mapping[int, frozenset[str]]) -> None:
    for at, found in more.items():
        words[at] = words[at] | found if at in words else found


def _read_values(values: set[str]) -> Mapping[str, frozenset[str]]:
    """Return those of the words of some attributes that mean something here, by attribute."""
    known = _all_marks()
    listed = list(values)
    return {
        value: known.intersection(words)
        for value, words in zip(listed, words_of(listed), strict=True)
        if not known.isdisjoint(words)
    }


def _marked(named: list[tuple[int, str]], read: Mapping[str, frozenset[str]]) -> _Words:
    """Return the elements whose attributes say what they show."""
    marks = _marks()
    told = {value: marks & words for value, words in read.items() if not marks.isdisjoint(words)}
    marked: _Words = {}
    for at, value in named:
        if value in told:
            marked[at] = marked[at] | told[value] if at in marked else told[value]
    return marked


def _linked(links: list[tuple[int, str]], label: str) -> _Words:
    """Return the links that lead to an author's page."""
    known: dict[str, bool] = {}
    linked: _Words = {}
    for at, address in links:
        path = address.rstrip("/").rpartition("/")[0]
        if (leads := known.get(path)) is None:
            leads = known[path] = _leads_to_author(path, label)
        if leads:
            linked[at] = _LINKED
    return linked


def _told_by(texts: Iterable[tuple[int, str]], datelines: dict[int, str]) -> _Words:
    """Return what the lines of some elements say by themselves: that they are a byline, or hold a date.

    Datelines that name a reporter are added to ``datelines``.
    """
    told: _Words = {}
    for at, text in texts:
        if not text.isascii() and (line := reporter_of_dateline(text)):
            datelines[at] = line
        if len(text) > _LONGEST_LINE:
            continue
        line = text.strip(DASHES)
        if starts_byline(line) or (not line.isascii() and names_reporter(line)):
            told[at] = _WORDED
        if len(line) <= _LONGEST_DATE and _MAYBE_DATE.search(line):
            told[at] = _WORDED | _DATED if at in told else _DATED
    return told


def _lines_within(texts: Sequence[str | None], words: _Words) -> Mapping[int, str]:
    """Return the bylines that stand behind a date in its text."""
    dated = ((at, " ".join((texts[at] or "").split())) for at, told in words.items() if DATE_TEXT in told)
    return {at: line for at, text in dated if (line := byline_within(text))}


@cache
def _marks() -> frozenset[str]:
    """Return the words that say what an element shows."""
    return byline_words().marks.union(*place_names().marks.values())


@cache
def _all_marks() -> frozenset[str]:
    """Return these, and the words that say where it stands."""
    return _marks() | place_names().elsewhere_words | place_names().aside_words


def _leads_to_author(path: str, label: str) -> bool:
    """Whether pages of authors of this site, whose host holds ``label``, lie under an address."""
    parts = path[:LONGEST_ATTRIBUTE].lower().split("/")
    if byline_words().links.isdisjoint(parts):
        return False
    return len(parts) < 3 or parts[1] != "" or not label or label in parts[2]
