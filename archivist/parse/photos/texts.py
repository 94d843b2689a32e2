"""The texts that stand around a picture, each with what its markup says of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING
from unicodedata import category

from archivist.parse.photos.tree import text_of
from archivist.rules.pictures import PictureNames, is_label, judge_picture_names

if TYPE_CHECKING:
    from collections.abc import Collection

    from lxml import etree

    # An element to enter, or a text, with the element and kind it belongs to; None ends a block.
    _Entry = tuple[etree._Element | str | None, etree._Element, "Kind"]

# Neither words about a picture nor inside of such.
_SILENT = frozenset(
    {"audio", "iframe", "img", "noscript", "object", "script", "select", "style", "svg", "template"}
    | {"textarea", "video"}
)
_INLINE = frozenset(
    {"a", "abbr", "b", "bdi", "bdo", "big", "cite", "em", "font", "i", "mark", "q", "s", "small", "strong"}
    | {"sub", "sup", "time", "u", "wbr"}
)
_HEADINGS = frozenset({"h2", "h3"})
_LONGEST = 4000
_COPY_LETTERS = 4  # shorter texts may stand twice
_PART_LETTERS = 20  # shorter texts may be part of another by chance
_MOST_COMPARED = 60  # pieces


class Kind(Enum):
    """What a text is, as far as the names of its elements say."""

    TEXT = "text"
    CAPTION = "caption"
    CREDIT = "credit"
    WEAK_CREDIT = "credit, if it stands with a picture"
    INTERFACE = "interface"


_MARKED = frozenset({Kind.CAPTION, Kind.CREDIT})
# Machinery, whatever stands in it; where no text is marked as one about the picture, so are lists.
_MACHINERY = frozenset({"form", "nav"})
_LISTS = frozenset({"dl", "ol", "table", "ul"})
_MACHINERY_LETTERS = 100  # a longer list or table is a part of the article


@dataclass(slots=True, eq=False)
class Piece:
    """A stretch of text of one element and one kind."""

    text: str  # as written, white space included
    kind: Kind
    element: etree._Element
    starts_line: bool  # a block begins before it
    folded: str = ""  # the text with single spaces


def pieces_of(box: etree._Element, around: Collection[etree._Element] = ()) -> list[Piece]:
    """Return the texts in an element, in page order; pictures, scripts and hidden texts are left out.

    ``around`` are elements in it that hold the picture.
    """
    pieces: list[Piece] = []
    starts_line = True
    start = _kind(box, Kind.TEXT) or Kind.TEXT
    stack: list[_Entry] = [(box, box, start)]
    while stack:
        item, owner, kind = stack.pop()
        if item is None:
            starts_line = True
            continue
        if isinstance(item, str):
            _append(pieces, item, owner, kind, starts_line)
            starts_line = starts_line and item.isspace()
            continue
        inner = start if item is box else _kind(item, kind)
        if inner is None:
            continue
        is_block = item.tag not in _INLINE and item.tag != "span"
        if is_block:
            starts_line = True
            stack.append((None, item, kind))
        if item is not box and item not in around and _is_machinery(item, kind):
            if len(text := text_of(item, _MACHINERY_LETTERS)) <= _MACHINERY_LETTERS:
                pieces.append(Piece(text, Kind.INTERFACE, item, starts_line))
            continue
        is_inline = item.tag in _INLINE and inner is kind
        stack += _inside(item, owner if is_inline else item, inner)
    return _worded(pieces)


def _inside(element: etree._Element, owner: etree._Element, kind: Kind) -> list[_Entry]:
    """Return what stands directly in an element, the last first."""
    found: list[_Entry] = []
    for child in reversed(element):
        if child.tail:
            found.append((child.tail, owner, kind))
        if isinstance(child.tag, str):
            found.append((child, owner, kind))
    if element.text:
        found.append((element.text, owner, kind))
    return found


def _is_machinery(element: etree._Element, kind: Kind) -> bool:
    return element.tag in _MACHINERY or (element.tag in _LISTS and kind not in _MARKED)


def _worded(pieces: list[Piece]) -> list[Piece]:
    """Return the pieces that have words, mere labels as what they are."""
    for piece in pieces:
        piece.folded = " ".join(piece.text.split())
    pieces = [piece for piece in pieces if piece.folded]
    for line in lines_of(pieces):
        if all(piece.kind is Kind.TEXT for piece in line) and is_label(joined(line)):
            for piece in line:
                piece.kind = Kind.INTERFACE
    return pieces


def _append(pieces: list[Piece], text: str, owner: etree._Element, kind: Kind, starts_line: bool) -> None:
    last = pieces[-1] if pieces else None
    if last and last.element is owner and last.kind is kind and not starts_line:
        last.text += text
    else:
        pieces.append(Piece(text, kind, owner, starts_line))


def _kind(element: etree._Element, kind: Kind) -> Kind | None:
    """Return the kind of the texts in an element within one of ``kind``; None where nobody reads them."""
    tag = element.tag
    if tag in _SILENT or _is_hidden(element) or (tag in _HEADINGS and _heads_text(element, kind)):
        return None
    judged = _names(element)
    if tag == "figcaption":
        return Kind.CREDIT if judged.is_credit and not judged.is_caption else Kind.CAPTION
    if judged.is_hidden:
        return Kind.CREDIT if _labels_credit(element, kind) else None
    return _kind_by_tag(element, kind) or _kind_by_names(judged, kind)


def _kind_by_tag(element: etree._Element, kind: Kind) -> Kind | None:
    if (element.tag == "cite" and kind is Kind.CAPTION) or (
        element.tag == "footer" and _is_in_figure(element)
    ):
        return Kind.CREDIT
    match element.tag:
        case "button":
            return Kind.INTERFACE
        case "a":
            return Kind.INTERFACE if is_label(text_of(element)) else None
        case "time":  # else it is the day of the article
            return None if _goes_on(element) else Kind.INTERFACE
    return None


def _kind_by_names(judged: PictureNames, kind: Kind) -> Kind:
    if judged.is_caption:
        return Kind.CAPTION
    if judged.is_credit or (judged.is_weak_credit and kind in {Kind.CREDIT, Kind.CAPTION}):
        return Kind.CREDIT
    if judged.is_weak_credit:
        return Kind.WEAK_CREDIT
    return Kind.INTERFACE if judged.is_interface else kind


def _names(element: etree._Element) -> PictureNames:
    names, identity, prop = element.get("class"), element.get("id"), element.get("itemprop")
    return judge_picture_names(
        f"{names or ''} {identity or ''} {prop or ''}" if names or identity or prop else ""
    )


def _is_hidden(element: etree._Element) -> bool:
    return element.get("hidden") is not None or "display:none" in (element.get("style") or "").replace(
        " ", ""
    )


def _heads_text(element: etree._Element, kind: Kind) -> bool:
    """Whether a heading is that of a section or of another article; some captions are set as headings."""
    if kind is not Kind.CAPTION or next(element.iterancestors("a"), None) is not None:
        return True
    link = next(element.iter("a"), None)
    return link is not None and text_of(link) == text_of(element)


def _goes_on(element: etree._Element) -> bool:
    """Whether an element goes on with the sentence before it: "on <time>4 May</time>"."""
    previous, parent = element.getprevious(), element.getparent()
    text = previous.tail if previous is not None else parent.text if parent is not None else ""
    if previous is not None and previous.tag in _INLINE and not (text or "").strip():
        text = text_of(previous)
    last = (text or "").rstrip()[-1:]
    return last.isalnum() or last in set(",([")


def _is_in_figure(element: etree._Element) -> bool:
    above = element.getparent()
    return above is not None and above.tag == "figure"


def _labels_credit(element: etree._Element, kind: Kind) -> bool:
    """Whether a text that is only read aloud is the label of a credit: "Image copyright"."""
    if kind is Kind.CREDIT:
        return True
    following = element.getnext()
    return following is not None and not (element.tail or "").strip() and _names(following).is_credit


def joined(pieces: list[Piece]) -> str:
    """Return the texts of pieces as one, with single spaces, a text that stands twice only once."""
    parts: list[str] = []
    for piece in _without_copies(pieces):
        is_glued = bool(parts) and _is_letter(parts[-1][-1:]) and _is_letter(piece.text[:1])
        parts.append((" " if piece.starts_line or is_glued else "") + piece.text)
    return " ".join("".join(parts).split())[:_LONGEST]


def _without_copies(pieces: list[Piece]) -> list[Piece]:
    """Leave out pieces whose text another piece has, alone or within its own."""
    kept: list[Piece] = []
    for piece in pieces[:_MOST_COMPARED]:
        if not any(_has_text(other, piece) for other in kept):
            kept = [other for other in kept if not _has_text(piece, other)]
            kept.append(piece)
    return kept + pieces[_MOST_COMPARED:]


def _has_text(piece: Piece, other: Piece) -> bool:
    """Whether a piece says what the other says: the same, or the same and more."""
    if len(other.folded) < _PART_LETTERS:
        return len(other.folded) >= _COPY_LETTERS and other.folded == piece.folded
    return other.folded in piece.folded


def _is_letter(character: str) -> bool:
    return bool(character) and category(character)[0] in "LMN"


def lines_of(pieces: list[Piece]) -> list[list[Piece]]:
    """Return the pieces line by line, as a browser shows them."""
    lines: list[list[Piece]] = []
    for piece in pieces:
        if piece.starts_line or not lines:
            lines.append([])
        lines[-1].append(piece)
    return lines
