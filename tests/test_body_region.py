"""Where the article is: several views, one agreement."""

from archivist.parse.body import find_region
from archivist.parse.page import parse_page

SENTENCE = "The harbour was closed on Friday, and {} boats stayed at the quay until the wind had turned. "


def paragraphs(count: int, first: int = 0) -> str:
    return "".join(f"<p>{SENTENCE.format(number) * 2}</p>" for number in range(first, first + count))


def region_of(body: str) -> list[str]:
    region = find_region(parse_page(f"<html><body>{body}</body></html>"))
    return [element.get("id") or element.tag for element in region.elements]


def test_the_densest_box_is_the_article() -> None:
    menu = "<ul>" + "<li><a href=/x>Section of the paper</a></li>" * 30 + "</ul>"
    assert region_of(f"<div id=menu>{menu}</div><div id=story>{paragraphs(5)}</div>") == ["story"]


def test_an_article_split_over_sections_is_taken_whole() -> None:
    sections = "".join(f"<section>{paragraphs(3, 3 * number)}</section>" for number in range(4))
    assert region_of(f"<div id=story>{sections}</div><div>{'<a href=/x>More</a>' * 20}</div>") == ["story"]


def test_comments_longer_than_the_article_are_not_the_article() -> None:
    comments = f"<div class=comment-list>{paragraphs(8, 10)}</div>"
    assert region_of(f"<div id=story>{paragraphs(4)}</div>{comments}") == ["story"]


def test_a_body_called_sidebar_is_kept_if_it_holds_the_article() -> None:
    assert region_of(f"<div class=has-sidebar id=story>{paragraphs(4)}</div>") == ["story"]


def test_a_body_hidden_until_a_script_runs_is_read() -> None:
    assert region_of(f"<div style='display: none' id=story>{paragraphs(6)}</div>") == ["story"]


def test_json_ld_says_where_the_text_is() -> None:
    body = " ".join(SENTENCE.format(number) * 2 for number in range(3))
    script = (
        f'<script type="application/ld+json">{{"@type": "NewsArticle", "articleBody": "{body}"}}</script>'
    )
    other = (
        f"<div id=other>{paragraphs(4, 20).replace('harbour', 'airport').replace('boats', 'planes')}</div>"
    )
    assert region_of(f"{script}<div id=story>{paragraphs(3)}</div>{other}") == ["story"]


def test_a_copy_of_the_text_for_machines_is_not_the_article() -> None:
    copy = " ".join(SENTENCE.format(number) * 2 for number in range(8))
    body = f"<div id=story>{paragraphs(8)}</div><div itemprop=articleBody id=copy>{copy}</div>"
    assert region_of(f"<h1>Storm</h1>{body}") == ["story"]


def test_a_body_of_one_line_is_the_article_if_there_is_no_other() -> None:
    copy = " ".join(SENTENCE.format(number) * 2 for number in range(8))
    assert region_of(f"<h1>Storm</h1><div itemprop=articleBody id=copy>{copy}</div>") == ["copy"]


def test_the_standfirst_outside_the_container_belongs_to_the_region() -> None:
    head = "<header><h1>Storm</h1><p id=lead class=standfirst>The boats stay in the harbour.</p></header>"
    assert region_of(f"{head}<div id=story>{paragraphs(4)}</div>") == ["lead", "story"]


def test_a_page_without_text_has_no_region() -> None:
    assert region_of("<div></div>") == []
