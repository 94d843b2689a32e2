"""Articles as schema.org NewsArticle: every credit is there, under terms that schema.org defines."""

import hashlib
import json
import tomllib
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given

from archivist.export import EXPORTERS
from archivist.export.jsonld import news_article
from archivist.model import (
    Agency,
    Article,
    Author,
    Book,
    Chapter,
    Completeness,
    Credit,
    Disagreement,
    Evidence,
    Photo,
    Picture,
    Role,
)
from tests.articles import article, capture, credited_photo, exported, photo, some
from tests.conftest import ROOT

TERMS: dict[str, dict[str, Any]] = tomllib.loads((ROOT / "tests" / "schema_org.toml").read_text("utf-8"))


def image_of(found: Photo) -> dict[str, Any]:
    image: dict[str, Any] = news_article(Article(photos=(found,)))["image"][0]
    return image


def credited(line: str) -> dict[str, Any]:
    return image_of(credited_photo(line))


def written(*chapters: Chapter) -> Any:
    return json.loads(exported("jsonld", *chapters))


def names(parties: Any) -> list[str]:
    return [party["name"] for party in parties]


# ---------------------------------------------------------------------------- credits


def test_who_took_a_picture_and_who_passed_it_on_have_each_their_property() -> None:
    image = credited("Rescuers search the harbour. / Xinhua-Yonhap")
    assert image["caption"] == "Rescuers search the harbour."
    assert image["creditText"] == "Xinhua-Yonhap"
    assert names(image["sourceOrganization"]) == names(image["creator"]) == ["Xinhua"]
    assert names(image["provider"]) == ["Yonhap"]


def test_a_person_is_the_creator_beside_the_agency_worked_for() -> None:
    image = credited("A crowd (Robin Doe/AFP via Getty Images)")
    assert image["creator"] == [{"@type": "Person", "name": "Robin Doe"}]
    assert names(image["sourceOrganization"]) == ["AFP"]
    assert names(image["provider"]) == ["Getty Images"]


def test_who_stands_in_a_claim_of_copyright_alone_is_its_holder() -> None:
    image = credited("© Reuters, All rights reserved")
    assert image["copyrightNotice"] == "© Reuters, All rights reserved"
    assert image["copyrightHolder"] == {"@type": "Organization", "name": "Reuters"}


def test_a_line_without_the_sign_claims_no_copyright() -> None:
    assert not {"copyrightNotice", "copyrightHolder"} & set(credited("Rain. / Reuters"))
    assert "copyrightHolder" not in credited("© Robin Doe/Reuters")


def test_a_notice_beside_the_line_joins_it() -> None:
    line = Credit(line="© Robin Doe", creators=("Robin Doe",), rights="CC BY 4.0")
    assert image_of(Photo(source="", credit=line))["copyrightNotice"] == "© Robin Doe CC BY 4.0"


@pytest.mark.parametrize(("flags", "code"), [
    ({"is_generated"}, "TrainedAlgorithmicMediaDigitalSource"),
    ({"is_composite"}, "CompositeDigitalSource"),
    ({"is_screenshot"}, "ScreenCaptureDigitalSource"),
    ({"is_generated", "is_composite"}, "CompositeWithTrainedAlgorithmicMediaDigitalSource"),
])  # fmt: skip
def test_how_a_picture_came_to_be_has_its_code(flags: set[str], code: str) -> None:
    image = image_of(Photo(source="", credit=Credit(line="", **dict.fromkeys(flags, True))))  # type: ignore[arg-type]
    assert image["digitalSourceType"] == f"https://schema.org/{code}"


def test_a_credit_of_flags_alone_is_told() -> None:
    image = credited("The mayor speaks, in this file photo provided by Harbour Museum.")
    assert image["genre"] == ["file photo", "handout"]
    assert names(image["provider"]) == ["Harbour Museum"]
    assert "creditText" not in image


@given(photo())
def test_no_credit_of_any_photo_is_lost(found: Photo) -> None:
    image, credit = image_of(found), found.credit or Credit(line="")
    agencies = {role: [a.name for a in credit.agencies if a.role is role] for role in (None, *Role)}
    assert image.get("creditText", "") == credit.line
    persons = [maker["name"] for maker in image.get("creator", []) if maker["@type"] == "Person"]
    assert persons == list(credit.creators)
    assert names(image.get("sourceOrganization", [])) == agencies[Role.ORIGINATOR]
    passed_on = [a.name for a in credit.agencies if a.role in {Role.DISTRIBUTOR, Role.STOCK}]
    assert names(image.get("provider", [])) == [*passed_on, *credit.courtesy_of]
    assert names(image.get("publisher", [])) == agencies[Role.PUBLISHER]
    assert names(image.get("contributor", [])) == agencies[None]
    assert credit.rights in image.get("copyrightNotice", "")
    flags = (credit.is_file, credit.is_handout, credit.is_pool, credit.is_screenshot, credit.is_composite)
    assert len(image.get("genre", [])) == sum((*flags, credit.is_generated))


def filed(*disagreements: Disagreement) -> Photo:
    seen = {
        "dc:creator": "Robin Doe",
        "dc:rights": "© Robin Doe",
        "xmpRights:WebStatement": "https://terms.example/a b",
        "xmpRights:UsageTerms": "No archives",
    }
    evidence = [Evidence(method="xmp", place=place, text=text) for place, text in seen.items()]
    return Photo(
        source="",
        credit=Credit(line="Robin Doe/Reuters"),
        file_credit=Credit(line="Robin Doe", rights="© Robin Doe"),
        disagreements=disagreements,
        evidence=(Evidence(method="text", text="Rain."), *evidence, evidence[0]),
    )


