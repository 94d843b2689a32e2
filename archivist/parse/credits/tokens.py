"""A caption as tokens: words, agencies and credit words (the longest that the tables know), separators."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from archivist.parse.credits.senses import LABEL
from archivist.parse.credits.unspaced import split_run

if TYPE_CHECKING:
    from archivist.parse.credits.lexicon import Lexicon, Phrase
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
    "/": SLASH, "\\": SLASH, "|": PIPE, "•": PIPE, "·": JOIN, "・": JOIN, ",": COMMA, "՝": COLON, "،": COMMA, "、": COMMA, "၊": COMMA, ";": COMMA, "؛": COMMA,
    ":": COLON, ".": STOP, "!": STOP, "?": STOP, "…": STOP, "。": STOP, "۔": STOP, "؟": STOP, "।": STOP, "॥": STOP, "။": STOP, "։": STOP, "።": STOP,
    "។": STOP, "-": HYPHEN, "–": DASH, "—": DASH, "―": DASH, "−": DASH, "─": DASH, "=": EQUALS, "(": OPEN, "[": OPEN, "{": OPEN, ")": CLOSE,
    "]": CLOSE, "}": CLOSE, "©": COPYRIGHT, '"': QUOTE, "«": QUOTE, "»": QUOTE, "‹": QUOTE, "›": QUOTE, "「": QUOTE, "」": QUOTE, "『": QUOTE,
    "』": QUOTE, "《": QUOTE, "》": QUOTE, "&": JOIN, "+": JOIN, "@": HANDLE,
}  # fmt: skip

# Whatever no word holds; an apostrophe, an underscore and the marks of Indic scripts are parts of words.
_PUNCTUATION = (
    re.escape(
        '!"#$%&()*+,-./:;<=>?@[\\]^`{|}~¡¢£§©«¬®°¶·»¿×÷–—―−─…‹›•․‥†‡、。「」『』《》〈〉〖〗〜・،؛؟۔।॥၊။։՝።፣።។€₩¥'
    )
    + "\u2190-\u2bff\U0001f000-\U0001faff"
)
_TOKEN = re.compile(rf"[^\s{_PUNCTUATION}]+|\S")

#: Han, Kana, Hangul, Thai, Lao, Burmese, Khmer: words follow each other without spaces, or endings are glued.
UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]"
)


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

    def add(self, kind: int, start: int, end: int, phrase: Phrase | None = None) -> None:
        """Append a token."""
        self.kinds.append(kind)
        self.starts.append(start)
        self.ends.append(end)
        self.senses.append(phrase.senses if phrase else 0)
        self.agencies.append(phrase.agency if phrase else None)

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
    raw = [lower[first:last] for first, last in spans]
    phrases = lexicon.phrases
    index, count = 0, len(raw)
    while index < count:
        word = raw[index]
        known = phrases.get(word)
        phrase = _longest(text, raw, spans, index, known) if known else None
        if phrase is not None:
            used = 1 + len(phrase.tail)
            tokens.add(WORD, spans[index][0], spans[index + used - 1][1], phrase)
        elif (kind := _KINDS.get(word)) is not None:
            used = 3 if kind == OPEN and raw[index + 1 : index + 3] == _C_IN_BRACKETS else 1
            tokens.add(kind if used == 1 else COPYRIGHT, spans[index][0], spans[index + used - 1][1])
        else:
            used = 1
            first, last = spans[index]
            if last - first > 1 and UNSPACED.search(word) and (parts := split_run(word, lexicon)):
                for length, part in parts:
                    tokens.add(WORD, first, first + length, part)
                    first += length
            elif last - first > 5 and (
                cut := _cut(text, first, last, lexicon, colon=raw[index + 1 : index + 2] == [":"])
            ):
                tokens.add(WORD, first, first + cut)
                suffix = phrases.get(word[cut:], ())
                tokens.add(
                    WORD, first + cut, last, next((phrase for phrase in suffix if not phrase.tail), None)
                )
            else:
                tokens.add(OTHER if last - first == 1 and not word.isalnum() else WORD, first, last)
        index += used
    return tokens


def _cut(text: str, first: int, last: int, lexicon: Lexicon, *, colon: bool) -> int:
    """Return where a credit was glued to the word before it, "StudioQuelle: …", or 0."""
    printed = text[first:last]
    if printed.islower() or printed.istitle() or not (match := _GLUE.search(printed)):
        return 0
    cut = match.end() - 1
    prefix, suffix = printed[:cut].lower(), printed[cut:].lower()
    if prefix in lexicon.given_names or prefix == "mac":
        return 0
    known = lexicon.phrases.get(suffix, ())
    if any(not phrase.tail and (phrase.agency or (colon and phrase.senses & LABEL)) for phrase in known):
        return cut
    return cut if suffix in lexicon.given_names or suffix in lexicon.organisations else 0


# A capital inside a word, three letters and more into it: not in "McKay", "iStock", "JoAnn".
_GLUE = re.compile("[^\\W\\d_]{2}[a-zß-öø-ÿ][A-ZÀ-ÖØ-Þ]")
_C_IN_BRACKETS = ["c", ")"]


def _longest(
    text: str, raw: list[str], spans: list[tuple[int, int]], index: int, known: tuple[Phrase, ...]
) -> Phrase | None:
    """Return the longest of the phrases that stands at ``index``; an ambiguous agency only in its letters."""
    for phrase in known:
        tail = phrase.tail
        if tail and raw[index + 1 : index + 1 + len(tail)] != tail:
            continue
        if phrase.exact:
            printed = text[spans[index][0] : spans[index + len(tail)][1]]
            if printed != phrase.exact and (printed != phrase.exact.upper() or len(printed) < 3):
                if phrase.senses:
                    return phrase.without_agency()
                continue
        return phrase
    return None
