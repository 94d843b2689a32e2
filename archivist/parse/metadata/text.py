"""The text of a small part of the tree."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml import etree

_UNSEEN = frozenset(
    {"script", "style", "noscript", "template", "svg", "iframe", "button", "select", "textarea"}
)
_WITHIN_WORDS = frozenset(
    {"a", "abbr", "b", "bdi", "em", "font", "i", "mark", "small", "strong", "sub", "sup", "u", "wbr"}
)
_LOOKS = _WITHIN_WORDS - {"a"}
_BLOCKS = frozenset(
    {"address", "article", "br", "dd", "div", "dl", "dt", "figcaption", "figure", "footer", "h1", "h2", "h3"}
    | {"h4", "h5", "h6", "header", "hr", "li", "ol", "p", "section", "table", "td", "th", "tr", "ul"}
)
_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]")
_NODES_AT_MOST = 400  # elements, and texts behind them
_LINE_END, _GAP = "\x1e", "\x1f"  # no page has them, and both are white space
_BEFORE_SIGN = re.compile(_GAP + r"+(?=[:,;.!?])")  # elements that follow without a space show none


def text_of(element: etree._Element, limit: int = 1000) -> str:
    """Return the words of an element with single spaces, at most about ``limit`` characters."""
    return " ".join(lines_of(element, limit))


def lines_of(element: etree._Element, limit: int = 1000, *, part_all: bool = False) -> list[str]:
    """Return the lines that an element shows: its blocks, each with single spaces, none empty.

    With ``part_all`` every element begins a line of its own, but for those that only change how words look.
    """
    if not len(element):  # most have no child
        line = clean(element.text or "") if element.tag not in _UNSEEN else ""
        return [line] if line else []
    if element.tag in _UNSEEN:
        return []
    parts = [_edge(element.tag, part_all) + (element.text or "")]
    size, count = len(parts[0].strip()), 1
    # The elements that are being read: what is left of their children, and what stands behind them.
    path = [(iter(element), "")]
    while path and size <= limit and count < _NODES_AT_MOST:
        children, behind = path[-1]
        child = next(children, None)
        if child is None:
            path.pop()
            part = behind
        elif (tag := child.tag) in _UNSEEN:
            parts.append(child.tail or "")
            continue
        else:
            edge = _edge(tag, part_all)
            part = edge + (child.text or "")
            path.append((iter(child), edge + (child.tail or "")))
        parts.append(part)
        size += len(part.strip()) + 1  # markup may be set in wide white space
        count += 1
    text = "".join(parts)
    if not text.isascii():
        text = _INVISIBLE.sub("", text)
    if _GAP in text:
        text = _BEFORE_SIGN.sub("", text)
    return [line for line in (" ".join(raw.split()) for raw in text.split(_LINE_END)) if line]


def clean(text: str) -> str:
    """Return a text with single spaces, without soft hyphens and marks that show nothing."""
    return " ".join((text if text.isascii() else _INVISIBLE.sub("", text)).split())


def _edge(tag: str, part_all: bool) -> str:
    if tag in _BLOCKS or (part_all and tag not in _LOOKS):
        return _LINE_END
    return "" if tag in _WITHIN_WORDS else _GAP
