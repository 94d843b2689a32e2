"""A caption as tokens: words, agencies and credit words (the longest that the tables know), separators."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import accumulate, compress, pairwise, repeat
from operator import itemgetter
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

_SIGNS_OF_KINDS = {
    SLASH: "/\\",
    PIPE: "|•",
    COMMA: ",;،؛、၊",
    COLON: ":՝",
    STOP: ".!?…。۔؟।॥။։።។",
    HYPHEN: "-",
    DASH: "–—―−─",
    EQUALS: "=",
    OPEN: "([{",
    CLOSE: ")]}",
    COPYRIGHT: "©",
    QUOTE: '"«»‹›「」『』《》',
    JOIN: "&+·・",
    HANDLE: "@",
}
# Whatever no word holds; an apostrophe, an underscore and the marks of Indic scripts are parts of words.
_SIGNS = (
    '!"#$%&()*+,-./:;<=>?@[\\]^`{|}~¡¢£§©«¬®°¶·»¿×÷–—―−─…‹›•․‥†‡、。「」『』《》〈〉〖〗〜・،؛؟۔।॥၊။։՝።፣។€₩¥'
)
_SYMBOLS = (*range(0x2190, 0x2C00), *range(0x1F300, 0x1FB00))  # arrows, boxes, pictographs
_KINDS = dict.fromkeys((*_SIGNS, *map(chr, _SYMBOLS)), OTHER)
_KINDS |= {sign: kind for kind, signs in _SIGNS_OF_KINDS.items() for sign in signs}
_TOKEN = re.compile(rf"[^\s{re.escape(_SIGNS)}\u2190-\u2bff\U0001f300-\U0001faff]+|\S")

#: Han, Kana, Hangul, Thai, Lao, Burmese, Khmer: words follow each other without spaces, or endings are glued.
UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]"
)


def split_words(lower: str) -> list[str]:
    """Return the words and signs of a text in lower case, one by one."""
    return [lower] if lower.isalnum() else _TOKEN.findall(lower)


@dataclass(slots=True)
class Tokens:
    """The tokens of ``text``: one entry a token in each list."""

    text: str  # folded, with its letter case
    lower: str
    kinds: list[int]
    starts: list[int]
    ends: list[int]
    senses: list[int]  # of words; 0 where the tables do not know them
    agencies: list[AgencyEntry | None]
    bits: int = 0  # every sense there is

    def __len__(self) -> int:
        return len(self.kinds)

    def word(self, index: int) -> str:
        """Return a token in lower case."""
        return self.lower[self.starts[index] : self.ends[index]]

    def glued(self, index: int) -> bool:
        """Whether no space parts the token from the one before."""
        return index > 0 and self.ends[index - 1] == self.starts[index]


def tokenise(text: str, lexicon: Lexicon) -> Tokens:
    """Return the tokens of a folded text."""
    lower = text.lower()
    spans = list(map(re.Match.span, _TOKEN.finditer(lower)))
    if _LOWER_UPPER.search(text) or not (text.isascii() or UNSPACED.search(text) is None):
        spans = _part(text, lower, spans, lexicon)
    words = [lower[start:end] for start, end in spans]
    tokens = Tokens(
        text,
        lower,
        list(map(_KINDS.get, words, repeat(WORD))),
        list(map(itemgetter(0), spans)),
        list(map(itemgetter(1), spans)),
        [0] * len(words),
        [None] * len(words),
    )
    _mark(tokens, words, lexicon.phrases)
    return tokens


def _mark(tokens: Tokens, words: list[str], phrases: Mapping[str, Mapping[str, tuple[Phrase, ...]]]) -> None:
    """Put the senses and agencies of the known phrases on their tokens; several words become one token."""
    free = 0
    merged: list[tuple[int, int]] = []
    for index in compress(range(len(words)), map(phrases.__contains__, words)):
        if index < free:
            continue
        phrase = _longest(tokens, words, index, phrases[words[index]])
        if phrase is None:
            continue
        tokens.kinds[index] = phrase.kind
        tokens.senses[index] = phrase.senses
        tokens.agencies[index] = phrase.agency
        tokens.bits |= phrase.senses
        if phrase.tail:
            free = index + 1 + len(phrase.tail)
            tokens.ends[index] = tokens.ends[free - 1]
            merged.append((index + 1, free))
    for first, last in reversed(merged):
        for column in (tokens.kinds, tokens.starts, tokens.ends, tokens.senses, tokens.agencies):
            del column[first:last]


def _longest(
    tokens: Tokens, words: list[str], index: int, known: Mapping[str, tuple[Phrase, ...]]
) -> Phrase | None:
    """Return the longest of the phrases that stands at ``index``; an ambiguous agency only in its letters."""
    following = index + 1
    if following < len(words) and words[following] in known:
        for phrase in known[words[following]]:
            size = len(phrase.tail)
            if (size == 1 or words[following : following + size] == phrase.tail) and (
                found := _printed_so(tokens, index, phrase)
            ):
                return found
    for phrase in known.get("", ()):
        return _printed_so(tokens, index, phrase)
    return None


def _printed_so(tokens: Tokens, index: int, phrase: Phrase) -> Phrase | None:
    """Return the phrase, without its agency where the letters are not those of an ambiguous spelling."""
    if not phrase.exact:
        return phrase
    printed = tokens.text[tokens.starts[index] : tokens.ends[index + len(phrase.tail)]]
    if printed in phrase.exact:
        return phrase
    return phrase.without_agency() if phrase.senses else None


# ---------------------------------------------------------------------------- words without spaces between


_LOWER_UPPER = re.compile("[a-zß-öø-ÿ][A-ZÀ-ÖØ-Þ]")
# A capital inside a word, three letters and more into it: not in "McKay", "iStock", "JoAnn".
_GLUE = re.compile("[^\\W\\d_]{2}[a-zß-öø-ÿ][A-ZÀ-ÖØ-Þ]")


def _part(text: str, lower: str, spans: list[tuple[int, int]], lexicon: Lexicon) -> list[tuple[int, int]]:
    """Part the words that are several: a credit glued to a word, a run of a script without spaces."""
    parted: list[tuple[int, int]] = []
    for start, end in spans:
        word = lower[start:end]
        if end - start == 1 or word in lexicon.phrases:
            parted.append((start, end))
        elif UNSPACED.search(word) and (lengths := split_run(word, lexicon)):
            ends = list(accumulate(lengths, initial=start))
            parted += pairwise(ends)
        elif end - start > 5 and (cut := _cut(text, start, end, lexicon)):
            parted += [(start, start + cut), (start + cut, end)]
        else:
            parted.append((start, end))
    return parted


def _cut(text: str, start: int, end: int, lexicon: Lexicon) -> int:
    """Return where a credit was glued to the word before it, "StudioQuelle: …", or 0."""
    printed = text[start:end]
    match = _GLUE.search(printed)
    if match is None:
        return 0
    cut = match.end() - 1
    prefix, suffix = printed[:cut].lower(), printed[cut:].lower()
    if prefix in lexicon.given_names or prefix == "mac":
        return 0
    known = lexicon.phrases.get(suffix, {}).get("", ())
    colon = text.startswith(":", end)
    if any(phrase.agency or (colon and phrase.senses & LABEL) for phrase in known):
        return cut
    return cut if suffix in lexicon.given_names or suffix in lexicon.organisations else 0
