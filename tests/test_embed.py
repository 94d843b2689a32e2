"""Pictures that leave the library carry their credits, where that is asked for."""

import json
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, IptcImagePlugin

from archivist.cli.main import run
from archivist.cli.say import size
from archivist.export import EXPORTERS
from archivist.export.embed import embedded, fields_of
from archivist.export.picture_files import picture_files
from archivist.library import Library
from archivist.model import Article, Book, Chapter, Credit, Disagreement, Photo, Picture
from archivist.parse.credits import parse_credit
from archivist.picture import Field, read_picture, write_picture
from tests.articles import capture
from tests.picture_files import jpeg, picture
from tests.vault import exchange, keep, page

PAGE = "https://news.example/ferry"
FERRY = Photo(
    source="ferry", caption="The ferry leaves.", credit=parse_credit("Mara Ellison/AFP via Getty Images")
)


def fields(photo: Photo = FERRY, own: Mapping[Field, str] | None = None) -> Mapping[Field, tuple[str, ...]]:
    data = write_picture(jpeg(), {field: [text] for field, text in (own or {}).items()})
    return fields_of(photo, PAGE, data)


def book(photo: Photo, data: bytes, *, embeds_credits: bool = True) -> Book:
    chapter = Chapter(
        article=Article(title="Ferry", url=PAGE, photos=(photo,)),
        capture=capture(7),
        pictures={photo.source: Picture(data=data)},
    )
    return Book(title="", chapters=[chapter], made_at=capture().captured_at, embeds_credits=embeds_credits)


# ---------------------------------------------------------------------------- what is written


def test_a_picture_without_metadata_gets_what_the_page_says() -> None:
    assert fields() == {
        Field.CREATOR: ("Mara Ellison",),
        Field.CREDIT_LINE: ("Mara Ellison/AFP via Getty Images",),
        Field.SOURCE: ("AFP",),
        Field.DESCRIPTION: ("The ferry leaves.",),
        Field.RELATED_RESOURCE: (PAGE,),
    }


def test_what_the_file_says_stays() -> None:
    own = {
        Field.CREATOR: "M. Ellison",
        Field.COPYRIGHT_NOTICE: "© AFP",
        Field.DESCRIPTION: "PORT ELLERY, Friday",
    }
    found = fields(own=own)
    assert {field: found[field] for field in own} == {field: (text,) for field, text in own.items()}
    assert found[Field.SOURCE] == ("AFP",)


def test_what_a_camera_wrote_does_not_stay() -> None:
    data = picture("jpeg", {0x010E: "OLYMPUS DIGITAL CAMERA"})
    assert fields_of(FERRY, PAGE, data)[Field.DESCRIPTION] == ("The ferry leaves.",)


def test_where_page_and_file_disagree_the_page_says_nothing_of_whose_it_is() -> None:
    photo = replace(FERRY, disagreements=(Disagreement(field="agencies", page=("AFP",), file=("Reuters",)),))
    assert fields(photo, {Field.CREDIT_LINE: "REUTERS"}) == {
        Field.CREDIT_LINE: ("REUTERS",),
        Field.DESCRIPTION: ("The ferry leaves.",),
        Field.RELATED_RESOURCE: (PAGE,),
    }


def test_a_picture_made_by_a_machine_says_so() -> None:
    photo = Photo(source="a", credit=Credit(line="Example Daily", is_generated=True))
    assert fields(photo)[Field.DIGITAL_SOURCE_TYPE] == (
        "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia",
    )


def test_of_a_photo_that_nobody_describes_only_the_page_is_said() -> None:
    assert fields(Photo(source="a")) == {Field.RELATED_RESOURCE: (PAGE,)}


def test_an_address_that_leads_nowhere_is_not_written() -> None:
    assert fields_of(Photo(source="a"), "urn:uuid:1", jpeg()) == {}


def test_a_kind_without_a_place_for_it_stays_as_it_was() -> None:
    data, note = embedded(b"GIF89a...", fields())
    assert data == b"GIF89a..."
    assert "GIF has no place" in note


# ---------------------------------------------------------------------------- as files


def test_pictures_are_written_as_they_were_stored() -> None:
    (file,) = picture_files(book(FERRY, jpeg(), embeds_credits=False))
    assert (file.name, file.data, file.note) == ("00000007-1.jpg", jpeg(), "")


@pytest.mark.parametrize("is_file", [True, False])
def test_a_file_that_credits_others_is_left_so_and_that_is_said(is_file: bool) -> None:
    photo = replace(FERRY, disagreements=(Disagreement(field="agencies", page=("AFP",), file=("Reuters",)),))
    made = book(photo, write_picture(jpeg(), {Field.CREDIT_LINE: ["REUTERS"]}))
    notes = [file.note for file in picture_files(made)] if is_file else EXPORTERS["epub"](made, BytesIO())
    assert [note.endswith("its file credits others than the page, and is left so") for note in notes] == [
        True
    ]


