"""Well-formed XHTML by construction: text is escaped on its way in, elements are closed on their way out."""

import re
import unicodedata
from collections.abc import Iterable
from typing import NewType
from urllib.parse import quote, urlsplit

from archivist.model import Article

#: XHTML that is whole: only ``escape``, ``tag`` and ``join`` make it.
Markup = NewType("Markup", str)

NOTHING = Markup("")

_VOID = frozenset({"br", "col", "hr", "img", "link", "meta"})

# What XML 1.0 (2.2) does not allow, even as a reference; surrogates and noncharacters with it.
_ILLEGAL = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd\U00010000-\U0010fffd]")
_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\r": "&#13;"})

_LANGUAGE = re.compile(r"[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8}){0,3}")
_HOST = re.compile(r"[a-z0-9_][a-z0-9_.-]{0,252}")
_MAIL = re.compile(r"mailto:[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}", re.IGNORECASE | re.ASCII)

# RFC 3986: what may stand unescaped in a path; in a query and a fragment, "?" too.
_IN_PATH = "/:@!$&'()*+,;=~-._%"
_BARE_PERCENT = re.compile(r"%(?![0-9a-fA-F]{2})")


def legal(text: str) -> str:
    """Return text without the characters that XML does not allow."""
    return _ILLEGAL.sub("", text)


def is_blank(text: str) -> bool:
    """Whether nothing of a text is seen: spaces, joiners and glyphs of a page's own font are not."""
    return not any(letter.isprintable() and not letter.isspace() for letter in text)


def escape(text: str) -> Markup:
    """Return text as markup; characters that XML does not allow are left out."""
    return Markup(legal(text).translate(_ESCAPES))


def tag(name: str, *content: Markup, **attributes: str | None) -> Markup:
    """Return an element. An attribute that is None is left out; ``class_`` stands for ``class``.

    >>> tag("a", escape("R&D"), href="x.xhtml", title=None)
    '<a href="x.xhtml">R&amp;D</a>'
    """
    written = "".join(
        f' {key.rstrip("_")}="{escape(value)}"' for key, value in attributes.items() if value is not None
    )
    if name in _VOID:
        return Markup(f"<{name}{written}/>")
    return Markup(f"<{name}{written}>{''.join(content)}</{name}>")


def join(parts: Iterable[Markup], between: str = "") -> Markup:
    """Return the parts that are not empty, one after the other."""
    return Markup(between.join(filter(None, parts)))


def page(title: str, *body: Markup, language: str, kind: str) -> bytes:
    """Return a content document of a book, its style in ``style.css``; ``kind`` is the class of its body."""
    language = language_tag(language)
    direction = "rtl" if Article(language=language).is_rtl else None
    head = tag(
        "head",
        tag("title", escape(title)),
        tag("link", rel="stylesheet", type="text/css", href="style.css"),
    )
    html = tag(
        "html",
        Markup("\n"),
        head,
        Markup("\n"),
        tag("body", join(body, "\n"), class_=kind, **{"epub:type": _MATTER.get(kind)}),
        Markup("\n"),
        xmlns="http://www.w3.org/1999/xhtml",
        lang=language,
        dir=direction,
        **{"xml:lang": language, "xmlns:epub": "http://www.idpf.org/2007/ops"},
    )
    return f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n{html}\n'.encode()


_MATTER = {
    "article": "bodymatter",
    "title": "frontmatter",
    "contents": "frontmatter",
    "credits": "backmatter",
}


def language_tag(text: str) -> str:
    """Return a language as BCP 47 writes it, or "und" where it is none.

    >>> language_tag("ko_KR"), language_tag("no language")
    ('ko-KR', 'und')
    """
    tag = text.strip().replace("_", "-")
    return tag if _LANGUAGE.fullmatch(tag) else "und"


def link_address(address: str) -> str:
    """Return an http, https or mailto address as RFC 3986 writes it; empty where it cannot be one.

    >>> link_address("https://한국.example/길?q=a b")
    'https://xn--3e0b707e.example/%EA%B8%B8?q=a%20b'
    """
    if _MAIL.fullmatch(address):
        return address
    try:
        parts = urlsplit(address.strip())
        host = _ascii_host(parts.hostname or "")
        port = f":{parts.port}" if parts.port else ""
    except (ValueError, UnicodeError):
        return ""
    if parts.scheme not in {"http", "https"} or not host:
        return ""
    query = "?" + _quoted(parts.query, _IN_PATH + "?") if parts.query else ""
    fragment = "#" + _quoted(parts.fragment, _IN_PATH + "?") if parts.fragment else ""
    return f"{parts.scheme}://{host}{port}{_quoted(parts.path, _IN_PATH)}{query}{fragment}"


def _ascii_host(name: str) -> str:
    """Return a host as DNS has it; empty where it is none, or names letters that no language has.

    Raises:
        UnicodeError: it cannot be written so.
    """
    host = name.encode("idna").decode("ascii")
    is_written = all(
        unicodedata.category(letter)[0] in "LMN" or letter in "-._" for letter in host.encode().decode("idna")
    )
    return host if is_written and _HOST.fullmatch(host) and ".." not in host else ""


def _quoted(text: str, safe: str) -> str:
    return quote(_BARE_PERCENT.sub("%25", text), safe=safe, errors="replace")
