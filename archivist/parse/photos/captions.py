"""Where the words about a picture stand: around it, next to it, or in its attributes."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from archivist.parse.photos.credits import ends_in_credit, names_someone
from archivist.parse.photos.editorial import names_of
from archivist.parse.photos.texts import Kind, Piece, joined, lines_of, pieces_of
from archivist.parse.photos.tree import attributes, elements_above, is_only_child
from archivist.rules.pictures import judge_attribute

if TYPE_CHECKING:
    from lxml import etree

    from archivist.parse.photos.frame import Frame
    from archivist.parse.photos.owners import Owners
    from archivist.parse.photos.pictures import Picture, Place

_FIGURE_LETTERS = 3000
_BOX_LETTERS = 700
_UNMARKED_LETTERS = 400  # an unmarked text longer than this is no caption
_LEVELS = 8
_LEVELS_BESIDE = 3
_SIBLINGS = 4
_CAPTION_OR_CREDIT = frozenset({Kind.CAPTION, Kind.CREDIT})
_TOLD = _CAPTION_OR_CREDIT | {Kind.INTERFACE}
_SMALL_PRINT = frozenset({"em", "i", "small", "cite"})
_TAGS = re.compile(r"<[^<>]{1,2000}>")


@dataclass(slots=True)
class Words:
    """What the page says of one picture at one place."""

    pieces: list[Piece] = field(default_factory=list)
    attributes: list[tuple[str, Kind, str]] = field(default_factory=list)  # name, kind, text
    alt: str = ""
    box: etree._Element | None = None  # what holds the picture and nothing else

    def letters(self) -> int:
        """Return how much stands around the picture."""
        return sum(map(_letters, self.pieces))


class Surroundings:
    """Looks around the pictures of one page."""

    def __init__(self, owners: Owners, frame: Frame, language: str) -> None:
        self._owners = owners
        self._frame = frame
        self._language = language

    def words_of(self, place: Place, picture: Picture) -> Words:
        """Return the words about a picture at one of its places."""
        box, pieces = self._box(place, picture)
        if not any(map(_is_said, pieces)):
            pieces += self._beside(box, place, picture)
        return Words(pieces, _attributes(place.element, box), place.alt, box)

    def _box(self, place: Place, picture: Picture) -> tuple[etree._Element, list[Piece]]:
        """Return the largest element around a picture that holds only it and its words, and these words."""
        box = place.element
        around: set[etree._Element] = set()
        pieces: list[Piece] = []
        for _, above in zip(range(_LEVELS), elements_above(place.element), strict=False):
            if self._frame.is_limit(above):
                break
            around.add(above)
            if not pieces and is_only_child(box, above):
                box = above
                continue
            if self._owners.has_other(above, picture):
                break
            found = pieces_of(above, around)
            has_more = sum(map(_letters, found)) > sum(map(_letters, pieces))
            if has_more and not self._may_caption(above, found, pieces, place.alt):
                break
            box, pieces = above, found
        return box, pieces

    def _beside(self, box: etree._Element, place: Place, picture: Picture) -> list[Piece]:
        """Return the words that stand behind a picture's box: marked as such, in small print, or credited."""
        for _ in range(_LEVELS_BESIDE):
            for _, sibling in zip(range(_SIBLINGS), box.itersiblings("*"), strict=False):
                if names_of(sibling).is_other:
                    continue
                if self._owners.has_other(sibling, picture):
                    break
                pieces = pieces_of(sibling)
                if _marked(pieces):
                    return [piece for piece in pieces if piece.kind in _TOLD]
                if any(map(_is_said, pieces)):
                    if self._is_about_picture(pieces, place.alt):
                        return pieces
                    break
            above = box.getparent()
            if above is None or self._frame.is_limit(above) or self._owners.has_other(above, picture):
                break
            box = above
        return []

    def _may_caption(self, above: etree._Element, found: list[Piece], known: list[Piece], alt: str) -> bool:
        """Whether ``found``, the texts of an element, can be words about the picture in it.

        ``known`` are those of the element inside it: once a caption is found, unmarked texts add nothing.
        """
        letters = sum(map(_letters, found))
        if above.tag == "figure":
            # One that was never closed holds the rest of the page.
            unmarked = sum(_letters(piece) for piece in found if piece.kind is Kind.TEXT)
            return letters <= _FIGURE_LETTERS and unmarked <= _BOX_LETTERS
        if letters > _BOX_LETTERS:
            return False
        if _marked(found) != _marked(known):
            return True
        if _marked(known) or _have_byline(found):
            return False
        return names_of(above).is_picture or self._is_about_picture(found, alt)

    def _is_about_picture(self, pieces: list[Piece], alt: str) -> bool:
        """Whether unmarked texts next to a picture speak of it.

        They do in small print, with a credit at their end or in a line, or if the alternative text says
        the same.
        """
        pieces = list(filter(_is_said, pieces))
        if any(len(piece.folded) > _UNMARKED_LETTERS for piece in pieces):
            return False
        text = joined(pieces)
        if len(text) > _UNMARKED_LETTERS:
            return False
        is_repeated = alt in text and 2 * len(alt) > len(text)
        if is_repeated or all(_is_small_print(piece.element) for piece in pieces):
            return True
        return ends_in_credit(text, self._language) or any(
            names_someone(joined(line)) for line in lines_of(pieces)
        )


def _is_said(piece: Piece) -> bool:
    """Whether a text is not one of the page's machinery, which says nothing of the picture."""
    return piece.kind is not Kind.INTERFACE


def _letters(piece: Piece) -> int:
    return len(piece.text) if _is_said(piece) else 0


def _have_byline(pieces: list[Piece]) -> bool:
    """Whether texts that are called author or source speak of the article rather than of a picture."""
    weak = [piece.folded for piece in pieces if piece.kind is Kind.WEAK_CREDIT]
    return bool(weak) and not any(map(names_someone, weak))


def _marked(pieces: list[Piece]) -> int:
    return sum(piece.kind in _CAPTION_OR_CREDIT for piece in pieces)


def _is_small_print(element: etree._Element) -> bool:
    if element.tag in _SMALL_PRINT:
        return True
    inner = list(element)
    return (
        len(inner) == 1 and inner[0].tag in _SMALL_PRINT and not (element.text or inner[0].tail or "").strip()
    )


def _attributes(element: etree._Element, box: etree._Element) -> list[tuple[str, Kind, str]]:
    found: list[tuple[str, Kind, str]] = []
    for _, holder in zip(range(_LEVELS + 1), [element, *elements_above(element)], strict=False):
        for name, value in attributes(holder):
            kind = _attribute_kind(name)
            if kind and _is_wording(text := _plain(value)):
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


def _is_wording(text: str) -> bool:
    """Whether a value is for people: no address, number, or name in a program."""
    return any(map(str.isalpha, text)) and "://" not in text and (" " in text or not set("_=;{") & set(text))


def _plain(value: str) -> str:
    text = html.unescape(value)
    if "<" in text:
        text = html.unescape(_TAGS.sub(" ", text))
    return " ".join(text.split())[:_FIGURE_LETTERS]
