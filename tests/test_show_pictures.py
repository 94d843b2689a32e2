"""``show`` says where a page and a picture's file disagree, and ``--why photos`` what each of them says."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from archivist.cli.main import run
from archivist.library import Library
from archivist.picture import Field, write_picture
from tests.picture_files import picture
from tests.vault import exchange, keep, page

DISAGREEING = {Field.CREATOR: ["Mara Ellison"], Field.CREDIT_LINE: ["REUTERS"]}


def shown(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], fields: Mapping[Field, list[str]], *words: str
) -> str:
    library = Library.create(tmp_path / "library")
    data = write_picture(picture("png"), fields)
    keep(
        library,
        html=page(),
        others=[exchange("https://www.example.org/a.png", data, headers="Content-Type: image/png")],
    )
    assert run(["show", *words, "-L", str(library.path)]) == 0
    return capsys.readouterr().out


def test_show_says_where_page_and_file_disagree(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = shown(tmp_path, capsys, DISAGREEING).splitlines()
    assert lines[-3:] == [
        "The page and the file of a picture credit others (--why credits says more):",
        "  1 The ferry. [Xinhua (originator), Yonhap (distributor)]",
        "    agencies: Xinhua, Yonhap on the page, Reuters in the file",
    ]


def test_show_says_nothing_where_they_agree(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = shown(tmp_path, capsys, {Field.CREDIT_LINE: ["XINHUA"]})
    assert "credit others" not in out


@pytest.mark.parametrize("field", ["photos", "credits"])
def test_why_tells_what_each_picture_and_its_file_say(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], field: str
) -> None:
    out = shown(tmp_path, capsys, DISAGREEING, "--why", field)
    for line in (
        f"{field}: 1",
        "    1.00 figcaption figcaption: The ferry. / Xinhua-Yonhap",
        "    0.60 xmp dc:creator: Mara Ellison",
        "    page and file disagree on agencies: Xinhua, Yonhap on the page, Reuters in the file",
    ):
        assert line in out.splitlines()


def test_what_a_file_says_cannot_move_the_cursor(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = shown(tmp_path, capsys, {Field.CREATOR: ["Mara \u202eEllison"]}, "--why", "photos")
    assert "Mara" in out
    assert "\u202e" not in out
