"""Files taken in: what they are, their bytes say, and what cannot be taken in leaves nothing."""

import gzip
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from archivist.errors import ArchivistError, UsageError
from archivist.intake import take_in
from archivist.library import Library
from archivist.verify import verify_library
from archivist.warc.write import WarcWriter
from tests.vault import WHEN, bag_is_valid, exchange, files, page

URL = "https://example.org/news/ferry"


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Library.create(tmp_path / "library")


def saved(tmp_path: Path, data: bytes, name: str = "saved.bin") -> Path:
    path = tmp_path / name
    path.write_bytes(data)
    return path


def is_whole(library: Library) -> bool:
    return bag_is_valid(library) and not list(verify_library(library, deep=True))


def test_a_saved_page_is_kept_as_its_bytes(tmp_path: Path, library: Library) -> None:
    (taken,) = take_in(saved(tmp_path, page()), library, URL)
    assert taken.capture.target_uri == URL
    assert library.page(taken.capture).data == page()
    assert library.page(taken.capture).media_type == "text/html"
    assert is_whole(library)


def test_a_page_without_address_is_named_by_its_bytes(tmp_path: Path, library: Library) -> None:
    (one,) = take_in(saved(tmp_path, page(), "one"), library)
    (other,) = take_in(saved(tmp_path, page(), "other"), library)
    assert one.capture.target_uri == other.capture.target_uri
    assert one.capture.target_uri.startswith("urn:uuid:")
    assert "-unknown-" in one.capture.warc_file


def test_the_address_a_browser_wrote_into_the_page_is_taken(tmp_path: Path, library: Library) -> None:
    html = b"<!DOCTYPE html>\n<!-- saved from url=(0030)" + URL.encode() + b" -->\n" + page()
    assert take_in(saved(tmp_path, html), library)[0].capture.target_uri == URL


def test_the_canonical_address_is_taken(tmp_path: Path, library: Library) -> None:
    html = page().replace(b"<title>", f'<link rel="canonical" href="{URL}"><title>'.encode())
    assert take_in(saved(tmp_path, html), library)[0].capture.target_uri == URL


def test_a_text_is_kept_with_its_charset(tmp_path: Path, library: Library) -> None:
    text = "배가 늦었다\n\n항구 관계자는 금요일에 말했다.\n".encode("utf-16")
    (taken,) = take_in(saved(tmp_path, text), library, URL)
    content = library.page(taken.capture)
    assert (content.media_type, content.charset, content.data) == ("text/plain", "utf-16le", text)


def test_the_time_is_that_of_the_file(tmp_path: Path, library: Library) -> None:
    path = saved(tmp_path, page())
    os.utime(path, (1_000_000_000, 1_000_000_000))
    assert take_in(path, library, URL)[0].capture.captured_at == datetime(2001, 9, 9, 1, 46, 40, tzinfo=UTC)
    assert take_in(path, library, URL, WHEN)[0].capture.captured_at == WHEN


def warc(tmp_path: Path, *uris: str, name: str = "a.warc.gz") -> Path:
    path = tmp_path / name
    with path.open("wb") as stream:
        writer = WarcWriter(stream)
        writer.write_info({"software": "a test"}, WHEN)
        for uri in uris:
            writer.write_exchange(exchange(uri, page(uri)))
        writer.write_exchange(
            exchange("https://example.org/a.png", b"\x89PNG", headers="Content-Type: image/png")
        )
        writer.write_exchange(exchange("https://example.org/gone", page(), status="404 Not Found"))
    return path


def test_a_warc_is_kept_byte_for_byte_with_all_its_pages(tmp_path: Path, library: Library) -> None:
    path = warc(tmp_path, "https://example.org/1", "https://example.org/2")
    taken = take_in(path, library)
    assert [each.capture.target_uri for each in taken] == ["https://example.org/1", "https://example.org/2"]
    assert len({each.capture.id for each in taken}) == 2
    assert files(library) == [taken[0].capture.warc_file]
    assert library.file(taken[0].capture).read_bytes() == path.read_bytes()
    assert b"https://example.org/2" in library.page(taken[1].capture).data
    assert is_whole(library)


def test_an_uncompressed_warc_is_kept_as_it_is(tmp_path: Path, library: Library) -> None:
    path = saved(tmp_path, gzip.decompress(warc(tmp_path, URL).read_bytes()), "misnamed.txt")
    (taken,) = take_in(path, library)
    assert taken.capture.warc_file.endswith(".warc")
    assert library.page(taken.capture).data == page(URL)
    assert is_whole(library)


def test_a_warc_is_taken_in_once(tmp_path: Path, library: Library) -> None:
    path = warc(tmp_path, URL)
    first = [each.capture for each in take_in(path, library)]
    assert [each.capture for each in take_in(path, library)] == first
    assert len(files(library)) == 1


def test_removing_one_page_of_a_warc_removes_the_file(tmp_path: Path, library: Library) -> None:
    taken = take_in(warc(tmp_path, "https://example.org/1", "https://example.org/2"), library)
    assert set(library.remove(taken[0].capture, "test")) == {each.capture for each in taken}
    assert (library.captures(), files(library)) == ([], [])
    assert is_whole(library)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b" \n \n", "no text"),
        (b"%PDF-1.7\n...", "a PDF"),
        (b"PK\x03\x04\x14\x00", "a ZIP file"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "a picture"),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related;\n\n<html>", "MHTML"),
        (bytes(range(256)), "binary data"),
        (gzip.compress(b"<html>"), "damaged"),
        (gzip.compress(b"WARC/1.1\r\n"), "damaged"),
        (b"WARC/1.1\r\nContent-Length: 5\r\n\r\nabc", "3 of 5 bytes"),
        (b"WARC/1.1\r\nContent-Length: 3\r\n\r\nabc\r\n\r\n", "no page in it"),
    ],
)
def test_what_cannot_be_taken_in_leaves_nothing(
    tmp_path: Path, library: Library, data: bytes, reason: str
) -> None:
    before = sorted(library.path.rglob("*"))
    with pytest.raises(ArchivistError, match=reason):
        take_in(saved(tmp_path, data), library)
    assert sorted(set(library.path.rglob("*")) - {library.path / "catalogue.sqlite"}) == before


def test_a_warc_cut_short_is_refused(tmp_path: Path, library: Library) -> None:
    path = warc(tmp_path, URL)
    path.write_bytes(path.read_bytes()[:-40])
    with pytest.raises(ArchivistError, match="damaged"):
        take_in(path, library)
    assert files(library) == []


def test_a_warc_in_one_gzip_member_is_refused(tmp_path: Path, library: Library) -> None:
    path = warc(tmp_path, "https://example.org/1", "https://example.org/2")
    path.write_bytes(gzip.compress(gzip.decompress(path.read_bytes())))
    with pytest.raises(ArchivistError, match="share a compressed member"):
        take_in(path, library)


def test_a_pipe_a_folder_and_nothing_are_refused(tmp_path: Path, library: Library) -> None:
    os.mkfifo(tmp_path / "pipe")
    for name in ("pipe", "library", "absent"):
        with pytest.raises(ArchivistError, match=r"not a file|no such file"):
            take_in(tmp_path / name, library)


@pytest.mark.parametrize("url", ["example.org/a", "file:///etc/passwd", ""])
def test_an_address_must_be_one(tmp_path: Path, library: Library, url: str) -> None:
    with pytest.raises(UsageError, match="not the address"):
        take_in(saved(tmp_path, page()), library, url)
