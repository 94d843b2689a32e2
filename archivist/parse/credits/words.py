"""Single tokens of a caption: what each looks like, and what stands beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import compress

from archivist.parse.credits import senses as s
from archivist.parse.credits import tokens as k
from archivist.parse.credits.names import CASELESS, FIRST_CASELESS
from archivist.parse.credits.tokens import UNSPACED, Tokens

BARS = frozenset({k.SLASH, k.PIPE})
DASHES = frozenset({k.HYPHEN, k.DASH})
#: A new part of a text begins after one of these.
_BOUNDARIES = frozenset(
    {k.STOP, k.CLOSE, k.OPEN, k.PIPE, k.SLASH, k.DASH, k.COMMA, k.EQUALS, k.QUOTE, k.COLON, k.OTHER}
)
#: Part no words where no space stands beside them: "dpa-infocom", "@robin.doe", "example.com".
_INSIDE_WORDS = frozenset({k.HYPHEN, k.STOP, k.HANDLE})
_CLOSING = frozenset({k.CLOSE, k.QUOTE})
_BEFORE_NAMES = frozenset({k.SLASH, k.PIPE, k.HANDLE, k.COPYRIGHT})
_LEADS_TO_NAMES = _BEFORE_NAMES | {k.OPEN, k.COLON, k.COMMA}
_YEAR = re.compile(r"(?:19|20)\d\d")
# Words without spaces between: a sentence is longer than a name, and has these.
_LONG_RUN = 10
FIRST_UNSPACED = "\u0e00"
_GRAMMAR = frozenset("在的了是正将將はがをで")


class Words(Tokens):
    """The tokens of a caption, and questions about one at a time."""

    __slots__ = ()

    def printed(self, index: int) -> str:
        """Return a token with its letter case."""
        return self.text[self.starts[index] : self.ends[index]]

    def capital(self, index: int) -> bool:
        """Whether a word begins with a capital."""
        if index >= self.last or self.kinds[index] != k.WORD:
            return False
        char = self.text[self.starts[index]]
        return char.isupper() or (char == "'" and self.printed(index)[1:2].isupper())

    def caseless(self, index: int) -> bool:
        """Whether a word is in a script without capitals."""
        place = self.starts[index]
        return self.text[place] >= FIRST_CASELESS and CASELESS.match(self.text, place) is not None

    def is_unknown_caseless(self, index: int) -> bool:
        """Whether a word is in a script without capitals, and the tables do not know it."""
        return not self.senses[index] and self.agencies[index] is None and self.caseless(index)

    def is_known(self, index: int) -> bool:
        """Whether a word is an agency or a credit word."""
        return bool(self.senses[index]) or self.agencies[index] is not None

    def is_agency(self, index: int) -> bool:
        """Whether an agency stands there in a spelling that means nothing else."""
        agency = self.agencies[index]
        return agency is not None and self.printed(index) not in agency.ambiguous

    def boundary(self, index: int) -> bool:
        """Whether a new part of the text begins with the token."""
        if index <= self.first:
            return True
        kind = self.kinds[index - 1]
        return kind in _BOUNDARIES or (
            not self.glued(index) and (kind == k.HYPHEN or self.ends_phrase(index - 1))
        )

    def ends_phrase(self, index: int) -> bool:
        """Whether a space behind the word is a full stop: in Han and Kana, and behind a Korean verb."""
        last = self.lower[self.ends[index] - 1]
        if last < FIRST_UNSPACED or self.kinds[index] != k.WORD or not UNSPACED.match(last):
            return False
        return last == "다" if "\uac00" <= last <= "\ud7af" else last >= "\u3005"

    def tight(self, index: int) -> bool:
        """Whether a separator has no space on either side."""
        return self.glued(index) and index + 1 < self.last and self.glued(index + 1)

    def ties_words(self, index: int) -> bool:
        """Whether a hyphen ties two words that the tables do not know: "US-Bundesstaat"."""
        if self.kinds[index] != k.HYPHEN or index == self.first or not self.tight(index):
            return False
        return not (self.is_known(index - 1) or self.is_known(index + 1))

    def lower_before(self, index: int) -> bool:
        """Whether the token before is a word without a capital."""
        return index > self.first and self.kinds[index - 1] == k.WORD and not self.capital(index - 1)

    def word_before_is_glued(self, index: int, start: int) -> bool:
        """Whether the word before was cut from the one before it."""
        return index - 2 >= start and self.glued(index - 1) and self.kinds[index - 2] == k.WORD

    def capital_before(self, index: int) -> bool:
        """Whether the token before has a capital: a bracket after it may hold a party or a place."""
        return index > self.first and self.capital(index - 1)

    def beside_joint(self, index: int) -> bool:
        """Whether a separator stands next to the word: contributors' names are often in lower case."""
        if index > self.first and self.kinds[index - 1] in _BEFORE_NAMES:
            return True
        following = index + 1
        if following >= self.last:
            return False
        if self.kinds[following] in DASHES and following + 1 < self.last:
            return index == self.first and self.agencies[following + 1] is not None
        return self.kinds[following] in BARS

    def is_year(self, index: int) -> bool:
        """Whether a token is a year."""
        return (
            index < self.last
            and self.kinds[index] == k.WORD
            and _YEAR.fullmatch(self.words[index]) is not None
        )

    def is_possessive(self, index: int) -> bool:
        """Whether the word ends in an apostrophe and s."""
        return self.words[index].endswith("'s")

    def is_compound(self, index: int) -> bool:
        """Whether a hyphen ties the word to another that the tables do not know: "AP-Fotograf"."""
        behind = index + 2
        return (
            behind < self.last
            and self.kinds[index + 1] == k.HYPHEN
            and self.tight(index + 1)
            and self.kinds[behind] == k.WORD
            and not self.is_known(behind)
        )

    def is_running(self, index: int) -> bool:
        """Whether a word is one of running text: no name, no credit word, without a capital."""
        if self.kinds[index] != k.WORD or self.agencies[index] is not None:
            return False
        if self.text[self.starts[index]].isupper():
            return False
        word, bits = self.words[index], self.senses[index]
        if not bits and len(word) > 3 and not word.isascii() and UNSPACED.match(word):
            return len(word) > _LONG_RUN or not _GRAMMAR.isdisjoint(word)
        if self.kinds[index - 1] in _INSIDE_WORDS and self.glued(index):
            return False
        if word in self.lexicon.runners:
            small_in_name = (bits & s.AND and len(word) > 1) or self.is_inside_name(index)
            return not (small_in_name or self.capital(index))
        if bits or not (word.isalpha() and self.printed(index).islower()):
            return False
        if word in self.lexicon.particles or word in self.lexicon.sure_organisations:
            return False
        return not self.beside_joint(index)

    def is_inside_name(self, index: int) -> bool:
        """Whether a small word stands inside a name: "Maria do Carmo Doe", "Catrinus van der Veen"."""
        words, particles = self.words, self.lexicon.particles
        first, end = index, index + 1
        if words[index] not in particles or first <= self.first or end >= self.last:
            return False
        if words[first - 1] in particles and not self.capital(first - 1):
            first -= 1
        elif words[end] in particles and not self.capital(end):
            end += 1
        before = first - 1
        if before < self.first or not (self.capital(before) and self.capital(end)):
            return False
        dutch = end - first == 2 and words[first] == "van"  # but "Blick von der Brücke"
        return dutch or words[before] in self.lexicon.given_names or self._follows_sign(before)

    def _follows_sign(self, index: int) -> bool:
        """Whether a sign leads into the words with capitals that end there: "(Xoán de Souza/AP)"."""
        while index > self.first and self.capital(index - 1):
            index -= 1
        if index == self.first:
            return False
        return self.kinds[index - 1] in _LEADS_TO_NAMES or self.senses[index - 1] & (s.VIA | s.LINK) > 0

    def is_initial(self, index: int) -> bool:
        """Whether a word is a single capital with a full stop, or several: "R.", "R. V."."""
        word = self.words[index]
        single = len(word) == 1 or word[-2] in " ."
        return single and self.kinds[index + 1 : index + 2] == [k.STOP] and self.capital(index)

    def sentence_end(self, index: int) -> bool:
        """Whether the token at ``index`` ends a sentence: no full stop of an initial or abbreviation."""
        if index < self.first:
            return False
        kind = self.kinds[index]
        if kind in _CLOSING:
            return index > self.first and self.kinds[index - 1] == k.STOP and self.sentence_end(index - 1)
        if kind != k.STOP:
            return False
        if self.printed(index) != "." or index == self.first:
            return True
        return self._full_stop_ends(index)

    def _full_stop_ends(self, index: int) -> bool:
        if self.kinds[index - 1] in _CLOSING and self.capital(index + 1):
            return True
        if index + 1 < self.last and self.glued(index + 1) and not self._begins_part(index + 1):
            before = self.text[self.starts[index] - 1]
            if self.agencies[index + 1] is not None and before.isalpha():
                return True
            if not (self.capital(index + 1) and (before.islower() or before.isdigit())):
                return False
        if self.kinds[index - 1] != k.WORD:
            return True
        word = self.words[index - 1]
        if index == self.first + 1 and word.isdigit():
            return False  # an item of a list
        # "… on Route 1. (Agency)"
        numbered = word.isdigit() and self._is_apart(index + 1)
        return numbered or not (len(word) == 1 or word[-2] in " ." or word in self.lexicon.abbreviations)

    def _begins_part(self, index: int) -> bool:
        """Whether a bar with a space behind it stands there: "… on Friday./ Agency"."""
        return self.kinds[index] in BARS and index + 1 < self.last and not self.glued(index + 1)

    def _is_apart(self, index: int) -> bool:
        """Whether a bracket, an agency or a person's name begins there."""
        if index >= self.last:
            return False
        person = self.words[index] in self.lexicon.given_names and self.capital(index + 1)
        return self.kinds[index] == k.OPEN or self.agencies[index] is not None or person

    # ------------------------------------------------------------------ all tokens

    def known(self) -> Iterator[int]:
        """Return the tokens that are credit words, in order."""
        return compress(range(self.first, self.last), self.senses[self.first : self.last])

    def places(self, kind: int) -> list[int]:
        """Return the tokens of a kind, in order."""
        found, index = [], self.first - 1
        for _ in range(self.kinds[self.first : self.last].count(kind)):
            index = self.kinds.index(kind, index + 1)
            found.append(index)
        return found
