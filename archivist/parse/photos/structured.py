"""What a page says of its pictures to machines: JSON-LD ImageObject and og:image."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from archivist.parse.photos.keys import address_key

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from archivist.parse.page import Page

_MOST_VALUES = 50_000
_MOST_MAIN = 40
_OWN_IMAGES = frozenset({"image", "primaryImageOfPage", "associatedMedia"})
_CREDITS = (
    "creditText",
    "copyrightNotice",
    "author",
    "creator",
    "copyrightHolder",
    "provider",
    "sourceOrganization",
)


@dataclass(frozen=True, slots=True)
class Record:
    """An ImageObject: its addresses and what is said of it."""

    addresses: tuple[str, ...]
    keys: frozenset[str]
    caption: str
    credits: tuple[tuple[str, str], ...]  # property, text
    persons: tuple[str, ...]  # names of the schema.org Persons among the creators
    width: int | None
    height: int | None
    is_main: bool  # the picture of the article itself


def image_records(page: Page) -> list[Record]:
    """Return the ImageObjects of the page's JSON-LD, in page order."""
    records: list[Record] = []
    stack: list[tuple[Any, bool]] = [(item, False) for item in reversed(page.json_ld)]
    for _ in range(_MOST_VALUES):
        if not stack:
            break
        item, is_main = stack.pop()
        if isinstance(item, list):
            stack.extend((value, is_main) for value in reversed(item))
        elif isinstance(item, dict):
            if _is_image(item) and (record := _record(item, is_main)):
                records.append(record)
            for name, value in reversed(item.items()):
                if isinstance(value, dict | list):
                    stack.append(
                        (
                            value,
                            name in {"image", "primaryImageOfPage", "associatedMedia"} and _is_article(item),
                        )
                    )
    return records


def main_addresses(page: Page, records: Sequence[Record]) -> list[str]:
    """Return the addresses of the page's main picture: og:image, twitter:image, image of the JSON-LD."""
    found = [
        value
        for name in (
            "og:image",
            "og:image:url",
            "og:image:secure_url",
            "twitter:image",
            "twitter:image:src",
            "thumbnailurl",
        )
        for value in page.meta.get(name, ())
    ]
    for item in page.json_ld:
        if _is_article(item):
            found.extend(text for text in _texts(item.get("image")) if "/" in text)
    for record in records:
        if record.is_main:
            found.extend(record.addresses)
    return list(dict.fromkeys(found))[:_MOST_MAIN]


def publisher_names(page: Page) -> frozenset[str]:
    """Return the names that the page gives its publisher, case-folded: they are no credit of a picture."""
    names = [name for item in page.json_ld for name in _texts(item.get("publisher"))]
    return frozenset(name.casefold() for name in [*names, *page.meta.get("og:site_name", ())])


def article_titles(page: Page) -> frozenset[str]:
    """Return the titles that the data of the page give the article, case-folded."""
    titles = [text for name in ("og:title", "twitter:title") for text in page.meta.get(name, ())]
    titles += [text for item in page.json_ld if _is_article(item) for text in _texts(item.get("headline"))]
    return frozenset(text.casefold() for text in titles)


def author_names(page: Page) -> frozenset[str]:
    """Return the names that the page gives the article's authors, case-folded."""
    names = [name for item in page.json_ld if _is_article(item) for name in _texts(item.get("author"))]
    for key in ("author", "article:author", "dc.creator", "parsely-author", "sailthru.author"):
        names.extend(page.meta.get(key, ()))
    return frozenset(name.casefold() for name in names)


def _is_image(item: Mapping[str, Any]) -> bool:
    kind = item.get("@type")
    return kind == "ImageObject" or (not isinstance(kind, str) and "ImageObject" in _texts(kind))


def _is_article(item: Mapping[str, Any]) -> bool:
    return any(
        "Article" in kind or kind in {"BlogPosting", "Report", "WebPage"}
        for kind in _texts(item.get("@type"))
    )


def _record(item: Mapping[str, Any], is_main: bool) -> Record | None:
    addresses = tuple(
        dict.fromkeys(
            text for name in ("contentUrl", "url", "@id", "thumbnailUrl") for text in _texts(item.get(name))
        )
    )
    addresses = tuple(address for address in addresses if "/" in address)
    if not addresses:
        return None
    credited = tuple((name, text) for name in _CREDITS for text in _texts(item.get(name)))
    return Record(
        addresses,
        frozenset(map(address_key, addresses)),
        next(_texts(item.get("caption")), ""),
        credited,
        tuple(_persons(item.get("creator"))),
        _number(item.get("width")),
        _number(item.get("height")),
        is_main,
    )


def _texts(value: Any) -> Iterator[str]:
    """Yield the texts of a value: its own, those of a list, the names of persons and organisations."""
    for item in value if isinstance(value, list) else [value]:
        text = item.get("name") if isinstance(item, dict) else item
        if isinstance(text, str) and text.strip():
            yield " ".join(text.split())


def _persons(value: Any) -> Iterator[str]:
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, dict) and "Person" in _texts(item.get("@type")):
            yield from _texts(item)


def _number(value: Any) -> int | None:
    if isinstance(value, str):
        value = value.strip().removesuffix("px")
        value = int(value) if value.isdecimal() and len(value) < 6 else None
    return int(value) if isinstance(value, int | float) and 0 < value < 100_000 else None
