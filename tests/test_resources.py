"""A plan of what a page needs: everything it names, each once, what a reader needs first."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archivist.parse.page import parse_page
from archivist.parse.resources import Resource, page_resources, style_resources

PAGE = "https://www.news.example/2026/ferry"


def plan(html: str, url: str = PAGE) -> list[str]:
    """Return the addresses a page needs, without the site's own origin."""
    return [
        resource.url.removeprefix("https://www.news.example")
        for resource in page_resources(parse_page(html, url))
    ]


def kinds(html: str) -> dict[str, str]:
    return {
        resource.url.rpartition("/")[2]: resource.kind for resource in page_resources(parse_page(html, PAGE))
    }


# ------------------------------------------------------------------ pages


@pytest.mark.parametrize(
    ("html", "wanted"),
    [
        ('<img src="/a.jpg">', ["/a.jpg"]),
        ('<img src="/a.jpg#x"><img src="/a.jpg"><img src="//www.news.example/a.jpg">', ["/a.jpg"]),
        ('<base href="/old/"><img src="a.jpg">', ["/old/a.jpg"]),
        ('<img srcset="/a-1.jpg 1x, /a-2.jpg 2x">', ["/a-2.jpg", "/a-1.jpg"]),
        ('<img src=/s.jpg srcset="/w,300.jpg 300w,/w,900.jpg 900w">', ["/s.jpg", "/w,900.jpg", "/w,300.jpg"]),
        ('<picture><source srcset="/a.webp"><img src="/a.jpg"></picture>', ["/a.webp", "/a.jpg"]),
        ('<img src="/blank.gif" data-src="/a.jpg">', ["/blank.gif", "/a.jpg"]),
        ('<img data-srcset="/a.jpg 1x, /b.jpg 2x">', ["/b.jpg", "/a.jpg"]),
        ('<img data-original="/a.jpg">', ["/a.jpg"]),
        ('<img data-lazy-src="/a.jpg">', ["/a.jpg"]),
        ('<img data-any-name="/a.jpg">', ["/a.jpg"]),
        ('<noscript><img src="/a.jpg"></noscript>', ["/a.jpg"]),
        (
            '<meta property="og:image" content="/a.jpg"><meta name="twitter:image" content="/b.jpg">',
            ["/a.jpg", "/b.jpg"],
        ),
        (
            '<video poster="/a.jpg" src="/v.mp4"><source src="/v.webm"></video><audio src="/s.mp3">',
            ["/a.jpg"],
        ),
        (
            '<a href="/large.jpg"><img src="/small.jpg"></a><a href="/other.jpg">x</a>',
            ["/large.jpg", "/small.jpg"],
        ),
        ('<p style="background: url(/a.jpg)">', ["/a.jpg"]),
        ('<style>p { background: url("/a.jpg") }</style>', ["/a.jpg"]),
        ('<div data-bg="/a.jpg"><table background="/b.jpg">', ["/a.jpg", "/b.jpg"]),
        ('<svg><image href="/a.jpg"/><image xlink:href="/b.jpg"/></svg>', ["/a.jpg", "/b.jpg"]),
        ('<link rel="preload" as="image" href="/a.jpg" imagesrcset="/b.jpg 2x">', ["/a.jpg", "/b.jpg"]),
        (
            '<link rel="shortcut icon" href="/i.ico"><link rel="canonical" href="/x">',
            ["/i.ico"],
        ),
        ('<link rel="alternate" href="/feed"><a href="/more"><form action="/go">', []),
        (
            '<img src=""><img src="#"><img src="data:image/gif;base64,R0"><img src="javascript:1"><img src="file:///x">',
            [],
        ),
        ('<img src="http://[bad"><img src="/a.jpg">', ["/a.jpg"]),
    ],
)
def test_what_a_page_names_is_wanted(html: str, wanted: list[str]) -> None:
    assert plan(html) == wanted


def test_images_of_the_data_are_wanted() -> None:
    data = """{"@graph": [{"@type": "NewsArticle", "image": ["/a.jpg", {"@type": "ImageObject",
      "url": "/b.jpg"}], "author": {"name": "x", "url": "/ann", "image": {"contentUrl": "/c.jpg"}},
      "thumbnailUrl": "/d.jpg"}]}"""
    html = f'<script type="application/ld+json">{data}</script>'
    assert plan(html) == ["/a.jpg", "/b.jpg", "/c.jpg", "/d.jpg"]


def test_what_a_reader_needs_comes_first() -> None:
    html = """<script src="/x.js"></script><iframe src="/frame"></iframe><link rel="icon" href="/i.ico">
      <link rel="preload" as="font" href="/f.woff2"><img src="/a.jpg" srcset="/a1.jpg 1x, /a2.jpg 2x">
      <link rel="stylesheet" href="/s.css">"""
    assert plan(html) == ["/s.css", "/a.jpg", "/a2.jpg", "/f.woff2", "/i.ico", "/a1.jpg", "/frame", "/x.js"]
    assert kinds(html) == {
        "s.css": "style", "a.jpg": "image", "a2.jpg": "image", "f.woff2": "font", "i.ico": "image",
        "a1.jpg": "image", "frame": "frame", "x.js": "script",
    }  # fmt: skip


