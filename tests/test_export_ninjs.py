"""Articles as ninjs 3.2: a text with its pictures, each with everyone who is credited and for what."""

import hashlib
import json
from typing import Any

import jsonschema
import pytest
from hypothesis import given

from archivist.export.ninjs import news_item
from archivist.model import (
    Article,
    Author,
    Chapter,
    Completeness,
    Credit,
    Disagreement,
    Evidence,
    Photo,
    Picture,
)
from tests.articles import article, capture, credited_photo, exported, photo, some
from tests.conftest import ROOT

SCHEMA = json.loads((ROOT / "tests" / "ninjs.schema.json").read_text("utf-8"))


def validate(value: Any) -> None:
    jsonschema.Draft202012Validator(SCHEMA).validate(value)


def picture_of(found: Photo) -> dict[str, Any]:
    picture: dict[str, Any] = news_item(Article(photos=(found,)))["associations"][0]
    return picture


def credited(line: str) -> dict[str, Any]:
    return picture_of(credited_photo(line))


def written(*chapters: Chapter) -> Any:
    return json.loads(exported("ninjs", *chapters))


def text_of(role: str, item: dict[str, Any]) -> str:
    texts = (text["value"] for text in item.get("descriptions", []) if text["role"] == role)
    return next(texts, "")


# ---------------------------------------------------------------------------- credits


def test_everyone_credited_is_a_source_with_a_role_in_printed_order() -> None:
    picture = credited("A crowd (Robin Doe/AFP via Getty Images)")
    assert picture["infoSources"] == [
        {"name": "Robin Doe", "role": "creator"},
        {"name": "AFP", "role": "originator"},
        {"name": "Getty Images", "role": "distributor"},
    ]
    assert picture["by"] == "Robin Doe"
    assert text_of("caption", picture) == "A crowd"
    assert text_of("creditLine", picture) == "(Robin Doe/AFP via Getty Images)"


def test_where_no_person_is_named_the_line_says_by_whom() -> None:
    assert credited("Rescuers search the harbour. / Xinhua-Yonhap")["by"] == "Xinhua-Yonhap"


def test_a_claim_of_copyright_is_a_notice_and_names_its_holder() -> None:
    picture = credited("© Reuters, All rights reserved")
    assert picture["copyrightNotice"] == "© Reuters, All rights reserved"
    assert picture["copyrightHolder"] == "Reuters"


def test_how_a_picture_came_to_be_has_its_newscode() -> None:
    picture = picture_of(Photo(source="", credit=Credit(line="AI", is_generated=True)))
    code = "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"
    assert picture["digitalSourceType"] == {"uri": code}
    assert picture["genres"] == [{"name": "generated"}]


def test_a_desk_is_told_where_page_and_file_credit_others() -> None:
    told = Disagreement(field="agencies", page=("AFP",), file=("Reuters",))
    picture = picture_of(Photo(source="", credit=Credit(line="AFP"), disagreements=(told,)))
    assert picture["edNote"] == "agencies: AFP on the page, Reuters in the file"


@given(photo())
def test_no_credit_of_any_photo_is_lost(found: Photo) -> None:
    picture, credit = picture_of(found), found.credit or Credit(line="")
    assert text_of("creditLine", picture) == credit.line
    assert [(source["name"], source.get("role", "")) for source in picture.get("infoSources", [])] == [
        *((name, "creator") for name in credit.creators),
        *((agency.name, str(agency.role or "")) for agency in credit.agencies),
        *((name, "supplier") for name in credit.courtesy_of),
    ]
    assert credit.rights in picture.get("copyrightNotice", "")
    flags = (credit.is_file, credit.is_handout, credit.is_pool, credit.is_screenshot, credit.is_composite)
    assert len(picture.get("genres", [])) == sum((*flags, credit.is_generated))


def filed(*disagreements: Disagreement) -> Photo:
    return Photo(
        source="",
        credit=Credit(line="Robin Doe/Reuters"),
        file_credit=Credit(line="Robin Doe", rights="© Robin Doe"),
        disagreements=disagreements,
        evidence=(Evidence(method="xmp", place="xmpRights:UsageTerms", text="No archives"),),
    )


