"""Articles and books as JSON: the one form behind every ``--json`` and the exporter "json".

``archivist.schema.json`` beside this module describes it (JSON Schema 2020-12). Blocks and runs
leave out what has its usual value; everything else is always there.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, fields, replace
from datetime import datetime
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Any, BinaryIO

from archivist.export.identity import moment
from archivist.model import Article, Block, Book, Capture, Cell, Chapter, Item, Photo, Picture, Run

#: Named in each object; the number rises when a reader of the old form could go wrong.
ARTICLE_SCHEMA = "archivist.article/1"
BOOK_SCHEMA = "archivist.book/1"

_BLOCK_TYPES = {"ListBlock": "list"}


def article_dict(article: Article, capture: Capture | None = None) -> dict[str, Any]:
    """Return an article as what ``json.dumps`` takes, keys always in the same order.

    ``text`` is the body as plain text; ``blocks`` is the same with its structure. ``capture``
    says where it was read from, or is None.

    >>> article_dict(Article(title="Rain"))["title"]
    'Rain'
    """
    return {
        "schema": ARTICLE_SCHEMA,
        "capture": None if capture is None else _plain(capture),
        **_plain(article),
        "text": article.text,
    }


def book_dict(book: Book) -> dict[str, Any]:
    """Return a book as what ``json.dumps`` takes: its title, and its articles in reading order.

    Photos whose pictures are there have the digest and the size of their bytes.
    """
    return {
        "schema": BOOK_SCHEMA,
        "title": book.title,
        "language": book.language,
        "made_at": _plain(book.made_at),
        "articles": [article_dict(_with_digests(chapter), chapter.capture) for chapter in book.chapters],
    }


def _with_digests(chapter: Chapter) -> Article:
    photos = (with_digest(photo, chapter.pictures.get(photo.source)) for photo in chapter.article.photos)
    return replace(chapter.article, photos=tuple(photos))


def with_digest(photo: Photo, picture: Picture | None) -> Photo:
    """Return a photo with digest and size of its stored bytes, or as it is where there are none."""
    if picture is None:
        return photo
    return replace(photo, digest=sha256(picture.data).hexdigest(), size=len(picture.data))


def export(book: Book, stream: BinaryIO) -> tuple[str, ...]:
    """Write a book as one JSON object in UTF-8, indented. Exporter: see ``EXPORTERS``."""
    stream.write(json.dumps(book_dict(book), ensure_ascii=False, indent=2).encode("utf-8", "replace"))
    stream.write(b"\n")
    return ()


@cache
def schema() -> Mapping[str, Any]:
    """Return the JSON Schema that every article and book fits."""
    text = (files("archivist.export") / "archivist.schema.json").read_text("utf-8")
    return dict(json.loads(text))


def _plain(value: Any) -> Any:
    match value:
        case None | bool() | int() | float():
            return value
        case str():  # also a StrEnum, as its value
            return str(value)
        case datetime():
            return moment(value)
        case Mapping():
            return {str(key): _plain(value[key]) for key in sorted(value)}
        case tuple() | list():
            return [_plain(item) for item in value]
    return dict(_members(value))


def _members(value: Any) -> Iterator[tuple[str, Any]]:
    """Yield the fields of one of the nouns; of a block and its parts, those that are not as usual."""
    is_brief = isinstance(value, Block | Item | Cell | Run)
    if isinstance(value, Block):
        yield "type", _BLOCK_TYPES.get(type(value).__name__, type(value).__name__.lower())
    for field in fields(value):
        member = getattr(value, field.name)
        if not is_brief or field.default is MISSING or member != field.default:
            yield field.name, _plain(member)
