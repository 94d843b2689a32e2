"""One Photo of everything that a page says of one picture."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from archivist.model import Caption, Credit, Evidence
from archivist.parse.credits import parse_caption
from archivist.parse.photos.texts import Kind, Piece, joined

if TYPE_CHECKING:
    from collections.abc import Iterable

    from archivist.parse.photos.captions import Words
    from archivist.parse.photos.structured import Record

_CREDIT_LETTERS = 250  # a longer text is no credit, whatever its element is called


@dataclass(frozen=True, slots=True)
class Reading:
    """What one source says: the caption, the credit, and where they stand."""

    caption: str
    credit: Credit | None
    evidence: tuple[Evidence, ...]


def read_visible(words: Words, language: str) -> Reading:
    """Read the texts that stand around a picture."""
    lines = _lines([piece for piece in words.pieces if piece.kind is not Kind.INTERFACE])
    credited: list[Piece] = []
    said: list[Piece] = []
    for line in lines:
        marked = [piece for piece in line if piece.kind is Kind.CREDIT]
        other = [piece for piece in line if piece.kind is not Kind.CREDIT]
        credited += marked
        if other and (len(lines) > 1 or marked) and _is_only_credit(joined(other), language):
            credited += other
        else:
            said += other
    caption = parse_caption(joined(said), language or None)
    credit_text = joined(credited)
    credit = credit_of(credit_text, language) if credit_text else None
    text = caption.text
    if credit_text and credit is None:
        text = f"{text} {credit_text}".strip()
    evidence = tuple(
        Evidence(
            method="figcaption" if piece.element.tag == "figcaption" else "text",
            place=selector(piece.element),
            text=piece.folded[:300],
        )
        for piece in [*said, *credited]
    )
    return Reading(text, credit or caption.credit, evidence)


def credit_of(text: str, language: str) -> Credit | None:
    """Return the credit in a text that the page itself marks as one; None if it is none after all."""
    parsed = parse_caption(text, language or None)
    if parsed.credit and not parsed.text:
        return parsed.credit
    if len(text) > _CREDIT_LETTERS:
        return parsed.credit
    return Credit(line=text, printed=text) if not parsed.credit else parsed.credit


def read_attributes(words: Words, language: str) -> Reading:
    """Read the title and data attributes around a picture."""
    caption, credit = "", None
    evidence: list[Evidence] = []
    for name, kind, text in words.attributes:
        if kind is Kind.CREDIT:
            credit = credit or credit_of(text, language)
        else:
            parsed = parse_caption(text, language or None)
            caption = caption or parsed.text
            credit = credit or parsed.credit
        evidence.append(
            Evidence(method="title" if name == "title" else "attribute", place=f"[{name}]", text=text[:300])
        )
    return Reading(caption, credit, tuple(evidence))


def read_records(records: Iterable[Record], language: str, publisher: str) -> Reading:
    """Read the ImageObjects of a picture."""
    caption, credit = "", None
    evidence: list[Evidence] = []
    for record in records:
        parsed = parse_caption(record.caption, language or None) if record.caption else Caption(text="")
        caption = caption or parsed.text
        credit = credit or parsed.credit
        for name, text in record.credits:
            evidence.append(Evidence(method="json-ld", place=f"ImageObject.{name}", text=text[:300]))
            if credit is None and text.casefold() != publisher.casefold():
                credit = credit_of(text, language)
        if record.caption:
            evidence.append(
                Evidence(method="json-ld", place="ImageObject.caption", text=record.caption[:300])
            )
    return Reading(caption, credit, tuple(evidence))


def _is_only_credit(text: str, language: str) -> bool:
    parsed = parse_caption(text, language or None)
    return parsed.credit is not None and not parsed.text


def _lines(pieces: list[Piece]) -> list[list[Piece]]:
    lines: list[list[Piece]] = []
    for piece in pieces:
        if piece.starts_line or not lines:
            lines.append([])
        lines[-1].append(piece)
    return lines


def selector(element: object) -> str:
    """Return a short CSS selector of an element: its tag and first class."""
    tag, names = element.tag, (element.get("class") or "").split()  # type: ignore[attr-defined]
    return f"{tag}.{names[0]}" if names else str(tag)
