"""The benchmark's server: its pages name nothing of the internet, its pictures are what their names say."""

import re
from io import BytesIO

import pytest
from PIL import Image

from tests.bench.addresses import localise, localise_one
from tests.bench.drawn import draw

HERE = "http://127.0.0.1:8000"


@pytest.mark.parametrize(
    "page",
    [
        '<img src="{https://}a.example/b.jpg">',
        '<img srcset="{//}a.example/1 1x, {//}a.example/2 2x">',
        '<div data-src="{https://}a.example/x?y=1&amp;z">',
        '<link rel="stylesheet" href="{//}a.example/s">',
        '<meta property="og:image" content="{http://}a.example/i">',
        "<style>p {background: url({https://}a.example/p)}</style>",
        r'"image": "{https:\/\/}a.example\/i.webp"',
    ],
)
def test_what_a_page_needs_comes_from_this_machine(page: str) -> None:
    before = re.sub(r"{(http.*?|//)}", r"\1", page)
    after = re.sub(r"{(http.*?|//)}", f"{HERE}/pic/", page)
    assert localise(before.encode(), HERE).decode() == after


@pytest.mark.parametrize(
    "page",
    [
        '<a href="https://a.example/story">',
        '<link rel="canonical" href="https://a.example/story">',
        '<meta property="og:url" content="https://a.example/story">',
        f'<img src="{HERE}/pic/a.example/b.jpg"><img src="/b.jpg"><img src="data:image/gif;base64,//a">',
        "한국어 <p>https://a.example/</p>",
    ],
)
def test_links_and_the_pages_own_address_stay(page: str) -> None:
    assert localise(page.encode("utf-8"), HERE).decode("utf-8") == page


def test_one_more_address_is_found_however_it_is_escaped() -> None:
    page = r'{"a": "https:\/\/a.example\/x?1&2"} <b c="https://a.example/x?1&amp;2">'
    assert localise_one(page.encode(), "https://a.example/x?1&2", HERE).count(b"127.0.0.1") == 2


@pytest.mark.parametrize(
    ("address", "media_type", "size"),
    [
        ("/pic/a.example/crane-320x200.jpg", "image/jpeg", (320, 200)),
        ("/pic/a.example/crane.png?w=200", "image/png", (200, 150)),
        ("/pic/a.example/crane_4000x3000.webp", "image/webp", (480, 360)),
        ("/pic/a.example/crane", "image/jpeg", (400, 300)),
    ],
)
def test_a_picture_has_the_form_and_size_of_its_name(
    address: str, media_type: str, size: tuple[int, int]
) -> None:
    kind, data = draw(address)
    assert (kind, data) == draw(address)
    assert kind == media_type
    assert Image.open(BytesIO(data)).size == size
