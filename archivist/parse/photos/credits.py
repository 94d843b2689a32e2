"""What a text near a picture is: a credit, a caption with one, or other words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archivist.model import Credit
from archivist.parse.credits import parse_caption

if TYPE_CHECKING:
    from archivist.model import Caption

_CREDIT_LETTERS = 250  # a longer text is no credit, whatever its element is called


def read_text(text: str, language: str) -> Caption:
    """Take a text apart; ``language`` may be empty."""
    return parse_caption(text, language or None)


def is_only_credit(text: str, language: str) -> bool:
    """Whether a text is a credit and nothing else."""
    if not text or len(text) > _CREDIT_LETTERS:
        return False
    parsed = read_text(text, language)
    return parsed.credit is not None and not parsed.text


def read_credit(text: str, language: str) -> Credit | None:
    """Return the credit in a text that the page itself marks as one; None if it is none after all."""
    parsed = read_text(text, language)
    if parsed.credit is not None or len(text) > _CREDIT_LETTERS:
        return parsed.credit
    return Credit(line=text, printed=text)
