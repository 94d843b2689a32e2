"""Articles as schema.org NewsArticle in JSON-LD, each photo an ImageObject with its whole credit.

What can be pasted into a page, read by search engines, or loaded into a graph. Only terms that
schema.org defines are used, each on a type that has it; what is not known is left out.

Source: schema.org 29; Google Search Central, "Image metadata in Google Images".
"""

import json
from collections.abc import Iterable, Mapping
from typing import Any, BinaryIO

from archivist.export.credited import (
    ORGANISATIONS,
    PROPERTIES,
    Party,
    copyright_holder,
    copyright_notice,
    digital_source,
    kinds,
    originators,
    parties,
)
from archivist.export.filed import file_notice, file_texts, rights_address
from archivist.export.identity import moment, page_address, record_identifier
from archivist.export.metadata import with_digest
from archivist.model import Article, Author, Book, Capture, Chapter, Completeness, Credit, Photo, Picture

_CONTEXT = "https://schema.org"

_AUTHOR_PROPERTIES = {"editor": "editor", "translator": "translator", "photographer": "contributor"}

_Object = dict[str, Any]


def news_article(
    article: Article, capture: Capture | None = None, pictures: Mapping[str, Picture] | None = None
) -> _Object:
    """Return an article as a NewsArticle with its context, ready for ``json.dumps``.

    Photos stand under ``image`` in page order. ``capture`` says where the page is kept
    (``archivedAt``); ``pictures`` has stored bytes by ``Photo.source``, for type, size and digest.

    >>> from archivist.parse.credits import parse_caption
    >>> caption = parse_caption("Rescuers search the harbour. / Xinhua-Yonhap")
    >>> photo = Photo(source="https://a.example/1.jpg", caption=caption.text, credit=caption.credit)
    >>> image = news_article(Article(photos=(photo,)))["image"][0]
    >>> image["creditText"], image["sourceOrganization"][0]["name"], image["provider"][0]["name"]
    ('Xinhua-Yonhap', 'Xinhua', 'Yonhap')
    """
    return {"@context": _CONTEXT, **_article(article, capture, pictures or {})}


def export(book: Book, stream: BinaryIO) -> tuple[str, ...]:
    """Write a book as JSON-LD in UTF-8: one article as it is, several as a Collection. See ``EXPORTERS``.

    It may stand in a ``script`` element as it is: no "<" is in it.
    """
    parts = [_chapter(chapter) for chapter in book.chapters]
    whole = parts[0] if len(parts) == 1 else _filled("Collection", name=book.title, hasPart=parts)
    text = json.dumps({"@context": _CONTEXT, **whole}, ensure_ascii=False, indent=2)
    stream.write(text.replace("<", "\\u003c").encode("utf-8", "replace") + b"\n")
    return ()


def _chapter(chapter: Chapter) -> _Object:
    return _article(chapter.article, chapter.capture, chapter.pictures)


def _article(article: Article, capture: Capture | None, pictures: Mapping[str, Picture]) -> _Object:
    url = page_address(article, capture)
    is_whole = article.completeness is Completeness.COMPLETE
    return _filled(
        "NewsArticle",
        url=url,
        mainEntityOfPage=url,
        headline=article.title,
        description=article.standfirst,
        creditText=article.byline,
        **_authors(article.authors),
        datePublished=article.published,
        dateModified=article.modified,
        publisher=_organization(article.publisher),
        articleSection=article.section,
        keywords=[tag for tag in article.tags if tag],
        inLanguage=article.language,
        isAccessibleForFree=article.is_free,
        creativeWorkStatus="" if is_whole else "Incomplete",
        image=[_image(photo, pictures.get(photo.source)) for photo in article.photos],
        articleBody=article.text,
        archivedAt=_archived(capture) if capture else None,
    )


def _authors(authors: Iterable[Author]) -> dict[str, list[_Object]]:
    """Return the authors by the property of their role: author, editor, translator, contributor."""
    found: dict[str, list[_Object]] = {}
    for author in authors:
        kind = "Organization" if author.role in ORGANISATIONS else "Person"
        named = _filled(kind, name=author.name, email=author.email)
        found.setdefault(_AUTHOR_PROPERTIES.get(author.role, "author"), []).append(named)
    return found


def _image(photo: Photo, picture: Picture | None) -> _Object:
    photo = with_digest(photo, picture)
    credited = _credit(photo.credit) if photo.credit else {}
    credited["copyrightNotice"] = credited.get("copyrightNotice") or file_notice(photo)
    return _filled(
        "ImageObject",
        contentUrl=photo.source,
        caption=photo.caption,
        description=photo.alt,
        **credited,
        license=rights_address(photo),
        exifData=[_filled("PropertyValue", name=place, value=text) for place, text in file_texts(photo)],
        width=photo.width,
        height=photo.height,
        encodingFormat=picture.media_type if picture else "",
        contentSize=str(photo.size) if photo.size else "",
        sha256=photo.digest,
    )


def _credit(credit: Credit) -> _Object:
    """Return who is credited, each under the property of the role, and what is said of the picture.

    Where no person is named, the agency that took the picture is its creator, too.
    """
    found: _Object = {"creditText": credit.line}
    for party in parties(credit):
        found.setdefault(PROPERTIES[party.role], []).append(_named(party))
    if not credit.creators:
        found["creator"] = [_organization(name) for name in originators(credit)]
    holder, code = copyright_holder(credit), digital_source(credit)
    return found | {
        "copyrightNotice": copyright_notice(credit),
        "copyrightHolder": _named(holder) if holder else None,
        "genre": kinds(credit),
        "digitalSourceType": f"{_CONTEXT}/{code[0].upper()}{code[1:]}DigitalSource" if code else "",
    }


def _archived(capture: Capture) -> _Object:
    """Return the page as it is kept: its record by name, when it was captured, and the file that holds it."""
    file = _filled(
        "MediaObject",
        name=capture.warc_file,
        encodingFormat="application/warc",
        contentSize=str(capture.size),
        sha256=capture.sha256,
    )
    record = {"@id": record_identifier(capture)}
    return record | _filled(
        "WebPage",
        url=capture.target_uri,
        dateCreated=moment(capture.captured_at),
        identifier=[capture.id, capture.payload_digest],
        encoding=file,
    )


def _named(party: Party) -> _Object:
    return _filled("Person" if party.is_person else "Organization", name=party.name)


def _organization(name: str) -> _Object | None:
    return _filled("Organization", name=name) if name else None


def _filled(kind: str, **members: Any) -> _Object:
    """Return an object of a type without the members that say nothing."""
    return {"@type": kind} | {name: value for name, value in members.items() if value not in (None, "", [])}
