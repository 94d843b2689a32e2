"""Puts the readers together: a page in, an Article with its evidence out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from archivist.model import Article, Evidence, Photo, block_text
from archivist.parse.body import find_region, read_blocks
from archivist.parse.completeness import judge_completeness
from archivist.parse.contacts import with_contacts
from archivist.parse.language import identify
from archivist.parse.metadata import Metadata, read_metadata
from archivist.parse.page import Page, parse_page
from archivist.parse.photos import find_photos

if TYPE_CHECKING:
    from datetime import datetime

    from archivist.model import Block
    from archivist.parse.region import Region

# Codes of languages that a text alone does not tell apart, or that have an older code.
_LIKE = {
    "nb": "no",
    "nn": "no",
    "iw": "he",
    "in": "id",
    "ms": "id",
    "bs": "hr",
    "sr": "hr",
    "sh": "hr",
    "fil": "tl",
}
_ENOUGH = 200  # characters from which a text tells its language


def read_article(
    html: bytes | str,
    url: str | None = None,
    *,
    charset: str | None = None,
    captured_at: datetime | None = None,
) -> Article:
    """Read the article of a page. Never fails: what is not there is empty, and so is what cannot be read.

    ``url`` is the address that the page was fetched from, ``charset`` the label of its
    Content-Type header, ``captured_at`` when it was sent: what a publisher's rules of that day are
    found by; without it the day of publication is taken.

    >>> page = "<title>Storm</title><h1>Storm</h1><p>The storm came on Friday, and all was closed.</p>"
    >>> article = read_article(page, "https://news.example/storm")
    >>> article.title, article.text
    ('Storm', 'The storm came on Friday, and all was closed.')
    """
    page = parse_page(html, url, charset=charset, captured_at=captured_at)
    metadata = read_metadata(page)
    region = find_region(page, metadata)
    found = find_photos(page, region, metadata.language)
    blocks = read_blocks(page, region, metadata, found)
    article = Article(
        url=metadata.url or page.url,
        title=metadata.title,
        standfirst=metadata.standfirst,
        byline=metadata.byline,
        authors=metadata.authors,
        published=metadata.published,
        modified=metadata.modified,
        section=metadata.section,
        tags=metadata.tags,
        publisher=metadata.publisher,
        is_free=metadata.is_free,
        blocks=blocks,
        photos=tuple(one.photo for one in found),
        evidence=metadata.evidence,
    )
    article = with_contacts(page, article)
    return _with_verdicts(page, metadata, region, article)


def photos(html: bytes | str, url: str | None = None) -> list[Photo]:
    """Return the photos of the article of a page, in page order, each once. Never fails.

    Only pictures that illustrate the article: no icons, advertisements, portraits of authors, nor
    pictures of other stories. ``url`` is the address of the page, against which theirs are resolved.

    >>> figure = '<figure><img src="/1.jpg"><figcaption>The pier. (Jane Doe/AFP)</figcaption></figure>'
    >>> (photo,) = photos(f"<h1>Storm</h1><p>The storm came on Friday.</p>{figure}", "https://a.example/")
    >>> photo.source, photo.caption, photo.credit.creators
    ('https://a.example/1.jpg', 'The pier.', ('Jane Doe',))
    """
    page = parse_page(html, url)
    metadata = read_metadata(page)
    region = find_region(page, metadata)
    return [found.photo for found in find_photos(page, region, metadata.language)]


def _with_verdicts(page: Page, metadata: Metadata, region: Region, article: Article) -> Article:
    """Return the article with what is known only once its text is: language, completeness, evidence."""
    text = article.text
    evidence = dict(article.evidence)
    language = metadata.language
    told = identify(text) if len(text) >= _ENOUGH else ""
    if told and told != _LIKE.get(base := language.partition("-")[0].lower(), base):
        language = told
        evidence["language"] = (Evidence(method="text", text=text[:300]), *evidence.get("language", ()))
    if article.blocks:
        evidence["blocks"] = _body_evidence(region, article.blocks)
    return replace(
        article,
        language=language,
        completeness=judge_completeness(page, region.survey, article, text),
        evidence=evidence,
    )


def _body_evidence(region: Region, blocks: tuple[Block, ...]) -> tuple[Evidence, ...]:
    first = next(filter(None, map(block_text, blocks)), "")
    return (Evidence(method=region.method, place=region.place, text=first[:300]),)
