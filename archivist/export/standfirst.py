"""The standfirst of an article is printed once: pages have it above the body, or as its first paragraph."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from archivist.model import Figure, Paragraph, plain

if TYPE_CHECKING:
    from archivist.model import Article


def said_once(article: Article) -> Article:
    """Return the article without a first paragraph that says what its standfirst says.

    >>> from archivist.model import Article, Run
    >>> rain, sun = Paragraph((Run("It rains."),)), Paragraph((Run("It shines."),))
    >>> said_once(Article(standfirst="It rains.", blocks=(rain, sun))).blocks == (sun,)
    True
    """
    first = next((at for at, block in enumerate(article.blocks) if not isinstance(block, Figure)), None)
    if first is None or not isinstance(block := article.blocks[first], Paragraph):
        return article
    if _folded(plain(block.runs)) != _folded(article.standfirst):
        return article
    return replace(article, blocks=article.blocks[:first] + article.blocks[first + 1 :])


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()
