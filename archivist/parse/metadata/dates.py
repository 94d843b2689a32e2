"""When the article was published and when it was changed, never the one for the other."""

from __future__ import annotations

import re
from collections.abc import Iterable

from archivist.parse.metadata.found import Found, found
from archivist.parse.metadata.moments import fold, parse_moment
from archivist.parse.metadata.places import Place, Places
from archivist.parse.metadata.schema_org import Thing, text_at, type_of
from archivist.parse.metadata.text import text_of
from archivist.parse.page import Page
from archivist.rules.dates import date_words

_PUBLISHED_METAS = ("article:published_time", "og:article:published_time", "article:published", "og:published_time", "datepublished", "parsely-pub-date",
                    "sailthru.date", "publish-date", "publish_date", "publishdate", "pubdate", "publication_date", "publicationdate", "published_time",
                    "cxenseparse:recs:publishtime", "cxenseparse:publishtime", "article.published", "dcterms.issued", "dc.date.issued", "dcterms.created",
                    "dc.date.created", "dc.created", "date", "dc.date", "dcterms.date", "citation_publication_date", "citation_date", "article_date_original",
                    "originalpublicationdate", "datecreated", "created", "release_date", "og:pubdate", "published", "article.created", "buildtime_", "rnews:datepublished")  # fmt: skip
_MODIFIED_METAS = (
    "article:modified_time",
    "og:updated_time",
    "datemodified",
    "last-modified",
    "lastmod",
    "modified",
    "dcterms.modified",
    "dc.date.modified",
    "article:modified",
    "revision_date",
    "article.updated",
    "updated_time",
    "lastmodified",
)
DATE_MARKS = frozenset(
    {
        "date",
        "time",
        "datetime",
        "published",
        "publish",
        "pubdate",
        "posted",
        "timestamp",
        "datepublished",
        "dateline",
        "published-date",
        "post-date",
        "entry-date",
        "datum",
        "fecha",
        "data",
        "meta",
        "datemodified",
        "modified",
        "updated",
        "created",
        "datecreated",
    }
)
_URL_DATE = re.compile(r"/((?:19|20)\d{2})[/-]?(0[1-9]|1[0-2]|[1-9])[/-]?(0[1-9]|[12]\d|3[01])(?=[/_.-]|$)")

Dates = list[Found[str]]


def read_dates(page: Page, places: Places, articles: list[Thing], language: str) -> tuple[Dates, Dates]:
    """Return the candidates for the moments of publication and of the last change, each the best first."""
    published = _from_json_ld(articles, ("datePublished",), 0.95, language)
    published += _from_meta(page, _PUBLISHED_METAS, 0.9, language)
    modified = _from_json_ld(articles, ("dateModified",), 0.95, language)
    modified += _from_meta(page, _MODIFIED_METAS, 0.9, language)
    for place in places.marked(DATE_MARKS) + places.tagged("time"):
        _read_place(place, places, language, published, modified)
    published += _from_json_ld(articles, ("dateCreated", "uploadDate"), 0.5, language)
    published += _from_url(page)
    return sorted(published, key=_confidence), sorted(modified, key=_confidence)


def _confidence(candidate: Found[str]) -> float:
    return -candidate.evidence.confidence


def _from_json_ld(articles: list[Thing], keys: Iterable[str], confidence: float, language: str) -> Dates:
    return [
        found(moment, "json-ld", f"{type_of(thing)}.{key}", text, confidence)
        for key in keys
        for thing in articles
        if (text := text_at(thing, key)) and (moment := parse_moment(text, language))
    ]


def _from_meta(page: Page, keys: Iterable[str], confidence: float, language: str) -> Dates:
    return [
        found(moment, "meta", f'meta[property="{key}"]', text, confidence)
        for key in keys
        for text in page.meta.get(key, ())[:1]
        if (moment := parse_moment(text, language))
    ]


def _read_place(place: Place, places: Places, language: str, published: Dates, modified: Dates) -> None:
    element = place.element
    if element.tag in {"meta", "link", "body", "html"} or places.is_elsewhere(element):
        return
    text = text_of(element, 200)
    if len(text) > 160:
        return
    stated = element.get("datetime") or element.get("content") or ""
    moment = parse_moment(stated, language) or parse_moment(text, language)
    if not moment:
        return
    label = fold(text)
    words = place.words
    if words & {"datemodified", "modified", "updated"} or any(
        word in label for word in date_words().modified
    ):
        modified.append(found(moment, "visible", place.name, stated or text, 0.7))
    else:
        sure = bool(words & {"datepublished", "pubdate", "published"}) or element.tag == "time"
        published.append(found(moment, "visible", place.name, stated or text, 0.8 if sure else 0.7))


def _from_url(page: Page) -> Dates:
    if (match := _URL_DATE.search(page.url)) and (moment := parse_moment("-".join(match.groups()))):
        return [found(moment, "url", "url", match[0], 0.4)]
    return []
