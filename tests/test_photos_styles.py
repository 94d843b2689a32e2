"""House styles of pictures, in tests/data/photo_styles.toml: what is found of each."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.photo_pages import files, photos

STYLES = tomllib.loads((Path(__file__).parent / "data/photo_styles.toml").read_text("utf-8"))["style"]
_PLACES = ("inside", "before", "after", "head", "header")


@pytest.mark.parametrize("style", STYLES, ids=[style["why"] for style in STYLES])
def test_the_style_is_read(style: dict[str, Any]) -> None:
    found = photos(**{place: style[place] for place in _PLACES if place in style})
    assert len(found) == style.get("count", len(found))
    assert files(found) == style.get("files", files(found))
    if "caption" in style:
        assert found[0].caption == style["caption"]
    credit = found[0].credit if found else None
    if "persons" in style:
        assert credit is not None
        assert list(credit.creators) == style["persons"]
    if "agencies" in style:
        assert credit is not None
        assert [agency.name for agency in credit.agencies] == style["agencies"]
