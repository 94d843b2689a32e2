"""Where the words about a picture stand: around it, next to it, or in its attributes."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from archivist.parse.photos.pictures import Picture, Place, elements_above
from archivist.parse.photos.credits import is_only_credit
from archivist.parse.photos.texts import Kind, Piece, joined, lines_of, pieces_of
from archivist.rules.pictures import judge_attribute, judge_picture_names

if TYPE_CHECKING:
    from lxml import etree

    from archivist.parse.photos.frame import Frame

_FIGURE_LETTERS = 3000
_BOX_LETTERS = 700
_LEVELS = 8
_SIBLINGS = 4
_TAGS = re.compile(r"<[^<>]{1,2000}>")


@dataclass(slots=True)
class Words:
    """What the page says of one picture at one place."""

    pieces: list[Piece] = field(default_factory=list)
    attributes: list[tuple[str, Kind, str]] = field(default_factory=list)  # name, kind, text
    box: etree._Element | None = None  # what holds the picture and nothing else

    def letters(self) -> int:
        """Return how much stands around the picture."""
        return sum(map(_letters, self.pieces))


def words_of(place: Place, owners: dict[etree._Element, Picture], frame: Frame, language: str) -> Words:
    """Return the words about the picture at ``place``; ``owners`` says whose picture each img is."""
    own = owners.get(place.element)
    box, pieces = _box(place.element, own, owners, frame, language)
    if not pieces or all(piece.kind is Kind.INTERFACE for piece in pieces):
        pieces = _beside(box, own, owners, frame)
    return Words(pieces, _attributes(place.element, box), box)


def _box(
    element: etree._Element,
    own: Picture | None,
    owners: dict[etree._Element, Picture],
    frame: Frame,
    language: str,
) -> tuple[etree._Element, list[Piece]]:
    """Return the largest element around a picture that holds only it and its words, and these words."""
    box: etree._Element = element
    pieces: list[Piece] = []
    for _, above in zip(range(_LEVELS), elements_above(element), strict=False):
        if frame.is_limit(above) or _has_other(above, own, owners):
            break
        found = pieces_of(above)
        has_more = sum(map(_letters, found)) > sum(map(_letters, pieces))
        if has_more and not _may_caption(above, found, pieces, language):
            break
        box, pieces = above, found
    return box, pieces


def _letters(piece: Piece) -> int:
    return len(piece.text)


def _has_other(above: etree._Element, own: Picture | None, owners: dict[etree._Element, Picture]) -> bool:
    owned = (owners.get(image) for image in above.iter("img", "amp-img"))
    return any(owner is not None and owner is not own for owner in owned)


def _may_caption(above: etree._Element, found: list[Piece], known: list[Piece], language: str) -> bool:
    """Whether ``found``, the texts of an element, can be words about the picture in it.

    ``known`` are those of the element inside it: once a caption is found, unmarked texts add nothing.
    """
    letters = sum(map(_letters, found))
    if above.tag == "figure":
        return letters <= _FIGURE_LETTERS
    if letters > _BOX_LETTERS:
        return False
    if _marked(found) != _marked(known):
        return True
    if _marked(known):
        return False
    if judge_picture_names(f"{above.get('class') or ''} {above.get('id') or ''}").is_picture:
        return True
    return any(is_only_credit(joined(line), language) for line in lines_of(found))


def _marked(pieces: list[Piece]) -> int:
    return sum(piece.kind in {Kind.CAPTION, Kind.CREDIT} for piece in pieces)


def _beside(
    box: etree._Element, own: Picture | None, owners: dict[etree._Element, Picture], frame: Frame
) -> list[Piece]:
    """Return the words that stand behind a picture's box, marked as caption or credit by their names."""
    for _ in range(3):
        for _, sibling in zip(range(_SIBLINGS), box.itersiblings(), strict=False):
            if not isinstance(sibling.tag, str):
                continue
            if _has_other(sibling, own, owners):
                break
            pieces = pieces_of(sibling)
            marked = [piece for piece in pieces if piece.kind in {Kind.CAPTION, Kind.CREDIT}]
            if marked:
                return marked
            if pieces:
                break
        above = box.getparent()
        if above is None or frame.is_limit(above) or _has_other(above, own, owners):
            break
        box = above
    return []


def _attributes(element: etree._Element, box: etree._Element) -> list[tuple[str, Kind, str]]:
    found: list[tuple[str, Kind, str]] = []
    for holder in [element, *element.iterancestors()][: _LEVELS + 1]:
        for name, value in holder.attrib.items():
            kind = _attribute_kind(name)
            if kind and (text := _plain(value)):
                found.append((name, kind, text))
        if holder is box:
            break
    return found


def _attribute_kind(name: str) -> Kind | None:
    if name == "title":
        return Kind.CAPTION
    judged = judge_attribute(name)
    if judged.is_credit:
        return Kind.CREDIT
    return Kind.CAPTION if judged.is_caption else None


def _plain(value: str) -> str:
    text = html.unescape(value)
    if "<" in text:
        text = html.unescape(_TAGS.sub(" ", text))
    return " ".join(text.split())[:_FIGURE_LETTERS]
