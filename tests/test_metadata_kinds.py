"""Kinds of headlines, bylines and dates, told by small pages of our own in many languages."""

from __future__ import annotations

import json
from typing import Any

import pytest

from archivist.parse.metadata import Metadata, read_metadata
from archivist.parse.page import parse_page

BODY = "<p>The storm reached the coast on Friday, and the harbour was closed until the next evening.</p>"
ADDRESS = "https://daily.example/twelve-boats-are-lost"


def read(body: str, head: str = "", url: str = ADDRESS, lang: str = "en", **json_ld: Any) -> Metadata:
    """Read a page; keyword arguments are the keys of a NewsArticle in its JSON-LD."""
    if json_ld:
        article = {"@context": "https://schema.org", "@type": "NewsArticle", **json_ld}
        head += f'<script type="application/ld+json">{json.dumps(article)}</script>'
    page = f'<html lang="{lang}"><head>{head}</head><body>{body}{BODY}</body></html>'
    return read_metadata(parse_page(page, url))


def og(title: str) -> str:
    return f'<meta property="og:title" content="{title}"><title>{title}</title>'


def authors(byline: str, lang: str = "en") -> list[str]:
    page = read(f'<h1>Boats</h1><p class="byline">{byline}</p>', lang=lang)
    return [author.name for author in page.authors]


# ------------------------------------------------------------------------------ headlines


def test_the_address_tells_which_part_of_a_title_is_the_site() -> None:
    assert read("", og("Twelve boats are lost | Harbour Notes")).title == "Twelve boats are lost"
    assert read("", og("Twelve boats are lost | Harbour"), "https://a.example/x").title.endswith("Harbour")


def test_a_second_headline_behind_a_colon_stays() -> None:
    title = "Twelve boats are lost: a harbour mourns"
    assert read("", og(title)).title == title


def test_whom_a_headline_speaks_of_before_a_colon_is_not_the_site() -> None:
    title = "Dropfile shows Anchor: twelve boats in one file"
    page = read(f"<h1>{title}</h1>", og(title), "https://www.dropfile.example/a")
    assert page.title == title


def test_the_site_s_blog_before_a_colon_is_the_site() -> None:
    page = read("", og("Dropfile Blog: Twelve boats are lost"), "https://dropfile.example/a")
    assert page.title == "Twelve boats are lost"


def test_the_host_before_a_title_is_no_part_of_it() -> None:
    page = read("", "<title>daily.example Twelve boats are lost</title>", "https://daily.example/a")
    assert page.title == "Twelve boats are lost"


def test_the_only_h1_is_not_believed_where_the_address_tells_another_headline() -> None:
    title = "Twelve boats are lost"
    assert read("<h1>What boats taught the harbour of the island</h1>", og(title)).title == title


def test_a_lead_set_as_a_heading_is_no_headline() -> None:
    lead = "Twelve boats were lost on Friday when the storm reached the coast, and nobody knows " * 3
    assert read(f"<h1>{lead}</h1>", og("The storm and the boats")).title == "The storm and the boats"


def test_a_lower_heading_that_only_one_place_confirms_yields_to_the_h1_that_most_do() -> None:
    body = '<header class="nav"><h1>Boats: twelve lost</h1></header><h2>Boats: a harbour mourns</h2>'
    page = read(body, og("Boats: twelve lost"), headline="Boats: a harbour mourns")
    assert page.title == "Boats: twelve lost"


# ------------------------------------------------------------------------------ bylines


@pytest.mark.parametrize(
    ("lang", "byline", "expected"),
    [
        ("en", "By Jane Doe, with additional reporting by John Roe", ["Jane Doe"]),
        ("en", "By Jane Doe Special to The Daily", ["Jane Doe"]),
        ("en", "By Jane Doe, Business correspondent, Example News", ["Jane Doe"]),
        ("en", "By Rep. Jane Doe (D-Calif.)", ["Jane Doe"]),
        ("en", "By Jane Doe Updated May 6, 2024", ["Jane Doe"]),
        ("en", "Jane Doe1, PhD, 1College of the Coast", ["Jane Doe"]),
        ("de", "Von unserer Korrespondentin Jane Doe", ["Jane Doe"]),
        ("de", "Von Jane Doe (Text) und John Roe (Fotos)", ["Jane Doe"]),
        ("fr", "Par Jane Doe Publié le 6 mai 2024 à 10h30", ["Jane Doe"]),
        ("it", "dalla nostra inviata Jane Doe", ["Jane Doe"]),
        ("cs", "Jane Doe, ČTK", ["Jane Doe", "ČTK"]),
        ("ru", "Текст: Иван Петров Фото: Пётр Иванов", ["Иван Петров"]),
        ("ko", "글·사진 김민수 기자", ["김민수"]),
        ("ko", "워싱턴=김민수 특파원", ["김민수"]),
        ("zh", "本报记者 王小明 李红", ["王小明", "李红"]),
        ("zh", "作者：王小明 编辑：李红", ["王小明"]),
        ("ja", "山田 太郎", ["山田 太郎"]),
    ],
)  # fmt: skip
def test_bylines_are_worded_in_many_ways(lang: str, byline: str, expected: list[str]) -> None:
    assert authors(byline, lang) == expected