def test_what_the_file_says_stands_there_as_its_word_and_its_rights_as_those_of_the_picture() -> None:
    image = image_of(filed())
    assert [(said["name"], said["value"]) for said in image["exifData"]][:2] == [
        ("dc:creator", "Robin Doe"),
        ("dc:rights", "© Robin Doe"),
    ]
    assert len(image["exifData"]) == 4
    assert image["license"] == "https://terms.example/a%20b"
    assert image["copyrightNotice"] == "© Robin Doe"


def test_where_page_and_file_disagree_the_rights_of_the_file_are_only_its_word() -> None:
    image = image_of(filed(Disagreement(field="creators", page=("Kay Probe",), file=("Robin Doe",))))
    assert len(image["exifData"]) == 4
    assert not {"license", "copyrightNotice"} & set(image)


# ---------------------------------------------------------------------------- articles


def test_authors_stand_under_what_they_did() -> None:
    authors = (
        Author(name="Ada Berg", email="ada@a.example"),
        Author(name="City desk", role="desk"),
        Author(name="Bo Lind", role="translator"),
    )
    found = news_article(Article(authors=authors, byline="By Ada Berg and the city desk"))
    assert found["author"] == [
        {"@type": "Person", "name": "Ada Berg", "email": "ada@a.example"},
        {"@type": "Organization", "name": "City desk"},
    ]
    assert names(found["translator"]) == ["Bo Lind"]
    assert found["creditText"] == "By Ada Berg and the city desk"


def test_where_a_page_is_kept_is_said_with_its_record_and_file() -> None:
    archived = news_article(Article(), capture(7))["archivedAt"]
    assert archived["@id"] == "urn:uuid:00000000-0000-0000-0000-000000000007"
    assert archived["dateCreated"] == "2026-11-24T03:14:15Z"
    assert archived["encoding"]["name"] == capture(7).warc_file
    assert archived["encoding"]["sha256"] == capture(7).sha256


def test_the_beginning_of_an_article_is_called_incomplete() -> None:
    assert news_article(Article(completeness=Completeness.PAYWALL))["creativeWorkStatus"] == "Incomplete"


def test_what_is_not_known_is_left_out() -> None:
    assert news_article(Article()) == {"@context": "https://schema.org", "@type": "NewsArticle"}
    assert news_article(Article(is_free=False))["isAccessibleForFree"] is False


def test_a_stored_picture_has_type_size_and_digest() -> None:
    found = Article(photos=(Photo(source="1"),))
    chapter = Chapter(article=found, pictures={"1": Picture(data=b"bytes", media_type="image/jpeg")})
    (image,) = written(chapter)["image"]
    assert image["sha256"] == hashlib.sha256(b"bytes").hexdigest()
    assert (image["contentSize"], image["encodingFormat"]) == ("5", "image/jpeg")


def test_one_article_is_itself_and_several_are_a_collection() -> None:
    one, other = Chapter(article=Article(title="Rain")), Chapter(article=Article(title="Wind"))
    assert written(one)["@type"] == "NewsArticle"
    book = written(one, other)
    assert (book["@type"], book["name"]) == ("Collection", "Weather")
    assert [part["headline"] for part in book["hasPart"]] == ["Rain", "Wind"]


def test_nothing_of_a_page_ends_the_script_element_around_it() -> None:
    stream = BytesIO()
    chapter = Chapter(article=Article(title="</script><!-- \ud800"))
    EXPORTERS["jsonld"](Book(title="", chapters=[chapter], made_at=capture().captured_at), stream)
    assert b"<" not in stream.getvalue()
    assert json.loads(stream.getvalue())["headline"].startswith("</script>")


@some
@given(article())
def test_only_terms_of_schema_org_are_used_each_with_values_that_it_takes(found: Article) -> None:
    value = written(Chapter(article=found, capture=capture()), Chapter(article=found))
    assert list(faults({name: part for name, part in value.items() if name != "@context"})) == []


def faults(value: dict[str, Any]) -> Iterator[str]:
    """Yield what schema.org does not define, or defines for other values."""
    known = properties(value["@type"])
    for name, member in value.items():
        if name in {"@type", "@id"}:
            continue
        if name not in known:
            yield f"{value['@type']} has no {name}"
            continue
        for each in member if isinstance(member, list) else [member]:
            if not any(fits(each, wanted) for wanted in known[name]):
                yield f"{name} may not be {each!r}"
            if isinstance(each, dict):
                yield from faults(each)


def properties(kind: str) -> dict[str, list[str]]:
    own = dict(TERMS[kind])
    return (properties(own.pop("is")) if "is" in own else {}) | own


def fits(value: Any, wanted: str) -> bool:
    match value:
        case dict():
            return wanted in ancestors(value["@type"])
        case bool():
            return wanted == "Boolean"
        case int():
            return wanted == "Integer"
        case str():
            members = TERMS.get(wanted, {}).get("members", ())
            known = wanted in {"Text", "URL", "Date", "DateTime"}
            return bool(value) and (known or value.removeprefix("https://schema.org/") in members)
    return False


def ancestors(kind: str) -> Iterator[str]:
    while kind:
        yield kind
        kind = TERMS[kind].get("is", "")


def test_the_test_notices_a_term_that_is_not_defined() -> None:
    assert list(faults({"@type": "ImageObject", "photographer": "Jane Doe"})) == [
        "ImageObject has no photographer"
    ]
    assert list(faults({"@type": "ImageObject", "digitalSourceType": "painted"})) == [
        "digitalSourceType may not be 'painted'"
    ]


def test_an_agency_of_no_known_role_is_still_named() -> None:
    image = image_of(Photo(source="", credit=Credit(line="AFP/AP", agencies=(Agency("AFP"), Agency("AP")))))
    assert names(image["contributor"]) == ["AFP", "AP"]
