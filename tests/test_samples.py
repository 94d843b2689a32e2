"""Every sample page and every dump is read as the file beside it says."""

import json
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest
from PIL import Image

from samples.draw_pictures import PICTURES, draw_all
from samples.refresh import (
    DUMPS,
    EXPECTED,
    FORMATS,
    comparable,
    dump_names,
    export_page,
    exported_file,
    page_names,
    read_dump,
    read_page,
)
from samples.serve import SITE, serve

pytestmark = pytest.mark.filterwarnings("error")


@pytest.mark.parametrize("name", page_names())
def test_a_page_is_read_as_expected(name: str) -> None:
    assert _settled(comparable(read_page(name))) == _settled(_load(EXPECTED / f"{name}.json"))


@pytest.mark.parametrize("name", dump_names())
def test_a_dump_is_read_as_expected(name: str) -> None:
    assert comparable(read_dump(name)) == _load(DUMPS / f"{name}.json")


@pytest.mark.parametrize("name", FORMATS)
def test_a_page_is_exported_as_expected(name: str) -> None:
    assert json.loads(export_page(name)) == _load(exported_file(name))


def test_page_and_dump_of_the_seeds_layout_are_one_and_the_same_article() -> None:
    page, dump = (_settled(comparable(read("ferry-talks"))) for read in (read_page, read_dump))
    for reading in (page, dump):
        for photo in reading["photos"]:
            del photo["source"], photo["candidates"]
    assert page == dump


def test_every_page_has_its_expected_reading_and_none_is_left_over() -> None:
    assert [path.stem for path in sorted(EXPECTED.glob("*.json"))] == page_names()
    assert [path.stem for path in sorted(DUMPS.glob("*.json"))] == dump_names()
    assert set(dump_names()) <= set(page_names())


def test_the_pictures_are_those_the_script_draws() -> None:
    drawn = dict(draw_all())
    assert sorted(drawn) == sorted(path.name for path in PICTURES.iterdir())
    for name, image in drawn.items():
        with Image.open(PICTURES / name) as stored:
            assert stored.size == image.size


def test_the_site_is_small() -> None:
    assert sum(path.stat().st_size for path in SITE.rglob("*") if path.is_file()) < 600_000


@pytest.mark.parametrize(
    ("path", "media_type"),
    [
        ("index.html", "text/html; charset=utf-8"),
        ("market-ko.html", "text/html; charset=euc-kr"),
        ("snow-bus-ko.html", "text/html"),
        ("style/main.css", "text/css; charset=utf-8"),
        ("pictures/lamp-960.webp", "image/webp"),
    ],
)
def test_the_server_names_types_and_charsets(path: str, media_type: str) -> None:
    with serve() as address, urlopen(f"{address}/{path}") as response:
        assert response.headers["Content-Type"] == media_type
        assert response.read() == (SITE / path).read_bytes()


def test_the_server_is_gone_after_the_block() -> None:
    with serve() as address:
        pass
    with pytest.raises(OSError, match="refused"):
        urlopen(address)


def _load(path: Path) -> dict[str, Any]:
    reading: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return reading


def _settled(reading: dict[str, Any]) -> dict[str, Any]:
    """Leave out of the blocks what says nothing more there: it does not matter whether it does.

    A standfirst may be the first paragraph as well: a book prints it once. A photo before the first words
    leads the article, with a place of its own or without.
    """
    blocks = [b for b in reading["blocks"] if b.get("runs") != [{"text": reading["standfirst"]}]]
    first_words = next((at for at, block in enumerate(blocks) if block["type"] != "figure"), len(blocks))
    return reading | {"blocks": blocks[first_words:]}
