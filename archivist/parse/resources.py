"""What a page needs to be read and shown again: a plan for capture, what a reader needs first.

Style sheets, pictures in every size the page names, fonts, icons; then frames and scripts of the
page's own site. Scripts and frames of other sites are advertising and measurement in the main:
nothing of the article is lost without them, and nobody is told who keeps it. Video and sound are
left out for their size.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from itertools import islice
from urllib.parse import urljoin, urlsplit

from lxml import etree

from archivist.parse.page import Page
from archivist.parse.photos.addresses import addresses_of, is_picture_address, parse_srcset

_LONGEST_STYLE = 4 << 20
_MOST_ADDRESSES = 20_000

# A piece of a style sheet that may name another file, or that hides what looks like one. Each
# branch goes on to the end of what it has begun, so that a sheet is read once whatever is in it.
_STYLE_TOKEN = re.compile(
    r"""/\*.*?(?:\*/|\Z)
    |(?P<end>[;{}])
    |(?P<import>@import)(?![\w-])
    |(?<![\w-])url\(\s*+(?:
        "(?P<double>(?:[^"\\\n]+|\\.)*+)"?|'(?P<single>(?:[^'\\\n]+|\\.)*+)'?|(?P<bare>(?:[^"'()\s\\]+|\\.)*+))
    |"(?P<double_text>(?:[^"\\\n]+|\\.)*+)["\\]?
    |'(?P<single_text>(?:[^'\\\n]+|\\.)*+)['\\]?
    """,
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)
_STYLE_ESCAPE = re.compile(r"\\(?:([0-9a-fA-F]{1,6})\s?|(.))", re.DOTALL)
_FONT = re.compile(r"\.(?:woff2?|ttf|otf|eot)(?![a-z0-9])", re.IGNORECASE)

_META_IMAGES = (
    "og:image",
    "og:image:url",
    "og:image:secure_url",
    "twitter:image",
    "twitter:image:src",
    "thumbnail",
    "image",
)
_DATA_IMAGES = ("image", "thumbnailUrl", "contentUrl", "primaryImageOfPage", "logo")
_MOST_DATA = 20_000  # values of JSON-LD that are looked at
# Below these, as in "co.uk", every name has another owner.
_SECOND_LEVEL = frozenset({"ac", "co", "com", "edu", "go", "gov", "ne", "net", "or", "org"})
_BACKGROUNDS = ("background", "data-bg", "data-background", "data-background-image", "data-lazy-bg")


class _Rank(IntEnum):
    """The order in which resources are wanted."""

    STYLE = 0
    PICTURE = 1
    FONT = 2
    ICON = 3
    OTHER_SIZE = 4
    FRAME = 5
    SCRIPT = 6


@dataclass(frozen=True, slots=True)
class Resource:
    """Something a page needs, and what for."""

    url: str  # absolute, http or https
    kind: str  # "style", "image", "font", "frame" or "script"


_Wanted = tuple[_Rank, str, str]  # rank, kind, address as written


def page_resources(page: Page) -> tuple[Resource, ...]:
    """Return what the page needs, each address once, what a reader needs first.

    Never fails; addresses that are not http or https are left out.
    """
    found: dict[str, tuple[_Rank, Resource]] = {}
    for rank, kind, address in islice(filter(_is_given, _wanted(page)), _MOST_ADDRESSES):
        url = page.absolute(address).partition("#")[0]
        if url and (url not in found or rank < found[url][0]):
            found[url] = (rank, Resource(url, kind))
    return tuple(resource for _, resource in sorted(found.values(), key=lambda wanted: wanted[0]))


def style_resources(css: str, base: str) -> tuple[Resource, ...]:
    """Return what a style sheet at the address ``base`` needs: imported sheets, fonts, pictures.

    Never fails; one pass over the sheet.

    Source: CSS Syntax Module Level 3, section 4.
    """
    found: dict[str, Resource] = {}
    for kind, address in islice(dict.fromkeys(_style_addresses(css)), _MOST_ADDRESSES):
        try:
            url = urljoin(base, address).partition("#")[0]
        except ValueError:
            continue
        if url.lower().startswith(("http://", "https://")):
            found.setdefault(url, Resource(url, kind))
    return tuple(sorted(found.values(), key=lambda resource: resource.kind != "style"))


def _is_given(wanted: _Wanted) -> bool:
    return wanted[2].strip()[:1] not in {"", "#"}


def _wanted(page: Page) -> Iterator[_Wanted]:
    """Yield all that a page names, in page order."""
    site = _site(page.url)
    for element in page.elements:
        tag = str(element.tag).rpartition("}")[2]
        if tag == "link":
            yield from _of_link(element, page, site)
        elif tag == "style":
            yield from _of_style(element.text or "")
        elif tag in {"script", "iframe", "frame"}:
            yield from _of_own_site(element, tag, page, site)
        else:
            yield from _of_pictures(element, tag)
        if style := element.get("style"):
            yield from _of_style(style)
    for name in _META_IMAGES:
        for address in page.meta.get(name, ()):
            yield _Rank.PICTURE, "image", address
    for address in _data_images(page):
        yield _Rank.PICTURE, "image", address


def _of_link(element: etree._Element, page: Page, site: str) -> Iterator[_Wanted]:
    relations = set((element.get("rel") or "").lower().split())
    address = element.get("href") or ""
    wanted_as = (element.get("as") or "").lower()
    if "stylesheet" in relations or ("preload" in relations and wanted_as == "style"):
        yield _Rank.STYLE, "style", address
    elif relations & {"icon", "apple-touch-icon", "apple-touch-icon-precomposed", "mask-icon"}:
        yield _Rank.ICON, "image", address
    elif relations & {"image_src", "preload"} and wanted_as in {"", "image"}:
        yield _Rank.PICTURE, "image", address
        for candidate, _ in parse_srcset(element.get("imagesrcset") or ""):
            yield _Rank.OTHER_SIZE, "image", candidate
    elif "preload" in relations and wanted_as == "font":
        yield _Rank.FONT, "font", address
    elif relations & {"preload", "modulepreload"} and _site(page.absolute(address)) == site:
        yield _Rank.SCRIPT, "script", address


def _of_own_site(element: etree._Element, tag: str, page: Page, site: str) -> Iterator[_Wanted]:
    address = element.get("src") or ""
    if address and _site(page.absolute(address)) == site:
        yield (_Rank.SCRIPT, "script", address) if tag == "script" else (_Rank.FRAME, "frame", address)


def _of_pictures(element: etree._Element, tag: str) -> Iterator[_Wanted]:
    if tag in {"img", "amp-img", "source", "input"}:
        parent = element.getparent()
        if tag == "source" and parent is not None and parent.tag in {"video", "audio"}:
            return
        yield from _of_image(element)
    elif tag == "image":  # SVG
        for name in ("href", "{http://www.w3.org/1999/xlink}href", "xlink:href"):
            yield _Rank.PICTURE, "image", element.get(name) or ""
    elif tag == "video":
        yield _Rank.PICTURE, "image", element.get("poster") or ""
    elif tag == "a":
        # A link from a picture to its large copy.
        address = element.get("href") or ""
        if is_picture_address(address.partition("?")[0]) and element.find(".//img") is not None:
            yield _Rank.PICTURE, "image", address
    for name in _BACKGROUNDS:
        yield _Rank.OTHER_SIZE, "image", element.get(name) or ""


def _of_image(element: etree._Element) -> Iterator[_Wanted]:
    """Yield every copy of a picture: the one that browsers take without scripts and the largest first."""
    yield _Rank.PICTURE, "image", element.get("src") or ""
    copies = addresses_of(element) | dict(parse_srcset(element.get("srcset") or ""))
    largest = max(copies, key=lambda address: copies[address], default="")
    yield _Rank.PICTURE, "image", largest
    late = [str(value).strip() for name, value in element.items() if str(name).startswith("data-")]
    for address in (*copies, *filter(_is_one_picture, late)):
        yield _Rank.OTHER_SIZE, "image", address


def _is_one_picture(address: str) -> bool:
    return len(address) < 4_000 and not re.search(r"\s", address) and is_picture_address(address)


def _of_style(css: str) -> Iterator[_Wanted]:
    for kind, address in _style_addresses(css):
        rank = {"style": _Rank.STYLE, "font": _Rank.FONT}.get(kind, _Rank.PICTURE)
        yield rank, kind, address


def _style_addresses(css: str) -> Iterator[tuple[str, str]]:
    """Yield kind and address of each file that a style sheet names."""
    is_import = False
    for match in _STYLE_TOKEN.finditer(css[:_LONGEST_STYLE]):
        kind = match.lastgroup
        if kind == "import":
            is_import = True
        elif kind == "end":
            is_import = False
        elif kind in {"bare", "double", "single"} or (kind and is_import):
            address = _STYLE_ESCAPE.sub(_unescape, match[kind]).strip()
            if address and not address.startswith("#"):
                yield "style" if is_import else "font" if _FONT.search(address) else "image", address
            is_import = False


def _unescape(match: re.Match[str]) -> str:
    if match[1]:
        code = int(match[1], 16)
        return chr(code) if 0 < code < 0xD800 or 0xE000 <= code < 0x11_0000 else "\ufffd"
    return match[2]


def _data_images(page: Page) -> Iterator[str]:
    """Yield the addresses of images in JSON-LD, wherever they stand in it."""
    stack: list[tuple[object, bool]] = [(item, False) for item in reversed(page.json_ld)]
    for _ in range(_MOST_DATA):
        if not stack:
            return
        value, is_image = stack.pop()
        if isinstance(value, str):
            if is_image:
                yield value
        elif isinstance(value, list):
            stack.extend((item, is_image) for item in reversed(value))
        elif isinstance(value, dict):
            keys = _DATA_IMAGES + (("url", "@id") if is_image else ())
            stack.extend((item, key in keys) for key, item in reversed(value.items()))


def _site(url: str) -> str:
    """Return the end of a host's name that one owner has: near enough to say whose a script is."""
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return ""
    labels = host.split(".")
    if labels[-1].isdigit():
        return host
    return ".".join(labels[-3:] if labels[-2:-1] and labels[-2] in _SECOND_LEVEL else labels[-2:])
