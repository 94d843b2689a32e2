"""The tokens of a credit line; what lies outside the line is nothing."""

from __future__ import annotations

import re

from archivist.parse.credits import tokens as k
from archivist.parse.credits.names import CASELESS, FIRST_CASELESS
from archivist.parse.credits.tokens import Tokens
from archivist.rules.agencies import AgencyEntry

#: The kind of a token outside the line.
NOTHING = -1
# The two entries that are nothing, of each list.
_NO_WORDS, _NO_KINDS, _NO_SENSES = ["", ""], [NOTHING, NOTHING], [0, 0]
_NO_AGENCIES: list[AgencyEntry | None] = [None, None]
_NO_STARTS, _NO_ENDS = [-1, -1], [-2, -2]
#: A name ends before one of these.
_ENDS = frozenset(
    {
        NOTHING, k.SLASH, k.PIPE, k.COMMA, k.COLON, k.STOP, k.DASH, k.EQUALS, k.OPEN, k.CLOSE, k.HYPHEN,
        k.QUOTE, k.OTHER,
    }
)  # fmt: skip
#: A year, a number, a date of scripts that write it in one word.
NUMBER = re.compile(r"(?:\d+[年月日년월일号號]?)+")


class Line:
    """The tokens of a credit line, one entry in each list; ``text`` is as printed.

    Two entries that are nothing follow the last, so that one may look two tokens ahead, and, by Python's
    negative indexes, two tokens back.
    """

    __slots__ = ("agencies", "ends", "kinds", "last", "senses", "starts", "text", "tokens", "words")

    def __init__(self, text: str, tokens: Tokens, first: int, last: int) -> None:
        self.text, self.tokens, self.last = text, tokens, last - first
        line = slice(first, last)
        self.words = tokens.words[line] + _NO_WORDS
        self.kinds = tokens.kinds[line] + _NO_KINDS
        self.senses = tokens.senses[line] + _NO_SENSES
        self.agencies = tokens.agencies[line] + _NO_AGENCIES
        self.starts = tokens.starts[line] + _NO_STARTS
        self.ends = tokens.ends[line] + _NO_ENDS

    def glued(self, index: int) -> bool:
        """Whether no space parts the token from the one before."""
        return self.starts[index] == self.ends[index - 1]

    def span(self, first: int, last: int) -> str:
        """Return the text of some tokens, as printed."""
        return self.text[self.starts[first] : self.ends[last - 1]]

    def folded(self, index: int) -> str:
        """Return a token as it is compared, with its letter case."""
        return self.tokens.text[self.starts[index] : self.ends[index]]

    def no_name_at(self, index: int) -> bool:
        """Whether no name goes on at ``index``."""
        kind = self.kinds[index]
        return kind in _ENDS or (kind == k.JOIN and self.joins_credits(index))

    def joins_credits(self, index: int) -> bool:
        """Whether a middle dot parts credits, and not the words of a name: "ロイター・共同"."""
        if self.words[index] in {"&", "+"}:
            return False
        return any(self.senses[place] or self.agencies[place] for place in (index - 1, index + 1))

    def is_plain(self, index: int) -> bool:
        """Whether a word stands there that the tables do not know."""
        return self.kinds[index] == k.WORD and not self.senses[index] and self.agencies[index] is None

    def has_letters(self, index: int) -> bool:
        """Whether a word stands there that is no number."""
        return self.kinds[index] == k.WORD and not NUMBER.match(self.words[index])

    def capital(self, index: int) -> bool:
        """Whether a word stands there that begins with a capital."""
        return self.kinds[index] == k.WORD and self.text[self.starts[index]].isupper()

    def caseless(self, index: int) -> bool:
        """Whether a word is in a script without capitals."""
        place = self.starts[index]
        return self.text[place] >= FIRST_CASELESS and CASELESS.match(self.text, place) is not None
