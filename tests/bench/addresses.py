"""Turn the picture and style addresses of a saved page into ones of a server on this machine."""

import re

# http, https or without a scheme; in JSON with "\/" for "/". Not what is on this machine already.
_NAME = rb"(?P<host>(?!127\.0\.0\.1)[a-zA-Z0-9-]{1,63}(?:\.[a-zA-Z0-9-]{1,63}){1,6}(?::\d+)?)"
_HOST = rb"(?:https?:)?(?:\\?/){2}" + _NAME
_ADDRESS = re.compile(rb"(?<![\w:/\\])" + _HOST)
_BY_NAME = re.compile(
    rb"(?<![\w:/\\])" + _HOST + rb"(?=[^\s\"'<>()]{1,500}?\.(?:jpe?g|png|webp|gif|avif|svg|bmp|ico|css)\b)",
    re.IGNORECASE,
)
_TAG = re.compile(rb"<(?P<name>[a-zA-Z][\w-]*)[^>]*>")
_RESOURCE_TAGS = frozenset(
    {
        b"img",
        b"source",
        b"picture",
        b"video",
        b"image",
        b"amp-img",
        b"input",
        b"base",
        b"body",
        b"table",
        b"td",
    }
)
_LINK = re.compile(
    rb"\brel\s*=\s*[\"']?[^\"'>]*(?:stylesheet|icon|preload|image_src|mask|prefetch)", re.IGNORECASE
)
_META = re.compile(rb"=\s*[\"']?[^\"'>]*(?:image|thumb|photo|tile)", re.IGNORECASE)
_ATTRIBUTE = re.compile(
    rb"\b(?:style|srcset|poster|background|data-[\w-]+)\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s>]+)", re.IGNORECASE
)
_STYLE_URL = re.compile(rb"url\([^)]{1,2000}\)", re.IGNORECASE)


def localise(page: bytes, origin: str) -> bytes:
    """Return the page with the addresses of its pictures and style sheets under ``origin``/pic/.

    ``https://host/a.jpg`` becomes ``http://127.0.0.1:8000/pic/host/a.jpg``. Only bytes of ASCII are
    touched, so that the page keeps its charset. Links of the reader, and the page's own address, stay.
    """
    target = origin.encode() + rb"/pic/\g<host>"

    def in_tag(match: re.Match[bytes]) -> bytes:
        tag, name = match[0], match["name"].lower()
        if (
            name in _RESOURCE_TAGS
            or (name == b"link" and _LINK.search(tag))
            or (name == b"meta" and _META.search(tag))
        ):
            return _ADDRESS.sub(target, tag)
        return _ATTRIBUTE.sub(lambda attribute: _ADDRESS.sub(target, attribute[0]), tag)

    page = _TAG.sub(in_tag, page)
    page = _STYLE_URL.sub(lambda url: _ADDRESS.sub(target, url[0]), page)
    return _BY_NAME.sub(target, page)


def localise_one(page: bytes, address: str, origin: str) -> bytes:
    """Return the page with one more address under ``origin``/pic/, however it is escaped there."""
    scheme, _, rest = address.partition("://")
    for written in (address, address.replace("&", "&amp;"), address.replace("/", "\\/"), f"//{rest}"):
        moved = written.removeprefix(f"{scheme}:").replace("\\/", "/").removeprefix("//")
        page = page.replace(written.encode(), f"{origin}/pic/{moved}".encode())
    return page
