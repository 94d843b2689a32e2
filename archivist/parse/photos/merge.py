"""One Photo of everything that a page says of one picture."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from archivist.model import Caption, Credit, Evidence
from archivist.parse.photos.credits import is_only_credit, read_credit, read_text
from archivist.parse.photos.texts import Kind, Piece, joined, lines_of
from archivist.rules.pictures import is_label

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from archivist.parse.photos.captions import Words
    from archivist.parse.photos.structured import Record

_OPENING = frozenset("([（［【")
_NAME_WORDS = 4  # so many capitalised words before an agency, in an element of their own, are a name
_SENTENCE_WORDS = 8
_SENTENCE_ENDS = frozenset(".!?。！？।؟…")


@dataclass(frozen=True, slots=True)
class Reading:
    """What one source says: the caption, the credit, and where they stand."""

    caption: str
    credit: Credit | None
    evidence: tuple[Evidence, ...]
    persons: tuple[str, ...] = ()  # whom data name as makers, apart from a credit


def read_visible(words: Words, language: str) -> Reading:
    """Read the texts that stand around a picture."""
    said, credited = _part(words.pieces)
    caption_text, credit_text = _move_bracket(joined(said), joined(credited))
    evidence = tuple(map(_seen, [*said, *credited]))
    marked = read_text(credit_text, language)
    if marked.text and marked.credit and all(piece.kind is Kind.TEXT for piece in said):
        # The element that is called credit holds the whole caption.
        return Reading(marked.text, marked.credit, evidence)
    credit = read_credit(credit_text, language) if credit_text else None
    caption = read_text(caption_text, language)
    if not credit_text and not (caption.credit and caption.credit.line):
        caption = _read_lines(said, language) or caption
    text = caption.text if credit or not credit_text else f"{caption.text} {credit_text}".strip()
    return Reading(text, _richer(credit, caption.credit), evidence)


def _part(pieces: list[Piece]) -> tuple[list[Piece], list[Piece]]:
    """Part pieces into those of the caption and those of the credit.

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
        credited += marked
        if len(pieces) > 1 and is_only_credit(joined(other)):
            credited += other
            continue
        if not marked and _ends_in_credit_piece(other):
            credited.append(other.pop())
        said += [piece for piece in other if piece.kind is Kind.CAPTION or not has_caption]
    return said, credited


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


def _richer(marked: Credit | None, parsed: Credit | None) -> Credit | None:
    """Return the credit that names more, where a page prints two for one picture; else the one it marks."""

    def named(credit: Credit | None) -> int:
        return len(credit.creators) + len(credit.agencies) + len(credit.courtesy_of) if credit else 0

    first, second = (parsed, marked) if named(parsed) > named(marked) else (marked, parsed)
    return _first_of([first, second])


def _first_of(credits_found: Iterable[Credit | None]) -> Credit | None:
    """Return the first credit with a line; it takes what the others say of the kind of picture.

    A caption may say "file photo" and name nobody: then its credit has no line.
    """
    found = [credit for credit in credits_found if credit is not None]
    if not found:
        return None
    best = next((credit for credit in found if credit.line), found[0])
    return replace(
        best,
        is_file=any(credit.is_file for credit in found),
        is_handout=any(credit.is_handout for credit in found),
        is_pool=any(credit.is_pool for credit in found),
        is_screenshot=any(credit.is_screenshot for credit in found),
        is_composite=any(credit.is_composite for credit in found),
        is_generated=any(credit.is_generated for credit in found),
    )


def _seen(piece: Piece) -> Evidence:
    method = "figcaption" if piece.element.tag == "figcaption" else "text"
    return Evidence(method=method, place=selector(piece.element), text=piece.folded[:300])


