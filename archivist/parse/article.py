"""Puts the readers together: a page in, an Article out."""

from __future__ import annotations

from archivist.model import Article
from archivist.parse.body import find_region, read_blocks
from archivist.parse.page import parse_page


def read_article(html: bytes | str, url: str | None = None, *, charset: str | None = None) -> Article:
    """Read the article of a page. Never fails: what is not there is empty."""
    page = parse_page(html, url, charset=charset)
    region = find_region(page)
    blocks = read_blocks(page, region, None, ())
    return Article(url=page.url, blocks=blocks)
