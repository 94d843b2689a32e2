"""A text dump of a page gives its article, and nothing of the page's frame."""

import textwrap
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archivist.model import (
    Agency,
    Article,
    Author,
    Completeness,
    Figure,
    Heading,
    ListBlock,
    Paragraph,
    Quote,
    Role,
    Table,
    block_text,
)
from archivist.parse.textdump import read_text
from samples.refresh import DUMPS, comparable

SEED = Path(__file__).resolve().parents[1] / "../shared/seed/000_2e5e532ec48d64b0.txt"

BODY = (
    "The council of Port Ellery voted on Monday to paint the harbour cranes, which have long been grey.",
    "The vote was close. Nine members were for yellow, eight for blue, and one for leaving well alone.",
    "Work is to begin in April and will take as long as the weather does, the harbour office said.",
)
HEAD = ("Cranes of Port Ellery to be painted", "", "By Ada Winterbourne", "")


def dump(*lines: str) -> str:
    return "\n".join(lines) + "\n"


def paragraphs(*texts: str) -> list[str]:
    return [line for text in texts for line in (text, "")]


def read(*lines: str) -> Article:
    return read_text(dump(*lines))


def texts(article: Article) -> list[str]:
    return [block_text(block) for block in article.blocks if not isinstance(block, Figure)]


# ---------------------------------------------------------------------------- the seed


@pytest.mark.skipif(not SEED.exists(), reason="the seed document is not here")
def test_the_seed_is_read_whole_and_clean() -> None:
    lines = SEED.read_text("utf-8").split("\n")
    article = read_text(SEED.read_text("utf-8"))
    assert article.title == "US sticks to dialogue with NK"
    assert article.byline == "By Lee Min-hyung"
    assert article.authors == (Author(name="Lee Min-hyung", email="mhlee@koreatimes.co.kr"),)
    body = lines[lines.index(article.byline) + 1 : lines.index("Lee Min-hyung mhlee@koreatimes.co.kr")]
    assert texts(article) == [line for line in body if line]
    assert len(texts(article)) == 14
    assert (article.language, article.completeness) == ("en", Completeness.COMPLETE)
    assert (article.standfirst, article.published, article.section, article.publisher) == ("", "", "", "")


@pytest.mark.skipif(not SEED.exists(), reason="the seed document is not here")
def test_the_seeds_caption_stands_once_and_names_its_agencies_in_order() -> None:
    (photo,) = read_text(SEED.read_text("utf-8")).photos
    assert photo.caption.startswith("U.S. Secretary of State")
    assert photo.caption.endswith("Washington, D.C., Friday.")
    assert photo.credit is not None
    assert photo.credit.line == "Xinhua-Yonhap"
    assert photo.credit.agencies == (Agency("Xinhua", Role.ORIGINATOR), Agency("Yonhap", Role.DISTRIBUTOR))


# ---------------------------------------------------------------------------- head


def test_title_and_standfirst_are_the_lines_above_the_byline() -> None:
    menu = ["The Gazette", "", "Home", "City", "", "City", ""]
    article = read(*menu, *HEAD[:2], "A close vote ends a long grey time.", "", *HEAD[2:], *paragraphs(*BODY))
    assert article.title == HEAD[0]
    assert article.standfirst == "A close vote ends a long grey time."
    assert article.section == "City"
    assert texts(article) == list(BODY)


def test_the_title_of_the_window_names_title_and_publisher() -> None:
    article = read(
        f"{HEAD[0]} | The Gazette", "", "News from the coast, since 1887", "", *HEAD, *paragraphs(*BODY)
    )
    assert (article.title, article.publisher) == (HEAD[0], "The Gazette")


def test_dates_are_told_apart_by_their_labels() -> None:
    article = read(*HEAD, "Posted : 2026-11-02 16:57 | Updated : 2026-11-03 09:10", "", *paragraphs(*BODY))
    assert (article.published, article.modified) == ("2026-11-02T16:57", "2026-11-03T09:10")


def test_the_way_to_the_page_ends_in_the_section() -> None:
    article = read("Home > Harbour > Cranes", "", *HEAD, *paragraphs(*BODY))
    assert article.section == "Cranes"


def test_an_email_goes_to_the_author_of_that_name() -> None:
    article = read(
        HEAD[0],
        "",
        "By Ada Winterbourne and Bo Finch",
        "",
        *paragraphs(*BODY),
        "Bo Finch finch@gazette.example",
    )
    assert [author.email for author in article.authors] == ["", "finch@gazette.example"]
    assert texts(article) == list(BODY)