def read_attributes(words: Words, titles: Collection[str], language: str) -> Reading:
    """Read the title and data attributes around a picture; ``titles`` are those of the article."""
    caption, credit = "", None
    evidence: list[Evidence] = []
    for name, kind, text in words.attributes:
        if name == "title":
            if text.casefold() in titles:
                continue
            parsed = _read_title(text, words.alt, language)
        else:
            parsed = read_text(text, language)
        if kind is Kind.CREDIT:
            credit = credit or read_credit(text, language)
        else:
            caption = caption or parsed.text
            credit = credit or parsed.credit
        method = "title" if name == "title" else "attribute"
        evidence.append(Evidence(method=method, place=f"[{name}]", text=text[:300]))
    return Reading(caption, credit, tuple(evidence))


def _read_title(text: str, alt: str, language: str) -> Caption:
    """Read a title: a caption with a credit, or a sentence. Many are mere names, of files or of the picture.

    Some sites write the alternative text, a bar and the credit.
    """
    head, bar, tail = text.rpartition(" | ")
    if bar and (head == alt or is_only_credit(tail)):
        return Caption(text=head, credit=read_credit(tail, language))
    parsed = read_text(text, language)
    is_sentence = text[-1:] in _SENTENCE_ENDS or len(text.split()) >= _SENTENCE_WORDS
    return parsed if parsed.credit or is_sentence or alt.startswith(text) else Caption(text="")


def read_alt(text: str, language: str) -> Reading:
    """Read an alternative text: it is a caption only where the page puts the credit into it as well."""
    if not text:
        return Reading("", None, ())
    parsed = read_text(text, language)
    evidence = Evidence(method="alt", place="[alt]", text=text[:300])
    return Reading(parsed.text if parsed.credit else "", parsed.credit, (evidence,))


def read_records(
    records: Sequence[Record], titles: Collection[str], names: Collection[str], language: str
) -> Reading:
    """Read the ImageObjects of a picture; ``names`` are those of the site and the article's authors."""
    caption, credit = "", None
    evidence: list[Evidence] = []
    for record in records:
        parsed = read_text(record.caption, language) if record.caption else Caption(text="")
        if record.caption.casefold() not in titles:
            caption = caption or parsed.text
        credit = credit or parsed.credit
        for name, text in record.credits:
            evidence.append(Evidence(method="json-ld", place=f"ImageObject.{name}", text=text[:300]))
            if credit is None and text.casefold() not in names:
                credit = read_credit(text, language)
        if record.caption:
            evidence.append(
                Evidence(method="json-ld", place="ImageObject.caption", text=record.caption[:300])
            )
    persons = next((record.persons for record in records if record.persons), ())
    return Reading(caption, credit, tuple(evidence), persons)


def read_script(words: Iterable[tuple[str, str, str]], titles: Collection[str], language: str) -> Reading:
    """Read what the data of scripts say of a picture."""
    caption, credit = "", None
    evidence: list[Evidence] = []
    for kind, name, text in words:
        evidence.append(Evidence(method="script", place=name, text=text[:300]))
        if kind == "credit":
            credit = credit or read_credit(text, language)
        elif text.casefold() not in titles:
            parsed = read_text(text, language)
            caption = caption or parsed.text
            credit = credit or parsed.credit
    return Reading(caption, credit, tuple(evidence))


def merge_readings(visible: Reading, attributes: Reading, alt: Reading, structured: Reading) -> Reading:
    """Bring what several sources say of one picture together; what readers see comes first.

    The data of a page often keep the person and drop the agency, so persons join the credit that
    is shown if it names none.
    """
    readings = (visible, attributes, alt, structured)
    caption = next((reading.caption for reading in readings if reading.caption), "")
    credit = _first_of(reading.credit for reading in readings)
    if credit and credit.line and not credit.creators and structured.persons:
        credit = replace(credit, creators=structured.persons)
    return Reading(caption, credit, tuple(seen for reading in readings for seen in reading.evidence))


def selector(element: object) -> str:
    """Return a short CSS selector of an element: its tag and first class."""
    tag, names = element.tag, (element.get("class") or "").split()  # type: ignore[attr-defined]
    return f"{tag}.{names[0]}" if names else str(tag)
