"""Every address that an element gives a picture, and the key by which copies are known as one.

A page names one picture many times: sizes in ``srcset``, ``data-*`` for scripts that load late, a
link to the large copy, a resizing service that wraps the address in its own.
"""

from __future__ import annotations

import re
from base64 import urlsafe_b64decode
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import unquote

if TYPE_CHECKING:
    from lxml import etree

_EXTENSION = re.compile(r"\.(?:jpe?g|jfif|png|webp|avif|gif|bmp|tiff?|heic)(?![a-z0-9])", re.IGNORECASE)
_NO_PHOTO = re.compile(r"\.svg(?![a-z0-9])|^(?:data|blob|javascript|about):", re.IGNORECASE)
# File names that stand in until a script puts the picture in.
_PLACEHOLDER = re.compile(
    r"(?<![a-z])(?:placeholder|blank|spacer|transparent|trans|pixel|1x1|loading|loader|spin(?:ner)?|gr[ae]y|dummy|"
    r"no-?image|clear|empty|lazy(?:load)?|default-?image|preload)[^/]{0,20}\.(?:gif|png|svg|jpe?g|webp)|/(?:placeholders?|blank|dummy)/",
    re.IGNORECASE,
)
_SOURCES = frozenset(
    {"src", "srcset", "content", "href", "poster", "datasrc", "file-name", "imagesrcset", "value", "image"}
)
_SOURCE_WORD = re.compile(
    r"src|url|image|img|original|lazy|full|large|zoom|photo|picture|href|file|asset|bg|background|hires"
)
_NEVER = frozenset(
    {
        "alt",
        "title",
        "class",
        "id",
        "style",
        "width",
        "height",
        "sizes",
        "loading",
        "role",
        "itemprop",
        "itemtype",
        "type",
        "media",
    }
)
_URL_INSIDE = re.compile(r"(?:https?:)?//[^\s\"'<>\\)]{5,2000}")
_CSS_URL = re.compile(r"url\(\s*[\"']?([^\"')]{5,2000})")
_WIDTH = re.compile(r"\s+(\d{1,5})(?:\.\d{1,4})?([wx])$")
_LONGEST = 40_000  # an attribute beyond this is data of scripts, not addresses

Addresses = dict[str, int]  # address as written -> width in pixels as the page says, or 0


def addresses_of(element: etree._Element) -> Addresses:
    """Return the addresses in the attributes of an element, in the order written."""
    found: Addresses = {}
    for name, value in element.attrib.items():
        if name in _NEVER or len(value) > _LONGEST:
            continue
        if "srcset" in name or (", " in value and "src" in name):
            for address, width in parse_srcset(value):
                _add(found, address, width)
        elif name in _SOURCES or (name.startswith("data-") and _SOURCE_WORD.search(name)):
            for address in _plain(name, value):
                _add(found, address, 0)
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
    for part in re.split(r",\s+|(?<=[0-9][wx]),", value):
        candidate = part.strip().rstrip(",")
        width = 0
        if match := _WIDTH.search(candidate):
            width = int(match[1]) * (1 if match[2] == "w" else 1000)
            candidate = candidate[: match.start()]
        if candidate and " " not in candidate:
            yield candidate, width


def is_picture_address(address: str) -> bool:
    """Whether an address ends like that of a picture file."""
    return _EXTENSION.search(address) is not None


def is_template(address: str) -> bool:
    """Whether a script has yet to fill in a part of an address: ``"…_${formatId}.jpg"``."""
    return "{" in address or "%7B" in address


def _plain(name: str, value: str) -> Iterator[str]:
    value = value.strip()
    if value[:1] in {"{", "["}:
        yield from (match[0] for match in _URL_INSIDE.finditer(value.replace("\\/", "/")))
    elif " " not in value and (name in {"src", "data-src"} or "/" in value) and "\n" not in value:
        yield value


def _add(found: Addresses, address: str, width: int) -> None:
    if address and not _NO_PHOTO.search(address) and not _PLACEHOLDER.search(address):
        found[address] = max(width, found.get(address, 0))


# ------------------------------------------------------------------ copies of one picture

