"""Which kind of picture a file is, by its first bytes."""

import re

_SIGNATURES = (
    ("jpeg", re.compile(rb"\xff\xd8\xff")),
    ("png", re.compile(rb"\x89PNG\r\n\x1a\n")),
    ("gif", re.compile(rb"GIF8[79]a")),
    ("webp", re.compile(rb"RIFF....WEBP", re.DOTALL)),
    # Of the brands the first may be a general one, and one of those behind it says which kind it is.
    ("avif", re.compile(rb"....ftyp(?:avi[fs]|m(?:if1|iaf|sf1)....(?:....){0,16}?avi[fs])", re.DOTALL)),
    ("heif", re.compile(rb"....ftyp(?:hei[cmsx]|hev[cmsx]|m(?:if1|iaf|sf1))", re.DOTALL)),
    ("bmp", re.compile(rb"BM")),
    ("tiff", re.compile(rb"II\*\x00|MM\x00\*")),
    (
        "svg",
        re.compile(
            rb"(?:\xef\xbb\xbf)?\s{0,99}<(?:\?xml|!--|!DOCTYPE svg|svg)[^\x00]{0,4000}?", re.IGNORECASE
        ),
    ),
)


def kind_of(data: bytes) -> str:
    r"""Return the kind of a picture: jpeg, png, gif, webp, avif, heif, bmp, tiff, svg; empty for none.

    >>> kind_of(b"GIF89a"), kind_of(b"<!doctype html>")
    ('gif', '')
    """
    return next((kind for kind, signature in _SIGNATURES if signature.match(data)), "")
