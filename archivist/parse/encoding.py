"""The encoding of a page, found as browsers do.

Source: HTML Standard, 13.2.3 (determining the character encoding).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import webencodings

# Where a declaration may stand: HTML Standard, 13.2.3.2, looks at the first 1024 bytes; pages in
# the wild have it later, behind long comments and scripts.
_PRESCAN_BYTES = 8192
_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xfe\xff", "utf-16be"), (b"\xff\xfe", "utf-16le"))
_META_CHARSET = re.compile(rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([a-zA-Z0-9_:.-]{2,40})", re.IGNORECASE)
_XML_ENCODING = re.compile(rb"^\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([a-zA-Z0-9_:.-]{2,40})")


def as_utf8(data: bytes, charset: str | None) -> tuple[bytes, str]:
    """Return a page in UTF-8, its own bytes where they are that, and the encoding it was in."""
    name, start = _find_encoding(data, charset)
    data = data[start:]
    if name != "utf-8" or not _is_valid(data):
        data = webencodings.decode(data, name, "replace")[0].encode("utf-8", "replace")
    return data, name


def decode(data: bytes, charset: str | None = None) -> tuple[str, str]:
    """Return the text of a page and the name of the encoding it was read with; never fails."""
    name, start = _find_encoding(data, charset)
    return webencodings.decode(data[start:], name, "replace")[0], name


def _find_encoding(data: bytes, charset: str | None) -> tuple[str, int]:
    """Return the name of a page's encoding, and the length of its byte order mark."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return name, len(mark)
    for label in (charset, *_declared(data[:_PRESCAN_BYTES])):
        if encoding := webencodings.lookup((label or "").strip().strip("\"'")):
            # A page that can say so in ASCII is not in UTF-16 (HTML Standard, 13.2.3.2).
            name = "utf-8" if encoding.name.startswith("utf-16") and label != charset else encoding.name
            if name not in {"replacement", "x-user-defined"}:
                return ("utf-8" if name != "utf-8" and _is_utf8(data) else name), 0
    return ("utf-8" if _is_utf8(data) else "windows-1252"), 0


def _declared(head: bytes) -> Iterator[str]:
    for pattern in (_XML_ENCODING, _META_CHARSET):
        if match := pattern.search(head):
            yield match[1].decode("ascii")


def _is_utf8(data: bytes) -> bool:
    """Whether the bytes are UTF-8 and not plain ASCII: no other encoding makes such bytes by chance."""
    return not data.isascii() and _is_valid(data)


def _is_valid(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
