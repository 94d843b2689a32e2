"""The body that stands only in a page's data for machines: schema.org articleBody."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from archivist.model import Evidence, Paragraph, Run
from archivist.parse.metadata.schema_org import article_things, type_of
from archivist.parse.metadata.text import clean, lines_of
from archivist.parse.page import parse_page

if TYPE_CHECKING:
    from archivist.model import Article
    from archivist.parse.page import Page

_SHORTEST = 100  # characters: what is shorter is a teaser
_LONGEST = 1_000_000


def with_data_body(page: Page, article: Article) -> Article:
    """Give an article that shows no text the longest articleBody of the page's JSON-LD, as paragraphs.

    A script would have filled such a page.

    Source: https://schema.org/articleBody.
    """
    if article.text:
        return article
    bodies = [
        (thing["articleBody"][:_LONGEST], type_of(thing))
        for thing in article_things(page)
        if isinstance(thing.get("articleBody"), str)
    ]
    text, kind = max(bodies, key=lambda body: len(body[0]), default=("", ""))
    if len(text) < _SHORTEST:
        return article
    paragraphs = tuple(Paragraph((Run(line),)) for line in _lines(text))
    evidence = Evidence(method="json-ld", place=f"{kind}.articleBody", text=text[:300])
    return replace(
        article,
        blocks=article.blocks + paragraphs,
        evidence={**article.evidence, "blocks": (evidence,)},
    )


def _lines(text: str) -> list[str]:
    if "</" in text:  # some sites put the HTML there
        return lines_of(parse_page(text).root, _LONGEST)
    return [line for raw in text.splitlines() if (line := clean(raw))]
