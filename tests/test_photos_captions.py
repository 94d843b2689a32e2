"""Caption and credit are found wherever pages put them."""

import pytest

from archivist import Photo
from tests.photo_pages import only_photo, photos

CAPTION = "Boats turn back to the coast near Hafen."
CREDIT = "Photo: Anna Berg/Reuters"
IMG = '<img src="/2026/boats-at-hafen.jpg" alt="Boats at sea" width="800">'


def names(photo: Photo) -> tuple[str, str, tuple[str, ...], list[str]]:
    """Return caption, credit line, creators and agencies of a photo."""
    credit = photo.credit
    assert credit is not None
    return photo.caption, credit.line, credit.creators, [agency.name for agency in credit.agencies]


@pytest.mark.parametrize(
    "words",
    [
        f"<figcaption>{CAPTION} {CREDIT}</figcaption>",
        f'<figcaption><span class="text">{CAPTION}</span> <span class="credit">{CREDIT}</span></figcaption>',
        f'<figcaption>{CAPTION}<span class="caption-author">{CREDIT}</span></figcaption>',
        f"<figcaption>{CAPTION}</figcaption><footer>{CREDIT}</footer>",
        f"<figcaption>{CAPTION} <cite>{CREDIT}</cite></figcaption>",
        f'<div class="x1"><p class="x2">{CAPTION}</p><p class="x3">{CREDIT}</p></div>',
        f'<span class="photo__credit">{CREDIT}</span><figcaption>{CAPTION}</figcaption>',
        f'<figcaption><h2>{CAPTION}</h2><small class="source">{CREDIT}</small></figcaption>',
        f'<figcaption><button>Enlarge</button>{CAPTION} {CREDIT} <a href="#">more &gt;</a></figcaption>',
    ],
    ids=[
        "one-run",
        "spans",
        "glued",
        "footer",
        "cite",
        "names-without-meaning",
        "credit-first",
        "heading",
        "buttons",
    ],
)
def test_a_figure_gives_caption_and_credit(words: str) -> None:
    photo = only_photo(f"<figure>{IMG}{words}</figure>")
    caption, line, creators, agencies = names(photo)
    assert caption == CAPTION
    assert line.endswith("Anna Berg/Reuters")
    assert creators == ("Anna Berg",)
    assert agencies == ["Reuters"]


@pytest.mark.parametrize(
    "box",
    [
        f'<div class="wp-caption">{IMG}<p class="wp-caption-text">{CAPTION} ({CREDIT})</p></div>',
        f'<div class="image-box">{IMG}<p>{CAPTION} ({CREDIT})</p></div>',
        f'<div><div>{IMG}</div><div class="k4">{CAPTION}</div><div class="k5">{CREDIT}</div></div>',
        f'<div>{IMG}</div><div class="caption">{CAPTION} ({CREDIT})</div>',
        f"<p>{IMG}</p><p><em>{CAPTION} ({CREDIT})</em></p>",
        f"<p>{IMG}<br><small>{CAPTION} ({CREDIT})</small></p>",
    ],
    ids=["wordpress", "picture-box", "css-modules", "sibling", "small-print-below", "same-paragraph"],
)
def test_no_figure_is_needed(box: str) -> None:
    caption, _, creators, agencies = names(only_photo(box))
    assert (caption, creators, agencies) == (CAPTION, ("Anna Berg",), ["Reuters"])


def test_body_text_behind_a_picture_is_no_caption() -> None:
    photo = only_photo(f"<p>{IMG}</p>")
    assert (photo.caption, photo.credit) == ("", None)
    assert photo.alt == "Boats at sea"


def test_body_text_that_has_the_words_of_the_alternative_text_is_no_caption() -> None:
    assert (
        only_photo(f"<p>{IMG}</p><p>There were Boats at sea all night, and few came home.</p>").caption == ""
    )


@pytest.mark.parametrize(
    "attributes",
    [
        f'title="{CAPTION} | Reuters/Anna Berg" alt="Boats"',
        f'alt="Boats" data-caption="{CAPTION}" data-credit="Reuters/Anna Berg"',
        f'data-mediaviewer-caption="&lt;p&gt;{CAPTION}" data-mediaviewer-credit="Reuters/Anna Berg"',
    ],
)
def test_attributes_carry_what_is_not_shown(attributes: str) -> None:
    caption, _, creators, agencies = names(
        only_photo(f'<img src="/boats-at-hafen.jpg" width="800" {attributes}>')
    )
    assert (caption, creators, agencies) == (CAPTION, ("Anna Berg",), ["Reuters"])


