"""Caption and credit of what a page says of a picture beside its shown texts: attributes, data, scripts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archivist.model import Caption, Evidence
from archivist.parse.photos.credits import is_only_credit, read_credit, read_text
from archivist.parse.photos.reading import Reading
from archivist.parse.photos.texts import Kind
from archivist.rules.pictures import is_label

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from archivist.parse.photos.captions import Words
    from archivist.parse.photos.structured import Record

_SENTENCE_WORDS = 8
_SENTENCE_ENDS = frozenset(".!?。！？।؟…")


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
    evidence = Evidence(method="alt", place="[alt]", text=text[:300])
    if is_label(text):
        return Reading("", None, (evidence,))
    parsed = read_text(text, language)
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
