"""The places of a page where metadata is shown: found in one pass over the tree."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from lxml import etree

from archivist.parse.metadata.names import starts_byline
from archivist.parse.page import Page
from archivist.rules.bylines import byline_words

_HUMP = re.compile(r"([a-z])([A-Z])")
_JOINTS = str.maketrans("-_:./", "     ")
_ATTRIBUTES = frozenset(
    {"class", "id", "itemprop", "rel", "data-testid", "data-test", "data-component", "data-qa"}
)
_TAGS = frozenset({"h1", "h2", "time"})
_LONGEST_ATTRIBUTE = 400
_LONGEST_LINE = 200

#: Words that the finder gives a place itself: a link to an author's page; a text that begins "By".
AUTHOR_LINK = "author link"
BYLINE_TEXT = "byline text"
_LINKED = frozenset({AUTHOR_LINK})
_WORDED = frozenset({BYLINE_TEXT})

# Parts of a page that speak of something else than the article: whole words of class and id.
_ELSEWHERE_WORDS = frozenset(
    "comment comments respond related recommended recommendations recommendation sidebar footer nav navigation menu popular trending newsletter promo"
    " carousel slider teaser teasers widget recirc recirculation outbrain taboola breadcrumb breadcrumbs cookie modal popup"
    " mostread readmore latest upnext".split()
)
_ELSEWHERE_TAGS = frozenset({"nav", "footer", "aside", "template", "noscript", "dialog"})
_ANCESTORS_AT_MOST = 60
_NO_WORDS: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Place:
    """An element that may show metadata; ``order`` counts in page order."""

    element: etree._Element
    words: frozenset[str]  # of class, id, itemprop, rel, lower case
    order: int

    @property
    def name(self) -> str:
        """The element as evidence names it: ``h1.headline``."""
        return describe(self.element)


@dataclass(slots=True)
class Places:
    """All places of a page, in page order."""

    all: tuple[Place, ...]
    _elsewhere: dict[etree._Element, bool] = field(default_factory=dict)

    def tagged(self, tag: str) -> list[Place]:
        """Return the places that are elements of this name."""
        return [place for place in self.all if place.element.tag == tag]

    def marked(self, words: Iterable[str]) -> list[Place]:
        """Return the places whose attributes hold one of the words."""
        wanted = frozenset(words)
        return [place for place in self.all if wanted & place.words]

    def is_elsewhere(self, element: etree._Element) -> bool:
        """Whether an element stands in a part of the page that is not the article's."""
        path: list[etree._Element] = []
        verdict = False
        node: etree._Element | None = element
        while node is not None and len(path) < _ANCESTORS_AT_MOST:
            if (known := self._elsewhere.get(node)) is not None:
                verdict = known
                break
            path.append(node)
            if _speaks_of_else(node):
                verdict = True
                break
            node = node.getparent()
        for passed in path:
            self._elsewhere[passed] = verdict
        return verdict


def find_places(page: Page, marks: frozenset[str]) -> Places:
    """Return the places of a page: headings, times, bylines, and elements whose attributes hold one of ``marks``."""
    known: dict[str, frozenset[str]] = {}
    places: list[Place] = []
    for element in page.root.iter(etree.Element):
        words: frozenset[str] = _NO_WORDS
        for name, value in element.items():
            if name in _ATTRIBUTES:
                if (read := known.get(value)) is None:
                    read = known[value] = _words(value) & marks
                words |= read
            elif name == "href" and element.tag == "a" and _leads_to_author(value):
                words |= _LINKED
        if (text := element.text) and len(text) < _LONGEST_LINE and starts_byline(text):
            words |= _WORDED
        if (text := element.tail) and len(text) < _LONGEST_LINE and starts_byline(text):
            if (parent := element.getparent()) is not None and parent.tag not in {"body", "html"}:
                places.append(Place(parent, _WORDED, len(places)))
        if words or element.tag in _TAGS:
            places.append(Place(element, words, len(places)))
    return Places(tuple(places))


def describe(element: etree._Element) -> str:
    """Return a short name of an element: its tag, and its itemprop or first class where it has one."""
    if itemprop := element.get("itemprop"):
        return f'{element.tag}[itemprop="{itemprop[:60]}"]'
    classes = (element.get("class") or "").split()
    return f"{element.tag}.{classes[0][:60]}" if classes else str(element.tag)


def _words(value: str) -> frozenset[str]:
    """Return the words of an attribute, lower case: "post-AuthorName" has post, author and name."""
    value = value[:_LONGEST_ATTRIBUTE]
    if not value.islower():
        value = _HUMP.sub(r"\1 \2", value).lower()
    return frozenset(value.translate(_JOINTS).split())


def _leads_to_author(href: str) -> bool:
    parts = href[:_LONGEST_ATTRIBUTE].lower().rstrip("/").split("/")[:-1]
    return not byline_words().links.isdisjoint(parts)


def _speaks_of_else(element: etree._Element) -> bool:
    if element.tag in _ELSEWHERE_TAGS:
        return True
    if element.tag in {"body", "html", "main", "article"}:
        return False
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    return not _ELSEWHERE_WORDS.isdisjoint(_words(names))
