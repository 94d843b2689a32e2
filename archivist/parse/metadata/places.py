"""The places of a page where metadata may be shown, and how far each stands from the article."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import IntEnum
from itertools import islice
from typing import TYPE_CHECKING

from archivist.parse.metadata.text import text_of
from archivist.rules.places import place_names

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from lxml import etree

#: Words that the finder gives a place itself.
AUTHOR_LINK = "author link"  # leads to an author's page
BYLINE_TEXT = "byline text"  # its text begins "By"
LINE_ALONE = "line alone"  # only its line is meant, a part of its text
DATE_TEXT = "date text"  # its text may hold a date

ROOTS = frozenset({"body", "html"})
LONGEST_ATTRIBUTE = 400  # characters that are looked at
_OF_THE_ARTICLE = frozenset({"article", "main"})
_ANCESTORS_AT_MOST = 60
_NEAR = 6
_ITEMS = frozenset({"li", "article"})
_LINKS_OF_TEASER = 8
_LONGEST_LINK = 300
_WORDS_OF_HEADLINE = 4  # of a link to another story: names have fewer

_HUMP = re.compile(r"[A-Z](?<=[a-z].)")  # the "N" of "authorName"


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


_WITH, _ASIDE, _ELSEWHERE = Standing


def standing_told_by(words: Iterable[str]) -> Standing:
    """Return what the words of a class or id say of where an element stands."""
    names = place_names()
    if not names.elsewhere_words.isdisjoint(words):
        return _ELSEWHERE
    return _WITH if names.aside_words.isdisjoint(words) else _ASIDE


@dataclass(slots=True)
class Places:
    """All places of a page, in page order."""

    all: tuple[Place, ...]
    sections: tuple[etree._Element, ...]  # elements that name the section
    related: tuple[etree._Element, ...]  # links that name a category or tag
    told: Mapping[str, Standing]  # by values of class and id, of those that say that it is not the article
    _standings: dict[etree._Element, Standing] = field(default_factory=dict)
    _leading: dict[etree._Element, bool] = field(default_factory=dict)  # items that lead to another story
    _around: frozenset[etree._Element] = frozenset()

    def marked(self, words: Iterable[str]) -> list[Place]:
        """Return the places that have one of the words."""
        wanted = frozenset(words)
        return [place for place in self.all if wanted & place.words]

    def settle(self, headline: etree._Element) -> None:
        """Take what is around the headline for the article's, whatever it is called."""
        self._around = frozenset(headline.iterancestors())
        self._standings = dict.fromkeys(self._around, Standing.WITH)

    def standing(self, element: etree._Element) -> Standing:
        """Return how far an element stands from the article."""
        standings = self._standings
        path: list[etree._Element] = []
        node: etree._Element | None = element
        while node is not None and len(path) < _ANCESTORS_AT_MOST and node not in standings:
            path.append(node)
            node = node.getparent()
        verdict = _WITH if node is None else standings.get(node, _WITH)
        for passed in reversed(path):
            if verdict is not _ELSEWHERE:
                if verdict is _ASIDE and passed.tag in _OF_THE_ARTICLE:
                    verdict = _WITH
                verdict = max(verdict, self._own_standing(passed))
            standings[passed] = verdict
        return verdict

    def _own_standing(self, element: etree._Element) -> Standing:
        """Return what an element's own name, class and id say of where it stands."""
        names, tag = place_names(), element.tag
        if tag in names.elsewhere_elements:
            return _ELSEWHERE
        if tag == "article" and self._around and _is_one_of_many(element):
            return _ASIDE  # the headline stands elsewhere: else this were settled
        if tag in ROOTS or tag in _OF_THE_ARTICLE:
            return _WITH
        told = self.told.get(element.get("class") or "", _WITH)
        if (identity := element.get("id")) and identity in self.told:
            told = max(told, self.told[identity])
        if told is not _ELSEWHERE and tag == "footer" and _is_of_article(element):
            return _WITH
        return max(told, _ASIDE) if tag in names.aside_elements else told

    def teaser_around(self, element: etree._Element) -> etree._Element | None:
        """Return the item of a list that an element stands in and that leads to another story, or None."""
        for above in islice(element.iterancestors(), _NEAR):
            if above in self._around:
                return None
            if above.tag in _ITEMS:
                if above not in self._leading:
                    self._leading[above] = _leads_elsewhere(above)
                return above if self._leading[above] else None
        return None

    def is_elsewhere(self, element: etree._Element) -> bool:
        """Whether an element stands anywhere but with the article."""
        return self.standing(element) is not Standing.WITH


def describe(element: etree._Element) -> str:
    """Return a short name of an element: its tag, and its itemprop or first class where it has one."""
    if itemprop := element.get("itemprop"):
        return f'{element.tag}[itemprop="{itemprop[:60]}"]'
    classes = (element.get("class") or "").split()
    return f"{element.tag}.{classes[0][:60]}" if classes else str(element.tag)


def words_of(values: list[str]) -> list[list[str]]:
    """Return the words of each of some attributes, lower case: in "post-authorName" post, author, name."""
    if not values:
        return []
    text = "\n".join(value[:LONGEST_ATTRIBUTE].replace("\n", " ") for value in values)
    text = _HUMP.sub(_apart, text).lower().replace("-", " ").replace("_", " ").replace(":", " ")
    return [line.split() for line in text.split("\n")]


def _apart(sign: re.Match[str]) -> str:
    return " " + sign[0]


def _leads_elsewhere(item: etree._Element) -> bool:
    links = islice(item.iter("a"), _LINKS_OF_TEASER)
    return any(len(text_of(link, _LONGEST_LINK).split()) >= _WORDS_OF_HEADLINE for link in links)


def is_author_card(value: str) -> bool:
    """Whether a class calls an element the card of the author."""
    folded = value.lower()
    return any(card in folded for card in place_names().author_cards)


def _is_one_of_many(article: etree._Element) -> bool:
    """Whether another article stands beside one: they are teasers, or comments."""
    return any(
        True
        for step in (article.itersiblings("article"), article.itersiblings("article", preceding=True))
        for _ in step
    )


def _is_of_article(element: etree._Element) -> bool:
    return any(above.tag in _OF_THE_ARTICLE for above in islice(element.iterancestors(), _NEAR))
