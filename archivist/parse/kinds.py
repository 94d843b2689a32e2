"""What an element of the article is, where its tag alone does not say."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from archivist.parse.lines import HEADINGS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from archivist.parse.survey import Box

_HEADING_MARKS = frozenset({"", "#", "¶", "§", "🔗", "⚓"})
_LEVELS = frozenset("23456")
# What stands in a formula below or above its first part.
_SCRIPTS = {"msup": ("", "sup", ""), "msub": ("", "sub", ""), "msubsup": ("", "sub", "sup")}
_LANGUAGES = ("language-", "lang-", "highlight-source-", "brush:")
_CAPTION = 450  # letters of running text: what is longer is a text of its own


def tag_of(box: Box) -> str:
    """Return the tag that says what a box is: its own, or that of what it stands for.

    The parts of a formula are raised and lowered; who is quoted stands in the footer of a quotation.
    """
    around = box.parent
    if around is not None and around.tag in _SCRIPTS:
        place = sum(1 for _ in islice(box.element.itersiblings(preceding=True), 3))
        return (*_SCRIPTS[around.tag], "")[place]
    if box.tag == "footer" and around is not None and around.tag == "blockquote":
        return "figcaption"
    if box.tag == "figcaption" and box.good > _CAPTION:
        return "div"
    if box.is_block and box.attributes.get("role") == "heading":
        level = box.attributes.get("aria-level") or ""
        return f"h{level}" if level in _LEVELS else "h2"
    return box.tag


def is_mark_of_heading(link: Box) -> bool:
    """Whether a link in a heading only leads to that heading, as "¶" does."""
    address, around = link.attributes.get("href") or "", link.parent
    if around is None or around.tag not in HEADINGS or not address.startswith("#"):
        return False
    return _words(link) in _HEADING_MARKS


def is_line_break(box: Box) -> bool:
    """Whether an element without words is called what it is: a style breaks the line there."""
    return "br" in (box.attributes.get("class") or "").split() and not _words(box)


def is_line_number(box: Box) -> bool:
    """Whether an element in a block of code numbers a line, and is no code."""
    names = box.attributes.get("class") or ""
    return ("line" in names or names == "ln") and _words(box).isdecimal()


def is_number(text: str) -> bool:
    """Whether the value of an attribute is a whole number that a list may show."""
    digits = text.removeprefix("-")
    return len(digits) < 7 and digits.isascii() and digits.isdecimal()


def numbering_of(box: Box) -> dict[str, str]:
    """Return where an ordered list begins to count, and whether downwards, as attributes."""
    start = box.attributes.get("start") or ""
    if "reversed" not in box.attributes:
        return {"start": start} if is_number(start) else {}
    if not is_number(start):
        start = str(sum(1 for _ in box.element.iterchildren("li")))
    return {"start": start, "reversed": ""}


def language_of(boxes: Iterable[Box]) -> str:
    """Return the programming language that a class names in a block of code: "language-python"."""
    for box in boxes:
        for word in (box.attributes.get("class") or "").split():
            for prefix in _LANGUAGES:
                if word.startswith(prefix):
                    return word.removeprefix(prefix)[:30]
    return ""


def _words(box: Box) -> str:
    return "".join(map(str, box.element.itertext())).strip()
