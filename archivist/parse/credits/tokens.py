"""A caption as tokens: words, agencies and credit words (the longest that the tables know), separators."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from archivist.parse.credits.lexicon import Lexicon
    from archivist.rules.agencies import AgencyEntry

# Kinds of tokens.
(
    WORD,
    SLASH,
    PIPE,
    COMMA,
    COLON,
    STOP,
    HYPHEN,
    DASH,
    EQUALS,
    OPEN,
    CLOSE,
    COPYRIGHT,
    QUOTE,
    JOIN,
    HANDLE,
    OTHER,
) = range(16)

#: Between the parts of a credit.
SEPARATORS = frozenset({SLASH, PIPE, COMMA, DASH, EQUALS})

_KINDS = {
    "/": SLASH, "\\": SLASH, "|": PIPE, "•": PIPE, "·": JOIN, "・": JOIN, ",": COMMA, "،": COMMA, "、": COMMA, "၊": COMMA, ";": COMMA, "؛": COMMA,
    ":": COLON, ".": STOP, "!": STOP, "?": STOP, "…": STOP, "。": STOP, "۔": STOP, "؟": STOP, "।": STOP, "॥": STOP, "။": STOP, "։": STOP, "።": STOP,
    "។": STOP, "-": HYPHEN, "–": DASH, "—": DASH, "―": DASH, "−": DASH, "─": DASH, "=": EQUALS, "(": OPEN, "[": OPEN, "{": OPEN, ")": CLOSE,
    "]": CLOSE, "}": CLOSE, "©": COPYRIGHT, '"': QUOTE, "«": QUOTE, "»": QUOTE, "‹": QUOTE, "›": QUOTE, "「": QUOTE, "」": QUOTE, "『": QUOTE,
    "』": QUOTE, "《": QUOTE, "》": QUOTE, "&": JOIN, "+": JOIN, "@": HANDLE,
}  # fmt: skip

# Whatever no word holds; an apostrophe, an underscore and the marks of Indic scripts are parts of words.
_PUNCTUATION = (
    re.escape(
        '!"#$%&()*+,-./:;<=>?@[\\]^`{|}~¡¢£§©«¬®°¶·»¿×÷–—―−─…‹›•․‥†‡、。「」『』《》〈〉〖〗〜・،؛؟۔।॥၊။։።፣።។€₩¥'
    )
    + "\u2190-\u2bff\U0001f000-\U0001faff"
)
_TOKEN = re.compile(rf"[^\s{_PUNCTUATION}]+|\S")


def split_words(lower: str) -> list[str]:
    """Return the words and signs of a text in lower case, one by one."""
    return _TOKEN.findall(lower)


@dataclass(slots=True)
class Tokens:
    """The tokens of ``text``: one entry a token in each list."""

    text: str  # folded, with its letter case
    lower: str
    kinds: list[int] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    senses: list[int] = field(default_factory=list)  # of words; 0 where the tables do not know them
    agencies: list[AgencyEntry | None] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.kinds)

    def word(self, index: int) -> str:
        """Return a token in lower case."""
        return self.lower[self.starts[index] : self.ends[index]]

    def glued(self, index: int) -> bool:
        """Whether no space parts the token from the one before."""
        return index > 0 and self.ends[index - 1] == self.starts[index]


def tokenise(text: str, start: int, end: int, lexicon: Lexicon) -> Tokens:
    """Return the tokens of ``text[start:end]``, a folded text, with places in the whole text."""
    lower = text.lower()
    tokens = Tokens(text, lower)
    spans = [match.span() for match in _TOKEN.finditer(lower, start, end)]
    raw = [lower[s:e] for s, e in spans]
    phrases, count, index = lexicon.phrases, len(raw), 0
    kinds, starts, ends, senses, agencies = (
        tokens.kinds,
        tokens.starts,
        tokens.ends,
        tokens.senses,
        tokens.agencies,
    )
    while index < count:
        word = raw[index]
        first, last = spans[index]
        bits, agency, used = 0, None, 1
        for phrase in phrases.get(word, ()):
            tail = phrase.tail
            if tail and raw[index + 1 : index + 1 + len(tail)] != tail:
                continue
            used = 1 + len(tail)
            last = spans[index + used - 1][1]
            if phrase.exact and text[first:last] != phrase.exact:
                if not phrase.senses:
                    used, last = 1, spans[index][1]
                    continue
                bits = phrase.senses
            else:
                bits, agency = phrase.senses, phrase.agency
            break
        kinds.append(
            _KINDS.get(word, OTHER if len(word) == 1 and not word.isalnum() and not bits else WORD)
            if used == 1
            else WORD
        )
        starts.append(first)
        ends.append(last)
        senses.append(bits)
        agencies.append(agency)
        index += used
    return tokens
