"""Whether anyone may read the article, or only who pays."""

from __future__ import annotations

from archivist.parse.metadata.found import Found, found
from archivist.parse.metadata.schema_org import Thing, text_at, type_of
from archivist.parse.page import Page

_METAS = ("article:content_tier", "content_tier", "access", "cxenseparse:access", "article:opinion_")
_FREE = frozenset({"free", "public", "open", "true", "yes"})
_PAID = frozenset(
    {
        "locked",
        "metered",
        "paid",
        "premium",
        "subscription",
        "subscriber",
        "false",
        "no",
        "registration",
        "plus",
    }
)


def read_access(page: Page, articles: list[Thing]) -> list[Found[bool | None]]:
    """Return what the page says of access, the best first; nothing where it says nothing.

    Source: https://schema.org/isAccessibleForFree; Facebook's article:content_tier.
    """
    candidates: list[Found[bool | None]] = []
    for thing in articles:
        value = thing.get("isAccessibleForFree")
        text = str(value) if isinstance(value, bool) else text_at(thing, "isAccessibleForFree")
        if (verdict := _verdict(text)) is not None:
            candidates.append(found(verdict, "json-ld", f"{type_of(thing)}.isAccessibleForFree", text, 0.95))
    for key in _METAS:
        for text in page.meta.get(key, ())[:1]:
            if (verdict := _verdict(text)) is not None:
                candidates.append(found(verdict, "meta", f'meta[name="{key}"]', text, 0.8))
    return candidates


def _verdict(text: str) -> bool | None:
    word = text.strip().rpartition("/")[2].lower()
    if word in _FREE:
        return True
    return False if word in _PAID else None
