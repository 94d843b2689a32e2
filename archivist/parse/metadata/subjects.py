"""The section the article stands in, and its tags."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from archivist.parse.metadata.found import Found, found, from_meta
from archivist.parse.metadata.places import Standing, describe, words_of
from archivist.parse.metadata.schema_org import Thing, texts_at, type_of
from archivist.parse.metadata.text import clean, text_of
from archivist.rules.places import place_names

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from archivist.parse.metadata.places import Place, Places
    from archivist.parse.page import Page

_TAGS_AT_MOST = 40
_SECTIONS_AT_MOST = 5
_LONGEST_TAG = 80
_AROUND = 25  # elements before and after the headline where its section may stand
_COMMA = re.compile(r"[,;،、，]")


def read_section(
    page: Page, places: Places, articles: list[Thing], headline: Place | None
) -> list[Found[str]]:
    """Return the names of the section, the best first."""
    names = [
        found(name, "json-ld", f"{type_of(thing)}.articleSection", name, 0.9)
        for thing in articles
        for name in texts_at(thing, "articleSection")[:1]
    ]
    names += _from_microdata(places)
    names += from_meta(page, place_names().meta["section"], 0.8)
    if not names:
        links = [link for link in _related(places) if _is_category(link)]
        links += _above_headline(page, headline)
        names = [found(name, "visible", describe(a), name, 0.6) for a in links if (name := text_of(a))]
    return [name for name in names if len(name.value) <= _LONGEST_TAG]


def _from_microdata(places: Places) -> list[Found[str]]:
    """Return the sections that elements show and mark as such: ``<p itemprop="articleSection">``."""
    return [
        found(name, "microdata", f'{element.tag}[itemprop="articleSection"]', name, 0.85)
        for element in places.sections[:_SECTIONS_AT_MOST]
        if (name := text_of(element, 2 * _LONGEST_TAG)) and element.tag != "meta"
    ]


def _related(places: Places) -> list[etree._Element]:
    """Return the links of the article to its categories and tags (microformats.org, rel-tag)."""
    return [link for link in places.related if places.standing(link) is Standing.WITH][:_TAGS_AT_MOST]


def _is_category(link: etree._Element) -> bool:
    return "category" in (link.get("rel") or "").lower()


def _above_headline(page: Page, headline: Place | None) -> Iterator[etree._Element]:
    """Yield the links around the headline that lead to its section, as their classes say."""
    if headline is None:
        return
    at = page.elements.index(headline.element)
    around = page.elements[max(0, at - _AROUND) : at + _AROUND]
    for element, words in zip(around, words_of([_class(element) for element in around]), strict=True):
        links = [element] if element.tag == "a" else list(element.iterchildren("a"))
        if len(links) == 1 and not place_names().section_words.isdisjoint(words):
            yield links[0]


def _class(element: etree._Element) -> str:
    return element.get("class") or ""


def read_tags(page: Page, places: Places, articles: list[Thing]) -> list[Found[tuple[str, ...]]]:
    """Return the lists of tags that the page gives, the best first; each in its order, each tag once.

    Those that it only shows are read where its head has none.
    """
    stated = [
        ("json-ld", f"{type_of(thing)}.keywords", texts_at(thing, "keywords"), 0.9) for thing in articles
    ]
    stated += [
        ("meta", f'meta[property="{name}"]', list(page.meta.get(name, ())), 0.8)
        for name in place_names().meta["tags"]
    ]
    if not any(texts for _, _, texts, _ in stated):
        links = [text_of(link) for link in _related(places) if not _is_category(link)]
        stated.append(("visible", 'a[rel="tag"]', links, 0.7))
    return [
        found(tags, method, place, ", ".join(texts), confidence)
        for method, place, texts, confidence in stated
        if (tags := _parted(texts))
    ]


def _parted(texts: list[str]) -> tuple[str, ...]:
    tags: dict[str, str] = {}
    for text in texts:
        for tag in map(clean, _COMMA.split(text)):
            if 0 < len(tag) <= _LONGEST_TAG:
                tags.setdefault(tag.casefold(), tag)
    return tuple(tags.values())[:_TAGS_AT_MOST]