def test_a_title_that_names_the_file_or_the_article_is_no_caption() -> None:
    for title in ("STORM-HARBOUR-2", "Storm reaches harbour", "Harbour storm"):
        assert (
            only_photo(f'<img src="/boats-at-hafen.jpg" width="800" alt="Boats" title="{title}">').caption
            == ""
        )


def test_a_caption_that_repeats_the_alternative_text_empties_it() -> None:
    photo = only_photo(
        f'<figure><img src="/boats.jpg" alt="{CAPTION}"><figcaption>{CAPTION}</figcaption></figure>'
    )
    assert (photo.alt, photo.caption) == ("", CAPTION)


def test_a_file_tag_in_the_caption_joins_the_credit_of_another_place() -> None:
    img = f'<img src="/boats.jpg" alt="Boats" title="{CAPTION} | Reuters/Anna Berg">'
    photo = only_photo(f"<figure>{img}<figcaption>Archivbild (16.08.2024): {CAPTION}</figcaption></figure>")
    assert photo.credit is not None
    assert (photo.credit.creators, photo.credit.is_file) == (("Anna Berg",), True)


def test_so_does_one_that_repeats_the_credit_as_well() -> None:
    text = f"{CAPTION} / Xinhua-Yonhap"
    photo = only_photo(f'<div class="image"><img src="/boats.jpg" alt="{text}"><p>{text}</p></div>')
    assert (photo.alt, photo.caption) == ("", CAPTION)


def test_a_text_that_stands_twice_for_two_screens_is_read_once() -> None:
    twice = f'<span class="mobile">{CAPTION}</span><span class="desktop">{CAPTION}</span>'
    assert only_photo(f"<figure>{IMG}<figcaption>{twice}</figcaption></figure>").caption == CAPTION


def test_labels_for_screen_readers_are_no_caption() -> None:
    words = f'<figcaption><span class="visually-hidden">Image caption, </span>{CAPTION}</figcaption>'
    assert only_photo(f"<figure>{IMG}{words}</figure>").caption == CAPTION


def test_nested_sources_do_not_hide_the_caption() -> None:
    # libxml2 nests source elements: a picture with many stands that deep in its own sources.
    sources = "".join(
        f'<source srcset="/boats-at-hafen-{width}.webp {width}w">' for width in range(100, 1500, 100)
    )
    photo = only_photo(
        f"<figure><picture>{sources}{IMG}</picture><figcaption>{CAPTION}</figcaption></figure>"
    )
    assert photo.caption == CAPTION


def test_a_caption_inside_the_picture_element_is_read() -> None:
    photo = only_photo(f"<figure><picture>{IMG}<figcaption>{CAPTION}</figcaption></picture></figure>")
    assert photo.caption == CAPTION


def test_each_picture_of_a_gallery_has_its_own_words() -> None:
    slides = "".join(
        f'<div class="slide"><img src="/2026/storm-slide-{n}.jpg"><p class="caption">Slide {n}.</p></div>'
        for n in ("one", "two", "three")
    )
    found = photos(f"<div class='gallery'>{slides}</div>")
    assert [photo.caption for photo in found] == [f"Slide {n}." for n in ("one", "two", "three")]


def test_the_byline_below_a_picture_is_no_credit() -> None:
    photo = only_photo(
        before=f'<figure>{IMG}</figure><div class="meta"><span class="author">By Carl Dahl</span></div>'
    )
    assert photo.credit is None


def test_evidence_says_where_the_words_stood() -> None:
    photo = only_photo(f'<figure>{IMG}<figcaption class="cap">{CAPTION}</figcaption></figure>')
    seen = [(one.method, one.place, one.text) for one in photo.evidence]
    assert ("figcaption", "figcaption.cap", CAPTION) in seen
    assert ("alt", "[alt]", "Boats at sea") in seen


def test_an_alternative_text_that_is_a_mere_label_credits_nobody() -> None:
    for label in ("写真・図版", "Photo", "Bild"):
        assert only_photo(f'<img src="/2026/boats.jpg" width="800" alt="{label}">').credit is None
