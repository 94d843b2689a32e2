"""Articles as ninjs 3.2, the news industry's JSON: a text with its pictures as associated items.

ninjs has no property for a printed credit line. Here it is a description of the role "creditLine";
who is credited stands under ``infoSources`` with the role, the makers' names under ``by``.

Source: IPTC ninjs 3.2 (October 2025), its JSON Schema and user guide.
"""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from archivist.export.credited import (
    SOURCE_TYPES,
    copyright_holder,
    copyright_notice,
    digital_source,
    kinds,
    parties,
)
from archivist.export.filed import file_notice, usage_terms
from archivist.export.identity import (
    article_identifier,
    book_identifier,
    moment,
    page_address,
    record_identifier,
)
from archivist.export.markup import language_tag, link_address
from archivist.export.metadata import with_digest
from archivist.model import Article, Author, Book, Capture, Chapter, Completeness, Credit, Photo, Picture

_STANDARD = {
    "name": "ninjs",
    "version": "3.2",
    "schema": "http://www.iptc.org/std/ninjs/ninjs-schema_3.2.json",
}

# RFC 3339: the only times that ninjs takes. A page that gives a day has none.
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)")

_Item = dict[str, Any]


def news_item(
    article: Article, capture: Capture | None = None, pictures: Mapping[str, Picture] | None = None
) -> _Item:
    """Return an article as a ninjs item, ready for ``json.dumps``.

    Its ``uri`` is the WARC-Record-ID of the capture. Photos stand under ``associations`` in page
    order; ``pictures`` has stored bytes by ``Photo.source``, for type, size and digest.

    >>> from archivist.parse.credits import parse_caption
    >>> caption = parse_caption("Rescuers search the harbour. / Xinhua-Yonhap")
    >>> photo = Photo(source="https://a.example/1.jpg", caption=caption.text, credit=caption.credit)
    >>> news_item(Article(photos=(photo,)))["associations"][0]["infoSources"]
    [{'name': 'Xinhua', 'role': 'originator'}, {'name': 'Yonhap', 'role': 'distributor'}]
    """
    return {"standard": _STANDARD, **_article(article, capture, pictures or {})}


def export(book: Book, stream: BinaryIO) -> tuple[str, ...]:
    """Write a book as ninjs in UTF-8: one article as it is, several as associations. See ``EXPORTERS``."""
    parts = [_chapter(chapter) for chapter in book.chapters]
    whole = parts[0] if len(parts) == 1 else _collection(book, parts)
    text = json.dumps({"standard": _STANDARD, **whole}, ensure_ascii=False, indent=2)
    stream.write(text.encode("utf-8", "replace") + b"\n")
    return ()


def _chapter(chapter: Chapter) -> _Item:
    return _article(chapter.article, chapter.capture, chapter.pictures)


def _collection(book: Book, parts: list[_Item]) -> _Item:
    named = [{"name": f"article-{number}", **part} for number, part in enumerate(parts, 1)]
    return _filled(
        uri=book_identifier(book),
        type="composite",
        headlines=_texts(main=book.title),
        associations=named,
    )


def _article(article: Article, capture: Capture | None, pictures: Mapping[str, Picture]) -> _Item:
    uri = article_identifier(article, capture)
    is_whole = article.completeness is Completeness.COMPLETE
    return _filled(
        uri=uri,
        type="composite" if article.photos else "text",
        representationType="full" if is_whole else "partial",
        profile="text-photo" if article.photos else "text-only",
        contentCreated=_full_moment(article.published),
        versionCreated=_full_moment(article.modified) or (moment(capture.captured_at) if capture else ""),
        language="" if (language := language_tag(article.language)) == "und" else language,
        by=", ".join(author.name for author in article.authors) or article.byline,
        headlines=_texts(main=article.title),
        descriptions=_texts(summary=article.standfirst),
        bodies=_texts(main=article.text),
        infoSources=[*map(_author, article.authors), *_sources((article.publisher, "publisher"))],
        subjects=[{"name": name} for name in dict.fromkeys((article.section, *article.tags)) if name],
        altIds=_alternatives(article, capture),
        renditions=_page(article, capture),
        associations=[
            {"name": f"picture-{number}", **_picture(photo, f"{uri}#picture-{number}", pictures)}
            for number, photo in enumerate(article.photos, 1)
        ],
    )


