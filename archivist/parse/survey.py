"""One walk over a page: every element that may hold text becomes a Box with its measures.

Everything that reads the body works on the boxes: a flat list in page order, where the
boxes inside ``box`` are ``boxes[box.index + 1 : box.end]``. So no reader recurses over the
tree, however deep it is, and each costs time in proportion to the page.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from archivist.rules.clutter import Names

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

# Elements that stand in a line of text; what is neither these nor _SKIPPED begins a block.
INLINE = frozenset(
    [
        "a",
        "abbr",
        "acronym",
        "b",
        "bdi",
        "bdo",
        "big",
        "br",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "img",
        "ins",
        "kbd",
        "label",
        "mark",
        "picture",
        "q",
        "rb",
        "rp",
        "rt",
        "ruby",
        "s",
        "samp",
        "small",
        "source",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
    ]
)

# Never text for a reader.
SKIPPED = frozenset(
    [
        "area",
        "audio",
        "base",
        "canvas",
        "col",
        "colgroup",
        "datalist",
        "frame",
        "head",
        "input",
        "link",
        "map",
        "meta",
        "meter",
        "noframes",
        "noscript",
        "optgroup",
        "option",
        "param",
        "progress",
        "script",
        "select",
        "style",
        "svg",
        "template",
        "textarea",
        "title",
        "track",
        "video",
    ]
)

_NO_NAMES = Names()
_MARK = re.compile("[.,;:!?…。、，！？：；।،؛؟۔။၊]")
_SENTENCE_LETTERS = 60  # a text this long with a mark in it is running text
_LONG_LETTERS = 160  # and this long, even without
_LABEL = 0.15  # a letter of a label is so bad as that of a link
_DENSE = 2.5  # a letter of Chinese or Japanese says as much as this many Latin ones


class Box:
    """An element of the page that may hold text, and what was measured on it."""

    __slots__ = (
        "bad", "element", "end", "entry", "good", "index", "is_block", "is_dropped", "is_lead", "is_linked",
        "is_mute", "is_skipped", "letters", "linked", "names",
        "own_good", "parent", "pieces", "tag", "text", "why",
    )  # fmt: skip

    def __init__(self, element: etree._Element, tag: str, index: int, parent: Box | None) -> None:
        self.element = element
        self.tag = tag
        self.index = index
        self.end = index + 1  # of the boxes inside it
        self.parent = parent
        self.names = _NO_NAMES
        self.entry = ""  # time of the entry of a live blog that it is
        self.why = ""  # why it was dropped
        self.is_block = True
        self.is_linked = False  # stands in a link
        self.is_skipped = False  # no text itself, but there is some behind it
        self.is_dropped = False
        self.is_lead = False  # it is the standfirst
        self.is_mute = False  # its own text is dropped, what is inside it stays
        self.pieces: list[str] | None = None  # text directly in this block, links included
        self.linked = 0  # letters of it in links
        self.text = ""  # the pieces joined, white space folded; blocks only
        self.letters = 0  # of the whole subtree
        self.own_good = 0.0  # letters of running text directly in this block
        self.good = 0.0  # letters of running text in the subtree
        self.bad = 0.0  # letters of labels and links in the subtree


class Survey:
    """The boxes of a page, in page order."""

    __slots__ = ("_by_element", "boxes", "mail_fields")

    def __init__(self, boxes: list[Box], mail_fields: list[Box]) -> None:
        self.boxes = boxes
        self.mail_fields = mail_fields  # boxes that hold a field for an e-mail address

    def drop(self, box: Box, why: str) -> None:
        """Take a box out of the page, with what is inside it, and out of the sums around it."""
        if box.is_dropped:
            return
        box.is_dropped = True
        box.why = why
        above = box.parent
        while above is not None:
            above.letters -= box.letters
            above.good -= box.good
            above.bad -= box.bad
            above = above.parent

    def drop_line(self, box: Box, why: str) -> None:
        """Drop the text that stands directly in a block; the whole box if it holds no other."""
        if box.letters <= len(box.text):
            self.drop(box, why)
        elif not box.is_mute:
            box.is_mute, box.why = True, why
            good, box.own_good = box.own_good, 0.0
            around: Box | None = box
            while around is not None:
                around.letters -= len(box.text)
                around.good -= good
                around = around.parent

    def visible(self, start: int = 0, end: int | None = None) -> Iterator[Box]:
        """Yield the boxes of a stretch of the page that are not dropped, nor stand in a dropped one."""
        index = start
        stop = len(self.boxes) if end is None else end
        while index < stop:
            box = self.boxes[index]
            if box.is_dropped:
                index = box.end
            else:
                yield box
                index += 1

    def inside(self, box: Box) -> list[Box]:
        """Return the boxes inside a box, in page order."""
        return self.boxes[box.index + 1 : box.end]


def survey_page(root: etree._Element) -> Survey:
    """Walk the page once and measure it."""
    boxes, mail_fields = _collect(root)
    for box in boxes:
        if box.pieces:
            _measure(box)
    for box in reversed(boxes):
        if parent := box.parent:
            parent.end = max(parent.end, box.end)
            if box.letters:
                parent.letters += box.letters
                parent.good += box.good
                parent.bad += box.bad
    return Survey(boxes, mail_fields)


# One loop, since a call for each node would cost a third of the time.
def _collect(root: etree._Element) -> tuple[list[Box], list[Box]]:  # noqa: C901, PLR0912
    """Return the boxes of a page, and those that hold a field for an e-mail address."""
    boxes: list[Box] = []
    mail_fields: list[Box] = []
    body = root.find("body")
    # Entries: an element to enter, or the text behind one; with the boxes that they stand in.
    stack: list[tuple[Any, Box | None, Box | None, bool]] = [
        (root if body is None else body, None, None, False)
    ]
    while stack:
        item, parent, block, in_link = stack.pop()
        if isinstance(item, str):
            if block:
                _add(block, item, in_link)
            continue
        tag = item.tag
        if not isinstance(tag, str):
            continue
        if tag in SKIPPED:
            if tag == "input" and parent and "email" in (item.get("type") or item.get("name") or "").lower():
                mail_fields.append(parent)
            if (tail := item.tail) and not tail.isspace():
                box = Box(item, tag, len(boxes), parent)
                box.is_skipped, box.is_block, box.is_linked = True, False, in_link
                boxes.append(box)
            continue
        box = Box(item, tag, len(boxes), parent)
        boxes.append(box)
        # An element of no standard, "news-text", is inline until a style says otherwise.
        is_inline = tag in INLINE or "-" in tag
        if is_inline:
            box.is_block = False
            in_link = in_link or (tag == "a" and item.get("href") is not None)
            inner = block
        else:
            inner = box
        if in_link:
            box.is_linked = True
        if (tag == "br" or not is_inline) and block:
            _add(block, "\n", False)
        if inner and (text := item.text):
            _add(inner, text, in_link)
        for child in reversed(item):
            if tail := child.tail:
                stack.append((tail, box, inner, in_link))
            stack.append((child, box, inner, in_link))
    return boxes, mail_fields


def _add(block: Box, text: str, in_link: bool) -> None:
    if block.pieces is None:
        block.pieces = [text]
    else:
        block.pieces.append(text)
    if in_link:
        block.linked += len(text.strip())


def _measure(box: Box) -> None:
    box.text = " ".join("".join(box.pieces or ()).split())
    letters = len(box.text)
    if not letters:
        return
    weight = _DENSE if letters > 4 and box.text[letters // 2] > "\u2e80" else 1.0
    box.letters = letters
    plain = max(0, letters - box.linked)
    if _is_running(box.text, plain * weight):
        box.good = box.own_good = plain * weight
        box.bad = box.linked * weight / 2
    else:
        box.bad = (box.linked + plain * _LABEL) * weight


def _is_running(text: str, plain: float) -> bool:
    if plain >= _LONG_LETTERS:
        return True
    return plain >= _SENTENCE_LETTERS and plain * 2 > len(text) and _MARK.search(text) is not None
