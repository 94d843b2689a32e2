"""A page is kept with all it needs, or not at all; what is kept says what is missing."""

import gzip
import zlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import brotli  # type: ignore[import-untyped,unused-ignore]
import pytest

from archivist.capture import Kept, Options, capture_page
from archivist.errors import FetchError, RefusedError
from archivist.fetch import Limits, transport
from archivist.library import Library
from archivist.model import Completeness
from tests.site import AUTHORITY, Answer, Exact, Site, redirect, serve

ARTICLE = """<!doctype html><html lang=en><head><meta charset=utf-8><title>Ferry is late</title>
<link rel=stylesheet href=/main.css></head><body><article><h1>Ferry is late</h1><p>By Ann Example</p>
<figure><img src=/pier.png srcset="/pier-2.png 2x"><figcaption>The pier. / Xinhua-Yonhap</figcaption></figure>
<p>The ferry left the northern pier on Tuesday with two hundred passengers, officials of the harbour said
in a statement to reporters.</p><p>Crews worked through the night to clear the channel, and the line's manager
expects traffic to be as usual by the weekend, according to the same statement.</p></article></body></html>"""
PNG = Answer(b"\x89PNG\r\n\x1a\n\0\xff", media_type="image/png")
STYLE = Answer(b"@import 'more.css'; body { background: url(wave.png) }", media_type="text/css")
BOMB = zlib.compress(bytes(99 << 20))
QUICK = Limits(read_seconds=0.2, resource_seconds=1, wait_seconds=0.1, tries=2)


@pytest.fixture
def site() -> Iterator[Site]:
    with serve() as site:
        site.answers |= {
            "/news": Answer(ARTICLE.encode()),
            "/pier.png": PNG,
            "/pier-2.png": PNG,
            "/wave.png": PNG,
            "/main.css": STYLE,
            "/more.css": Answer(b"p { background: url(dot.png) }", media_type="text/css"),
            "/dot.png": PNG,
        }
        yield site


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Library.create(tmp_path / "library")


def capture(site: Site, library: Library, path: str = "/news", **more: Limits) -> Kept:
    limits = more.get("limits", QUICK)
    return capture_page(site.url + path, library, Options(allow=frozenset({site.server}), limits=limits))


def stored(library: Library) -> bytes:
    """Return all WARC files of a library, unpacked and joined."""
    files = sorted(library.path.rglob("*.warc.gz"))
    return b"".join(gzip.decompress(file.read_bytes()) for file in files)


def is_untouched(library: Library) -> bool:
    return (
        not library.captures()
        and not list(library.path.rglob("*.warc*"))
        and not list((library.path / "partial").iterdir())
    )


# ------------------------------------------------------------------ what is kept


def test_a_page_is_kept_with_what_it_needs(site: Site, library: Library) -> None:
    kept = capture(site, library)
    assert sorted(site.paths) == sorted(site.answers)
    assert (kept.exchanges, kept.missing) == (7, ())
    assert kept.capture.target_uri == f"{site.url}/news"
    assert library.captures() == [kept.capture]
    assert f"WARC-Filename: {Path(kept.capture.warc_file).name}\r\n".encode() in stored(library)
    for seen in site.seen:
        assert seen.request in stored(library)
        assert seen.response in stored(library)


def test_the_article_is_read(site: Site, library: Library) -> None:
    article = capture(site, library).article
    assert article.title == "Ferry is late"
    assert "two hundred passengers" in article.text
    assert article.completeness is Completeness.COMPLETE


def test_pictures_can_be_had_again_by_the_article_s_addresses(site: Site, library: Library) -> None:
    kept = capture(site, library)
    for photo in kept.article.photos:
        picture = library.resource(kept.capture, photo.source)
        assert picture is not None
        assert picture.data == PNG.body
    assert len(kept.article.photos) == 1


@pytest.mark.parametrize(
    "answer",
    [
        Answer(ARTICLE.encode(), chunked=True),
        Answer(ARTICLE.encode(), gzipped=True, chunked=True),
        Answer(brotli.compress(ARTICLE.encode()), headers=(("Content-Encoding", "br"),)),
        Answer(ARTICLE.encode("utf-16"), media_type="text/html"),
        Exact(data=b"HTTP/1.1 200  Odd\nContent-Type :text/html\n folded\n\n" + ARTICLE.encode()),
    ],
    ids=["chunked", "gzip", "br", "utf-16", "odd head"],
)
def test_a_page_is_kept_as_sent_and_read_all_the_same(
    site: Site, library: Library, answer: Answer | Exact
) -> None:
    site.answers["/news"] = answer
    assert capture(site, library).article.title == "Ferry is late"
    assert site.seen[0].response in stored(library)


def test_the_way_to_the_page_is_kept(site: Site, library: Library) -> None:
    site.answers |= {"/old": redirect("/moved"), "/moved": redirect("/news", 301)}
    kept = capture(site, library, "/old")
    assert kept.capture.target_uri == f"{site.url}/news"
    assert kept.exchanges == 9
    assert site.seen[0].response in stored(library)


def test_a_page_over_tls_is_kept_with_its_facts(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(AUTHORITY))
    transport._tls_context.cache_clear()
    with serve(tls=True) as site:
        site.answers["/news"] = Answer(b"<title>Ferry is late</title><p>Hello")
        capture(site, library)
    transport._tls_context.cache_clear()
    records = stored(library)
    assert records.count(b"WARC-Protocol: tls/1.3") == 2
    assert records.count(b"WARC-Cipher-Suite: TLS_") == 2
    assert b"\r\n\r\ntls-certificate-sha256: " in records


