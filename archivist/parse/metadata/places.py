"""The places of a page where metadata is shown: found in one walk over the tree."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import IntEnum
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING

from lxml import etree

from archivist.parse.metadata.wording import starts_byline
from archivist.rules.bylines import byline_words
from archivist.rules.places import place_names

if TYPE_CHECKING:
    from collections.abc import Iterable

    from archivist.parse.page import Page

#: Words that the finder gives a place itself.
AUTHOR_LINK = "author link"  # leads to an author's page
BYLINE_TEXT = "byline text"  # its text begins "By"
DATE_TEXT = "date text"  # its text may hold a date

_NO_WORDS: frozenset[str] = frozenset()
_LINKED = frozenset({AUTHOR_LINK})
_WORDED = frozenset({BYLINE_TEXT})
_DATED = frozenset({DATE_TEXT})

_ATTRIBUTES = frozenset(
    {"class", "id", "itemprop", "rel", "data-testid", "data-test", "data-component", "data-qa"}
)
_LONGEST_ATTRIBUTE = 400
_LONGEST_LINE = 200  # characters of a text that may begin a byline
_LONGEST_DATE = 90  # and of one that may be about a date
_HEADINGS = frozenset({"h1", "h2", "h3", "time"})
_UNSEEN = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "option",
        "textarea",
        "head",
        "meta",
        "link",
        "title",
        "base",
        "svg",
        "path",
        "g",
        "use",
        "img",
        "source",
        "picture",
        "br",
        "hr",
        "input",
        "iframe",
    ]
)
_IN_SENTENCES = frozenset(
    {"a", "b", "em", "i", "strong", "u", "code", "sup", "sub"}
)  # the sentence goes on behind
_ROOTS = frozenset({"body", "html"})
_OF_THE_ARTICLE = frozenset({"article", "main"})
_ANCESTORS_AT_MOST = 60
_NEAR = 6

_HUMP = re.compile(r"([a-z])([A-Z])")
_MAYBE_DATE = re.compile(r"\d(?:\d{3}(?!\d)|\d?[./]\d\d?[./]\d\d|\d{0,3}\s?[年년])")


@dataclass(frozen=True, slots=True)
class Place:
    """An element that may show metadata; ``order`` counts in page order."""

    element: etree._Element
    words: frozenset[str]  # those of its attributes that were asked for, lower case, and the finder's own
    order: int
    line: str = ""  # the text behind a child of the element, where that line alone is meant

    @property
    def name(self) -> str:
        """The element as evidence names it: ``h1.headline``."""
        return describe(self.element)


class Standing(IntEnum):
    """How far a place stands from the article."""

    WITH = 0  # in the article, or around it
    ASIDE = 1  # in a side bar, a footer or a figure
    ELSEWHERE = 2  # in menus, comments, teasers or what is not shown


@dataclass(slots=True)
class Places:
    """All places of a page, in page order."""

    all: tuple[Place, ...]
    _standings: dict[etree._Element, Standing] = field(default_factory=dict)

    def marked(self, words: Iterable[str]) -> list[Place]:
        """Return the places that have one of the words."""
        wanted = frozenset(words)
        return [place for place in self.all if wanted & place.words]

    def settle(self, headline: etree._Element) -> None:
        """Take what is around the headline for the article's, whatever it is called."""
        self._standings = dict.fromkeys(headline.iterancestors(), Standing.WITH)

    def standing(self, element: etree._Element) -> Standing:
        """Return how far an element stands from the article."""
        path: list[etree._Element] = []
        node: etree._Element | None = element
        while node is not None and len(path) < _ANCESTORS_AT_MOST and node not in self._standings:
            path.append(node)
            node = node.getparent()
        verdict = Standing.WITH if node is None else self._standings.get(node, Standing.WITH)
        for passed in reversed(path):
            if passed.tag in _OF_THE_ARTICLE and verdict is Standing.ASIDE:
                verdict = Standing.WITH
            verdict = max(verdict, _own_standing(passed))
            self._standings[passed] = verdict
        return verdict

    def is_elsewhere(self, element: etree._Element) -> bool:
        """Whether an element stands anywhere but with the article."""
        return self.standing(element) is not Standing.WITH


