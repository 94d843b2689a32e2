"""Every element of a page that may hold text is a box, in page order, with what was measured on it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archivist.parse.page import parse_page
from archivist.parse.survey import Box, survey_page

SENTENCE = "The storm came on Friday night, and all the roads to the north were closed. "


def boxes_of(html: str) -> list[Box]:
    return survey_page(parse_page(html)).boxes


def box_of(html: str, tag: str) -> Box:
    return next(box for box in boxes_of(html) if box.tag == tag)


@pytest.mark.parametrize(
    ("html", "texts"),
    [
        ("<p>one <b>two</b> three</p>", ["", "one two three", ""]),
        ("<div>one<p>two</p>three</div>four", ["four", "one three", "two"]),
        ("<p>one<br>two</p>", ["", "one two", ""]),
        ("<p>one<script>x()</script> two</p>", ["", "one two", ""]),
        ("<p>one<svg><g><text>two</text>three</g></svg></p>", ["", "one", ""]),
        ("<news-text>one</news-text> two", ["one two", ""]),
        ("one</body><p>two</p></html>three", ["one three", "two"]),
    ],
    ids=[
        "inline",
        "blocks",
        "line break",
        "script",
        "nested in what is skipped",
        "own element",
        "behind the end",
    ],
)
def test_a_block_has_the_text_that_stands_directly_in_it(html: str, texts: list[str]) -> None:
    # The parser puts a paragraph around text that stands alone: what is in none is all the same.
    found = [box.text for box in boxes_of(f"<body><div></div>{html}</body>") if not box.is_skipped]
    assert sorted(filter(None, found)) == sorted(filter(None, texts))


def test_letters_are_counted_for_what_is_around_them() -> None:
    html = f"<body><div><p>{SENTENCE * 2}</p><p>{SENTENCE * 3}</p></div><nav><a href=/>Home</a></nav></body>"
    body, div, *_ = boxes_of(html)
    nav = box_of(html, "nav")
    assert div.good == div.letters == len(SENTENCE) * 5 - 2
    assert (nav.letters, nav.good, nav.linked) == (4, 0, 4)
    assert body.letters == div.letters + nav.letters
    assert body.bad == nav.bad > 0


def test_text_behind_a_link_is_in_none() -> None:
    paragraph = box_of("<p><a href=/x>one <b>two</b> three</a> four <a name=y>five</a></p>", "p")
    assert paragraph.text == "one two three four five"
    assert paragraph.linked == len("one") + len("two") + len("three")


def test_text_behind_what_is_skipped_keeps_its_place() -> None:
    boxes = boxes_of("<p>one <select><option>no</select> two <video></video></p>")
    assert [(box.tag, box.is_skipped) for box in boxes] == [("body", False), ("p", False), ("select", True)]


def test_a_box_that_holds_a_field_for_mail_is_noted() -> None:
    survey = survey_page(parse_page("<div><form><input type=text><input name=Email></form></div>"))
    assert [box.tag for box in survey.mail_fields] == ["form"]


TAGS = "<p> </p> <div> </div> <b> </b> <a/href=/> </a> <br> <svg> </svg> <script></script>"
pieces = st.lists(st.sampled_from(["text", *TAGS.split()]), max_size=30).map("".join)


@given(pieces)
def test_boxes_stand_in_each_other_as_elements_do(html: str) -> None:
    boxes = boxes_of(html)
    for index, box in enumerate(boxes):
        assert box.index == index
        inside = {id(inner.element) for inner in boxes[index + 1 : box.end]}
        above = [id(inner.element) for inner in boxes if box.element in inner.element.iterancestors()]
        assert inside == set(above)
        assert box.parent is None or box.parent.element is box.element.getparent()