_WRAPPED = re.compile(r"https?:/{1,2}[^/]")
_ENCODED = re.compile(r"aHR0c[A-Za-z0-9_\-/]{10,2000}")  # "http" in base64: imgproxy, some resizers
_PARAMETER = re.compile(
    r"(?:^|&)(?:url|src|image|imageurl|img|path|id|imageid|file|u|i)=([^&]{4,})", re.IGNORECASE
)
_SIZE_WORDS = (
    r"(?:scaled|small|medium|large|big|thumb(?:nail)?|full|orig(?:inal)?|superjumbo|jumbo|articlelarge|master\d{0,4}|square|wide|"
    r"landscape|portrait|desktop|mobile|tablet|teaser|retina|preview|cropped|crop|rotated|edited|hd|xl|xxl|normal|threebytwo\w{0,20}|"
    r"videosixteenbynine\w{0,20}|mediumsquareat3x|mediumthreebytwo\w{0,8})"
)
_SIZE = re.compile(
    rf"(?:[-_@.,=]?\d{{1,4}}x\d{{1,4}}|[-_.,]{_SIZE_WORDS}|[-_.,=][wh]_?\d{{2,4}}|[-_]\d{{2,4}}w|@[1-4]x|-e\d{{9,13}}|_\$\{{\w{{1,20}}\}}|"
    r"[-_](?:\d{1,2}(?:to|x|by|_)\d{1,2})|=[a-z]\d.{0,40}|size=.{0,20}|~.{0,200}|_v-\w{1,20}|\.(?:jpe?g|png|webp|avif|gif|jfif)|!.{0,40})$",
    re.IGNORECASE,
)
_ONLY_SIZE = re.compile(
    r"(?!.{0,20}\d{6})[\d_x.,:=%@~-]{0,24}|[a-z]{1,2}[\d_]{1,5}|\d{1,5}[a-z]{1,2}|" + _SIZE_WORDS,
    re.IGNORECASE,
)
_GENERIC = frozenset(
    "image images img photo photos picture pictures media file files original uploads upload content static resize resizer thumb thumbnail "
    "crop master default index main lead og ogimage share source width height format quality fit auto webp jpeg jpg png cdn-cgi assets "
    "asset public production article articles news newsimage".split()
)
_LONG_NUMBER = re.compile(r"(\d{5,})_\d{1,4}$")
_DISTINCT = 8  # letters: shorter names take the folder before them in


@lru_cache(maxsize=4096)
def address_key(address: str) -> str:
    """Return what the addresses of all copies of one picture have in common, as far as they show it.

    The file's name without its sizes; where that says nothing, with the folders before it.

    >>> address_key("https://i0.wp.com/a.example/2024/05/Harbour-view-1024x683.jpg?resize=600")
    'harbour-view'
    >>> address_key("/_next/image?url=https%3A%2F%2Fa.example%2Fimages%2F81343798.jpg&w=640")
    '81343798'
    """
    path, _, query = _unwrap(address[:4000]).partition("?")
    segments = [segment for segment in path.split("#")[0].split("/") if segment]
    if segments and segments[0].endswith(":"):
        segments = segments[2:]  # scheme and host
    parameter = _PARAMETER.search(query)
    if parameter and not (segments and is_picture_address(segments[-1])):
        return f"{parameter[1].lower()}"
    key = ""
    for segment in reversed(segments):
        stem = _without_sizes(segment)
        if not stem or stem in _GENERIC or _ONLY_SIZE.fullmatch(stem):
            continue
        key = f"{stem}/{key}" if key else stem
        if len(key) >= _DISTINCT or (len(key) >= 6 and any(c.isdigit() for c in key)):
            return key
    return path.lower()


def _unwrap(address: str) -> str:
    text = unquote(unquote(address))
    if match := _ENCODED.search(text):
        text = _decode(match[0].replace("/", "")) or text
    inner = [match.start() for match in _WRAPPED.finditer(text)]
    if inner and inner[-1] > 0:
        return text[inner[-1] :].split("&")[0]
    if (match := _PARAMETER.search(text.partition("?")[2])) and is_picture_address(match[1]):
        return match[1]
    return text


def _decode(text: str) -> str:
    try:
        decoded = urlsafe_b64decode(text[: len(text) // 4 * 4]).decode("utf-8", "ignore")
    except ValueError:
        return ""
    return decoded if decoded.isprintable() else ""


def _without_sizes(segment: str) -> str:
    stem = segment.strip()
    for _ in range(6):
        shorter = _SIZE.sub("", stem)
        if shorter == stem:
            break
        stem = shorter
    if match := _LONG_NUMBER.fullmatch(stem):
        stem = match[1]
    return stem.lower().strip("-_.,~= ")
