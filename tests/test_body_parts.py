"""An article that is split over several boxes, or begins outside its own."""

from archivist.parse.article import read_article

WORDS = (
    "harbour",
    "lighthouse",
    "ferry",
    "market",
    "bridge",
    "school",
    "station",
    "library",
    "theatre",
    "mill",
)


def paragraph(place: str) -> str:
    return f"<p>The {place} was closed on Friday, and all stayed at home until the wind had turned.</p>"


def paragraphs(first: int, last: int) -> str:
    return "".join(map(paragraph, WORDS[first:last]))


def text_of(body: str) -> str:
    return read_article(f"<html><head><title>Storm</title></head><body>{body}</body></html>").text


class TestAlike:
    def test_boxes_named_alike_are_one_article(self) -> None:
        parts = "".join(
            f"<div><div class='text wide'>{paragraphs(start, end)}</div></div><div><a href=/x>Offer</a></div>"
            for start, end in ((0, 1), (1, 9), (9, 10))
        )
        text = text_of(f"<main><h1>Storm</h1>{parts}</main>")
        assert all(f"The {word} was" in text for word in WORDS)

    def test_what_stands_elsewhere_is_not_of_it(self) -> None:
        other = f"<section><div><div class=text>{paragraphs(7, 9)}</div></div></section>"
        text = text_of(
            f"<main><h1>Storm</h1><div><div class=text>{paragraphs(0, 7)}</div></div></main>{other}"
        )
        assert "library" not in text
        assert "theatre" not in text

    def test_behind_another_title_another_article_begins(self) -> None:
        parts = (
            f"<div class=text>{paragraphs(0, 7)}</div><h1>Calm</h1><div class=text>{paragraphs(7, 9)}</div>"
        )
        assert "library" not in text_of(f"<main><h1>Storm</h1>{parts}</main>")

    def test_teasers_before_it_are_not_of_it(self) -> None:
        link = f"<a href=/x>{'More of it ' * 9}</a>"
        teaser = f"<div class='text small'><p>{'The sea is calm again, they say. ' * 3}</p>{link}</div>"
        assert "calm again" not in text_of(f"<h1>Storm</h1>{teaser}<div class=text>{paragraphs(0, 7)}</div>")

    def test_a_short_one_right_before_it_may_lack_some_of_its_names(self) -> None:
        lead = f"<div class=text>{paragraph('pier')}</div>"
        body = f"<div class='text body-x'>{paragraphs(0, 9)}</div>"
        assert "pier" in text_of(f"<div><h1>Storm</h1>{lead}{body}</div>")


class TestIntroductions:
    LONG = f"<p>{'Before the storm came, the boats had left for the open sea. ' * 4}</p>"

    def test_a_paragraph_between_title_and_body_belongs_to_it(self) -> None:
        body = f"<div><div class=x3>{paragraphs(0, 10)}</div></div>"
        assert text_of(f"<div><h1>Storm</h1>{self.LONG}{body}</div>").startswith("Before the storm")

    def test_paragraphs_beside_the_title_belong_to_it(self) -> None:
        body = f"<div><div class=x3>{paragraphs(0, 10)}</div></div>"
        two = "".join(
            f"<p>{'The boats had left for the open sea. ' * 4}On {day} one came back.</p>" for day in "12"
        )
        assert "On 2 one came back" in text_of(f"<div><div><h1>Storm</h1>{two}</div>{body}</div>")

    def test_what_stands_above_the_title_does_not(self) -> None:
        body = f"<div><div class=x3>{paragraphs(0, 10)}</div></div>"
        assert "open sea" not in text_of(f"<div>{self.LONG}<h1>Storm</h1>{body}</div>")

    def test_nor_does_a_box_with_a_heading_or_a_picture(self) -> None:
        body = f"<div><div class=x3>{paragraphs(0, 10)}</div></div>"
        for beside in ("<h3>How we work</h3>", "<img src=a.jpg>"):
            assert "open sea" not in text_of(f"<div><h1>Storm</h1><div>{beside}{self.LONG}</div>{body}</div>")


def test_a_paragraph_is_no_container() -> None:
    long = f"<p>{'All boats stayed at the quay, for the wind had not turned. ' * 8}</p>"
    short = "<p>The reasons, in short:</p><ul><li>wind</li><li>waves</li></ul>"
    assert "wind\nwaves" in text_of(f"<h1>Storm</h1><div>{short}{long}</div>")


def test_what_is_called_a_standfirst_above_the_title_is_none() -> None:
    above = (
        "<div class=description>The Daily is read in all the harbours of the coast, and in some beyond.</div>"
    )
    assert "The Daily" not in text_of(f"{above}<h1>Storm</h1><div>{paragraphs(0, 6)}</div>")
