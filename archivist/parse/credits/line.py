"""Looking at the tokens of a credit line; what lies outside the line is nothing."""

from __future__ import annotations

import re

from archivist.parse.credits import tokens as k
from archivist.parse.credits.names import CASELESS
from archivist.parse.credits.tokens import Tokens
from archivist.rules.agencies import AgencyEntry

#: A name ends before one of these.
_ENDS = frozenset(
    {k.SLASH, k.PIPE, k.COMMA, k.COLON, k.STOP, k.DASH, k.EQUALS, k.OPEN, k.CLOSE, k.HYPHEN, k.QUOTE, k.OTHER}
)
#: A year, a number, a date of scripts that write it in one word.
NUMBER = re.compile(r"(?:\d+[年月日년월일号號]?)+")


class Line:
    """The tokens from ``first`` up to ``last``; ``text`` is as printed."""

    __slots__ = ("first", "last", "text", "tokens")

    def __init__(self, text: str, tokens: Tokens, first: int, last: int) -> None:
        self.text, self.tokens, self.first, self.last = text, tokens, first, last

    def kind(self, index: int) -> int:
        """Return the kind of a token, or -1."""
        return self.tokens.kinds[index] if self.first <= index < self.last else -1

    def bits(self, index: int) -> int:
        """Return the senses of a token."""
        return self.tokens.senses[index] if self.first <= index < self.last else 0

    def agency(self, index: int) -> AgencyEntry | None:
        """Return the agency of a token."""
        return self.tokens.agencies[index] if self.first <= index < self.last else None

    def word(self, index: int) -> str:
        """Return a token in lower case, or nothing."""
        return self.tokens.word(index) if self.first <= index < self.last else ""

    def glued(self, index: int) -> bool:
        """Whether no space parts the token from the one before, in the line."""
        return self.first < index < self.last and self.tokens.glued(index)

    def span(self, first: int, last: int) -> str:
        """Return the text of some tokens, as printed."""
        return self.text[self.tokens.starts[first] : self.tokens.ends[last - 1]]

    def ends(self, index: int) -> bool:
        """Whether no name goes on at ``index``."""
        if index >= self.last or self.tokens.kinds[index] in _ENDS:
            return True
        return self.tokens.kinds[index] == k.JOIN and self.joins_credits(index)

    def joins_credits(self, index: int) -> bool:
        """Whether a middle dot parts credits, and not the words of a name: "ロイター・共同"."""
        if self.word(index) in {"&", "+"}:
            return False
        return any(self.bits(place) or self.agency(place) for place in (index - 1, index + 1))

    def is_plain(self, index: int) -> bool:
        """Whether a word stands there that the tables do not know."""
        return self.kind(index) == k.WORD and not self.bits(index) and self.agency(index) is None

    def has_letters(self, index: int) -> bool:
        """Whether a word stands there that is no number."""
        return self.kind(index) == k.WORD and not NUMBER.match(self.word(index))

    def capital(self, index: int) -> bool:
        """Whether a word stands there that begins with a capital."""
        return self.kind(index) == k.WORD and self.text[self.tokens.starts[index]].isupper()

    def caseless(self, index: int) -> bool:
        """Whether a word is in a script without capitals."""
        return CASELESS.match(self.text, self.tokens.starts[index]) is not None
