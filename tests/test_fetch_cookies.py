"""A way that asks for its own cookies is gone to its end; they go nowhere else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archivist.capture import Options, capture_page
from archivist.errors import FetchError
from archivist.fetch import Budget, Cookies, Fetcher, FetchQueue, Policy
from archivist.library import Library
from archivist.message import parse_response, parse_uri
from archivist.verify import verify_library
from tests.site import Answer, Site, redirect, serve

PAGE = b"<title>Storm</title><h1>Storm</h1><p>The storm came on Friday.</p><img src='/boats.jpg' width=800>"


@pytest.fixture
def site() -> Iterator[Site]:
    with serve() as site:
        yield site


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Library.create(tmp_path / "library")


def policy(site: Site) -> Policy:
    return Policy(allow=frozenset({site.server}), user_agent="tester/1")


def set_cookie(*values: str, to: str = "") -> Answer:
    fields = tuple(("Set-Cookie", value) for value in values)
    return Answer(status=302 if to else 200, headers=(*fields, *((("Location", to),) if to else ())))


def sent(site: Site) -> list[str]:
    """The cookies of each request that the site saw, empty for none."""
    fields = [seen.request.decode().partition("\r\nCookie: ")[2] for seen in site.seen]
    return [field.partition("\r\n")[0] for field in fields]


# ------------------------------------------------------------------ over the wire


def test_a_wall_that_sends_the_reader_back_with_a_cookie_is_passed(site: Site) -> None:
    site.answers |= {
        "/page": [redirect("/consent"), Answer(PAGE)],
        "/consent": set_cookie("consent=yes; Path=/", to="/page"),
    }
    with Fetcher(policy(site)) as fetcher:
        hops = fetcher.follow(f"{site.url}/page")
    assert parse_response(hops[-1].response).payload() == PAGE
    assert site.paths == ["/page", "/consent", "/page"]
    assert sent(site) == ["", "", "consent=yes"]
    assert [hop.request for hop in hops] == [seen.request for seen in site.seen]


def test_a_page_that_leads_to_itself_until_it_sees_its_cookie_is_read(site: Site) -> None:
    site.answers["/page"] = [set_cookie("a=1", to="/page"), set_cookie("a=2", to="/page"), Answer(PAGE)]
    with Fetcher(policy(site)) as fetcher:
        assert len(fetcher.follow(f"{site.url}/page")) == 3
    assert sent(site) == ["", "a=1", "a=2"]


def test_a_loop_in_which_no_cookie_changes_is_still_one(site: Site) -> None:
    site.answers |= {"/a": set_cookie("x=1; Path=/", to="/b"), "/b": redirect("/a")}
    with Fetcher(policy(site)) as fetcher, pytest.raises(FetchError, match="loop over 2 addresses"):
        fetcher.follow(f"{site.url}/a")


def test_a_new_cookie_at_every_turn_comes_to_an_end(site: Site) -> None:
    site.answers["/a"] = [set_cookie(f"turn={n}", to="/a") for n in range(30)]
    with Fetcher(policy(site)) as fetcher, pytest.raises(FetchError, match="more than 10 redirects"):
        fetcher.follow(f"{site.url}/a")


def test_without_a_jar_one_way_knows_nothing_of_another(site: Site) -> None:
    site.answers |= {"/a": set_cookie("x=1; Path=/"), "/b": Answer(b"b")}
    with Fetcher(policy(site)) as fetcher:
        fetcher.follow(f"{site.url}/a")
        fetcher.follow(f"{site.url}/b")
    assert sent(site) == ["", ""]


def test_the_resources_of_a_page_have_its_cookies_and_not_those_of_each_other(site: Site) -> None:
    site.answers |= {
        "/page": set_cookie("session=7; Path=/"),
        "/1.jpg": set_cookie("first=1; Path=/", to="/1-large.jpg"),
        "/1-large.jpg": Answer(b"1"),
        "/2.jpg": Answer(b"2"),
    }
    cookies = Cookies()
    with Fetcher(policy(site)) as fetcher:
        fetcher.follow(f"{site.url}/page", cookies=cookies)
        queue = FetchQueue(fetcher, Budget(workers=1), cookies=cookies)
        for name in ("1.jpg", "2.jpg"):
            queue.add(f"{site.url}/{name}")
        assert all(outcome.error is None for outcome in queue.outcomes())
    assert dict(zip(site.paths, sent(site), strict=True)) == {
        "/page": "",
        "/1.jpg": "session=7",
        "/1-large.jpg": "session=7; first=1",
        "/2.jpg": "session=7",
    }


def test_a_capture_behind_a_consent_hop_is_kept_whole_and_verifies(site: Site, library: Library) -> None:
    site.answers |= {
        "/page": [set_cookie("consent=asked", to="/wall"), Answer(PAGE)],
        "/wall": set_cookie("consent=yes; Path=/", to="/page"),
        "/boats.jpg": Answer(b"\xff\xd8\xff", media_type="image/jpeg"),
    }
    kept = capture_page(f"{site.url}/page", library, Options(allow=frozenset({site.server})))
    assert kept.article.title == "Storm"
    assert kept.exchanges == 4
    assert sent(site)[-1] == "consent=yes"
    assert not list(verify_library(library))


# ------------------------------------------------------------------ whose they are


def jar(address: str, *values: str) -> Cookies:
    cookies = Cookies()
    cookies.take(parse_uri(address), parse_response(set_cookie(*values).as_bytes()))
    return cookies


@pytest.mark.parametrize(
    ("value", "there", "elsewhere"),
    [
        ("a=1", "https://www.news.example/b", "https://news.example/"),
        ("a=1", "http://www.news.example/", "https://other.example/"),
        ("a=1; Domain=news.example", "https://img.news.example/", "https://evilnews.example/"),
        ("a=1; Domain=.news.example", "https://news.example/", "https://example/"),
        ("a=1; Secure", "https://www.news.example/", "http://www.news.example/"),
        ("a=1; Path=/in", "https://www.news.example/in/a", "https://www.news.example/inside"),
        (
            "a=1; Max-Age=60; HttpOnly; SameSite=Lax",
            "https://www.news.example/",
            "https://www.other.example/",
        ),
    ],
)
def test_domain_path_and_security_are_heeded(value: str, there: str, elsewhere: str) -> None:
    cookies = jar("https://www.news.example/page", value)
    assert cookies.header(parse_uri(there)) == "a=1"
    assert cookies.header(parse_uri(elsewhere)) == ""


@pytest.mark.parametrize(
    "value",
    [
        "a=1; Domain=other.example",
        "a=1; Domain=uk",
        "a=1; Domain=co.uk",
        "a=1; Max-Age=0",
        "a=1; Expires=Thu, 01 Jan 1970 00:00:00 GMT",
        "a=" + "1" * 5000,
    ],
)
def test_what_no_browser_would_keep_is_not_kept(value: str) -> None:
    assert jar("https://www.paper.co.uk/", value).header(parse_uri("https://www.paper.co.uk/")) == ""


def test_a_later_cookie_takes_the_place_of_an_earlier_one() -> None:
    assert (
        jar("https://a.example/", "a=1", "b=2", "a=3").header(parse_uri("https://a.example/")) == "a=3; b=2"
    )


def test_of_very_many_cookies_some_are_kept() -> None:
    cookies = jar("https://a.example/", *(f"c{n}=1" for n in range(500)))
    assert cookies.header(parse_uri("https://a.example/")).count("=") == 50


def test_a_copy_goes_its_own_way() -> None:
    cookies = jar("https://a.example/", "a=1")
    copied = cookies.copy()
    copied.take(parse_uri("https://a.example/"), parse_response(set_cookie("b=2").as_bytes()))
    assert cookies.header(parse_uri("https://a.example/")) == "a=1"


@given(
    st.lists(st.text(max_size=60) | st.sampled_from(["a=1; Domain=", "=;=", "a=b; Path=//", "$Version=1"]))
)
def test_no_field_raises_or_adds_a_line(values: list[str]) -> None:
    head = "".join(f"Set-Cookie: {value}\r\n" for value in values)
    response = parse_response(f"HTTP/1.1 200 OK\r\n{head}\r\n".encode("utf-8", "replace"))
    cookies, uri = Cookies(), parse_uri("https://a.example/b")
    cookies.take(uri, response)
    assert cookies.header(uri).isprintable()
