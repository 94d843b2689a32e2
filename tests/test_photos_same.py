"""One picture is one photo, whatever copies and addresses the page has of it."""

import pytest

from archivist.parse.photos.addresses import parse_srcset
from archivist.parse.photos.keys import address_key
from tests.photo_pages import files, only_photo, photos

SAME = {
    "boats-at-hafen": [
        "https://daily.example/2026/boats-at-hafen.jpg",
        "/2026/boats-at-hafen-1024x683.jpg",
        "https://i0.wp.com/daily.example/2026/boats-at-hafen-scaled.jpg?resize=600%2C400&ssl=1",
        "https://daily.example/cdn-cgi/image/width=1160,height=772/https://daily.example/boats-at-hafen.jpg",
        "/_next/image?url=https%3A%2F%2Fdaily.example%2F2026%2Fboats-at-hafen.jpg&w=640&q=75",
        "/2026/Boats-at-Hafen~_v-16to9__medium.jpg",
        "/2026/boats-at-hafen~384x216?cb=17",
        "/2026/boats-at-hafen-superJumbo.jpg",
        "/2026/boats-at-hafen@2x.webp",
        "/2026/boats-at-hafen-e1743513812526.jpg",
        "https://img.example/x/rs:fit:750/aHR0cHM6Ly9kYWlseS5leGFtcGxlLzIwMjYvYm9hdHMtYXQtaGFmZW4uanBn",
    ],
    "66123445": [
        "/image/66123445_605.jpg",
        "/image/66123445_${formatId}.jpg",
        "/image/66123445.jpg?x=1&w=20",
    ],
    "1d2e3f4a5b6c": [
        "/media/1d2e3f4a5b6c/0_117_4000_2400/master/4000.jpg?width=445",
        "/media/1d2e3f4a5b6c/500.jpg",
    ],
    "145543210": ["https://wire.example/resources/r/?m=02&d=20191119&i=145543210&w=780"],
    "22967847ec0a7464": [
        "https://app.example/image/22967847ec0a7464=w700-h400",
        "/image/22967847ec0a7464=s1200",
    ],
}


@pytest.mark.parametrize(("key", "address"), [(key, one) for key, many in SAME.items() for one in many])
def test_copies_of_one_picture_have_one_key(key: str, address: str) -> None:
    assert address_key(address) == key


def test_different_pictures_have_different_keys() -> None:
    addresses = [
        "/a/1.jpg",
        "/a/2.jpg",
        "/IMG_0234.jpg",
        "/IMG_0235.jpg",
        "/photo-1.jpg",
        "/photo-2.jpg",
        "/i?id=12345",
        "/i?id=12346",
    ]
    assert len(set(map(address_key, addresses))) == len(addresses)


@pytest.mark.parametrize(
    ("srcset", "expected"),
    [
        ("/a.jpg 320w, /b.jpg 640w", [("/a.jpg", 320), ("/b.jpg", 640)]),
        ("/a.jpg, /b.jpg 2x", [("/a.jpg", 0), ("/b.jpg", 2000)]),
        (
            "/c/w_320,h_200/a.jpg 320w,/c/w_640,h_400/a.jpg 640w",
            [("/c/w_320,h_200/a.jpg", 320), ("/c/w_640,h_400/a.jpg", 640)],
        ),
        ("/a.jpg", [("/a.jpg", 0)]),
        ("", []),
    ],
)
def test_a_srcset_gives_addresses_and_widths(srcset: str, expected: list[tuple[str, int]]) -> None:
    assert list(parse_srcset(srcset)) == expected


def test_the_largest_copy_is_the_source() -> None:
    photo = only_photo(
        '<figure><a href="/2026/boats-at-hafen-full.jpg"><picture>'
        '<source srcset="/2026/boats-at-hafen-1600x900.webp 1600w, /2026/boats-at-hafen-800x450.webp 800w">'
        '<img src="/2026/boats-at-hafen-400x225.jpg"></picture></a></figure>'
    )
    assert photo.source == "https://daily.example/2026/boats-at-hafen-1600x900.webp"
    assert {one.rsplit("/", 1)[-1] for one in photo.candidates} == {
        "boats-at-hafen-full.jpg",
        "boats-at-hafen-1600x900.webp",
        "boats-at-hafen-800x450.webp",
        "boats-at-hafen-400x225.jpg",
    }


@pytest.mark.parametrize(
    "lazy",
    [
        '<img src="data:image/gif;base64,R0lG" data-src="/2026/boats-at-hafen.jpg">',
        '<img src="data:image/gif;base64,R0lG"><noscript><img src="/2026/boats-at-hafen.jpg"></noscript>',
        '<img src="/static/grey-placeholder.png"><img src="/2026/boats-at-hafen.jpg" loading="lazy">',
        '<img data-srcset="/2026/boats-at-hafen.jpg 800w" class="lazyload">',
        '<img data-srcs=\'{"https://daily.example/2026/boats-at-hafen.jpg":{"contentType":"image/jpeg"}}\'>',
        '<div data-image-url="/2026/boats-at-hafen.jpg"><img data-original="/2026/boats-at-hafen.jpg"></div>',
        '<amp-img src="/2026/boats-at-hafen.jpg" width="800" height="450"></amp-img>',
    ],
)
def test_pictures_that_load_late_are_one(lazy: str) -> None:
    assert only_photo(f"<figure>{lazy}<figcaption>Boats turn back.</figcaption></figure>").source == (
        "https://daily.example/2026/boats-at-hafen.jpg"
    )


def test_copies_for_telephone_and_desktop_are_one() -> None:
    figure = (
        '<figure><img src="/2026/boats-at-hafen-{0}.jpg"><figcaption>Boats turn back.</figcaption></figure>'
    )
    assert files(photos(figure.format("mobile") + figure.format("desktop"))) == ["boats-at-hafen-mobile.jpg"]


def test_the_copy_to_share_is_the_main_picture() -> None:
    head = '<meta property="og:image" content="https://daily.example/share/boats-at-hafen-1200x630.jpg">'
    photo = only_photo('<figure><img src="/2026/boats-at-hafen.jpg"></figure>', head=head)
    assert photo.candidates == (
        "https://daily.example/2026/boats-at-hafen.jpg",
        "https://daily.example/share/boats-at-hafen-1200x630.jpg",
    )


def test_pictures_named_after_their_article_are_told_apart_by_their_captions() -> None:
    figure = (
        '<figure><img src="/{0}/harbour-storm-news.jpg"><figcaption>{0} in the storm.</figcaption></figure>'
    )
    assert len(photos(figure.format("Boats") + figure.format("Piers"))) == 2


def test_an_address_that_a_script_has_yet_to_fill_in_comes_last() -> None:
    photo = only_photo(
        '<figure><img data-url="/image/66123445_${formatId}.jpg" src="/image/66123445_605.jpg"></figure>'
    )
    assert photo.source == "https://daily.example/image/66123445_605.jpg"


def test_a_picture_without_address_is_known_by_its_text() -> None:
    img = '<img alt="Boats at sea" class="lazyload">'
    photo = only_photo(f"<figure>{img}<figcaption>Boats turn back to the coast.</figcaption></figure>")
    assert (photo.source, photo.candidates, photo.alt) == ("", (), "Boats at sea")
