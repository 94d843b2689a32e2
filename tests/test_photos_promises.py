"""Promises: nothing raises, order and readings repeat, time grows with the page."""

import gc
import time
from itertools import chain, repeat

from hypothesis import given, settings
from hypothesis import strategies as st

import archivist
from archivist.parse.photos.keys import address_key
from tests.photo_pages import URL, article, photos

_TAGS = [
    "figure",
    "figcaption",
    "div",
    "p",
    "a",
    "picture",
    "source",
    "img",
    "span",
    "noscript",
    "amp-img",
    "h3",
    "aside",
    "ul",
    "li",
]
_VALUES = [
    "caption",
    "credit photo",
    "/a/boats.jpg",
    "/a/boats.jpg 100w, /b/boats.jpg 2x",
    "teaser",
    "//",
    "http://[",
    '{"a":"//b/c.jpg"}',
    "%E0%A4%A",
    "data:,x",
    "\u200f",
    "x" * 50,
    "1",
    "-9",
    "url(",
    "background:url('/a/b.jpg')",
    "",
]
_NAMES = [
    "class",
    "id",
    "src",
    "srcset",
    "href",
    "alt",
    "title",
    "data-src",
    "data-credit",
    "data-caption",
    "style",
    "width",
    "height",
    "hidden",
]

attributes = st.lists(st.tuples(st.sampled_from(_NAMES), st.sampled_from(_VALUES)), max_size=4).map(
    lambda pairs: "".join(f" {name}='{value}'" for name, value in pairs)
)
opened = st.builds("<{}{}>".format, st.sampled_from(_TAGS), attributes)
closed = st.sampled_from(_TAGS).map("</{}>".format)
words = st.sampled_from(
    ["Boats turn back.", "Photo: Anna Berg/AP", "(Reuters)", "1/5", " / ", "写真・図版", "الصورة"]
)
markup = st.lists(st.one_of(opened, closed, words), max_size=40).map("".join)


@settings(deadline=None, max_examples=80)
@given(markup)
def test_no_markup_raises_and_readings_repeat(inside: str) -> None:
    page = article(inside, before=inside)
    assert archivist.photos(page, URL) == archivist.photos(page, URL)


@settings(deadline=None, max_examples=80)
@given(
    st.text(max_size=80)
    | st.lists(
        st.sampled_from(["http://", "/", "a.jpg", "?url=", "%2F", "aHR0c", "1024x683", "_"]), max_size=12
    ).map("".join)
)
def test_every_address_has_a_key(address: str) -> None:
    assert address_key(address) == address_key(address)


def test_no_photo_stands_twice() -> None:
    found = photos(article("<figure><img src='/a/boats.jpg'></figure>" * 5))
    candidates = list(chain.from_iterable(photo.candidates for photo in found))
    assert len(candidates) == len(set(candidates))


def test_deep_and_long_pages_take_time_in_proportion() -> None:
    deep = "<div>" * 3000 + "<img src='/a/boats-at-sea.jpg'>" + "</div>" * 3000
    many = "".join(
        chain.from_iterable(
            repeat("<figure><img src='/a/boats-at-sea.jpg'><figcaption>Boats.</figcaption></figure>", 2000)
        )
    )
    img = f"<img src='/a/boats-at-sea.jpg' alt='{'a ' * 100_000}'>"
    long = f"<figure>{img}<figcaption>{'(' * 100_000}</figcaption></figure>"
    for page in (deep, many, long):
        started = time.process_time()
        archivist.photos(article(page), URL)
        assert time.process_time() - started < 3


def test_pictures_in_each_other_take_time_in_proportion_to_their_number() -> None:
    def seconds(number: int) -> float:
        gc.collect()  # what other tests left is not this one's
        started = time.process_time()
        photos(article("<p>Some words of text, here.</p>" + "<picture><source srcset=/a.jpg>" * number))
        return time.process_time() - started

    assert seconds(800) < 10 * seconds(200)  # four times as many; each with each would be sixteen
