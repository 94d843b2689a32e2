"""Caption and credit of the texts that stand around a picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archivist.model import Caption, Evidence
from archivist.parse.photos.credits import is_only_credit, read_credit, read_text
from archivist.parse.photos.reading import Reading, richer_of
from archivist.parse.photos.texts import Kind, Piece, joined, lines_of
from archivist.rules.pictures import is_label

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml import etree

    from archivist.parse.photos.captions import Words

_OPENING = frozenset("([（［【")
_NAME_WORDS = 4  # so many capitalised words before an agency, in an element of their own, are a name


def read_visible(words: Words, language: str) -> Reading:
    """Read the texts that stand around a picture.

    No word of them is lost: what is in neither the caption nor ``credit.printed`` is evidence by the
    method "interface". A text that stands there twice is read once.
    """
    said, credited, rest = _part(words.pieces)
    caption_text, credit_text = _move_bracket(joined(said), joined(credited))
    marked = read_text(credit_text, language)
    if marked.text and marked.credit and all(piece.kind is Kind.TEXT for piece in said):
        # The element that is called credit holds the whole caption.
        return Reading(marked.text, marked.credit, _evidence(credited, said + rest, marked.interface))
    credit = read_credit(credit_text, language) if credit_text else None
    caption = read_text(caption_text, language)
    if not credit_text and not (caption.credit and caption.credit.line):
        caption = _read_lines(said, language) or caption
    text = caption.text if credit or not credit_text else f"{caption.text} {credit_text}".strip()
    best = richer_of(credit, caption.credit)
    other = credit if best is caption.credit else caption.credit
    evidence = _evidence(said + credited, rest, (*caption.interface, other.printed if other else ""))
    return Reading(text, best, evidence)


def _part(pieces: list[Piece]) -> tuple[list[Piece], list[Piece], list[Piece]]:
    """Part pieces into those of the caption, those of the credit, and those of neither.

    Where a caption is marked as one, other texts count only if they are a credit.
    """
    has_caption = any(piece.kind is Kind.CAPTION for piece in pieces)
    said: list[Piece] = []
    credited: list[Piece] = []
    for line in lines_of([piece for piece in pieces if piece.kind is not Kind.INTERFACE]):
        if len(pieces) > 1 and is_label(joined(line)):
            continue
        marked = [piece for piece in line if piece.kind in {Kind.CREDIT, Kind.WEAK_CREDIT}]
        other = [piece for piece in line if piece not in marked]
        if len(pieces) > 1 and is_only_credit(joined(other)):
            credited += line
            continue
        credited += marked
        if not marked and _ends_in_credit_piece(other):
            credited.append(other.pop())
        said += [piece for piece in other if piece.kind is Kind.CAPTION or not has_caption]
    rest = [piece for piece in pieces if piece not in said and piece not in credited]
    return said, credited, rest


def _ends_in_credit_piece(line: list[Piece]) -> bool:
    """Whether the last element of a line is the credit, and the whole of it: "RIVAS (EFE)"."""
    if len(line) < 2:
        return False
    last = line[-1].folded
    credit = read_text(joined(line), "").credit
    if is_only_credit(last):
        return credit is None or len(credit.printed) <= len(last)
    if credit is None or not credit.printed or not last.endswith(credit.printed):
        return False
    name = last.removesuffix(credit.printed).split()
    return len(name) <= _NAME_WORDS and all(word[0].isupper() and word[-1].isalpha() for word in name)


def _move_bracket(caption: str, credit: str) -> tuple[str, str]:
    """Move a bracket that opens at the end of the caption to the credit that it belongs to."""
    if credit and caption[-1:] in _OPENING:
        return caption[:-1].rstrip(), caption[-1] + credit
    return caption, credit


def _read_lines(pieces: list[Piece], language: str) -> Caption | None:
    """Read a caption line by line, where its lines together show no credit: some begin with it."""
    texts = [joined(line) for line in lines_of(pieces)]
    for index, text in enumerate(texts if len(texts) > 1 else []):
        parsed = read_text(text, language)
        if parsed.credit and parsed.credit.line:
            texts[index] = parsed.text
            return Caption(text=" ".join(filter(None, texts)), credit=parsed.credit)
    return None


def _evidence(read: list[Piece], rest: list[Piece], interface: Iterable[str]) -> tuple[Evidence, ...]:
    """Return where what was read stands, then the words of the machinery, beside it and in it."""
    seen = [_seen(piece) for piece in read]
    seen += [
        Evidence(method="interface", place=_selector(piece.element), text=piece.folded) for piece in rest
    ]
    seen += [Evidence(method="interface", place=seen[0].place, text=text) for text in interface if text]
    return tuple(seen)


def _seen(piece: Piece) -> Evidence:
    method = "figcaption" if piece.element.tag == "figcaption" else "text"
    return Evidence(method=method, place=_selector(piece.element), text=piece.folded[:300])


def _selector(element: etree._Element) -> str:
    """Return a short CSS selector of an element: its tag and first class."""
    names = (element.get("class") or "").split()
    return f"{element.tag}.{names[0]}" if names else str(element.tag)
