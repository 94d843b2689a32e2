"""Whether anyone may read the article, or only who pays."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archivist.parse.metadata.found import Found, found, from_meta
from archivist.parse.metadata.schema_org import Thing, text_at, type_of
from archivist.rules.places import place_names

if TYPE_CHECKING:
    from archivist.parse.page import Page


def read_access(page: Page, articles: list[Thing]) -> list[Found[bool]]:
    """Return what the page says of access, True for free, the best first; nothing where it says nothing.

    Source: https://schema.org/isAccessibleForFree; Facebook's article:content_tier.
    """
    stated = []
    for thing in articles:
        value = thing.get("isAccessibleForFree")
        text = str(value) if isinstance(value, bool) else text_at(thing, "isAccessibleForFree")
        stated.append(found(text, "json-ld", f"{type_of(thing)}.isAccessibleForFree", text, 0.95))
    stated += from_meta(page, place_names().meta["access"], 0.8)
    understood = ((one, _verdict(one.value)) for one in stated)
    return [Found(verdict, one.evidence) for one, verdict in understood if verdict is not None]


def _verdict(text: str) -> bool | None:
    word = text.strip().rpartition("/")[2].lower()
    if word in place_names().free:
        return True
    return False if word in place_names().paid else None