def test_the_notice_and_the_terms_of_the_file_are_there_where_the_page_credits_the_same() -> None:
    picture = picture_of(filed())
    assert (picture["copyrightNotice"], picture["usageTerms"]) == ("© Robin Doe", "No archives")
    other = Disagreement(field="creators", page=("Kay Probe",), file=("Robin Doe",))
    assert not {"copyrightNotice", "usageTerms"} & set(picture_of(filed(other)))


# ---------------------------------------------------------------------------- articles


def test_an_item_is_known_by_its_record() -> None:
    found = news_item(Article(url="https://a.example/news/1"), capture(7))
    assert found["uri"] == "urn:uuid:00000000-0000-0000-0000-000000000007"
    others = {other["role"]: other["value"] for other in found["altIds"]}
    assert others["url"] == "https://a.example/news/1"
    assert others["WARC-Date"] == "2026-11-24T03:14:15Z"


def test_an_article_that_is_not_kept_has_a_name_of_its_own() -> None:
    one, same, other = (news_item(Article(title=title)) for title in ("Rain", "Rain", "Wind"))
    assert one["uri"] == same["uri"] != other["uri"]


@pytest.mark.parametrize(("published", "known"), [
    ("2026-11-24T09:30:00+09:00", True), ("2026-11-24", False), ("2026-11-24T09:30", False), ("", False),
])  # fmt: skip
def test_only_a_moment_is_a_time(published: str, known: bool) -> None:
    assert ("contentCreated" in news_item(Article(published=published))) is known


def test_an_article_without_time_of_change_is_as_it_was_captured() -> None:
    assert news_item(Article(), capture())["versionCreated"] == "2026-11-24T03:14:15Z"


def test_text_standfirst_and_authors_have_their_places() -> None:
    author = Author(name="Ada Berg", email="ada@a.example")
    found = news_item(Article(title="Rain", standfirst="It falls.", authors=(author,), publisher="Daily"))
    assert found["headlines"] == [{"role": "main", "contentType": "text/plain", "value": "Rain"}]
    assert text_of("summary", found) == "It falls."
    assert found["by"] == "Ada Berg"
    assert found["infoSources"] == [
        {
            "name": "Ada Berg",
            "role": "author",
            "contactInfo": [{"type": "email", "value": "ada@a.example"}],
        },
        {"name": "Daily", "role": "publisher"},
    ]


def test_the_beginning_of_an_article_is_a_partial_representation() -> None:
    assert news_item(Article(completeness=Completeness.PAYWALL))["representationType"] == "partial"


def test_a_picture_is_there_in_each_of_its_sizes_the_best_first() -> None:
    found = Photo(source="https://a.example/l.jpg", candidates=("https://a.example/s.jpg",), width=800)
    chapter = Chapter(
        article=Article(photos=(found,)),
        pictures={found.source: Picture(data=b"bytes", media_type="image/jpeg")},
    )
    (picture,) = written(chapter)["associations"]
    assert picture["renditions"] == [
        {
            "name": "main",
            "href": "https://a.example/l.jpg",
            "contentType": "image/jpeg",
            "width": 800,
            "sizeInBytes": 5,
        },
        {"name": "alternative-1", "href": "https://a.example/s.jpg"},
    ]
    assert picture["altIds"] == [{"role": "sha256", "value": hashlib.sha256(b"bytes").hexdigest()}]


def test_several_articles_are_associated_with_one_item() -> None:
    book = written(*(Chapter(article=Article(title=title)) for title in ("Rain", "Wind")))
    validate(book)
    assert [part["headlines"][0]["value"] for part in book["associations"]] == ["Rain", "Wind"]


def test_text_that_is_not_unicode_does_not_stop_it() -> None:
    written(Chapter(article=Article(title="\ud800", url="https://a.example/\udfff")))


@some
@given(article())
def test_every_article_fits_the_standard(found: Article) -> None:
    validate(written(Chapter(article=found, capture=capture())))
    validate(written(Chapter(article=found, capture=capture()), Chapter(article=found)))


def test_the_schema_notices_what_is_wrong() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    for wrong in ({"usageterms": ""}, {"by": ""}, {"associations": [{"uri": "urn:x:1"}]}):
        with pytest.raises(jsonschema.ValidationError):
            validate({**news_item(Article()), **wrong})