def find_places(page: Page, label: str) -> Places:
    """Return the places of a page: headings, times, bylines, dates, and what its attributes say is one.

    ``label`` is the part of the host that its owner chose.
    """
    marks = _all_marks()
    known: dict[str, frozenset[str]] = {}
    places: list[Place] = []
    for element in page.root.iter(etree.Element):
        tag = element.tag
        tail = element.tail
        if tail and not tail.isspace() and (told := _told_by(tail)):
            told = told - _WORDED if tag in _IN_SENTENCES else told
            parent = element.getparent()
            if told and parent is not None and parent.tag not in _ROOTS:
                places.append(Place(parent, told, len(places), " ".join(tail.split())))
        if tag in _UNSEEN:
            continue
        words = _NO_WORDS
        attributes: list[tuple[str, str]] = element.items()  # type: ignore[assignment]  # parsed: all are str
        for name, value in attributes:
            if name in _ATTRIBUTES:
                if (read := known.get(value)) is None:
                    read = known[value] = _words(value) & marks
                words |= read
            elif name == "href" and tag == "a" and _leads_to_author(value, label):
                words |= _LINKED
        if (text := element.text) and not text.isspace():
            words |= _told_by(text)
        if words or tag in _HEADINGS:
            places.append(Place(element, words, len(places)))
    return Places(tuple(places))


def describe(element: etree._Element) -> str:
    """Return a short name of an element: its tag, and its itemprop or first class where it has one."""
    if itemprop := element.get("itemprop"):
        return f'{element.tag}[itemprop="{itemprop[:60]}"]'
    classes = (element.get("class") or "").split()
    return f"{element.tag}.{classes[0][:60]}" if classes else str(element.tag)


@cache
def _all_marks() -> frozenset[str]:
    return byline_words().marks.union(*place_names().marks.values())


def _words(value: str) -> frozenset[str]:
    """Return the words of an attribute, lower case: "post-AuthorName" has post, author and name."""
    value = value[:_LONGEST_ATTRIBUTE]
    if (lower := value.lower()) != value:
        lower = _HUMP.sub(r"\1 \2", value).lower()
    return frozenset(lower.replace("-", " ").replace("_", " ").replace(":", " ").split())


def _told_by(text: str) -> frozenset[str]:
    """Return what a line says by itself: that it is a byline, or holds a date."""
    if len(text) > _LONGEST_LINE:
        return _NO_WORDS
    text = text.strip()
    told = _WORDED if starts_byline(text) else _NO_WORDS
    return told | _DATED if len(text) <= _LONGEST_DATE and _MAYBE_DATE.search(text) else told


def _leads_to_author(href: str, label: str) -> bool:
    """Whether an address is that of an author's page on this site, whose host holds ``label``."""
    parts = href[:_LONGEST_ATTRIBUTE].lower().rstrip("/").split("/")[:-1]
    if byline_words().links.isdisjoint(parts):
        return False
    return len(parts) < 3 or parts[1] != "" or not label or label in parts[2]


def _own_standing(element: etree._Element) -> Standing:
    """Return what an element's own name, class and id say of where it stands."""
    names = place_names()
    tag = element.tag
    if tag in names.elsewhere_elements:
        return Standing.ELSEWHERE
    if tag in _ROOTS or tag in _OF_THE_ARTICLE:
        return Standing.WITH
    words = _words(f"{element.get('class') or ''} {element.get('id') or ''}")
    if not names.elsewhere_words.isdisjoint(words):
        return Standing.ELSEWHERE
    if tag == "footer" and any(
        above.tag in _OF_THE_ARTICLE for above in islice(element.iterancestors(), _NEAR)
    ):
        return Standing.WITH
    is_aside = tag in names.aside_elements or not names.aside_words.isdisjoint(words)
    return Standing.ASIDE if is_aside else Standing.WITH