def test_a_credit_is_written_without_a_change_to_the_picture() -> None:
    (file,) = picture_files(book(FERRY, jpeg()))
    with Image.open(BytesIO(file.data)) as after, Image.open(BytesIO(jpeg())) as before:
        assert after.tobytes() == before.tobytes()
        found = IptcImagePlugin.getiptcinfo(after) or {}
    assert found[2, 80] == b"Mara Ellison"
    assert found[2, 115] == b"AFP"
    assert read_picture(file.data).text(Field.RELATED_RESOURCE) == PAGE


@pytest.mark.parametrize(
    ("data", "note"), [(b"<html>no</html>", "ferry: not a picture"), (None, "ferry: not saved")]
)
def test_what_is_no_picture_is_left_out_and_said(data: bytes | None, note: str) -> None:
    made = book(FERRY, data or b"")
    if data is None:
        made = replace(made, chapters=[replace(made.chapters[0], pictures={})])
    (file,) = picture_files(made)
    assert (file.data, file.note) == (b"", note)


# ---------------------------------------------------------------------------- in an EPUB


def pictures_of(made: Book) -> list[bytes]:
    stream = BytesIO()
    EXPORTERS["epub"](made, stream)
    with zipfile.ZipFile(stream) as archive:
        return [archive.read(name) for name in sorted(archive.namelist()) if "/pictures/" in name]


def large(kind: str) -> bytes:
    """A picture that a book scales down."""
    stream = BytesIO()
    Image.effect_noise((2000, 900), 30).convert("RGB").save(stream, kind, quality=30)
    return write_picture(stream.getvalue(), {Field.COPYRIGHT_NOTICE: ["© AFP 2026"]})


@pytest.mark.parametrize("data", [jpeg(), picture("png"), large("jpeg"), large("webp")], ids=len)
def test_a_book_carries_credits_in_its_pictures(data: bytes) -> None:
    (written,) = pictures_of(book(FERRY, data))
    found = read_picture(written)
    assert found.texts(Field.CREATOR) == ("Mara Ellison",)
    assert found.text(Field.COPYRIGHT_NOTICE) == read_picture(data).text(Field.COPYRIGHT_NOTICE)


def test_without_being_asked_a_book_leaves_pictures_alone() -> None:
    assert pictures_of(book(FERRY, jpeg(), embeds_credits=False)) == [jpeg()]


def test_one_picture_under_two_captions_is_two_files() -> None:
    made = book(FERRY, jpeg())
    other = replace(FERRY, caption="Another day.")
    chapter = replace(
        made.chapters[0], article=replace(made.chapters[0].article, photos=(FERRY, FERRY, other))
    )
    assert len(pictures_of(replace(made, chapters=[chapter]))) == 2


# ---------------------------------------------------------------------------- from the command line

ADDRESS = "https://www.example.org/a.png"


@pytest.fixture
def library(tmp_path: Path) -> str:
    library = Library.create(tmp_path / "library")
    keep(library, html=page(), others=[exchange(ADDRESS, picture("png"), headers="Content-Type: image/png")])
    return str(library.path)


def test_export_writes_pictures_into_a_folder(library: str, tmp_path: Path, capsys: Any) -> None:
    folder = tmp_path / "pictures"
    assert run(["export", "--to", "json", "--pictures", str(folder), "--embed-credits", "-L", library]) == 0
    (file,) = folder.iterdir()
    said = capsys.readouterr()
    assert json.loads(said.out)["articles"][0]["capture"]["id"] == file.name.removesuffix("-1.png")
    assert said.err == f"wrote {folder} · 1 picture · {size(file.stat().st_size)}\n"
    assert read_picture(file.read_bytes()).text(Field.CREDIT_LINE) == "Xinhua-Yonhap"


def test_pictures_are_told_as_json(library: str, tmp_path: Path, capsys: Any) -> None:
    words = [
        "export",
        "-o",
        str(tmp_path / "a.txt"),
        "--pictures",
        str(tmp_path / "p"),
        "--json",
        "-L",
        library,
    ]
    assert run(words) == 0
    told = json.loads(capsys.readouterr().out.splitlines()[1])
    assert [(tmp_path / "p" / name).is_file() for name in told["pictures"]] == [True]


def test_an_epub_is_asked_for_the_same_way(library: str, tmp_path: Path) -> None:
    output = tmp_path / "book.epub"
    assert run(["epub", "--embed-credits", "-o", str(output), "-L", library]) == 0
    with zipfile.ZipFile(output) as archive:
        (name,) = (name for name in archive.namelist() if "/pictures/" in name)
        assert read_picture(archive.read(name)).text(Field.CREDIT_LINE) == "Xinhua-Yonhap"


def test_text_alone_has_no_pictures_to_write_into(library: str, capsys: Any) -> None:
    assert run(["export", "--embed-credits", "-L", library]) == 2
    assert "--pictures FOLDER" in capsys.readouterr().err
