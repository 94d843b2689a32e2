"""The byline as printed, and the authors: what the page shows, what its head says, and which to believe."""

from __future__ import annotations

import unicodedata
from dataclasses import replace

from archivist.model import Author
from archivist.parse.metadata.bylines import find_bylines
from archivist.parse.metadata.found import Found, found
from archivist.parse.metadata.names import looks_personal, read_names, starts_byline
from archivist.parse.metadata.places import Places
from archivist.parse.metadata.publisher import SiteNames
from archivist.parse.metadata.schema_org import Thing, text_at, things_at, type_of
from archivist.parse.page import Page

_METAS = ("author", "article:author", "og:author", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator", "byl",
          "cxenseparse:author", "article:author_name", "citation_author")  # fmt: skip

_MORE = 0.12
_HOUSE = 0.62  # confidence in the name of the site itself

Authors = tuple[Author, ...]


def read_authors(
    page: Page, places: Places, articles: list[Thing], sites: SiteNames, title_order: int
) -> tuple[list[Found[Authors]], list[Found[str]]]:
    """Return the candidates for the authors and for the byline as printed, each the best first.

    What the page shows is believed before what its head says, and the more, the more the two agree; a name of
    the site itself is believed only where there is no other.
    """
    bylines = find_bylines(places, title_order)
    shown = [found(_without_house(b.authors, sites), "visible", b.place.name, b.text, b.confidence) for b in bylines]
    printed = [found(b.text, "visible", b.place.name, b.text, b.confidence) for b in bylines]
    said = _from_json_ld(page, articles) + _from_meta(page)
    candidates = [_judge(one, said if one in shown else shown, sites) for one in shown + said]
    return sorted(candidates, key=lambda one: -one.evidence.confidence), printed


def _without_house(authors: Authors, sites: SiteNames) -> Authors:
    """The authors without the site that they write for, where there are others: "Jane Doe / The Daily Example"."""
    return tuple(author for author in authors if not sites.has(author.name)) or authors


def _judge(candidate: Found[Authors], others: list[Found[Authors]], sites: SiteNames) -> Found[Authors]:
    """The candidate with its confidence raised by those who agree, lowered where it names the site."""
    elsewhere = {_key(author.name) for other in others for author in other.value}
    own = [_key(author.name) for author in candidate.value]
    confirmed = sum(any(key <= other or other <= key for other in elsewhere) for key in own) / len(own)
    confidence = candidate.evidence.confidence + 0.15 * confirmed
    if any({_key(author.name) for author in other.value} < set(own) for other in others):
        confidence += _MORE  # names them all, and more
    if any(key < other for key in own for other in elsewhere):
        confidence -= 0.2  # "Magoley" beside "Nina Magoley"
    if all(sites.has(author.name) for author in candidate.value):
        confidence = min(confidence, _HOUSE)
    confidence = round(max(0.05, min(confidence, 0.99)), 2)
    return Found(candidate.value, replace(candidate.evidence, confidence=confidence))


def _key(name: str) -> frozenset[str]:
    """What two spellings of a name have in common."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return frozenset(plain.casefold().replace(".", " ").replace("-", " ").split())


def _from_json_ld(page: Page, articles: list[Thing]) -> list[Found[Authors]]:
    candidates = []
    for thing in articles:
        people: dict[str, Author] = {}
        is_house = True
        for author in things_at(page, thing, "author") or things_at(page, thing, "creator"):
            is_house &= type_of(author) in {"Organization", "NewsMediaOrganization", "Corporation"}
            for one in read_names(text_at(author, "name"), is_whole=True):
                people.setdefault(one.name.casefold(), one)
        if people:
            text = ", ".join(author.name for author in people.values())
            are_people = all(looks_personal(author.name) for author in people.values())
            confidence = _HOUSE if is_house else 0.78 if are_people else 0.7
            candidates.append(found(tuple(people.values()), "json-ld", f"{type_of(thing)}.author", text, confidence))
    return candidates


def _from_meta(page: Page) -> list[Found[Authors]]:
    stated = {key: page.meta.get(key, ()) for key in _METAS}
    if starts_byline(next(iter(page.meta.get("twitter:label1", ())), "")):
        stated["twitter:data1"] = page.meta.get("twitter:data1", ())
    candidates = []
    for key, values in stated.items():
        texts = [text for text in values if not text.startswith(("http", "/", "@")) and (" " in text or "-" not in text)]
        if key == "citation_author":
            texts = [_given_name_first(text) for text in texts]
        if names := read_names("\n".join(texts), is_whole=len(texts) == 1):
            confidence = 0.65 if all(looks_personal(author.name) for author in names) else 0.5
            candidates.append(found(names, "meta", f'meta[name="{key}"]', ", ".join(texts), confidence))
    return candidates


def _given_name_first(text: str) -> str:
    family, comma, given = text.partition(", ")
    return f"{given} {family}" if comma else text