def test_a_picture_that_is_a_size_of_one_and_the_source_of_another_comes_early() -> None:
    assert plan('<img src="/a.jpg" srcset="/b.jpg 1x, /c.jpg 2x"><img src="/b.jpg">') == [
        "/a.jpg",
        "/c.jpg",
        "/b.jpg",
    ]
    assert plan('<img srcset="/b.jpg 1x, /d.jpg 1x, /c.jpg 2x"><img src="/d.jpg">') == [
        "/c.jpg",
        "/d.jpg",
        "/b.jpg",
    ]


def test_scripts_and_frames_are_wanted_from_the_page_s_own_site_alone() -> None:
    html = """<script src="https://static.news.example/a.js"></script><iframe src="https://video.news.example/b">
      </iframe><script src="https://ads.example/c.js"></script><iframe src="https://tube.example/d"></iframe>
      <link rel="modulepreload" href="/e.js"><link rel="preload" as="script" href="https://ads.example/f.js">"""
    assert plan(html) == ["https://video.news.example/b", "https://static.news.example/a.js", "/e.js"]


@pytest.mark.parametrize(
    ("page", "script", "is_own"),
    [
        ("https://news.example/", "https://cdn.news.example/x.js", True),
        ("https://www.news.co.uk/", "https://static.news.co.uk/x.js", True),
        ("https://www.news.co.uk/", "https://ads.co.uk/x.js", False),
        ("http://127.0.0.1:8000/", "http://127.0.0.1:8000/x.js", True),
        ("http://127.0.0.1/", "http://128.1.0.1/x.js", False),
    ],
)
def test_a_site_is_known_by_its_name(page: str, script: str, is_own: bool) -> None:
    assert bool(plan(f'<script src="{script}"></script>', page)) == is_own


def test_a_page_of_a_million_names_is_planned_in_time() -> None:
    html = "".join(f"<img src=/p{number}.png srcset='/q{number}.png 2x'>" for number in range(50_000))
    began = time.process_time()
    assert len(plan(html)) <= 20_000
    assert time.process_time() - began < 5


@given(st.text("<>/='\" \nabimgsrctstyle:url(),.#?%\\0", max_size=300))
def test_a_plan_is_made_of_any_page(html: str) -> None:
    resources = page_resources(parse_page(html, PAGE))
    assert len({resource.url for resource in resources}) == len(resources)
    assert all(resource.url.startswith("http") for resource in resources)


# ------------------------------------------------------------------ style sheets


@pytest.mark.parametrize(
    ("css", "wanted"),
    [
        ('@import "a.css";', [("a.css", "style")]),
        ("@import 'a.css' screen;", [("a.css", "style")]),
        ("@import url(a.css);@import url( 'b.css' ) print;", [("a.css", "style"), ("b.css", "style")]),
        ('@IMPORT URL("a.css")', [("a.css", "style")]),
        ("p{background:URL( a.png )}", [("a.png", "image")]),
        ("p{background:url('a b.png'),url(c.png)}", [("a b.png", "image"), ("c.png", "image")]),
        (
            "@font-face{src:url(f.woff2) format('woff2'),url(f.ttf?x)}",
            [("f.woff2", "font"), ("f.ttf?x", "font")],
        ),
        (
            'p{background:url(a\\)b.png)} q{background:url("\\63.png")}',
            [("a)b.png", "image"), ("c.png", "image")],
        ),
        ("p{background:url(a.png)} @import url(b.css);", [("b.css", "style"), ("a.png", "image")]),
        ("/* url(no.png) @import 'no.css'; */ p{background:url(a.png)}", [("a.png", "image")]),
        ("p{content:'url(no.png)'} q{background:url(a.png)}", [("a.png", "image")]),
        ("p{content:'\\'url(no.png)'}", []),
        ('p{content:"unclosed\nurl(a.png)}', [("a.png", "image")]),
        ("@import-like 'no.css'; @media x { p { color: red } }", []),
        ("@import; p{content:'no.css'}", []),
        ("p{filter:url(#shadow);background:url(data:image/png;base64,AA==);mask:url()}", []),
        ("p{background:my-url(no.png)}", []),
        ("p{background:url(a.png", [("a.png", "image")]),
        ("/* unclosed url(no.png)", []),
    ],
)
def test_what_a_style_sheet_names_is_wanted(css: str, wanted: list[tuple[str, str]]) -> None:
    base = "https://cdn.example/css/"
    assert style_resources(css, base + "main.css") == tuple(
        Resource(base + name, kind) for name, kind in wanted
    )


@pytest.mark.parametrize(
    "piece",
    [
        '"',
        "'",
        "\\",
        '\\"',
        "url(",
        "url( ",
        'url("',
        "url('\\",
        "/*",
        "*/",
        "@import",
        '@import "',
        "\n",
        "{",
        "é",
    ],
)
def test_a_style_sheet_is_read_in_one_pass(piece: str) -> None:
    began = time.process_time()
    style_resources(piece * (1_000_000 // len(piece)), "https://cdn.example/")
    assert time.process_time() - began < 2


@given(st.text("@import url(){};'\"\\/*\n a.#é", max_size=200))
def test_any_style_sheet_can_be_read(css: str) -> None:
    for resource in style_resources(css, "https://cdn.example/"):
        assert resource.url.startswith("http")