@pytest.mark.parametrize(
    "lines",
    [
        ["By", "Ada Winterbourne"],
        ["Ada Winterbourne | 2 November 2026"],
        ["by Ada Winterbourne | 2 November 2026"],
        ["Ada Winterbourne 2 November 2026"],
        ["Ada Winterbourne"],
    ],
)
def test_a_byline_has_many_forms(lines: list[str]) -> None:
    article = read(HEAD[0], "", *lines, "", *paragraphs(*BODY))
    assert (article.title, [author.name for author in article.authors]) == (HEAD[0], ["Ada Winterbourne"])
    assert texts(article) == list(BODY)


def test_a_korean_reporter_is_known_by_the_word_behind_the_name() -> None:
    body = "항만공사는 다음 달부터 부두의 기중기를 노란색으로 칠한다고 2일 밝혔다. 작업은 석 달이 걸린다."
    article = read(
        "부두 기중기, 노란 옷 입는다", "", "한서윤 기자", "", body, "", "한서윤 기자 hsy@gazette.example"
    )
    assert article.authors == (Author(name="한서윤", email="hsy@gazette.example"),)
    assert (article.language, texts(article)) == ("ko", [body])


# ---------------------------------------------------------------------------- body


def test_buttons_menus_and_teasers_are_left_out() -> None:
    above = ["Settings", "ⓕ font-size", "  • -1", "  • +1", ""]
    share = ["  • Kakao share button", "  • Link share button", ""]
    below = ["X", "CLOSE", "", "Top 10 Stories", "", "  1. Something else happened.", "go top LETTER"]
    article = read(*above, *HEAD[:2], *share, *HEAD[2:], *paragraphs(*BODY), *below)
    assert article.title == HEAD[0]
    assert texts(article) == list(BODY)


def test_a_box_in_the_middle_is_left_out_and_the_article_goes_on() -> None:
    article = read(
        *HEAD,
        *paragraphs(BODY[0]),
        "Read more",
        "A crane falls in love",
        "Grey: a history",
        "",
        *paragraphs(*BODY[1:]),
    )
    assert texts(article) == list(BODY)


def test_comments_are_no_part_of_the_article_however_long() -> None:
    comment = (
        "I have looked at these cranes for sixty years and nobody has ever asked me about a colour. " * 3
    )
    article = read(*HEAD, *paragraphs(*BODY), "Comments (40)", "", *paragraphs(*[comment] * 10))
    assert texts(article) == list(BODY)


def test_a_short_line_between_paragraphs_is_a_heading() -> None:
    article = read(*HEAD, *paragraphs(BODY[0], "Why yellow", *BODY[1:]))
    assert [type(block) for block in article.blocks] == [Paragraph, Heading, Paragraph, Paragraph]


def test_items_are_a_list_with_their_depth() -> None:
    lines = [
        "   1. The cranes are sanded.",
        "   2. They are painted:",
        "        + first white",
        "        + then yellow",
        "",
    ]
    (found,) = (
        block
        for block in read(*HEAD, *paragraphs(BODY[0]), *lines, *paragraphs(*BODY[1:])).blocks
        if isinstance(block, ListBlock)
    )
    assert [(item.depth, item.ordered) for item in found.items] == [
        (0, True),
        (0, True),
        (1, False),
        (1, False),
    ]


def test_one_numbered_line_is_a_paragraph() -> None:
    article = read(
        *HEAD, *paragraphs(*BODY[:2], "1. FC Ellery is to play under yellow cranes from May.", BODY[2])
    )
    assert texts(article)[2] == "1. FC Ellery is to play under yellow cranes from May."


def test_an_address_alone_is_no_text() -> None:
    assert texts(read(*HEAD, *paragraphs(*BODY), "desk@gazette.example")) == list(BODY)


def test_columns_are_a_table() -> None:
    rows = ["   Colour      Votes", "   Yellow      9", "   Blue        8", ""]
    (table,) = (
        block
        for block in read(*HEAD, *paragraphs(BODY[0]), *rows, *paragraphs(*BODY[1:])).blocks
        if isinstance(block, Table)
    )
    assert block_text(table) == "Colour\tVotes\nYellow\t9\nBlue\t8"


def test_a_name_under_words_says_whose_they_are() -> None:
    article = read(
        *HEAD,
        *paragraphs(BODY[0], "Nobody hates a yellow crane for long.", "Moira Teague"),
        "What stays",
        "",
        *paragraphs(*BODY[1:]),
    )
    assert [block.cite for block in article.blocks if isinstance(block, Quote)] == ["Moira Teague"]


