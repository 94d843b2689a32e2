"""What a page says of itself in JSON-LD: the thing that is the article, and values out of it.

Source: schema.org, types Article and CreativeWork; https://json-ld.org.
"""

from __future__ import annotations

import html
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from archivist.parse.metadata.text import clean, text_of
from archivist.rules.places import place_names

if TYPE_CHECKING:
    from lxml import etree

    from archivist.parse.page import Page

Thing = Mapping[str, Any]

_VALUES_AT_MOST = 100
_ARTICLES_AT_MOST = 20
_LOOKED_UP_AT_MOST = 2000
_FIRST_OTHER_RANK = 2  # lower ones are those of articles
_NAMES = ("name", "@value", "headline")


def article_things(page: Page) -> list[Thing]:
    """Return the things that may be the page's article, the likeliest first."""
    ranked = [
        (rank, at, thing) for at, thing in enumerate(_things(page)) if (rank := _rank(thing)) is not None
    ]
    ranked.sort(key=lambda entry: (entry[0], not _has_headline(entry[2]), entry[1]))
    return [thing for _, _, thing in ranked[:_ARTICLES_AT_MOST]]


def is_of_goods(page: Page, articles: list[Thing], headline: etree._Element | None) -> bool:
    """Whether a page is about something to buy or to apply for, and no article: nobody signs it."""
    ranks = place_names().article_ranks
    if headline is None or any(
        ranks.get(type_of(one).lower(), _FIRST_OTHER_RANK) < _FIRST_OTHER_RANK for one in articles
    ):
        return False
    goods = place_names().goods_types
    stated = [text.lower().partition(".")[0] for text in page.meta.get("og:type", ())]
    kinds = (above.get("itemtype") or "" for above in headline.iterancestors())
    stated += [kind.rpartition("/")[2].lower() for kind in kinds]
    title = text_of(headline)
    stated += [
        type_of(one).lower() for one in page.json_ld if "name" in one and text_at(one, "name") == title
    ]
    return not goods.isdisjoint(stated)


def type_of(thing: Thing) -> str:
    """Return the type of a thing as written: ``NewsArticle``."""
    return next((t for t in _listed(thing.get("@type")) if isinstance(t, str)), "Thing").rpartition("/")[2]


def text_at(thing: Thing, *keys: str) -> str:
    """Return the first text under one of the keys, an object's name for an object; else ""."""
    return next((text for key in keys for text in texts_at(thing, key)), "")


def texts_at(thing: Thing, key: str) -> list[str]:
    """Return all texts under a key, names for objects, in order, none empty."""
    texts = (_text_of(value) for value in _listed(thing.get(key)))
    return [text for text in texts if text]


def things_at(page: Page, thing: Thing, key: str) -> list[Thing]:
    """Return the objects under a key, references by @id resolved; a plain text is ``{"name": text}``."""
    found: list[Thing] = []
    for value in _listed(thing.get(key)):
        if isinstance(value, str):
            found.append({"name": value})
        elif isinstance(value, Mapping):
            found.append(_resolve(page, value))
    return found


def _text_of(value: Any) -> str:
    if isinstance(value, Mapping):
        value = next((value[key] for key in _NAMES if isinstance(value.get(key), str)), "")
    return clean(html.unescape(value)) if isinstance(value, str) else ""


def _resolve(page: Page, reference: Thing) -> Thing:
    """Return the object that an ``{"@id": ...}`` without a name stands for."""
    identifier = reference.get("@id")
    if "name" in reference or not isinstance(identifier, str):
        return reference
    named = (
        item for item in page.json_ld[:_LOOKED_UP_AT_MOST] if item.get("@id") == identifier and "name" in item
    )
    return next(named, reference)


def _things(page: Page) -> Iterator[Thing]:
    for item in page.json_ld:
        yield item
        for value in _listed(item.get("mainEntity")) + _listed(item.get("mainEntityOfPage")):
            if isinstance(value, Mapping):
                yield value


def _rank(thing: Thing) -> int | None:
    types = (
        value.rpartition("/")[2].lower() for value in _listed(thing.get("@type")) if isinstance(value, str)
    )
    ranks = place_names().article_ranks
    return min((ranks[name] for name in types if name in ranks), default=None)


def _has_headline(thing: Thing) -> bool:
    return isinstance(thing.get("headline"), str) or isinstance(thing.get("name"), str)


def _listed(value: Any) -> list[Any]:
    """Return a value as a list; of an object with @list or @set, what is in it."""
    if isinstance(value, Mapping):
        value = value.get("@list", value.get("@set", value))
    if isinstance(value, list):
        return [item for item in value if item is not None][:_VALUES_AT_MOST]
    return [] if value is None else [value]
