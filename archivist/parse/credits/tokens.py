"""A caption as tokens: words, agencies and credit words (the longest that the tables know), separators."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import accumulate, compress, repeat
from typing import TYPE_CHECKING

from archivist.parse.credits.senses import LABEL
from archivist.parse.credits.unspaced import split_run

if TYPE_CHECKING:
    from archivist.parse.credits.lexicon import Lead, Lexicon, Phrase
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
    OPEN: "([{<",
    CLOSE: ")]}>",
    COPYRIGHT: "©",
    QUOTE: '"«»‹›「」『』《》',
    JOIN: "&+·・",
    HANDLE: "@",
}
# Whatever no word holds; an apostrophe, an underscore and the marks of Indic scripts are parts of words.
_SIGNS = (
    '!"#$%&()*+,-./:;<=>?@[\\]^`{|}~¡¢£§©«¬®°¶·»¿×÷–—―−─…‹›•․‥†‡、。「」『』《》〈〉〖〗〜・،؛؟۔।॥၊။։՝።፣។€₩¥'
)
_KINDS = dict.fromkeys(_SIGNS, OTHER)
_KINDS |= {sign: kind for kind, signs in _SIGNS_OF_KINDS.items() for sign in signs}
_SYMBOLS = "\u2190-\u2bff\U0001f300-\U0001faff"  # arrows, boxes, pictographs
# Apart, so that the table that nearly all captions need is small.
_KINDS_AND_SYMBOLS = (
    dict.fromkeys(map(chr, (*range(0x2190, 0x2C00), *range(0x1F300, 0x1FB00))), OTHER) | _KINDS
)
_TOKEN = re.compile(rf"[^ {re.escape(_SIGNS)}{_SYMBOLS}]++|[^ ]")  # of texts whose white space is spaces
#: Parts a text into a gap, a token, a gap, a token, …, a gap.
_TOKENS_AND_GAPS = re.compile(f"({_TOKEN.pattern})")

#: Han, Kana, Hangul, Thai, Lao, Burmese, Khmer: words follow each other without spaces, or endings are glued.
_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff"
)
UNSPACED = re.compile(f"[{_UNSPACED}]")
_RARE = re.compile(f"[{_UNSPACED}{_SYMBOLS}]")


def split_words(lower: str) -> list[str]:
    """Return the words and signs of a text in lower case, one by one."""
    return [lower] if lower.isalnum() else _TOKEN.findall(lower)


class Tokens:
    """The tokens of a folded text: one entry a token in each list.

    ``words`` are in lower case, ``text`` is with its letter case; ``senses`` and ``agencies`` are what the
    tables know of the words, 0 and None where nothing; ``all_senses`` is every sense there is. Tokens
    from ``first`` up to ``last`` are looked at: all, to begin with.
    """

    __slots__ = (
        "agencies", "all_senses", "ends", "first", "kinds", "last", "lexicon", "lower", "senses", "starts",
        "text", "words",
    )  # fmt: skip

    def __init__(self, text: str, lexicon: Lexicon) -> None:
        lower = text.lower()
        pieces = _TOKENS_AND_GAPS.split(lower)
        is_rare = not text.isascii() and _RARE.search(text) is not None
        if _GLUE.search(text) or (is_rare and UNSPACED.search(text)):
            pieces = _part(pieces, text, lexicon)
        places = list(accumulate(map(len, pieces)))
        words = pieces[1::2]
        self.text, self.lower, self.words, self.lexicon = text, lower, words, lexicon
        self.starts, self.ends = places[:-1:2], places[1::2]
        self.kinds = list(map((_KINDS_AND_SYMBOLS if is_rare else _KINDS).get, words, repeat(WORD)))
        self.senses = [0] * len(words)
        self.agencies: list[AgencyEntry | None] = [None] * len(words)
        self.all_senses = _mark(self, lexicon.phrases)
        self.first, self.last = 0, len(self.kinds)

    def glued(self, index: int) -> bool:
        """Whether no space parts the token from the one before."""
        return index > 0 and self.ends[index - 1] == self.starts[index]


def _mark(tokens: Tokens, phrases: Mapping[str, Lead]) -> int:
    """Put the senses and agencies of the known phrases on their tokens; return every sense there is.

    Several words become one token.
    """
    words, kinds, senses, agencies = tokens.words, tokens.kinds, tokens.senses, tokens.agencies
    bits, free, last = 0, 0, len(words) - 1
    merged: list[tuple[int, int]] = []
    for index in compress(range(last + 1), map(phrases.__contains__, words)):
        if index < free:
            continue
        lead = phrases[words[index]]
        phrase = lead.alone
        if lead.longer and index < last and (longer := lead.longer.get(words[index + 1])):
            phrase = _longest(tokens, index, longer)
        elif phrase is not None and phrase.exact:
            phrase = _printed_so(tokens, index, phrase)
        if phrase is None or (words[index - 1] == "-" and _ends_name(tokens, index)):
            continue
        kinds[index], senses[index], agencies[index] = phrase.kind, phrase.senses, phrase.agency
        bits |= phrase.senses
        if phrase.tail:
            free = index + 1 + len(phrase.tail)
            merged.append((index, free))
    for first, end in reversed(merged):
        _merge(tokens, first, end)
    return bits


def _ends_name(tokens: Tokens, index: int) -> bool:
    """Whether the word is a syllable that a hyphen ties to a name: "Jeong-ho" is no handout."""
    name = index - 2
    if name < 0 or len(tokens.words[index]) > _LONGEST_SYLLABLE or tokens.agencies[name] is not None:
        return False
    if tokens.ends[name] != tokens.starts[index] - 1 or tokens.ends[index - 1] != tokens.starts[index]:
        return False
    before, syllable = (tokens.text[tokens.starts[place] : tokens.ends[place]] for place in (name, index))
    return (before.istitle() and syllable.islower()) or (before.isupper() and syllable == "HO")


def _merge(tokens: Tokens, first: int, last: int) -> None:
    """Make one token of those from ``first`` up to ``last``: it is what the first of them is."""
    tokens.ends[first] = end = tokens.ends[last - 1]
    tokens.words[first] = tokens.lower[tokens.starts[first] : end]
    for column in (tokens.words, tokens.kinds, tokens.starts, tokens.ends, tokens.senses, tokens.agencies):
        del column[first + 1 : last]


def _longest(tokens: Tokens, index: int, phrases: Sequence[Phrase]) -> Phrase | None:
    """Return the first of the phrases, the longest first, that stands at ``index``."""
    following = index + 1
    for phrase in phrases:
        size = len(phrase.tail)
        if size > 1 and tokens.words[following : following + size] != phrase.tail:
            continue
        if not phrase.exact:
            return phrase
        if found := _printed_so(tokens, index, phrase):
            return found
    return None


def _printed_so(tokens: Tokens, index: int, phrase: Phrase) -> Phrase | None:
    """Return the phrase, without its agency where the letters are not those of an ambiguous spelling."""
    printed = tokens.text[tokens.starts[index] : tokens.ends[index + len(phrase.tail)]]
    return phrase if printed in phrase.exact else phrase.otherwise


# ---------------------------------------------------------------------------- words without spaces between


_LONGEST_SYLLABLE = 3  # letters
_SHORTEST_GLUED = 6  # characters
# A capital inside a word, three letters and more into it, or after its quotation mark: not in "McKay".
# Few capitals have a small letter or that mark before them; the others are told at once.
_GLUE = re.compile(
    r"[A-ZÀ-ÖØ-Þ](?<=[a-zß-öø-ÿ'].)(?:(?<=[^\W\d_]{2}[a-zß-öø-ÿ].)|(?<=[^\W\d_]{3}[a-zß-öø-ÿ]'.))"
)


def _part(pieces: list[str], text: str, lexicon: Lexicon) -> list[str]:
    """Part the words that are several, with an empty gap between: glued credits, runs without spaces."""
    heads, tails = lexicon.run_heads, lexicon.run_tails
    parted, start = pieces[:1], len(pieces[0])
    glue = [match.start() for match in _GLUE.finditer(text)]
    glue.reverse()
    for word, gap in zip(pieces[1::2], pieces[2::2], strict=True):
        end = start + len(word)
        glued = bool(glue) and glue[-1] < end
        while glue and glue[-1] < end:
            glue.pop()
        if glued or ((word[0] in heads or word[-1] in tails) and not word.isascii()):
            for part in _parts(word, text, start, lexicon, glued=glued):
                parted += (part, "")
            parted[-1] = gap
        else:
            parted += (word, gap)
        start = end + len(gap)
    return parted


def _parts(word: str, text: str, start: int, lexicon: Lexicon, *, glued: bool) -> list[str]:
    """Return what the word that begins at ``start`` is made of, or the word alone."""
    parts = [word]
    if word not in lexicon.phrases:
        if not word.isascii() and UNSPACED.search(word):
            parts = split_run(word, lexicon)
        if glued and len(parts) == 1:
            parts = _cut(word, text, start, lexicon)
    return parts


def _cut(word: str, text: str, start: int, lexicon: Lexicon) -> list[str]:
    """Cut the word, which begins at ``start``, before a credit that was glued to it: "StudioQuelle: …"."""
    end = start + len(word)
    match = _GLUE.search(text[start:end])
    if match is None or len(word) < _SHORTEST_GLUED:
        return [word]
    prefix, suffix = word[: match.start()], word[match.start() :]
    if prefix in lexicon.given_names or prefix == "mac":
        return [word]
    if prefix[-1] == "'" and (prefix.endswith("ll'") or " '" not in text[:start]):
        return [word]  # "dell'Agenzia"
    known = suffix in lexicon.given_names or suffix in lexicon.organisations
    if not known and suffix in lexicon.phrases and (phrase := lexicon.phrases[suffix].alone):
        known = phrase.agency is not None or (phrase.senses & LABEL > 0 and text.startswith(":", end))
    return [prefix, suffix] if known else [word]
