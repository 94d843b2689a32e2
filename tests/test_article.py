"""An article is put together, and never fails to be."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archivist import photos, read_article
from archivist.model import Completeness

FIRST = "The harbour was closed on Friday, and forty boats stayed at the quay until the wind had turned."
SECOND = "By the evening the sea was calm again, said the harbour master, who had not slept for two nights."
THIRD = "Nobody was hurt, but the old crane has to be taken down before the winter, the council decided."


def test_every_field_that_has_a_value_says_where_it_came_from() -> None:
    article = read_article(f"<h1>Storm</h1><article class=story><p>{FIRST}</p><p>{SECOND}</p></article>")
    assert article.text == f"{FIRST}\n\n{SECOND}"
    (evidence,) = article.evidence["blocks"]
    assert (evidence.place, evidence.text) == ("article.story", FIRST)


def test_a_declared_language_that_the_text_denies_is_not_believed() -> None:
    article = read_article(
        f"<html lang=de><article><p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p></article></html>"
    )
    assert article.language == "en"
    assert article.evidence["language"][0].method == "text"


def test_a_body_that_only_the_data_of_the_page_hold_is_read() -> None:
    body = f"{FIRST}\n{SECOND}\n{FIRST.replace('Friday', 'Monday')}\n{SECOND.replace('evening', 'morning')}"
    data = json.dumps({"@type": "NewsArticle", "articleBody": body})
    page = f'<script type="application/ld+json">{data}</script><div id=root></div>'
    assert read_article(page).text.split("\n\n")[:2] == [FIRST, SECOND]


def test_a_body_in_the_state_of_an_application_is_read() -> None:
    parts = [
        {"type": "p", "text": text}
        for text in (FIRST, SECOND, FIRST.replace("Friday", "Monday"), SECOND.replace("evening", "morning"))
    ]
    page = f"<script>window.__STATE__ = {json.dumps({'page': {'parts': parts}})};</script><div id=app></div>"
    assert read_article(page).text.split("\n\n")[:2] == [FIRST, SECOND]


@pytest.mark.parametrize(
    ("page", "verdict"),
    [
        (f"<h1>Storm</h1><article><p>{FIRST}</p><p>{SECOND}</p></article>", Completeness.COMPLETE),
        (
            f"<h1>Storm</h1><article><p>{FIRST}</p><p>Subscribe to continue reading.</p></article>",
            Completeness.PAYWALL,
        ),
        (
            "<title>404</title><h1>404</h1><p>The page you are looking for is not here any more.</p>",
            Completeness.ERROR_PAGE,
        ),
        ("<h1>We value your privacy</h1><p>We and our partners store cookies.</p>", Completeness.CONSENT),
        ("<div id=root></div><script src=/app.js></script>", Completeness.SCRIPT_SHELL),
        ("", Completeness.EMPTY),
    ],
)
def test_the_verdict_says_what_stands_in_the_place_of_an_article(page: str, verdict: Completeness) -> None:
    assert read_article(page).completeness is verdict


def test_the_same_page_is_read_the_same() -> None:
    page = f"<h1>Storm</h1><article><p>{FIRST}</p><ul><li>{SECOND}</ul><img src=/a.jpg></article>"
    assert read_article(page) == read_article(page)


_TAGS = (
    "p",
    "div",
    "ul",
    "li",
    "table",
    "tr",
    "td",
    "h2",
    "a",
    "b",
    "pre",
    "blockquote",
    "figure",
    "img",
    "br",
    "script",
)
_pieces = st.one_of(
    st.sampled_from([f"<{tag}>" for tag in _TAGS] + [f"</{tag}>" for tag in _TAGS]),
    st.sampled_from(
        [FIRST, SECOND, "By Ann", "Read more", "&amp;", "<!--", "-->", "<p hidden>", "<a href='#x'>", "\x00"]
    ),
    st.text(max_size=20),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(_pieces, max_size=40).map("".join))
def test_no_page_makes_the_reader_fail(page: str) -> None:
    article = read_article(page, "https://news.example/a")
    assert isinstance(article.text, str)
    assert isinstance(photos(page), list)


def test_a_page_of_a_hundred_thousand_levels_is_read() -> None:
    assert read_article("<div>" * 100_000 + FIRST).text == FIRST
