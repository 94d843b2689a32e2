"""The key by which copies of one picture are known as one, whatever their sizes and services.

Content management systems, resizing services and networks each write their own address around
what stays the same: the file's name, or its number.
"""

from __future__ import annotations

import re
from base64 import urlsafe_b64decode
from functools import lru_cache
from urllib.parse import unquote

from archivist.parse.photos.addresses import is_picture_address
from archivist.rules.picture_addresses import is_generic, size_words, width_words

_WRAPPED = re.compile(r"https?:/{1,2}[^/]")
_ENCODED = re.compile(r"aHR0c[A-Za-z0-9_\-/]{10,2000}")  # "http" in base64: imgproxy, some resizers
_PARAMETER = re.compile(
    r"(?:^|&)(?:url|src|image|imageurl|img|path|id|imageid|file|u|i)=([^&]{4,})", re.IGNORECASE
)
# All begin with a sign, so that the search leaps from one to the next.
_SIZE = re.compile(
    r"[-_@.,=~!](?:"
    r"(?<=\.)(?:jpe?g|png|webp|avif|gif|jfif)"
    rf"|(?<=[-_.,])(?:{size_words()})"
    r"|(?<=[-_@.,=])\d{1,4}x\d{1,4}|(?<=@)[1-4]x|(?<=[-_])\d{1,2}(?:to|x|by|_)\d{1,2}"
    r"|(?<=[-_.,=])[wh]_?\d{2,4}|(?<=[-_])\d{2,4}w"
    r"|(?<=-)e\d{9,13}|(?<=_)\$\{\w{1,20}\}|(?<=_)v-\w{1,20}"
    r"|(?<==)[a-z]\d.{0,40}|(?<=~).{0,200}|(?<=!).{0,40})$",
    re.IGNORECASE,
)
_BARE_SIZE = re.compile(r"(?:\d{1,4}x\d{1,4}|size=.{0,20})$", re.IGNORECASE)
_ONLY_SIZE = re.compile(
    rf"(?!.{{0,20}}\d{{6}})[\d_x.,:=%@~-]{{0,24}}|[a-z]{{1,2}}[\d_]{{1,5}}|\d{{1,5}}[a-z]{{1,2}}|{size_words()}",
    re.IGNORECASE,
)
# "66123445_605" is a number and a width; "20180816_1009" is a day and an hour, "66123445_2" a second picture.
_LONG_NUMBER = re.compile(r"(?!(?:19|20)\d\d(?:0[1-9]|1[0-2])[0-3]\d_)(\d{5,})_\d{3,4}$")
# "harbour-view-640": a usual width behind a name; "img_1024" is the number of a camera.
_NAMED_WIDTH = re.compile(rf"(.*[^\W\d_]{{2}}.{{6,}})[-_](?:{width_words()})", re.DOTALL)
_BARE_LETTERS = 25
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
        if not stem or is_generic(stem) or _ONLY_SIZE.fullmatch(stem):
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
        match = _SIZE.search(stem) or _BARE_SIZE.search(stem, max(0, len(stem) - _BARE_LETTERS))
        if match is None:
            break
        stem = stem[: match.start()]
    if (match := _NAMED_WIDTH.fullmatch(stem)) and is_picture_address(segment):
        stem = match[1]
    if match := _LONG_NUMBER.fullmatch(stem):
        stem = match[1]
    return stem.lower().strip("-_.,~= ")
