"""What the file of a picture says stands beside what its page says, and where they differ is shown."""

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from archivist.library import Library
from archivist.model import Agency, Credit, Disagreement, Evidence, Photo, Picture, Role
from archivist.parse.credits import parse_caption, parse_credit
from archivist.parse.photos.agreement import disagreements
from archivist.parse.photos.files import file_credit, with_file
from archivist.picture import Fact, Field, PictureFacts, write_picture
from archivist.rules.picture_files import load_fillings
from tests.picture_files import jpeg, picture
from tests.vault import exchange, keep, page

GENERATED = "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"
REUTERS = Agency("Reuters", Role.ORIGINATOR)


def facts(said: Mapping[Field, str | tuple[str, ...]]) -> PictureFacts:
    texts = ((field, (value,) if isinstance(value, str) else value) for field, value in said.items())
    return PictureFacts(
        tuple(
            Fact(field=field, text=text, method="xmp", place="") for field, found in texts for text in found
        )
    )


def credited(**said: str | tuple[str, ...]) -> Credit:
    credit = file_credit(facts({Field[name.upper()]: value for name, value in said.items()}))
    assert credit is not None
    return credit


# ---------------------------------------------------------------------------- the credit of a file


@pytest.mark.parametrize(
    ("said", "line", "creators", "agencies"),
    [
        ({"creator": "Mara Ellison", "credit_line": "REUTERS", "source": "X90037"},
         "Mara Ellison/REUTERS", ["Mara Ellison"], ["Reuters"]),
        ({"creator": "Kay Probe", "credit_line": "Kay Probe/dpa", "source": "dpa"},
         "Kay Probe/dpa", ["Kay Probe"], ["dpa"]),
        ({"creator": "JO TERN", "credit_line": "Getty Images", "source": "AFP"},
         "JO TERN/AFP/Getty Images", ["JO TERN"], ["AFP", "Getty Images"]),
        ({"creator": ("Jo Tern", "Ada Reed"), "credit_line": "AP"},
         "Jo Tern, Ada Reed/AP", ["Jo Tern", "Ada Reed"], ["AP"]),
        ({"creator": "Ellison, Mara", "source": "Xinhua"},
         "Mara Ellison/Xinhua", ["Mara Ellison"], ["Xinhua"]),
        ({"creator": "STRINGER", "credit_line": "REUTERS"}, "STRINGER/REUTERS", [], ["Reuters"]),
        ({"creator": "Juliana"}, "Juliana", ["Juliana"], []),
        ({"creator": "AFP"}, "AFP", [], ["AFP"]),
        ({"creator": "김민지", "credit_line": "연합뉴스"}, "김민지/연합뉴스", ["김민지"], ["Yonhap"]),
    ],
)  # fmt: skip
def test_the_credit_is_put_together_from_byline_source_and_credit_line(
    said: dict[str, Any], line: str, creators: list[str], agencies: list[str]
) -> None:
    credit = credited(**said)
    assert (credit.line, credit.printed) == (line, "")
    assert list(credit.creators) == creators
    assert [agency.name for agency in credit.agencies] == agencies


def test_else_it_is_that_of_the_caption_and_else_whose_the_rights_are() -> None:
    caption = "The ferry leaves on Friday. (Photo by Mara Ellison/Getty Images)"
    assert credited(description=caption, copyright_notice="© Example").creators == ("Mara Ellison",)
    credit = credited(copyright_notice="© 2026 Reuters")
    assert [agency.name for agency in credit.agencies] == ["Reuters"]
    assert credit.rights == "© 2026 Reuters"
    assert credit.confidence < credited(credit_line="Reuters").confidence < 1


@pytest.mark.parametrize(
    "said", [{}, {"headline": "Ferry"}, {"creator": "STRINGER"}, {"description": "A ferry."}]
)
def test_what_names_nobody_is_no_credit(said: dict[str, str]) -> None:
    assert file_credit(facts({Field[name.upper()]: text for name, text in said.items()})) is None


def test_a_picture_made_by_a_machine_is_one_though_nobody_is_named() -> None:
    credit = credited(digital_source_type=GENERATED)
    assert credit.is_generated
    assert not credit.line


# ---------------------------------------------------------------------------- page and file


def put_together(printed: str, said: Mapping[Field, str]) -> Photo:
    """A photo with the credit that its page prints, and a file that says this."""
    data = write_picture(jpeg(), {field: [text] for field, text in said.items()})
    return with_file(Photo(source="a", credit=parse_credit(printed)), Picture(data=data))


def test_what_the_file_says_is_evidence_with_its_place() -> None:
    photo = put_together("Reuters", {Field.CREATOR: "Mara Ellison", Field.INSTRUCTIONS: "NO RESALES"})
    assert photo.evidence == (
        Evidence(method="xmp", place="dc:creator", text="Mara Ellison", confidence=0.6),
        Evidence(method="xmp", place="photoshop:Instructions", text="NO RESALES", confidence=0.6),
        Evidence(method="iptc", place="2:40 Special Instructions", text="NO RESALES", confidence=0.6),
        Evidence(method="iptc", place="2:80 By-line", text="Mara Ellison", confidence=0.6),
    )


def test_the_digest_is_that_of_the_stored_bytes() -> None:
    photo = with_file(Photo(source="a"), Picture(data=jpeg()))
    assert (photo.digest, photo.size) == (hashlib.sha256(jpeg()).hexdigest(), len(jpeg()))


