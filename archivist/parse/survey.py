"""One walk over a page: every element that may hold text becomes a Box with its measures.

Everything that reads the body works on the boxes: a flat list in page order, where the
boxes inside ``box`` are ``boxes[box.index + 1 : box.end]``. So no reader recurses over the
tree, however deep it is, and each costs time in proportion to the page.
"""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING, Any

from archivist.parse.lines import is_address
from archivist.rules.clutter import Names

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lxml import etree

    from archivist.parse.page import Page

# Elements that stand in a line of text; what is neither these nor _SKIPPED begins a block.
INLINE = frozenset({
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "br", "cite", "code", "data", "del", "dfn", "em",
    "font", "i", "img", "ins", "kbd", "label", "mark", "picture", "q", "rb", "rp", "rt", "ruby", "s",
    "samp", "small", "source", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
    # of formulas (MathML Core)
    "math", "menclose", "merror", "mfrac", "mi", "mmultiscripts", "mn", "mo", "mover", "mpadded", "mphantom",
    "mroot", "mrow", "ms", "mspace", "msqrt", "mstyle", "msub", "msubsup", "msup", "mtext", "munder",
    "munderover", "semantics",
})  # fmt: skip

# Never text for a reader.
SKIPPED = frozenset({
    "annotation", "annotation-xml", "area", "audio", "base", "canvas", "col", "colgroup", "datalist", "frame",
    "head", "input", "link",
    "map", "meta", "meter", "noframes", "noscript", "optgroup", "option", "param", "progress", "script",
    "select", "style", "svg", "template", "textarea", "title", "track", "video",
})  # fmt: skip

#: An element, the text behind it, and what its children stand in: a box, a block, and whether a link.
_Place = tuple[Any, str | None, "Box | None", "Box | None", bool]
_OUTSIDE: _Place = (None, None, None, None, False)

_NO_NAMES = Names()
_MARK = re.compile("[.,;:!?…。、，！？：；।،؛؟۔။၊]")
_SENTENCE_LETTERS = 60  # a text this long with a mark in it is running text
_LONG_LETTERS = 160  # and this long, even without
_LABEL = 0.15  # a letter of a label is so bad as that of a link
_DENSE = 2.5  # a letter of Chinese or Japanese says as much as this many Latin ones


class Box:
    """An element of the page that may hold text, and what was measured on it."""

    __slots__ = (
        "attributes", "bad", "element", "end", "entry", "good", "index", "is_block", "is_dropped", "is_lead",
        "is_linked", "is_mute", "is_skipped", "letters", "linked", "names", "own_good", "parent", "pieces",
        "tag", "text", "why",
    )  # fmt: skip

    def __init__(  # noqa: PLR0917 - made for every element, and keywords cost a third more
        self,
        element: etree._Element,
        tag: str,
        attributes: Mapping[str, str],
        index: int,
        parent: Box | None,
        is_block: bool,
        is_linked: bool,
    ) -> None:
        self.element = element
        self.tag = tag
        self.attributes = attributes
        self.index = index
        self.end = index + 1  # of the boxes inside it
        self.parent = parent
        self.is_block = is_block
        self.is_linked = is_linked  # stands in a link
        self.is_dropped = False
        self.letters = 0  # of the whole subtree
        self.good = 0.0  # letters of running text in the subtree
        self.bad = 0.0  # letters of labels and links in the subtree
        self.own_good = 0.0  # letters of running text directly in this block
        self.text = ""  # the pieces joined, white space folded; blocks only
        self.linked = 0  # letters of it in links
        self.pieces: list[str] | None = None  # text directly in this block, links included, while gathered
        self.names = _NO_NAMES
        self.is_skipped = False  # no text itself, but there is some behind it
        self.is_mute = False  # its own text is dropped, what is inside it stays
        self.is_lead = False  # it is the standfirst
        self.entry = ""  # time of the entry of a live blog that it is
        self.why = ""  # why it was dropped


class Survey:
    """The boxes of a page, in page order."""

    __slots__ = ("boxes", "mail_fields")

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


