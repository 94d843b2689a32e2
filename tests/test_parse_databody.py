"""A body that stands only in data for machines is read; one that the page shows comes first."""

import json

import pytest

from archivist.model import Completeness
from archivist.parse.article import read_article

FIRST = "The clock on the town hall is to have a third hand, which points to the height of the tide."
SECOND = "The hand was proposed by a class of eleven-year-olds, who had been late for a boat."


def page(body: object, shown: str = "") -> str:
    thing = {"@type": "NewsArticle", "headline": "A clock for the tide", "articleBody": body}
    return f'<html><body><script type="application/ld+json">{json.dumps(thing)}</script>{shown}</body></html>'


@pytest.mark.parametrize(
    "body", [f"{FIRST}\n\n{SECOND}", f"{FIRST}\r\n{SECOND}", f"<p>{FIRST}</p><p>{SECOND}</p>"]
)
def test_its_lines_are_paragraphs(body: str) -> None:
    article = read_article(page(body))
    assert article.text == f"{FIRST}\n\n{SECOND}"
    assert article.completeness is Completeness.COMPLETE
    assert article.evidence["blocks"][0].place == "NewsArticle.articleBody"


@pytest.mark.parametrize("body", ["", "A short teaser.", None, 7, ["a"], {"a": "b"}])
def test_what_is_no_body_is_none(body: object) -> None:
    assert read_article(page(body)).blocks == ()


def test_what_the_page_shows_comes_first() -> None:
    shown = f"<article><h1>A clock</h1><p>{SECOND}</p><p>{SECOND} It rained.</p><p>{FIRST}</p></article>"
    assert read_article(page(FIRST * 3, shown)).evidence["blocks"][0].method != "json-ld"
