"""Where the words about a picture stand: around it, next to it, or in its attributes."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from archivist.parse.photos.pictures import IMAGE_TAGS, Picture, Place
from archivist.parse.photos.texts import Kind, Piece, joined, pieces_of
from archivist.rules.pictures import judge_picture_names

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


def words_of(place: Place, owners: dict[etree._Element, Picture], frame: Frame) -> Words:
    """Return the words about the picture at ``place``; ``owners`` says whose picture each img is."""
    own = owners.get(place.element)
    box, pieces = _box(place.element, own, owners, frame)
    if not pieces or all(piece.kind is Kind.INTERFACE for piece in pieces):
        pieces = _beside(box, own, owners, frame)
    return Words(pieces, _attributes(place.element, box), box)


def _box(
    element: etree._Element, own: Picture | None, owners: dict[etree._Element, Picture], frame: Frame
) -> tuple[etree._Element, list[Piece]]:
    """Return the largest element around a picture that holds only it and its words, and these words."""
    box, pieces = element, []
    for _, above in zip(range(_LEVELS), element.iterancestors(), strict=False):
        if frame.is_limit(above) or _has_other(above, own, owners):
            break
        found = pieces_of(above)
        letters = sum(len(piece.text) for piece in found)
        if above.tag == "figure":
            if letters > _FIGURE_LETTERS:
                break
        elif letters > sum(len(piece.text) for piece in pieces) and not _may_caption(above, found, letters):
            break
        box, pieces = above, found
    return box, pieces


def _has_other(above: etree._Element, own: Picture | None, owners: dict[etree._Element, Picture]) -> bool:
    return any(owners.get(image) is not own for image in above.iter(*IMAGE_TAGS))


def _may_caption(above: etree._Element, pieces: list[Piece], letters: int) -> bool:
    """Whether the texts of an element that is no figure can be words about the picture in it."""
    if letters > _BOX_LETTERS:
        return False
    if any(piece.kind in {Kind.CAPTION, Kind.CREDIT} for piece in pieces):
        return True
    names = f"{above.get('class') or ''} {above.get('id') or ''}"
    return judge_picture_names(names).is_picture


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
    if not name.startswith("data-") and name not in {"caption", "credit", "copyright"}:
        return None
    judged = judge_picture_names(name)
    if judged.is_credit:
        return Kind.CREDIT
    return Kind.CAPTION if judged.is_caption else None


def _plain(value: str) -> str:
    text = html.unescape(value)
    if "<" in text:
        text = html.unescape(_TAGS.sub(" ", text))
    return " ".join(text.split())[:_FIGURE_LETTERS]
