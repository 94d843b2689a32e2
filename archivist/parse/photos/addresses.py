"""Every address that an element gives a picture.

A page names one picture many times: sizes in ``srcset``, ``data-*`` for scripts that load late, a
link to the large copy.
"""

from __future__ import annotations

import re
from enum import Enum
from functools import lru_cache
from typing import TYPE_CHECKING, cast

from archivist.rules.picture_addresses import is_placeholder, width_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

_EXTENSION = re.compile(r"\.(?:jpe?g|jfif|png|webp|avif|gif|bmp|tiff?|heic)(?![a-z0-9])", re.IGNORECASE)
_SVG = re.compile(r"\.svg(?![a-z0-9])")
_NO_SCHEMES = ("data:", "blob:", "javascript:", "about:")
_SOURCES = frozenset(
    {"src", "srcset", "content", "href", "poster", "datasrc", "file-name", "imagesrcset", "value", "image"}
)
_SOURCE_WORD = re.compile(
    r"src|url|image|img|original|lazy|full|large|zoom|photo|picture|href|file|asset|bg|background|hires|sizes"
)
_NEVER = frozenset(
    {
        "alt",
        "class",
        "height",
        "id",
        "itemprop",
        "itemtype",
        "loading",
        "media",
        "role",
        "sizes",
        "style",
        "title",
    }
    | {"type", "width"}
)
_LATE = frozenset({"data-src", "data-srcset", "data-lazy-src", "data-lazy-srcset", "data-original"})
_URL_INSIDE = re.compile(r"(?:https?:)?//[^\s\"'<>\\)]{5,2000}")
_CSS_URL = re.compile(r"url\(\s*[\"']?([^\"')]{5,2000})")
_WIDTH = re.compile(r"(\d{1,5})(?:\.\d{1,4})?([wx])")
_STATED = re.compile(
    r"(?:\b|_)(?:w|width|max|resize)[=/_,-](\d{2,4})\b|(?<!\d)(\d{2,4})x\d{2,4}(?!\d)"
    rf"|[-_]({width_words()})w?(?=\.[a-z]{{3,4}}(?:$|\?))",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r",\s+|(?<=[0-9][wx]),")  # two addresses of a srcset
_LONGEST = 40_000  # an attribute beyond this is data of scripts, not addresses

Addresses = dict[str, int]  # address as written -> width in pixels as the page says, or 0


class _Use(Enum):
    """What an attribute holds."""

    SET = "several addresses, as srcset"
    ADDRESS = "an address"
    PERHAPS = "addresses, if it is written as several"


@lru_cache(maxsize=1024)
def _use(name: str) -> _Use | None:
    """Return what an attribute holds, None for what is no address."""
    if name in _NEVER:
        return None
    if "srcset" in name:
        return _Use.SET
    if name in _SOURCES or (name.startswith("data-") and _SOURCE_WORD.search(name)):
        return _Use.ADDRESS
    return _Use.PERHAPS if "src" in name else None


def addresses_of(element: etree._Element) -> Addresses:
    """Return the addresses in the attributes of an element, in the order written."""
    found: Addresses = {}
    for name, value in cast("list[tuple[str, str]]", element.items()):
        if not (use := _use(name)) or len(value) > _LONGEST:
            continue
        if use is _Use.SET or (", " in value and "src" in name):
            for address, width in parse_srcset(value):
                _add(found, address, width)
        elif use is _Use.ADDRESS:
            for address in _plain(name, value):
                _add(found, address, 0)
    stand_in = (element.get("src") or "").strip()
    if len(found) > 1 and found.get(stand_in) == 0 and any(element.get(name) for name in _LATE):
        found[stand_in] = 1  # a script puts the picture in its place
    return found


def style_addresses(element: etree._Element) -> Addresses:
    """Return the addresses that the style of an element gives for its background."""
    found: Addresses = {}
    for match in _CSS_URL.finditer((element.get("style") or "")[:_LONGEST]):
        _add(found, match[1].strip(), 0)
    return found


def parse_srcset(value: str) -> Iterator[tuple[str, int]]:
    """Yield the addresses of a srcset, each with its width in pixels (a density counts in thousands).

    An address may hold commas; it ends at a space, or at a comma with a space behind it.

    Source: HTML Standard, 4.8.4.2.1.
    """
    for part in _BETWEEN.split(value):
        candidate = part.strip().rstrip(",")
        address, *behind = candidate.rsplit(None, 1) or [""]
        width = 0
        if behind and (match := _WIDTH.fullmatch(behind[0])):
            width = int(match[1]) * (1 if match[2] == "w" else 1000)
            candidate = address
        if candidate and " " not in candidate:
            yield candidate, width


def is_picture_address(address: str) -> bool:
    """Whether an address ends like that of a picture file."""
    return _EXTENSION.search(address) is not None


def is_template(address: str) -> bool:
    """Whether a script has yet to fill in a part of an address: ``"…_${formatId}.jpg"``."""
    return "{" in address or "%7B" in address


def stated_width(address: str) -> int:
    """Return the width that an address itself states, in pixels; 0 if it states none.

    >>> [stated_width(address) for address in ("/a-1024x683.jpg", "/a.jpg?w=640", "/a_480.jpg", "/a_2.jpg")]
    [1024, 640, 480, 0]
    """
    match = _STATED.search(address)
    return int(match[1] or match[2] or match[3]) if match else 0


def _plain(name: str, value: str) -> Iterator[str]:
    value = value.strip()
    if value[:1] in {"{", "["}:
        yield from (match[0] for match in _URL_INSIDE.finditer(value.replace("\\/", "/")))
    elif " " not in value and (name in {"src", "data-src"} or "/" in value) and "\n" not in value:
        yield value


def _add(found: Addresses, address: str, width: int) -> None:
    if address and _may_be_photo(address):
        found[address] = max(width, found.get(address, 0))


@lru_cache(maxsize=4096)
def _may_be_photo(address: str) -> bool:
    folded = address.lower()
    if folded.startswith(_NO_SCHEMES) or (".svg" in folded and _SVG.search(folded)):
        return False
    return not is_placeholder(folded)
