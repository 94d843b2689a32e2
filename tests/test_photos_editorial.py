"""Which pictures illustrate the article, and which do not."""

import pytest

import archivist
from tests.photo_pages import URL, files, only_photo, photos

IMG = '<img src="/2026/boats-at-hafen.jpg">'
PHOTO = f"<figure>{IMG}<figcaption>Boats turn back near Hafen.</figcaption></figure>"


def test_a_photo_in_the_article_is_one() -> None:
    assert files(photos(PHOTO)) == ["boats-at-hafen.jpg"]


@pytest.mark.parametrize("place", ["before", "header"])
def test_the_main_picture_stands_outside_the_body(place: str) -> None:
    assert files(photos(**{place: PHOTO})) == ["boats-at-hafen.jpg"]


@pytest.mark.parametrize(
    "other",
    [
        '<div class="author-box"><img src="/carl-dahl.jpg" width="300"> Carl Dahl knows the sea.</div>',
        '<img class="avatar" src="/carl-dahl.jpg">',
        '<img src="/uploads/avatar_carl_dahl_green.png" width="300">',
        '<img src="/uploads/dahl-9281-small.png" alt="Carl Dahl, blog author" width="300">',
        '<a href="/2026/other"><img src="/other-story-photo.jpg" width="400"> Harbour fees rise again</a>',
        '<div><img src="/other.jpg" width="400"><h3><a href="/fees">Harbour fees rise again</a></h3></div>',
        '<div><img src="/other-story-photo.jpg" width="400"><h3>Harbour fees rise again</h3></div>',
        '<aside><img src="/newsletter-cover.jpg" width="400"></aside>',
        '<div class="related-stories related"><img src="/other-story-photo.jpg" width="400"></div>',
        '<div class="newsletter"><img src="/newsletter-cover.jpg" width="400"></div>',
        '<div class="ad-slot"><img src="/buy-boots-now.jpg" width="400"></div>',
        '<img src="/pixel-for-counting.gif" width="1" height="1">',
        '<img src="https://stats.example/matomo.php?idsite=4&rec=1">',
        '<img src="/share-on-network.jpg" width="32" height="32">',
        '<img src="/images/daily-stamp.png" alt="Daily logo" width="300">',
        '<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">',
        '<img src="/static/spinner.gif">',
        '<div class="inline-video"><img src="/video-still-of-storm.jpg" width="600"></div>',
        '<div class="licence"><img src="/cc-by-sa-button.png" width="88" height="31"></div>',
    ],
)
def test_other_pictures_are_not(other: str) -> None:
    assert files(photos(PHOTO + other)) == ["boats-at-hafen.jpg"]


def test_pictures_after_the_article_are_not() -> None:
    more = '<section><div><img src="/2026/harvest-in-rain.jpg" width="600"></div></section>'
    assert files(photos(PHOTO, after=more)) == ["boats-at-hafen.jpg"]


def test_a_second_article_on_the_page_keeps_its_pictures() -> None:
    second = f"<article><h2>Fees rise</h2>{PHOTO.replace('boats-at-hafen', 'fees-in-harbour')}</article>"
    assert files(photos(PHOTO, after=second)) == ["boats-at-hafen.jpg"]


def test_the_portrait_of_the_author_is_known_by_its_text() -> None:
    portrait = '<div class="x7"><img src="/p/portrait-9281.jpg" alt="Carl Dahl" width="314"></div>'
    head = '<meta name="author" content="Carl Dahl">'
    assert files(photos(PHOTO, before=portrait, head=head)) == ["boats-at-hafen.jpg"]


def test_the_portrait_of_an_interviewed_expert_is_one() -> None:
    portrait = '<img src="/p/portrait-9281.jpg" alt="Eva Falk">'
    expert = f"<figure>{portrait}<figcaption>Eva Falk studies storms.</figcaption></figure>"
    assert files(photos(expert)) == ["portrait-9281.jpg"]


def test_a_figure_may_link_to_its_own_page_or_its_large_copy() -> None:
    for link in ("/gallery/image/boats", "/2026/boats-at-hafen-large.jpg", "#lightbox"):
        assert files(photos(PHOTO.replace("<img", f'<a href="{link}"><img').replace('.jpg">', '.jpg"></a>')))


def test_a_credited_caption_vouches_for_its_picture() -> None:
    named = PHOTO.replace("<figure>", '<figure class="related-teaser teaser">').replace(
        "Hafen.", "Hafen. Photo: Anna Berg/AP"
    )
    assert files(photos(named)) == ["boats-at-hafen.jpg"]


def test_the_page_vouches_for_its_main_picture() -> None:
    head = '<meta property="og:image" content="https://daily.example/2026/boats-at-hafen-1200x630.jpg">'
    named = '<div class="teaser-image"><img src="/2026/boats-at-hafen.jpg"></div>'
    assert files(photos(before=named, head=head)) == ["boats-at-hafen.jpg"]


def test_a_size_of_sixteen_by_nine_is_a_ratio() -> None:
    assert (
        only_photo('<figure><img src="/2026/boats-at-hafen.jpg" width="16" height="9"></figure>').width == 16
    )


def test_a_page_without_a_picture_has_none_whatever_it_gives_to_share() -> None:
    assert (
        photos(head='<meta property="og:image" content="https://daily.example/share/default-card.jpg">') == []
    )


def test_names_made_by_style_compilers_mean_nothing() -> None:
    assert files(photos(PHOTO.replace("<figure>", '<figure class="sc-1x2 hAdRqZ kAdVwB">'))) == [
        "boats-at-hafen.jpg"
    ]


def test_photos_come_in_page_order() -> None:
    second = PHOTO.replace("boats-at-hafen", "pier-at-night").replace("Boats turn back", "The pier")
    third = PHOTO.replace("boats-at-hafen", "sea-wall-broken").replace("Boats turn back", "The wall")
    assert files(photos(second + third, before=PHOTO)) == [
        "boats-at-hafen.jpg",
        "pier-at-night.jpg",
        "sea-wall-broken.jpg",
    ]


def test_an_empty_page_has_no_photos() -> None:
    assert archivist.photos("", URL) == []
