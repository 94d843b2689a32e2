"""What read_metadata promises, told by small pages."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archivist.parse.metadata import Metadata, read_metadata
from archivist.parse.page import parse_page

URL = "https://www.daily.example/2024/04/28/storm"
BODY = "<p>The storm reached the coast on Friday, and the harbour was closed until the next evening.</p>"


def read(body: str, head: str = "", url: str = URL, **json_ld: Any) -> Metadata:
    """Read a page; keyword arguments are the keys of a NewsArticle in its JSON-LD."""
    if json_ld:
        article = {"@context": "https://schema.org", "@type": "NewsArticle", **json_ld}
        head += f'<script type="application/ld+json">{json.dumps(article)}</script>'
    return read_metadata(parse_page(f"<html><head>{head}</head><body>{body}{BODY}</body></html>", url))


def meta(**contents: str) -> str:
    return "".join(
        f'<meta property="{name.replace("__", ":")}" content="{text}">' for name, text in contents.items()
    )


# ------------------------------------------------------------------------------ title


def test_the_name_of_the_site_is_no_part_of_the_title() -> None:
    assert (
        read(
            "", "<title>Twelve boats are lost - The Daily Example</title>", "https://thedailyexample.com/a"
        ).title
        == "Twelve boats are lost"
    )
    assert (
        read("", "<title>Dagbladet | Tolv båter er tapt</title>" + meta(og__site_name="Dagbladet")).title
        == "Tolv båter er tapt"
    )


def test_a_headline_with_a_dash_of_its_own_is_whole() -> None:
    title = "Twelve boats – and one harbour – are lost"
    assert read(f"<h1>{title}</h1>", f"<title>{title} | Daily</title>").title == title


def test_what_the_page_shows_is_its_title_before_what_it_tells_others() -> None:
    page = read(
        "<h1>Twelve boats are lost in the storm</h1>",
        meta(og__title="You won't believe how many boats the storm took"),
    )
    assert page.title == "Twelve boats are lost in the storm"
    assert page.evidence["title"][0].place == "h1"
    assert page.evidence["title"][1].place == 'meta[property="og:title"]'


def test_an_h1_that_agrees_with_nothing_is_not_the_title() -> None:
    body = "<h1>Related articles</h1><h1>Our blog</h1><h3>Twelve boats are lost</h3>"
    assert read(body, meta(og__title="Twelve boats are lost")).title == "Twelve boats are lost"


def test_the_line_above_the_headline_belongs_to_it_where_the_page_says_so() -> None:
    full = "After the storm: Twelve boats are lost"
    page = read(
        "<p>After the storm</p><h1>Twelve boats are lost</h1>", meta(og__title=full, twitter__title=full)
    )
    assert page.title == full


def test_a_kicker_inside_the_headline_is_not_glued_to_it() -> None:
    body = "<h1><span>Weather</span> <span>Twelve boats are lost</span></h1>"
    assert read(body, meta(og__title="Twelve boats are lost")).title == "Twelve boats are lost"


def test_a_name_of_the_site_that_nothing_else_tells_is_a_short_tail() -> None:
    assert read("", "<title>Twelve boats are lost – My website</title>").title == "Twelve boats are lost"
    assert read("", "<title>Boats – and harbours</title>").title == "Boats – and harbours"


def test_a_headline_that_names_the_site_is_whole() -> None:
    title = "How we built Dropfile fast: a story"
    assert read(f"<h1>{title}</h1>", f"<title>{title}</title>", "https://dropfile.example/a").title == title


def test_a_title_in_a_script_without_spaces_is_compared_by_its_signs() -> None:
    page = read(
        "<h1>サイト名</h1><h1>台風で船十二隻が不明に</h1>", meta(og__title="台風で船12隻が不明に | サイト名")
    )
    assert page.title == "台風で船十二隻が不明に"


# ------------------------------------------------------------------------------ authors


@pytest.mark.parametrize(
    "byline",
    [
        '<p class="byline">By Jane Doe and John Roe</p>',
        '<div class="meta"><a rel="author">Jane Doe</a>, <a rel="author">John Roe</a></div>',
        "<div>By <a href='/people/jane-doe'>Jane Doe</a> and <a href='/people/john-roe'>John Roe</a></div>",
        '<div class="PostAuthor"><b>By</b><span>Jane Doe</span> and <span>John Roe</span><p>5 May</p></div>',
        "<time>28 April 2024</time> <p>by Jane Doe, John Roe</p>",
        "<div>April 28, 2024<br>By Jane Doe and John Roe<br></div>",
    ],
)  # fmt: skip
def test_authors_are_read_from_the_page_alone(byline: str) -> None:
    page = read(f"<article><h1>Twelve boats are lost</h1>{byline}</article>")
    assert [author.name for author in page.authors] == ["Jane Doe", "John Roe"]
    assert page.evidence["authors"][0].method == "visible"


def test_the_byline_is_kept_as_printed() -> None:
    page = read(
        '<h1>Boats</h1><div class="byline"><p>3 May 2024</p><p>By Jane Doe, Editor</p><p>5 min read</p></div>'
    )
    assert page.byline == "By Jane Doe, Editor"


def test_who_is_named_in_teasers_comments_and_captions_is_no_author() -> None:
    others = (
        '<div class="related"><p class="byline">By Ann Day</p></div>'
        '<div class="comments"><span class="author">Bob Fry</span></div>'
        '<figure><figcaption class="author">Cy Gale</figcaption></figure>'
    )  # fmt: skip
    page = read(f"<h1>Boats</h1>{others}", author={"@type": "Person", "name": "Jane Doe"})
    assert [author.name for author in page.authors] == ["Jane Doe"]


def test_the_house_is_the_author_only_where_nobody_else_is() -> None:
    house = {"@type": "Organization", "name": "Daily Example"}
    assert [a.name for a in read("<h1>Boats</h1>", author=house).authors] == ["Daily Example"]
    page = read('<h1>Boats</h1><p class="byline">By Jane Doe</p>', author=house)
    assert [a.name for a in page.authors] == ["Jane Doe"]


def test_the_site_under_a_name_like_a_person_s_is_the_house_too() -> None:
    site = {"@type": "Person", "name": "Daily Example"}
    page = read('<h1>Boats</h1><p class="author">Jane Doe</p>', url="https://dailyexample.com/a", author=site)
    assert [a.name for a in page.authors] == ["Jane Doe"]


def test_who_is_named_in_a_side_bar_is_seldom_the_author() -> None:
    page = read('<h1>Boats</h1><aside><p class="author">Bob Fry</p></aside>', meta(author="Jane Doe"))
    assert [a.name for a in page.authors] == ["Jane Doe"]


def test_authors_of_the_data_are_found_behind_references() -> None:
    article = {"@type": "NewsArticle", "headline": "Boats", "author": {"@id": "#jane"}}
    graph = {"@graph": [article, {"@id": "#jane", "@type": "Person", "name": "Jane Doe"}]}
    page = read_metadata(parse_page(f'<script type="application/ld+json">{json.dumps(graph)}</script>', URL))
    assert [author.name for author in page.authors] == ["Jane Doe"]


def test_a_sentence_that_begins_with_by_is_no_byline() -> None:
    assert (
        read(
            "<h1>Boats</h1><p>By Friday All Was Lost.</p><p>Led <a href='/x'>there</a> by John Roe.</p>"
        ).authors
        == ()
    )


# ------------------------------------------------------------------------------ dates


def test_published_and_modified_are_not_confused() -> None:
    page = read("<h1>Boats</h1><p>Published: 28 April 2024, 09:36 | Last updated: 2 May 2024, 10:00</p>")
    assert (page.published, page.modified) == ("2024-04-28T09:36", "2024-05-02T10:00")


@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        ("Veröffentlicht am 28.04.2024 · Aktualisiert am 02.05.2024", ("2024-04-28", "2024-05-02")),
        ("Publié le 28 avril 2024, mis à jour le 2 mai 2024", ("2024-04-28", "2024-05-02")),
        ("입력 2024.04.28 09:36 수정 2024.05.02 10:00", ("2024-04-28T09:36", "2024-05-02T10:00")),
        ("2024年4月28日 公開 更新 2024年5月2日", ("2024-04-28", "2024-05-02")),
        ("Опубликовано 28 апреля 2024, обновлено 2 мая 2024", ("2024-04-28", "2024-05-02")),
        ("نشر ٢٨ أبريل ٢٠٢٤ آخر تحديث ٢ مايو ٢٠٢٤", ("2024-04-28", "2024-05-02")),
    ],
)
def test_labels_of_dates_are_known_in_many_languages(labels: str, expected: tuple[str, str]) -> None:
    page = read(f"<h1>Boats</h1><p>{labels}</p>", url="https://daily.example/boats")
    assert (page.published, page.modified) == expected


def test_the_page_s_data_say_the_moment_with_its_zone() -> None:
    page = read(
        "<h1>Boats</h1><time>28 April 2024</time>",
        datePublished="2024-04-28T09:36:00+02:00",
        dateModified="2024-05-02T08:00:00Z",
    )
    assert (page.published, page.modified) == ("2024-04-28T09:36:00+02:00", "2024-05-02T08:00:00+00:00")
    assert page.evidence["published"][0].place == "NewsArticle.datePublished"


def test_an_earlier_day_beside_the_headline_is_believed_before_data_that_call_the_last_edit_new() -> None:
    page = read("<h1>Boats</h1><p>Published April 28, 2022</p>", datePublished="2024-05-02")
    assert page.published == "2022-04-28"


def test_days_of_other_articles_are_not_believed() -> None:
    page = read(
        '<h1>Boats</h1><div class="related"><time datetime="2019-01-01">1 Jan</time></div>',
        datePublished="2024-05-02",
    )
    assert page.published == "2024-05-02"


def test_an_address_tells_the_day_where_nothing_else_does() -> None:
    page = read("<h1>Boats</h1>")
    assert page.published == "2024-04-28"
    assert page.evidence["published"][0].method == "url"


def test_where_only_a_change_is_dated_its_day_stands_in_and_says_so() -> None:
    page = read("<h1>Boats</h1><p>Last updated: May 2, 2024</p>", url="https://daily.example/boats")
    assert (page.published, page.modified) == ("2024-05-02", "2024-05-02")
    assert page.evidence["published"][0].confidence < 0.5
    assert "updated" in page.evidence["published"][0].text


def test_dates_in_running_text_are_not_the_article_s() -> None:
    text = "As of July 31, 2019, the harbour of the island had been closed for a year or more."
    assert read(f"<h1>Boats</h1><p>{text}</p>", datePublished="2024-05-02").published == "2024-05-02"


# ------------------------------------------------------------------------------ the rest


def test_the_standfirst_is_what_the_page_shows_with_its_headline() -> None:
    lead = "The harbour of the island stays closed, and nobody knows when the ferries will be back."
    assert read(f'<h1>Boats</h1><p class="standfirst">{lead}</p>').standfirst == lead
    assert read(f"<h1>Boats</h1><p>{lead}</p>", meta(og__description=lead[:60] + "…")).standfirst == lead
    assert read("<h1>Boats</h1>", meta(og__description=lead)).standfirst == ""


def test_language_publisher_address_section_tags_and_access_are_read() -> None:
    head = (
        '<link rel="canonical" href="/storm">'
        + meta(og__site_name="The Daily", article__section="Coast", news_keywords="storm, boats, Storm")
        + meta(og__locale="en_GB")
    )  # fmt: skip
    page = read("<h1>Boats</h1>", head, isAccessibleForFree="False")
    assert page.url == "https://www.daily.example/storm"
    assert (page.publisher, page.section, page.tags, page.language, page.is_free) == (
        "The Daily",
        "Coast",
        ("storm", "boats"),
        "en-GB",
        False,
    )


def test_what_the_page_does_not_say_is_empty() -> None:
    assert read_metadata(parse_page("")) == Metadata()


def test_every_field_has_evidence_best_first() -> None:
    page = read(
        '<h1>Boats</h1><p class="byline">By Jane Doe</p>',
        meta(author="Jane Doe"),
        datePublished="2024-05-02",
        headline="Boats",
    )
    for name in ("title", "authors", "byline", "published", "url"):
        confidences = [one.confidence for one in page.evidence[name]]
        assert confidences
        assert all(0 < confidence <= 1 for confidence in confidences)
    assert [one.place for one in page.evidence["authors"]] == ["p.byline", 'meta[name="author"]']


# ------------------------------------------------------------------------------ promises

TAGS = (
    "<h1>|</h1>|<h2 class=headline>|<div class='byline author'>|</div>|<p>|<nav>|<article>|<time datetime=|>"
)
DATA = (
    '<script type="application/ld+json">',
    '{"@type": ["NewsArticle", 3], "author": [{"name": {"name": 1}}, null], "datePublished": {"@value": 3}}',
    '{"@graph": [{"@type": "Article", "@id": "a", "author": {"@id": "a"}, "headline": ["\\ud800"]}]}',
    "</script>",
    "<meta property=og:title content='x|y'>",
    "<a rel=author href=//[::1>",
)
WORDS = (
    "By ",
    "Jane Doe",
    ", ",
    " and ",
    "2024-04-28",
    "'2024-13-99'",
    "Updated ",
    "28 April 2024",
    "&#0;",
    "\x00",
    "年月日",
)
SCRAPS = st.sampled_from([*TAGS.split("|"), *DATA, *WORDS, "\u202e"])


@settings(max_examples=300, deadline=None)
@given(st.lists(SCRAPS | st.text(max_size=8), max_size=40).map("".join))
def test_no_page_makes_it_fail(page: str) -> None:
    first = read_metadata(parse_page(page, "https://daily.example/2024/1/2/x"))
    assert first == read_metadata(parse_page(page, "https://daily.example/2024/1/2/x"))
    assert len(first.title) < 500


PIECES = [
    "<div class='author date'>",
    "<a href='/author/x/y'>Jane</a>",
    "<time>3 May 2024",
    "<h1>Boat and ",
    "<i>By ",
]


@pytest.mark.parametrize("piece", PIECES)
def test_twenty_thousand_places_are_read_in_a_moment(piece: str) -> None:
    read("<h1>Boats</h1>" + piece * 20_000)
