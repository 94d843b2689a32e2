"""The standfirst: the sentence or two that the page shows between the title and the body."""

from __future__ import annotations

import html

from archivist.parse.metadata.found import Found, found
from archivist.parse.metadata.places import Places
from archivist.parse.metadata.schema_org import Thing, text_at, type_of
from archivist.parse.metadata.text import clean, text_of
from archivist.parse.page import Page

STANDFIRST_MARKS = frozenset(
    {
        "standfirst",
        "subtitle",
        "subheadline",
        "subhead",
        "dek",
        "sapo",
        "lede",
        "chapo",
        "deck",
        "sub-headline",
        "article-summary",
    }
)
_METAS = ("og:description", "description", "twitter:description")
_LENGTHS = range(20, 700)


def read_standfirst(page: Page, places: Places, articles: list[Thing]) -> list[Found[str]]:
    """Return the candidates for the standfirst, the best first: what is shown, then what describes the page."""
    candidates = []
    for place in places.marked(STANDFIRST_MARKS):
        if not places.is_elsewhere(place.element) and len(text := text_of(place.element)) in _LENGTHS:
            candidates.append(found(text, "visible", place.name, text, 0.9))
    return candidates
