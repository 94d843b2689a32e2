"""The byline as printed, and the authors: what the page shows, what its head says, and which to believe."""

from __future__ import annotations

from dataclasses import dataclass

from archivist.model import Author
from archivist.parse.metadata.found import Found, found
from archivist.parse.metadata.names import clean_name, read_names, role_of
from archivist.parse.metadata.places import Place, Places
from archivist.parse.metadata.schema_org import Thing, text_at, things_at, type_of
from archivist.parse.metadata.text import lines_of
from archivist.parse.page import Page
from archivist.rules.bylines import byline_words

_METAS = ("author", "article:author", "og:author", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator", "byl",
          "cxenseparse:author", "article:author_name", "twitter:data1", "citation_author")  # fmt: skip
_LONGEST_BYLINE = 300

Authors = tuple[Author, ...]


@dataclass(frozen=True, slots=True)
class _Byline:
    text: str
    found: Found[Authors]


def read_authors(
    page: Page, places: Places, articles: list[Thing]
) -> tuple[list[Found[Authors]], list[Found[str]]]:
    """Return the candidates for the authors and for the byline as printed, each the best first."""
    bylines = _visible(places)
    said = _from_json_ld(page, articles) + _from_meta(page)
    shown = [byline.found for byline in bylines]
    printed = [
        found(b.text, "visible", b.found.evidence.place, b.text, b.found.evidence.confidence) for b in bylines
    ]
    candidates = sorted(said + shown, key=lambda one: -one.evidence.confidence)
    return candidates, printed


def _from_json_ld(page: Page, articles: list[Thing]) -> list[Found[Authors]]:
    candidates = []
    for thing in articles:
        people: list[Author] = []
        for author in [*things_at(page, thing, "author"), *things_at(page, thing, "creator")]:
            name = text_at(author, "name")
            people.extend(a for a in read_names(name) if a.name not in {p.name for p in people})
        if people:
            text = ", ".join(author.name for author in people)
            candidates.append(found(tuple(people), "json-ld", f"{type_of(thing)}.author", text, 0.9))
    return candidates


def _from_meta(page: Page) -> list[Found[Authors]]:
    candidates = []
    for key in _METAS:
        texts = [text for text in page.meta.get(key, ()) if not text.startswith(("http", "/", "@"))]
        if names := read_names("\n".join(texts)):
            candidates.append(found(names, "meta", f'meta[name="{key}"]', ", ".join(texts), 0.8))
    return candidates


def _visible(places: Places) -> list[_Byline]:
    bylines = []
    for place in places.marked(byline_words().marks):
        if place.element.tag in {"meta", "link", "body", "html", "article", "main"} or places.is_elsewhere(
            place.element
        ):
            continue
        lines = lines_of(place.element, _LONGEST_BYLINE)
        text = " ".join(lines)
        if not text or len(text) > _LONGEST_BYLINE:
            continue
        if names := read_names("\n".join(lines)):
            bylines.append(_Byline(text, found(names, "visible", place.name, text, 0.85)))
    return bylines