def test_a_page_that_is_no_html_is_kept(site: Site, library: Library) -> None:
    site.answers["/news"] = Answer(b"%PDF-1.7 ...", media_type="application/pdf")
    assert capture(site, library).exchanges == 1
    assert b"%PDF-1.7" in stored(library)


def test_the_same_page_may_be_kept_again(site: Site, library: Library) -> None:
    first, second = capture(site, library), capture(site, library)
    assert first.capture.id != second.capture.id
    assert len(library.captures()) == 2


# ------------------------------------------------------------------ what is missing


def test_what_cannot_be_fetched_is_said_and_stored(site: Site, library: Library) -> None:
    site.answers["/pier.png"] = Answer(b"gone", status=410)
    site.answers["/pier-2.png"] = Answer(b"x" * 99, cut=9, media_type="image/png")
    site.answers["/wave.png"] = redirect("http://127.0.0.1:9/")
    kept = capture(site, library)
    missing = {missing.url.removeprefix(site.url): missing.reason for missing in kept.missing}
    assert missing == {
        "/pier.png": "410 Gone",
        "/pier-2.png": "cut short: the server sent 90 of 99 bytes",
        "/wave.png": "refused: it is not a public address",
    }
    records = stored(library)
    for url, reason in missing.items():
        assert f"missing: {site.url}{url} {reason}\r\n".encode() in records
    assert records.count(b"WARC-Truncated: disconnect") == 1
    assert kept.article.title == "Ferry is late"


def test_a_picture_that_hangs_does_not_lose_the_page(site: Site, library: Library) -> None:
    site.answers["/pier.png"] = Exact(
        data=b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n\x89PNG", stall=True
    )
    kept = capture(site, library)
    assert [missing.reason for missing in kept.missing] == ["timed out: nothing came for 0.2 s"]


def test_a_picture_without_end_fills_no_disk(site: Site, library: Library) -> None:
    site.answers["/pier.png"] = Exact(data=b"HTTP/1.1 200 OK\r\n\r\n" + b"flood" * 20_000)
    kept = capture(site, library, limits=replace(QUICK, body_bytes=50_000))
    assert [missing.reason for missing in kept.missing] == ["too large: the body exceeds the limit of 0 MB"]
    assert b"flood" not in stored(library)


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1:9/x", "http://localhost:9/x", "http://[::1]:9/x", "http://2130706433:9/x", "http://127.1:9/x",
        "http://169.254.169.254/latest/meta-data/", "http://user:pw@10.0.0.1/x", "//0.0.0.0:9/x",
    ],
)  # fmt: skip
def test_a_page_cannot_send_us_into_the_machine(site: Site, library: Library, address: str) -> None:
    site.answers["/news"] = Answer(f'<title>x</title><p>Hello<img src="{address}">'.encode())
    (missing,) = capture(site, library).missing
    assert missing.reason.startswith("refused: ")
    assert b"pw@" not in b"".join(
        line for line in stored(library).split(b"\r\n") if line.startswith(b"missing:")
    )
    assert site.paths == ["/news"]


def test_style_sheets_that_import_each_other_end(site: Site, library: Library) -> None:
    site.answers |= {
        f"/{n}.css": Answer(f"@import '{n + 1}.css'; @import 'main.css';".encode(), media_type="text/css")
        for n in range(20)
    }
    site.answers["/main.css"] = Answer(b"@import '0.css'", media_type="text/css")
    assert capture(site, library).exchanges == 1 + 1 + 4 + 2


# ------------------------------------------------------------------ what is refused


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (Answer(b"no", status=404), "404 Not Found"),
        (Answer(b"no", status=403), "403 Forbidden"),
        (Answer(b"no", status=500), "500 Internal Server Error"),
        (Answer(b"no", status=429, headers=(("Retry-After", "86400"),)), "429 Too Many Requests"),
        (Exact(data=b"HTTP/1.1 599 \x1b[31mred\r\n\r\nno"), "answered 599$"),
        (Exact(data=b"HTTP/1.1 204 No Content\r\n\r\n"), "204 No Content"),
        (Exact(data=b"HTTP/1.1 304 Not Modified\r\n\r\n"), "304 Not Modified"),
        (Answer(b" \n "), "empty page"),
        (Answer(ARTICLE.encode(), cut=400), r"the server sent \d+ of \d+ bytes"),
        (Answer(ARTICLE.encode(), chunked=True, cut=40), "before the last chunk"),
        (Answer(gzip.compress(ARTICLE.encode())[:99], headers=(("Content-Encoding", "gzip"),)), "incomplete"),
        (Answer(BOMB, headers=(("Content-Encoding", "deflate"),)), "larger than the limit"),
        (Answer(b"x", headers=(("Content-Encoding", ", ".join(["br"] * 30)),)), "30 content codings"),
    ],
)  # fmt: skip
def test_what_is_not_the_page_is_refused_and_nothing_stored(
    site: Site, library: Library, answer: Answer | Exact, reason: str
) -> None:
    site.answers["/news"] = answer
    with pytest.raises(FetchError, match=reason):
        capture(site, library)
    assert is_untouched(library)


def test_a_private_address_is_refused_with_what_would_allow_it(site: Site, library: Library) -> None:
    with pytest.raises(RefusedError) as caught:
        capture_page(f"{site.url}/news", library)
    assert caught.value.hint.endswith(f"--allow-address {site.server}")
    assert site.seen == []
    assert is_untouched(library)


def test_a_page_that_was_cut_short_is_asked_for_again(site: Site, library: Library) -> None:
    whole = Answer(ARTICLE.encode())
    site.answers["/news"] = [Answer(ARTICLE.encode(), cut=400), whole]
    assert capture(site, library).article.title == "Ferry is late"
    assert whole.as_bytes() in stored(library)