def test_where_the_page_credits_nobody_the_file_does() -> None:
    photo = put_together("", {Field.CREATOR: "Mara Ellison", Field.CREDIT_LINE: "REUTERS"})
    assert photo.credit is not None
    assert photo.credit == photo.file_credit
    assert photo.credit.creators == ("Mara Ellison",)
    assert photo.credit.agencies == (REUTERS,)
    assert photo.credit_line == "Mara Ellison/REUTERS (IPTC)"


def test_what_the_page_says_of_the_kind_of_picture_stays() -> None:
    page_credit = parse_caption("FILE - The ferry on its way.").credit
    data = write_picture(jpeg(), {Field.CREDIT_LINE: ["REUTERS"]})
    photo = with_file(Photo(source="a", credit=page_credit), Picture(data=data))
    assert photo.credit is not None
    assert photo.credit.is_file
    assert photo.credit.agencies == (REUTERS,)


def test_the_credit_of_the_page_is_never_replaced() -> None:
    photo = put_together("Xinhua-Yonhap", {Field.CREATOR: "Mara Ellison", Field.CREDIT_LINE: "REUTERS"})
    assert photo.credit == parse_credit("Xinhua-Yonhap")
    assert photo.credit_line == "Xinhua-Yonhap"
    assert photo.disagreements == (
        Disagreement(field="agencies", page=("Xinhua", "Yonhap"), file=("Reuters",)),
    )


def test_a_file_that_says_nothing_changes_nothing() -> None:
    photo = Photo(source="a", credit=parse_credit("Reuters"))
    known = with_file(photo, Picture(data=b"no picture at all"))
    assert replace(known, digest="", size=None) == photo


@pytest.mark.parametrize(
    ("page_says", "file_says", "fields"),
    [
        ("Mara Ellison/Reuters", "M. ELLISON/REUTERS", []),
        ("Mara Ellison", "Tomas Quill", ["creators"]),
        ("Mara Ellison/AFP", "Tomas Quill/Reuters", ["creators", "agencies"]),
        ("Mara Ellison and Tomas Quill", "Tomas Quill", []),
        ("Zoë Müller", "ZOE MULLER", []),
        ("Kim Min-ji", "Minji Kim", []),
        ("김민지", "Kim Min-ji/Yonhap", []),
        ("Getty Images", "Jo Tern/AFP", []),
        ("AFP via Getty Images", "AFP", []),
        ("dpa", "Mara Ellison", []),
        ("The Guardian", "Reuters", []),
        ("Xinhua", "新华社", []),
    ],
)
def test_page_and_file_disagree_where_none_of_one_can_be_of_the_other(
    page_says: str, file_says: str, fields: list[str]
) -> None:
    page_credit, file_says_credit = parse_credit(page_says), parse_credit(file_says)
    assert page_credit
    assert file_says_credit
    assert [found.field for found in disagreements(page_credit, file_says_credit)] == fields


def test_a_machines_picture_under_a_photographers_name_is_a_disagreement() -> None:
    photo = put_together("Photo: Mara Ellison", {Field.DIGITAL_SOURCE_TYPE: GENERATED})
    assert [found.field for found in photo.disagreements] == ["is_generated"]


# ---------------------------------------------------------------------------- what is nobody's word


@pytest.mark.parametrize(
    "text", ["OLYMPUS DIGITAL CAMERA", "Picasa 3.0", "DCIM\\100MEDIA\\DJI_0001.JPG", "unknown"]
)
def test_what_a_camera_or_a_program_wrote_is_no_evidence(text: str) -> None:
    assert load_fillings().has(text)
    photo = with_file(Photo(source="a"), Picture(data=picture("jpeg", {0x010E: text, 0x013B: text})))
    assert photo.evidence == ()
    assert photo.credit is None


@pytest.mark.parametrize(
    "text", ["Google/Example", "Nikon Owens", "Unknown Soldier's tomb at night", "A default"]
)
def test_a_text_that_only_has_such_a_word_is_one(text: str) -> None:
    assert not load_fillings().has(text)


# ---------------------------------------------------------------------------- in a library

ADDRESS = "https://www.example.org/a.png"


def kept_article_photo(tmp_path: Path, data: bytes, html: bytes) -> Photo:
    library = Library.create(tmp_path / "library")
    capture = keep(library, html=html, others=[exchange(ADDRESS, data, headers="Content-Type: image/png")])
    (photo,) = library.article(capture).photos
    return photo


def test_a_kept_article_is_read_with_its_stored_pictures(tmp_path: Path) -> None:
    data = write_picture(picture("png"), {Field.CREDIT_LINE: ["REUTERS"]})
    photo = kept_article_photo(tmp_path, data, page(credit="Xinhua-Yonhap"))
    assert photo.digest == hashlib.sha256(data).hexdigest()
    assert [found.file for found in photo.disagreements] == [("Reuters",)]


def test_an_agency_that_only_the_file_names_is_found(tmp_path: Path) -> None:
    data = write_picture(picture("png"), {Field.CREDIT_LINE: ["REUTERS"]})
    kept_article_photo(tmp_path, data, page().replace(b" / Xinhua-Yonhap", b""))
    (row,) = Library.open(tmp_path / "library").rows()
    assert row.agencies == ("Reuters",)


def test_another_copy_stands_in_for_one_that_was_not_kept(tmp_path: Path) -> None:
    small = b'<img src="/a.png" srcset="/large.png 1200w, /a.png 600w" alt="">'
    photo = kept_article_photo(tmp_path, picture("png"), page().replace(b'<img src="/a.png" alt="">', small))
    assert photo.source.endswith("/large.png")
    assert photo.digest == hashlib.sha256(picture("png")).hexdigest()
