"""The section the article stands in, and its tags."""

from __future__ import annotations

from archivist.parse.metadata.found import Found, found
from archivist.parse.metadata.schema_org import Thing, texts_at, type_of
from archivist.parse.metadata.text import clean
from archivist.parse.page import Page

_SECTION_METAS = (
    "article:section",
    "og:article:section",
    "parsely-section",
    "section",
    "dc.subject",
    "category",
)
_TAG_METAS = ("article:tag", "og:article:tag", "news_keywords", "keywords", "parsely-tags", "sailthru.tags")
_TAGS_AT_MOST = 40
_LONGEST_TAG = 80


def read_section(page: Page, articles: list[Thing]) -> list[Found[str]]:
    """Return the names of the section, the best first."""
    names = [
        found(name, "json-ld", f"{type_of(thing)}.articleSection", name, 0.9)
        for thing in articles
        for name in texts_at(thing, "articleSection")[:1]
    ]
    names += [
        found(clean(text), "meta", f'meta[property="{key}"]', text, 0.8)
        for key in _SECTION_METAS
        for text in page.meta.get(key, ())[:1]
    ]
    return [name for name in names if 0 < len(name.value) <= _LONGEST_TAG]


def read_tags(page: Page, articles: list[Thing]) -> list[Found[tuple[str, ...]]]:
    """Return the lists of tags that the page gives, the best first; each in its order, each tag once."""
    lists = []
    for key in _TAG_METAS:
        if tags := _parted(list(page.meta.get(key, ()))):
            lists.append(found(tags, "meta", f'meta[property="{key}"]', ", ".join(tags), 0.8))
    for thing in articles:
        if tags := _parted(texts_at(thing, "keywords")):
            lists.append(found(tags, "json-ld", f"{type_of(thing)}.keywords", ", ".join(tags), 0.9))
    return sorted(lists, key=lambda one: -one.evidence.confidence)


def _parted(texts: list[str]) -> tuple[str, ...]:
    tags: dict[str, str] = {}
    for text in texts:
        for separator in ("、", "，", ";"):
            text = text.replace(separator, ",")
        for tag in map(clean, text.split(",")):
            if 0 < len(tag) <= _LONGEST_TAG:
                tags.setdefault(tag.casefold(), tag)
    return tuple(tags.values())[:_TAGS_AT_MOST]