def _author(author: Author) -> _Item:
    contact = [{"type": "email", "value": author.email}] if author.email else []
    return _filled(name=author.name, role=author.role, contactInfo=contact)


def _alternatives(article: Article, capture: Capture | None) -> list[_Item]:
    """Return the other names of an article; those of its record are called as in the WARC standard."""
    names = {"url": article.url}
    if capture:
        names |= {
            "WARC-Target-URI": capture.target_uri,
            "WARC-Record-ID": record_identifier(capture),
            "WARC-Date": moment(capture.captured_at),
            "WARC-Payload-Digest": capture.payload_digest,
            "WARC-Filename": capture.warc_file,
        }
    return [{"role": role, "value": value} for role, value in names.items() if value]


def _page(article: Article, capture: Capture | None) -> list[_Item]:
    href = link_address(page_address(article, capture))
    return [{"name": "web", "href": href, "contentType": "text/html"}] if href else []


def _picture(photo: Photo, uri: str, pictures: Mapping[str, Picture]) -> _Item:
    picture = pictures.get(photo.source)
    photo = with_digest(photo, picture)
    line = photo.credit.line if photo.credit else ""
    credited = _credit(photo.credit) if photo.credit else {}
    credited["copyrightNotice"] = credited.get("copyrightNotice") or file_notice(photo)
    return _filled(
        uri=uri,
        type="picture",
        descriptions=_texts(caption=photo.caption, altText=photo.alt, creditLine=line),
        **credited,
        usageTerms=usage_terms(photo),
        edNote=_disagreement(photo),
        altIds=[{"role": "sha256", "value": photo.digest}] if photo.digest else [],
        renditions=list(_renditions(photo, picture.media_type if picture else "")),
    )


def _credit(credit: Credit) -> _Item:
    holder, code = copyright_holder(credit), digital_source(credit)
    return {
        "by": ", ".join(credit.creators) or credit.line,
        "copyrightHolder": holder.name if holder else "",
        "copyrightNotice": copyright_notice(credit),
        "infoSources": _sources(*((party.name, party.role) for party in parties(credit))),
        "genres": [{"name": kind} for kind in kinds(credit)],
        "digitalSourceType": {"uri": SOURCE_TYPES + code} if code else None,
    }


def _disagreement(photo: Photo) -> str:
    """Return, for the desk that receives it, where the page and the file of the picture credit others."""
    return "; ".join(
        f"{each.field}: {', '.join(each.page)} on the page, {', '.join(each.file)} in the file"
        for each in photo.disagreements
    )


def _renditions(photo: Photo, media_type: str) -> Iterator[_Item]:
    """Yield the picture under each of its addresses; what is known of the bytes is known of the first."""
    addresses = [
        address for one in dict.fromkeys((photo.source, *photo.candidates)) if (address := link_address(one))
    ]
    for number, href in enumerate(dict.fromkeys(addresses)):
        if number == 0:
            facts = {"contentType": media_type, "width": photo.width, "height": photo.height}
            yield _filled(name="main", href=href, **facts, sizeInBytes=photo.size)
        else:
            yield {"name": f"alternative-{number}", "href": href}


def _sources(*named: tuple[str, str]) -> list[_Item]:
    return [_filled(name=name, role=role) for name, role in named if name]


def _texts(**by_role: str) -> list[_Item]:
    return [
        {"role": role, "contentType": "text/plain", "value": text} for role, text in by_role.items() if text
    ]


def _full_moment(text: str) -> str:
    return text if _MOMENT.fullmatch(text) else ""


def _filled(**members: Any) -> _Item:
    """Return an item without the members that say nothing."""
    return {name: value for name, value in members.items() if value not in (None, "", [])}
