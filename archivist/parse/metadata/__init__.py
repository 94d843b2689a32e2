"""What a page says of its article, each field with its evidence: ``read_metadata(page)``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from archivist.model import Author, Evidence
from archivist.parse.metadata.access import read_access
from archivist.parse.metadata.authors import read_authors
from archivist.parse.metadata.dates import read_dates
from archivist.parse.metadata.declared import read_address, read_language
from archivist.parse.metadata.found import Found
from archivist.parse.metadata.place_finder import find_places
from archivist.parse.metadata.publisher import host_of, read_publisher, registered_label
from archivist.parse.metadata.schema_org import article_things
from archivist.parse.metadata.site import site_names
from archivist.parse.metadata.standfirst import read_standfirst
from archivist.parse.metadata.subjects import read_section, read_tags
from archivist.parse.metadata.title import read_title
from archivist.parse.page import Page

T = TypeVar("T")
D = TypeVar("D")

_EVIDENCE_AT_MOST = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """The fields of an ``Article`` beside its blocks and photos; what is not known is empty or None.

    ``evidence`` maps the name of each field that has a value to where it came from and, after that, to the
    other places that had something to say, the best first.
    """

    title: str = ""
    standfirst: str = ""
    byline: str = ""  # as printed
    authors: tuple[Author, ...] = ()
    published: str = ""  # ISO 8601
    modified: str = ""
    section: str = ""
    tags: tuple[str, ...] = ()
    language: str = ""  # BCP 47, as declared
    publisher: str = ""
    url: str = ""  # canonical
    is_free: bool | None = None
    evidence: Mapping[str, tuple[Evidence, ...]] = field(default_factory=dict)


def read_metadata(page: Page) -> Metadata:
    """Return what the head of the page, its data for machines and its visible text say of the article."""
    places = find_places(page, registered_label(host_of(page)))
    articles = article_things(page)
    publishers = read_publisher(page, articles)
    languages = read_language(page, articles)
    language = languages[0].value if languages else ""
    sites = site_names(page, publishers)
    titles, headline = read_title(page, places, articles, sites)
    if headline:
        places.settle(headline.element)
    title_order = headline.order if headline else 0
    authors, bylines = read_authors(page, places, articles, sites, headline)
    published, modified = read_dates(page, places, articles, language, title_order)
    evidence: dict[str, tuple[Evidence, ...]] = {}

    def best(name: str, ranked: Sequence[Found[T]], default: D) -> T | D:
        if not ranked:
            return default
        evidence[name] = tuple(candidate.evidence for candidate in ranked[:_EVIDENCE_AT_MOST])
        return ranked[0].value

    return Metadata(
        title=best("title", titles, ""),
        standfirst=best("standfirst", read_standfirst(page, places, headline), ""),
        byline=best("byline", bylines, ""),
        authors=best("authors", authors, ()),
        published=best("published", published, ""),
        modified=best("modified", modified, ""),
        section=best("section", read_section(page, places, articles, headline), ""),
        tags=best("tags", read_tags(page, places, articles), ()),
        language=best("language", languages, ""),
        publisher=best("publisher", publishers, ""),
        url=best("url", read_address(page), ""),
        is_free=best("is_free", read_access(page, articles), None),
        evidence=evidence,
    )
