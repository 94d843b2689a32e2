"""A page becomes a tree, whatever its bytes are."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archivist.parse.encoding import decode
from archivist.parse.page import parse_page


def text_of(html: bytes | str) -> str:
    return " ".join("".join(map(str, parse_page(html).root.itertext())).split())


@pytest.mark.parametrize(
    ("data", "label", "text"),
    [
        (b"\xef\xbb\xbfcaf\xc3\xa9", None, "café"),
        ("<meta charset=euc-kr>연합뉴스".encode("euc-kr"), None, "<meta charset=euc-kr>연합뉴스"),
        ("東京".encode("shift_jis"), "Shift_JIS", "東京"),
        (b"caf\xc3\xa9", "iso-8859-1", "café"),
        (b"caf\xe9", None, "café"),
        (b"caf\xe9", "no-such-label", "café"),
    ],
    ids=["mark", "declaration", "header", "utf-8 whatever is said", "nothing said", "an unknown label"],
)
def test_the_encoding_is_found_as_browsers_do(data: bytes, label: str | None, text: str) -> None:
    assert decode(data, label)[0] == text


def test_what_follows_the_end_of_the_body_is_read() -> None:
    assert text_of("<body><p>one</p></body></html><p>two</p>") == "onetwo"


def test_nesting_deeper_than_the_parser_goes_loses_no_text() -> None:
    assert text_of(b"<div><b>" * 50_000 + b"the end") == "the end"


def test_a_tag_with_a_million_attributes_costs_no_minute() -> None:
    html = b"<p " + b" ".join(b"a%d=1" % number for number in range(1_000_000)) + b">text</p>"
    start = time.process_time()
    assert text_of(html) == "text"
    assert time.process_time() - start < 5


def test_what_stands_around_a_tag_cut_short_is_whole() -> None:
    script = "let a = 1; " * 10_000
    tag = "<p " + " ".join(f"a{number}" for number in range(9_000))
    page = parse_page(f"<script>{script}</script><h1>Storm</h1>{tag}>one</p><p>two</p>")
    assert [element.text for element in page.tagged("script", "h1", "p")] == [script, "Storm", "one", "two"]
    assert "a4000" in page.tagged("p")[0].attrib
    assert "a8999" not in page.tagged("p")[0].attrib


def test_elements_are_given_in_page_order_by_their_tags() -> None:
    page = parse_page("<h1>one</h1> two <p>three</p><h1>four</h1>")
    assert page.tags == ["html", "body", "h1", "p", "h1"]
    assert page.texts[2:] == ["one", "three", "four"]
    assert page.tails[2] == " two "
    assert page.tagged("p", "h1") == page.elements[2:]
    assert page.tagged("img") == []


def test_the_first_base_counts() -> None:
    page = parse_page(
        "<base target=_top><base href=' /a/ '><base href=/b/><p>one</p>", "https://news.example/x"
    )
    assert page.base == "https://news.example/a/"


def test_control_characters_are_dropped() -> None:
    assert text_of(b"<p>a\x00b\x08c\x7f</p>") == "abc"


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=400) | st.text(max_size=400))
def test_no_page_fails(html: bytes | str) -> None:
    page = parse_page(html, "https://news.example/a")
    assert page.root.tag == "html"
    assert isinstance(page.json_ld, tuple)


def test_broken_json_ld_is_passed_over() -> None:
    page = parse_page(
        '<script type="application/ld+json">{"a": </script>'
        '<script type="application/ld+json">[{"@graph": [{"headline": "x"}]}]</script>'
    )
    assert [item.get("headline") for item in page.json_ld] == [None, "x"]


def test_an_address_without_a_scheme_is_absolute_though_the_page_has_none() -> None:
    page = parse_page("<p>Storm</p>")
    assert page.absolute("//pictures.example/1.jpg") == "https://pictures.example/1.jpg"
    assert not page.absolute("/1.jpg")
