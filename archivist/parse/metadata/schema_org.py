"""What a page says of itself in JSON-LD: the thing that is the article, and values out of it.

Source: schema.org, types Article and CreativeWork; https://json-ld.org.
"""

from __future__ import annotations

import html
from collections.abc import Iterator, Mapping
from typing import Any

from archivist.parse.metadata.text import clean
from archivist.parse.page import Page

Thing = Mapping[str, Any]

# The better a type tells that this is the page's article, the earlier it stands.
_ARTICLE_TYPES = (
    ("newsarticle", "reportagenewsarticle", "analysisnewsarticle", "opinionnewsarticle", "backgroundnewsarticle",
     "reviewnewsarticle", "liveblogposting", "askpublicnewsarticle", "advertisercontentarticle"),
    ("article", "blogposting", "techarticle", "scholarlyarticle", "socialmediaposting", "report", "satiricalarticle",
     "discussionforumposting", "medicalscholarlyarticle"),
    ("recipe", "howto", "review", "learningresource", "creativework", "medicalwebpage", "course", "videoobject",
     "podcastepisode", "faqpage", "qapage"),
    ("webpage", "itempage", "aboutpage", "profilepage", "collectionpage"),
)  # fmt: skip
_RANKS = {name: rank for rank, names in enumerate(_ARTICLE_TYPES) for name in names}
_VALUES_AT_MOST = 100


def article_things(page: Page) -> list[Thing]:
    """Return the things that may be the page's article, the likeliest first."""
    ranked = [
        (rank, at, thing) for at, thing in enumerate(_things(page)) if (rank := _rank(thing)) is not None
    ]
    ranked.sort(key=lambda entry: (entry[0], not _has_headline(entry[2]), entry[1]))
    return [thing for _, _, thing in ranked]


def type_of(thing: Thing) -> str:
    """Return the type of a thing as written: ``NewsArticle``."""
    return next((t for t in _listed(thing.get("@type")) if isinstance(t, str)), "Thing").rpartition("/")[2]


def text_at(thing: Thing, *keys: str) -> str:
    """Return the first text under one of the keys, an object's name for an object; else ""."""
    return next((text for key in keys for text in texts_at(thing, key)), "")


def texts_at(thing: Thing, key: str) -> list[str]:
    """Return all texts under a key, names for objects, in order, none empty."""
    texts = []
    for value in _listed(thing.get(key)):
        if isinstance(value, Mapping):
            value = next(
                (value[k] for k in ("name", "@value", "headline") if isinstance(value.get(k), str)), ""
            )
        if isinstance(value, str) and (text := clean(html.unescape(value))):
            texts.append(text)
    return texts


def things_at(page: Page, thing: Thing, key: str) -> list[Thing]:
    """Return the objects under a key, references by @id resolved; a plain text is ``{"name": text}``."""
    found: list[Thing] = []
    for value in _listed(thing.get(key)):
        if isinstance(value, str):
            found.append({"name": value})
        elif isinstance(value, Mapping):
            found.append(_resolve(page, value))
    return found


def _resolve(page: Page, reference: Thing) -> Thing:
    """The object that an ``{"@id": ...}`` without a name stands for."""
    identifier = reference.get("@id")
    if "name" in reference or not isinstance(identifier, str):
        return reference
    named = (item for item in page.json_ld if item.get("@id") == identifier and "name" in item)
    return next(named, reference)


def _things(page: Page) -> Iterator[Thing]:
    for item in page.json_ld:
        yield item
        for value in _listed(item.get("mainEntity")) + _listed(item.get("mainEntityOfPage")):
            if isinstance(value, Mapping):
                yield value


def _rank(thing: Thing) -> int | None:
    ranks = [
        _RANKS[name]
        for value in _listed(thing.get("@type"))
        if isinstance(value, str) and (name := value.rpartition("/")[2].lower()) in _RANKS
    ]
    return min(ranks, default=None)


def _has_headline(thing: Thing) -> bool:
    return isinstance(thing.get("headline"), str) or isinstance(thing.get("name"), str)


def _listed(value: Any) -> list[Any]:
    """A value as a list; lists in lists (@list, @set) are laid flat one level deep."""
    if isinstance(value, Mapping) and (inner := value.get("@list", value.get("@set"))) is not None:
        value = inner
    if isinstance(value, list):
        return [item for item in value if item is not None][:_VALUES_AT_MOST]
    return [] if value is None else [value]