def test_a_byline_that_names_more_than_the_data_is_believed() -> None:
    page = read(
        '<h1>Boats</h1><p class="author">Jane Doe, John Roe and Ann Day</p>',
        author={"@type": "Person", "name": "Jane Doe"},
    )
    assert [author.name for author in page.authors] == ["Jane Doe", "John Roe", "Ann Day"]


def test_what_says_by_is_believed_before_the_account_that_published_it() -> None:
    page = read("<h1>Boats</h1><p>By: Jane Doe</p>", author={"@type": "Person", "name": "Bob Fry"})
    assert [author.name for author in page.authors] == ["Jane Doe"]


def test_authors_each_in_an_item_of_a_list_are_all_named() -> None:
    items = "".join(
        f'<li><a class="author" href="/{name}">{name}</a>,</li>' for name in ("Jane Doe", "John Roe")
    )
    page = read(f"<h1>Boats</h1><ul>{items}</ul>")
    assert [author.name for author in page.authors] == ["Jane Doe", "John Roe"]


def test_a_site_of_odd_words_is_its_own_author() -> None:
    page = read("", url="https://yournativeteacher.example/a", author={"name": "Your Native Teacher"})
    assert [author.name for author in page.authors] == ["Your Native Teacher"]


def test_a_byline_in_widely_set_markup_is_read_whole() -> None:
    wide = "\n" + " " * 300
    byline = f'<div class="author"><div>{wide}<img></div>{wide}<div class="name">Jane Doe</div>{wide}</div>'
    assert [author.name for author in read(f"<h1>Boats</h1>{byline}").authors] == ["Jane Doe"]


# ------------------------------------------------------------------------------ dates


@pytest.mark.parametrize(
    ("lang", "text", "published", "modified"),
    [
        ("da", "6. maj 2024 kl. 10.30", "2024-05-06T10:30", ""),
        ("pl", "6 maja 2024, 10:30", "2024-05-06T10:30", ""),
        ("fr", "6 mai 2024, MAJ le 7 mai 2024", "2024-05-06", "2024-05-07"),
        ("sv", "Publicerad 2024-05-06 10.30 Uppdaterad 2024-05-07", "2024-05-06T10:30", "2024-05-07"),
        ("lv", "2024. gada 6. maijs 10:30", "2024-05-06T10:30", ""),
        ("hi", "अपडेट किया गया 7 मई 2024", "2024-05-07", "2024-05-07"),
        ("th", "6 พ.ค. 2567", "2024-05-06", ""),
        ("vi", "Thứ Hai, 06/05/2024, 10:30 (GMT+7)", "2024-05-06T10:30+07:00", ""),
    ],
)  # fmt: skip
def test_dates_are_printed_in_many_ways(lang: str, text: str, published: str, modified: str) -> None:
    page = read(f"<h1>Boats</h1><p>{text}</p>", lang=lang)
    assert (page.published, page.modified) == (published, modified)


def test_a_day_that_no_zone_makes_of_the_moment_stated_is_believed() -> None:
    page = read("<h1>Boats</h1><p>Dec 18, 2024</p>", datePublished="2024-12-19T22:02:58Z")
    assert page.published == "2024-12-18"


def test_the_day_printed_and_in_the_address_is_that_of_a_moment_in_utc() -> None:
    printed, moment = "<h1>Boats</h1><p>December 18, 2024</p>", "2024-12-19T02:41:41+00:00"
    assert (
        read(printed, url="https://daily.example/2024/12/18/x", datePublished=moment).published
        == "2024-12-18"
    )
    assert read(printed, datePublished=moment).published == moment


def test_the_day_of_a_work_cited_is_not_that_of_the_page() -> None:
    body = "<h1>Boats</h1><ul><li>. 2011 May 25;94(1):247-53.</li></ul>"
    assert read(body, datePublished="2024-12-19").published == "2024-12-19"


def test_what_is_called_published_is_believed_before_another_day() -> None:
    body = "<h1>Boats</h1><p>30 Sep 2022</p><p>Originally published on 26 Sep 2019</p>"
    assert read(body).published == "2019-09-26"


def test_today_s_date_is_not_that_of_the_page() -> None:
    assert read('<p id="todays-date">Friday, December 19, 2025</p><h1>Boats</h1>').published == ""


def test_a_canonical_address_counts_only_in_the_head() -> None:
    assert read('<link rel="canonical" href="https://other.example/">').url == ADDRESS
