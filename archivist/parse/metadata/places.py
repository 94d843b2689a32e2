"""The places of a page where metadata is shown: found in one pass over the tree."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from lxml import etree

from archivist.parse.page import Page

# One pass in C picks the few elements worth a look; libxml2 has no case-folding, hence the halves of words.
_WORTH_A_LOOK = ("uthor", "uteur", "utor", "yline", "YLINE", "riter", "eporter", "ontributor", "ournalist", "reator", "osted",
                 "ublish", "ate", "ime", "pdated", "odified", "ubhead", "tandfirst", "eadline", "itle", "orfatter", "ribent",
                 "erfasser", "irma")  # fmt: skip
_TESTS = " or ".join(f"contains({a}, '{part}')" for part in _WORTH_A_LOOK for a in ("@class", "@id"))
_MARKED = etree.XPath(
    "descendant::*[self::h1 or self::h2 or self::time or @itemprop or @rel[contains(., 'author')] or "
    f"@data-testid or {_TESTS}]"
)
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|[^\W\d_A-Za-z]+")
_ATTRIBUTES = ("class", "id", "itemprop", "rel", "data-testid", "data-test", "data-component", "data-qa")

# Parts of a page that speak of something else than the article: whole words of class and id.
_ELSEWHERE_WORDS = frozenset(
    "comment comments respond related recommended recommendations recommendation sidebar footer nav navigation menu popular trending newsletter promo"
    " carousel slider teaser teasers widget recirc recirculation outbrain taboola breadcrumb breadcrumbs cookie modal popup"
    " mostread readmore latest upnext".split()
)
_ELSEWHERE_TAGS = frozenset({"nav", "footer", "aside", "template", "noscript", "dialog"})
_ANCESTORS_AT_MOST = 60


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
        path = []
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


def find_places(page: Page) -> Places:
    """Return the places of a page."""
    elements = _MARKED(page.root)
    return Places(tuple(Place(e, _words(e), order) for order, e in enumerate(elements)))


def describe(element: etree._Element) -> str:
    """Return a short name of an element: its tag, and its itemprop or first class where it has one."""
    if itemprop := element.get("itemprop"):
        return f'{element.tag}[itemprop="{itemprop[:60]}"]'
    classes = (element.get("class") or "").split()
    return f"{element.tag}.{classes[0][:60]}" if classes else str(element.tag)


def _words(element: etree._Element) -> frozenset[str]:
    found = set()
    for attribute in _ATTRIBUTES:
        if value := element.get(attribute):
            for name in value[:400].split():
                found.update(word.lower() for word in _WORD.findall(name))
                found.add(name.lower())
    return frozenset(found)


def _speaks_of_else(element: etree._Element) -> bool:
    if element.tag in _ELSEWHERE_TAGS:
        return True
    if element.tag in {"body", "html", "main", "article"}:
        return False
    text = f"{element.get('class') or ''} {element.get('id') or ''}"
    return any(word.lower() in _ELSEWHERE_WORDS for word in _WORD.findall(text[:400]))
