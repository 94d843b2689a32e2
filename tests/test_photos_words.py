"""No word that a page shows of a picture is lost, none is told twice, and none comes from elsewhere."""

from __future__ import annotations

from hypothesis import given, settings

import archivist
from archivist import Photo
from tests.bench.fuzz_captions import letters_of
from tests.figure_grammar import Figure, FigurePage, figure_pages
from tests.photo_pages import URL, article, only_photo


def _printed(photo: Photo, figure: Figure) -> str:
    """Return the credit as the page shows it; empty where it is that of attributes and data."""
    printed = photo.credit.printed if photo.credit else ""
    return "" if printed in figure.told else printed


def _caption(photo: Photo, figure: Figure) -> str:
    return "" if not figure.caption and photo.caption == figure.told else photo.caption


def _interface(photo: Photo) -> list[str]:
    return [seen.text for seen in photo.evidence if seen.method == "interface"]


def _is_in_order(part: str, whole: str) -> bool:
    letters = iter(filter(str.isalnum, whole))
    return all(letter in letters for letter in filter(str.isalnum, part))


@settings(max_examples=200, deadline=None)
@given(figure_pages())
def test_caption_credit_and_interface_words_are_what_the_page_shows(page: FigurePage) -> None:
    found = archivist.photos(page.html, URL)
    assert [figure.file in photo.source for figure, photo in zip(page.figures, found, strict=True)]
    for figure, photo in zip(page.figures, found, strict=True):
        interface = _interface(photo)
        parts = [_caption(photo, figure), _printed(photo, figure), *interface]
        assert letters_of(" ".join(parts)) == letters_of(figure.shown)
        assert all(_is_in_order(part, figure.shown) for part in parts)
        assert letters_of(figure.caption) <= letters_of(" ".join(parts[:2]))
        assert letters_of(figure.control) <= letters_of(" ".join(interface))


@settings(max_examples=60, deadline=None)
@given(figure_pages())
def test_what_is_said_of_a_picture_is_not_said_again_in_the_body(page: FigurePage) -> None:
    assert archivist.read_article(page.html, URL).text == archivist.read_article(article(), URL).text


def test_a_second_credit_is_kept_beside_the_one_that_names_more() -> None:
    words = 'Boats. (Belga)<span class="credit">Robin Doe/AFP</span>'
    photo = only_photo(f'<figure><img src="/a/boats.jpg"><figcaption>{words}</figcaption></figure>')
    assert photo.credit_line == "Robin Doe/AFP"
    assert _interface(photo) == ["(Belga)"]


def test_a_day_in_the_sentence_is_part_of_it_and_one_that_stands_alone_is_not() -> None:
    figure = '<figure><img src="/a/boats.jpg"><figcaption>{}</figcaption></figure>'
    inside = only_photo(figure.format("Boats turn back on <time>4 May</time> near Hafen."))
    alone = only_photo(figure.format("Audio 3:07 | <time>04.05.</time> | Boats turn back."))
    assert inside.caption == "Boats turn back on 4 May near Hafen."
    assert _interface(alone) == ["04.05."]


def test_a_caption_set_as_a_list_or_as_a_heading_with_a_link_is_read() -> None:
    figure = '<figure><img src="/a/boats.jpg"><figcaption>{}</figcaption></figure>'
    for words in ("<ul><li>Boats turn back.</li></ul>", "<h3>Boats <a href='/port'>turn</a> back.</h3>"):
        assert only_photo(figure.format(words)).caption == "Boats turn back."


def test_a_table_that_holds_picture_and_caption_may_stand_in_a_box() -> None:
    picture = "<tr><td><img src='/a/boats.jpg' width='800'></td></tr>"
    words = "<tr><td class='caption'>Boats turn back.</td></tr>"
    photo = only_photo(f"<div class='photo'><div><table>{picture}{words}</table></div></div>")
    assert photo.caption == "Boats turn back."


def test_a_short_list_beside_a_picture_is_machinery_and_a_long_one_part_of_the_article() -> None:
    figure = "<figure><img src='/a/boats.jpg'><figcaption>Boats.</figcaption><ul><li>{}</li></ul></figure>"
    assert _interface(only_photo(figure.format("Send it"))) == ["Send it"]
    article_text = (
        "The boats that came back were counted, and the harbour was closed until the morning after. " * 2
    )
    assert _interface(only_photo(figure.format(article_text))) == []
    assert article_text.strip() in archivist.read_article(article(figure.format(article_text)), URL).text
