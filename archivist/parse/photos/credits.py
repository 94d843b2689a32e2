"""What a text near a picture is: a credit, a caption with one, or other words."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from archivist.parse.credits import looks_like_credit, parse_caption, parse_credit

if TYPE_CHECKING:
    from archivist.model import Caption, Credit

_CREDIT_LETTERS = 250  # a longer text is no credit, whatever its element is called
_AGENCY_LETTERS = 30
_CAPTION_LETTERS = 700
_SENTENCE_WORDS = 8  # a line of so many words that ends like a sentence is one
_SENTENCE_ENDS = frozenset(".!?。！？।؟")


# A page says the same of a picture in its caption, its alternative text and its data.
@lru_cache(maxsize=1024)
def read_text(text: str, language: str) -> Caption:
    """Take a text apart; ``language`` may be empty."""
    return parse_caption(text, language or None)


@lru_cache(maxsize=1024)
def is_only_credit(text: str) -> bool:
    """Whether a text near a picture is a credit and nothing else; there a bare "EPA" is one."""
    if not text or len(text) > _CREDIT_LETTERS:
        return False
    if len(text.split()) >= _SENTENCE_WORDS and text[-1] in _SENTENCE_ENDS:
        return False
    return looks_like_credit(text) or _names_only_agencies(text)


def _names_only_agencies(text: str) -> bool:
    if len(text) > _AGENCY_LETTERS:
        return False
    credit = parse_credit(text)
    return credit is not None and bool(credit.agencies) and not credit.creators and not credit.courtesy_of


def names_someone(text: str) -> bool:
    """Whether a text is a credit that names somebody: "[PR]" next to a picture may say something else."""
    return is_only_credit(text) and _names_anybody(parse_credit(text))


def _names_anybody(credit: Credit | None) -> bool:
    return credit is not None and credit.names_somebody


def ends_in_credit(text: str, language: str) -> bool:
    """Whether a text is a sentence or two with a credit behind."""
    parsed = read_text(text, language)
    credit = parsed.credit
    return credit is not None and bool(parsed.text and credit.printed) and text.endswith(credit.printed)


def has_credit(caption: str, language: str) -> bool:
    """Whether a caption says who took the picture."""
    if not caption or len(caption) > _CAPTION_LETTERS:
        return False
    return _names_anybody(read_text(caption, language).credit)


def read_credit(text: str, language: str) -> Credit | None:
    """Return the credit in a text that the page itself marks as one; None if it is none after all."""
    if len(text) > _CREDIT_LETTERS:
        return read_text(text, language).credit
    return parse_credit(text, language or None)
