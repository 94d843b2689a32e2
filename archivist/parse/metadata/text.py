"""The text of a small part of the tree."""

from __future__ import annotations

import re

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
_NODES_AT_MOST = 400


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
    parts: list[str] = []
    size = 0
    skipped: etree._Element | None = None
    for count, (event, node) in enumerate(etree.iterwalk(element, events=("start", "end"))):
        if size > limit or count > _NODES_AT_MOST:
            break
        if skipped is not None:
            if event == "end" and node is skipped:
                skipped = None
                parts.append(_tail(node, element))
            continue
        if event == "start":
            if node.tag in _UNSEEN:
                skipped = node
                continue
            parts.append(_edge(node, part_all) + (node.text or ""))
        else:
            parts.append(_edge(node, part_all) + _tail(node, element))
        size += len(parts[-1])
    text = _INVISIBLE.sub("", "".join(parts))
    return [line for line in (" ".join(raw.split()) for raw in text.split("\x1e")) if line]


def clean(text: str) -> str:
    """Return a text with single spaces, without soft hyphens and marks that show nothing."""
    return " ".join(_INVISIBLE.sub("", text).split())


def _edge(node: etree._Element, part_all: bool) -> str:
    if node.tag in _BLOCKS or (part_all and node.tag not in _LOOKS):
        return "\x1e"
    return "" if node.tag in _WITHIN_WORDS else " "


def _tail(node: etree._Element, outermost: etree._Element) -> str:
    return "" if node is outermost else node.tail or ""