def survey_page(page: Page) -> Survey:
    """Walk the page once and measure it."""
    boxes, mail_fields = _collect(page)
    for box in boxes:
        if box.pieces:
            _measure(box, box.pieces)
            box.pieces = None
    for box in reversed(boxes):
        if box.letters and (parent := box.parent):
            parent.letters += box.letters
            parent.good += box.good
            parent.bad += box.bad
    return Survey(boxes, mail_fields)


# One loop, since a call for each node would cost a third of the time.
def _collect(page: Page) -> tuple[list[Box], list[Box]]:
    """Return the boxes of a page, and those that hold a field for an e-mail address."""
    boxes: list[Box] = []
    mail_fields: list[Box] = []
    # The element that was entered last, the text behind it, and what its children stand in: a box (none
    # where all is skipped), a block, a link. The stack has the same of the elements around it.
    here, behind, parent, block, in_link = _OUTSIDE
    stack: list[_Place] = []
    for element, above, tag, attributes, text, tail in _nodes(page):
        while stack and here is not above:
            passed = behind
            if parent:
                parent.end = len(boxes)
            here, behind, parent, block, in_link = stack.pop()
            if passed and block:
                _add(block, passed, in_link)
        if boxes and not stack:
            break  # the body ends here
        stack.append((here, behind, parent, block, in_link))
        here, behind = element, tail
        if tag in SKIPPED or (boxes and not parent):
            if parent and tail and not tail.isspace():
                boxes.append(Box(element, tag, attributes, len(boxes), parent, False, in_link))
                boxes[-1].is_skipped = True
            if parent and tag == "input" and _is_for_mail(attributes):
                mail_fields.append(parent)
            parent = block = None
            continue
        # An element of no standard, "news-text", is inline until a style says otherwise.
        is_block = not (tag in INLINE or "-" in tag)
        in_link = in_link or (tag == "a" and "href" in attributes)
        if block and block.pieces and (is_block or tag == "br"):
            block.pieces.append("\n")
        parent = Box(element, tag, attributes, len(boxes), parent, is_block, in_link)
        boxes.append(parent)
        if is_block:
            block = parent
        if text and block:
            _add(block, text, in_link)
    return boxes, mail_fields


def _nodes(page: Page) -> Iterator[tuple[Any, Any, str, Mapping[str, str], str | None, str | None]]:
    """The body's elements and what may stand behind it: element, parent, tag, attributes, text, tail.

    The last one is none, and stands in none: so all others are left before it.
    """
    body = page.root.find("body")
    start = 0 if body is None else page.elements.index(body)
    elements = page.elements[start:]
    parents = [element.getparent() for element in elements]
    columns = (page.tags, page.attributes, page.texts, page.tails)
    rows = zip(elements, parents, *(column[start:] for column in columns), strict=True)
    return chain(rows, [(None, None, "", {}, None, None)])


def _is_for_mail(attributes: Mapping[str, str]) -> bool:
    return "email" in (attributes.get("type") or attributes.get("name") or "").lower()


def _add(block: Box, text: str, in_link: bool) -> None:
    if block.pieces:
        block.pieces.append(text)
    elif not text.isspace():
        block.pieces = [text]
    if in_link:
        block.linked += len(text.strip())


def _measure(box: Box, pieces: list[str]) -> None:
    box.text = text = " ".join("".join(pieces).split())
    letters = len(text)
    weight = _DENSE if letters > 4 and text[letters // 2] > "\u2e80" else 1.0
    box.letters = letters
    plain = max(0, letters - box.linked)
    if _is_running(text, plain * weight):
        box.good = box.own_good = plain * weight
        box.bad = box.linked * weight / 2
    else:
        box.bad = (box.linked + plain * _LABEL) * weight


def _is_running(text: str, plain: float) -> bool:
    if is_address(text):
        return False
    if plain >= _LONG_LETTERS:
        return True
    return plain >= _SENTENCE_LETTERS and plain * 2 > len(text) and _MARK.search(text) is not None
