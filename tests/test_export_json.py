"""Articles as JSON: everything is there, in one order, and the schema says so."""

import hashlib
import json
from io import BytesIO
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from archivist import model
from archivist.export import EXPORTERS
from archivist.export.metadata import article_dict, book_dict, schema
from archivist.model import Article, Book, Chapter, Paragraph, Photo, Picture, Run
from tests.articles import article, capture, some


def validate(value: dict[str, Any]) -> None:
    jsonschema.Draft202012Validator(schema()).validate(value)


def test_the_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(schema())


@some
@given(article(), st.booleans())
def test_every_article_fits_the_schema(found: Article, is_kept: bool) -> None:
    value = article_dict(found, capture() if is_kept else None)
    validate(value)
    assert json.loads(json.dumps(value)) == value


@some
@given(article())
def test_nothing_of_an_article_is_lost(found: Article) -> None:
    assert rebuild_article(article_dict(found)) == found


@some
@given(article())
def test_keys_always_come_in_the_same_order(found: Article) -> None:
    assert list(article_dict(found)) == list(article_dict(Article()))


def test_a_capture_says_where_and_when() -> None:
    value = article_dict(Article(), capture(7))["capture"]
    assert value["id"] == "00000007"
    assert value["captured_at"] == "2026-11-24T03:14:15Z"


def test_what_has_its_usual_value_is_left_out_of_blocks() -> None:
    found = Article(blocks=(Paragraph((Run("plain "), Run("loud", strong=True))),))
    assert article_dict(found)["blocks"] == [
        {"type": "paragraph", "runs": [{"text": "plain "}, {"text": "loud", "strong": True}]}
    ]


@pytest.mark.parametrize(
    "wrong", [{"title": None}, {"photos": [{"alt": ""}]}, {"blocks": [{"type": "aside"}]}]
)
def test_the_schema_notices_what_is_wrong(wrong: dict[str, Any]) -> None:
    with pytest.raises(jsonschema.ValidationError):
        validate({**article_dict(Article()), **wrong})


def test_a_book_is_its_articles_in_order() -> None:
    chapters = [Chapter(article=Article(title=title), capture=capture()) for title in ("Rain", "Wind")]
    book = Book(title="Weather", chapters=chapters, made_at=capture().captured_at)
    validate(book_dict(book))
    stream = BytesIO()
    assert EXPORTERS["json"](book, stream) == ()
    written = json.loads(stream.getvalue())
    assert [found["title"] for found in written["articles"]] == ["Rain", "Wind"]


def test_photos_of_a_book_have_the_digest_of_their_bytes() -> None:
    found = Article(photos=(Photo(source="1"), Photo(source="lost")))
    chapter = Chapter(article=found, pictures={"1": Picture(data=b"bytes")})
    value = book_dict(Book(title="", chapters=[chapter], made_at=capture().captured_at))
    validate(value)
    assert [(photo["digest"], photo["size"]) for photo in value["articles"][0]["photos"]] == [
        (hashlib.sha256(b"bytes").hexdigest(), 5),
        ("", None),
    ]


def test_text_that_is_not_unicode_does_not_stop_a_book() -> None:
    found = Article(title="\ud800", photos=(Photo(source="https://a.example/\udfff"),))
    book = Book(title="", chapters=[Chapter(article=found)], made_at=capture().captured_at)
    EXPORTERS["json"](book, BytesIO())


# ---------------------------------------------------------------- the way back, to see that nothing is lost

_NAMES = {"list": "ListBlock"}


def rebuild_article(value: dict[str, Any]) -> Article:
    known = {name: member for name, member in value.items() if name not in {"schema", "capture", "text"}}
    known["authors"] = tuple(model.Author(**author) for author in value["authors"])
    known["blocks"] = tuple(map(rebuild_block, value["blocks"]))
    known["photos"] = tuple(map(rebuild_photo, value["photos"]))
    known["evidence"] = {name: rebuild_evidence(found) for name, found in value["evidence"].items()}
    known["completeness"] = model.Completeness(value["completeness"])
    return Article(**{**known, "tags": tuple(value["tags"])})


def rebuild_evidence(found: list[dict[str, Any]]) -> tuple[model.Evidence, ...]:
    return tuple(model.Evidence(**evidence) for evidence in found)


def rebuild_photo(value: dict[str, Any]) -> Photo:
    credits_ = {name: value[name] and rebuild_credit(value[name]) for name in ("credit", "file_credit")}
    lists = {
        "candidates": tuple(value["candidates"]),
        "disagreements": tuple(map(rebuild_disagreement, value["disagreements"])),
        "evidence": rebuild_evidence(value["evidence"]),
    }
    return Photo(**{**value, **credits_, **lists})


def rebuild_disagreement(value: dict[str, Any]) -> model.Disagreement:
    return model.Disagreement(field=value["field"], page=tuple(value["page"]), file=tuple(value["file"]))


def rebuild_credit(value: dict[str, Any]) -> model.Credit:
    agencies = tuple(model.Agency(a["name"], a["role"] and model.Role(a["role"])) for a in value["agencies"])
    texts = {name: tuple(value[name]) for name in ("creators", "courtesy_of")}
    return model.Credit(**{**value, **texts, "agencies": agencies})


def rebuild_block(value: dict[str, Any]) -> model.Block:
    fields = {name: member for name, member in value.items() if name != "type"}
    if "runs" in fields:
        fields["runs"] = rebuild_runs(fields["runs"])
    if "paragraphs" in fields:
        fields["paragraphs"] = tuple(map(rebuild_runs, fields["paragraphs"]))
    if "items" in fields:
        fields["items"] = tuple(model.Item(**{**i, "runs": rebuild_runs(i["runs"])}) for i in fields["items"])
    if "rows" in fields:
        fields["rows"] = tuple(tuple(map(rebuild_cell, row)) for row in fields["rows"])
    kind = getattr(model, _NAMES.get(value["type"], value["type"].capitalize()))
    block: model.Block = kind(**fields)
    return block


def rebuild_cell(value: dict[str, Any]) -> model.Cell:
    return model.Cell(**{**value, "runs": rebuild_runs(value["runs"])})


def rebuild_runs(value: list[dict[str, Any]]) -> tuple[Run, ...]:
    return tuple(Run(**run) for run in value)