def test_a_line_about_subscribing_makes_it_the_beginning_only() -> None:
    article = read(
        *HEAD, *paragraphs(*BODY), "Keep reading with a subscription", "", "Cancel whenever you like."
    )
    assert article.completeness is Completeness.PAYWALL
    assert texts(article) == list(BODY)


@pytest.mark.parametrize("text", ["", "\n\n", "Home\nNews\nSport\n", "\x00\ufeff", "•\n•\n"])
def test_where_there_is_no_article_it_is_empty(text: str) -> None:
    article = read_text(text)
    assert (article.blocks, article.completeness) == ((), Completeness.EMPTY)


# ---------------------------------------------------------------------------- captions


CAPTION = "A crane in the old harbour of Port Ellery, Sunday."


@pytest.mark.parametrize("alt", [f"{CAPTION} / Xinhua-Yonhap", CAPTION, "[crane.jpg]", ""])
def test_a_caption_stands_once_whatever_stands_above_it(alt: str) -> None:
    article = read(
        *HEAD[:2], *filter(None, [alt]), f"{CAPTION} / Xinhua-Yonhap", "", *HEAD[2:], *paragraphs(*BODY)
    )
    assert [photo.caption for photo in article.photos] == [CAPTION]
    assert article.blocks[0] == Figure(0)
    assert texts(article) == list(BODY)


def test_a_caption_without_credit_is_known_by_its_double() -> None:
    article = read(*HEAD, *paragraphs(BODY[0]), CAPTION, CAPTION, "", *paragraphs(*BODY[1:]))
    assert [(photo.caption, photo.credit) for photo in article.photos] == [(CAPTION, None)]
    assert texts(article) == list(BODY)


def test_a_story_that_ends_with_an_agency_in_brackets_is_no_caption() -> None:
    last = f"{BODY[2]} (Yonhap)"
    article = read(*HEAD, *paragraphs(*BODY[:2], last))
    assert (article.photos, texts(article)) == ((), [*BODY[:2], last])


def test_two_copies_of_a_caption_are_parted_though_the_first_fills_its_line() -> None:
    caption = "A crane of the old harbour stands grey in Port Ellery, Sunday. / Xinhua-Yonhap"
    broken = [line for text in BODY for line in (*textwrap.wrap(text, 80), "")]
    (photo,) = read(*HEAD[:2], caption, caption, "", *HEAD[2:], *broken).photos
    assert f"{photo.caption} / Xinhua-Yonhap" == caption


# ---------------------------------------------------------------------------- promises


@given(width=st.integers(56, 120), indent=st.integers(0, 6))
@settings(max_examples=25, deadline=None)
def test_where_lines_were_broken_does_not_matter(width: int, indent: int) -> None:
    whole = (DUMPS / "ferry-talks.txt").read_text("utf-8")
    broken = "\n".join(_break(line, width, " " * indent) for line in whole.split("\n"))
    assert comparable(read_text(broken)) == comparable(read_text(whole))


def _break(line: str, width: int, indent: str) -> str:
    if line.startswith(" "):
        return indent + line
    return textwrap.fill(
        line,
        width,
        initial_indent=indent,
        subsequent_indent=indent,
        break_on_hyphens=False,
        break_long_words=False,
    )


frame = [
    "  • Share",
    "[a.jpg]",
    "Home > City",
    "Top 10 Stories",
    "Read more",
    "Posted 2026-11-02",
    "© 2026 The Gazette",
]
odd = ["1. One.", "a\tb", "x = {1}", "Ada Lo ada@x.example", "사진=연합뉴스", "By", " " * 90, "", ""]
pieces = st.sampled_from([*BODY, *HEAD, CAPTION, f"{CAPTION} / AFP", *frame, *odd])


@given(st.lists(pieces | st.text(max_size=120), max_size=30))
@settings(max_examples=150, deadline=None)
def test_any_lines_are_read_and_nothing_is_invented(lines: list[str]) -> None:
    text = dump(*lines)
    article = read_text(text)
    said = {sign for sign in text if sign.isalnum()}
    kept = article.text + "".join(photo.caption for photo in article.photos)
    assert {sign for sign in kept if sign.isalnum()} <= said
    figures = [block.photo for block in article.blocks if isinstance(block, Figure)]
    assert figures == list(range(len(article.photos)))
    assert article == read_text(text)
