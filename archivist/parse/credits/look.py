"""Looking at the tokens of a caption: what stands where, and what it looks like."""

from __future__ import annotations

from functools import reduce
from itertools import pairwise
from operator import or_

from archivist.parse.credits import senses as s
from archivist.parse.credits import tokens as k
from archivist.parse.credits.names import (
    is_domain,
    is_korean,
    is_organisation,
    is_person,
)
from archivist.parse.credits.words import Words

#: A credit word that stands after a name and makes it one.
AFTER_NAME = s.TAKEN | s.PROVIDED | s.TITLE
#: Says how the picture came to the page.
SAYS_HOW = s.HANDOUT | s.POOL | s.SCREENSHOT
#: Signs inside a credit, and those of them that may also part it from its caption.
JOINTS = frozenset({k.SLASH, k.PIPE, k.COMMA, k.DASH, k.HYPHEN, k.EQUALS, k.JOIN, k.HANDLE})
SPACED = frozenset({k.SLASH, k.PIPE, k.DASH, k.HYPHEN, k.EQUALS})
_NOT_IN_NAMES = frozenset({k.COMMA, k.COLON, k.OPEN, k.DASH, k.SLASH, k.PIPE, k.QUOTE})
_JOINING = frozenset({k.SLASH, k.PIPE, k.EQUALS, k.COMMA, k.DASH})
_AT_END = frozenset({k.STOP, k.COMMA, k.CLOSE})
_MAX_BRACKET = 40  # tokens
_SHORTEST_HOUSE = 9  # letters; a capital shows it as well, so fewer than makers.py asks for


#: The first token of a stretch, and the one after its last.
Span = tuple[int, int]


class Look(Words):
    """The tokens of a caption, and questions about stretches of those from ``first`` up to ``last``."""

    __slots__ = ()

    def span(self, first: int, last: int) -> str:
        """Return the text of some tokens."""
        return self.text[self.starts[first] : self.ends[last - 1]]

    def bits(self, first: int, last: int) -> int:
        """Return every sense that is there."""
        return reduce(or_, self.senses[first:last], 0)

    def running(self, first: int, last: int) -> tuple[int, int]:
        """Count the words of running text, and all words, up to a notice of rights."""
        if self.all_senses & s.RIGHTS:
            last = next((index for index in range(first, last) if self.senses[index] & s.RIGHTS), last)
        kinds, text, starts = self.kinds, self.text, self.starts
        running = words = 0
        for index, kind in enumerate(kinds[first:last], first):
            if kind == k.WORD:
                words += 1
                if not text[starts[index]].isupper() and self.is_running(index):
                    running += 1
        return running, words

    def has_body(self, first: int, last: int) -> bool:
        """Whether an agency, a body or what says how the picture came is named there."""
        return any(
            self.agencies[index] is not None
            or self.senses[index] & s.FLAGS
            or (self.capital(index) and self.words[index] in self.lexicon.sure_organisations)
            for index in range(first, last)
        )

    def ends_running(self, first: int, last: int) -> bool:
        """Whether the last word is one of running text: a name does not end so."""
        for index in range(last - 1, first, -1):
            if self.senses[index] & s.RIGHTS:
                return False
            if self.kinds[index] == k.WORD:
                return self.is_running(index)
        return False

    def strong(self, first: int, last: int) -> bool:
        """Whether an agency stands there by itself, in a spelling that means nothing else."""
        for index in range(first, last):
            agency = self.agencies[index]
            if agency is None or self.printed(index) in agency.ambiguous or self.is_possessive(index):
                continue
            if self.is_compound(index):
                continue
            following = index + 1
            if (
                following >= last
                or self.kinds[following] != k.WORD
                or (self.senses[following] and self.words[following] not in self.lexicon.particles)
                or self.agencies[following]
            ):
                return True
        return False

    def names_agency(self, index: int) -> bool:
        """Whether the part that ends with the token has an agency or a credit word."""
        while index >= self.first and self.kinds[index] not in SPACED and self.kinds[index] != k.COMMA:
            if self.agencies[index] is not None or self.senses[index] & ~s.SMALL:
                return True
            index -= 1
        return False

    def chain(self, first: int, last: int) -> bool:
        """Whether separators join at least two names, none of them running text."""
        joined = False
        for index in range(first, last):
            if self.kinds[index] in _JOINING or self.senses[index] & s.VIA:
                joined = True
            elif self.kinds[index] == k.WORD and not self._in_chain(index):
                return False
        return joined

    def _in_chain(self, index: int) -> bool:
        if self.senses[index] or self.agencies[index] is not None or self.capital(index):
            return True
        if self.words[index] in self.lexicon.particles:
            return True
        if self.kinds[index - 1] == k.HYPHEN and index - 2 > self.first and self.capital(index - 2):
            return self.tight(index - 1)  # "Ahn Young-joon"
        return self.caseless(index) or (index > self.first and self.kinds[index - 1] == k.HANDLE)

    def is_name(self, first: int, last: int) -> bool:
        """Whether the tokens are a person's name of two words and more."""
        while last > first and self.kinds[last - 1] == k.STOP:
            last -= 1
        if not 2 <= last - first <= 7 or not _NOT_IN_NAMES.isdisjoint(self.kinds[first:last]):
            return False
        return is_person(self.span(first, last), self.lexicon)

    def parts(self, first: int, last: int) -> list[tuple[int, int]]:
        """Return the stretches between separators."""
        cuts = [index for index in range(first, last) if self.kinds[index] in _JOINING]
        bounds = [first - 1, *cuts, last]
        return [(start + 1, end) for start, end in pairwise(bounds) if end > start + 1]

    def is_name_list(self, first: int, last: int) -> bool:
        """Whether all the parts are persons' names: who is shown, and no credit."""
        return all(self.is_name(start, end) for start, end in self.parts(first, last))

    def is_maker_chain(self, first: int, last: int) -> bool:
        """Whether a person and a body or a job are joined, in either order: "Robin Doe/Example Daily"."""
        parts = self.parts(first, last)
        if len(parts) < 2:
            return False
        if not self.is_name(*parts[0]):
            known = self.is_name if self.is_abbreviation(*parts[0]) else self.is_known_person
            return len(parts) == 2 and known(*parts[1])
        start, end = parts[-1]
        return bool(self.bits(start, end) & (s.TITLE | s.NOBODY)) or is_organisation(
            self.span(start, end), self.lexicon
        )

    def is_body(self, first: int, last: int) -> bool:
        """Whether the tokens are a body's name, of two to six words with capitals, or a web address."""
        while last > first and self.kinds[last - 1] == k.STOP:
            last -= 1
        if not 0 < last - first <= 8:
            return False
        name = self.span(first, last)
        if is_domain(name):
            return True
        words = [index for index in range(first, last) if self.kinds[index] == k.WORD]
        particles = self.lexicon.particles
        if not 2 <= len(words) <= 6 or not all(
            self.capital(index)
            or self.senses[index] & s.SMALL
            or self.words[index].isdigit()
            or (self.words[index] in particles and self.words[index] not in self.lexicon.runners)
            for index in words
        ):
            return False
        return is_organisation(name, self.lexicon)

    def is_house(self, first: int, last: int) -> bool:
        """Whether the tokens are one long word that ends as houses' names do: "Sörmlandsbladet"."""
        word = self.words[first]
        long = last - first == 1 and len(word) >= _SHORTEST_HOUSE and self.capital(first)
        return long and word.endswith(self.lexicon.organisation_endings)

    def is_known_person(self, first: int, last: int) -> bool:
        """Whether the tokens are a person's name that a given name or initials show to be one."""
        if not self.is_name(first, last):
            return False
        first_word = self.words[first]
        initial = len(first_word) == 1 and self.kinds[first + 1] == k.STOP
        return first_word in self.lexicon.given_names or initial or self.is_korean(first, last)

    def is_korean(self, first: int, last: int) -> bool:
        """Whether the tokens are a Korean name in Latin letters: "Ahn Young-joon"."""
        return last - first == 4 and last <= self.last and is_korean(self.span(first, last))

    def begins_sentence(self, first: int) -> bool:
        """Whether a word begins a sentence and no name: "Die", but not "A. Doe", "Ha Sang-yoon"."""
        if self.words[first] not in self.lexicon.runners:
            return False
        return not (self.is_initial(first) or self.is_korean(first, first + 4))

    def names_whom_for(self, first: int, last: int) -> bool:
        """Whether the tokens say who made something for whom: "ROBIN DOE FOR EXAMPLE DAILY"."""
        for index in range(first + 2, min(last - 1, first + 5)):
            if self.words[index] in {"for", "via"}:
                press = self.agencies[index + 1] is not None or self.is_body(index + 1, last)
                named = press and self.is_name(first, index)
                return (
                    (named or self.is_known_person(first, index))
                    and self.capital(index + 1)
                    and self.running(index + 1, last)[0] == 0
                )
        return False

    def is_abbreviation(self, first: int, last: int) -> bool:
        """Whether the tokens are one abbreviation in capitals."""
        return last - first == 1 and self.printed(first).isupper() and 2 <= len(self.printed(first)) <= 6

    def repeats(self, first: int, last: int) -> bool:
        """Whether the tokens are one word with a capital that the caption had before: whom it is about."""
        printed = self.printed(first)
        if last - first != 1 or not self.capital(first) or len(printed) < 4:
            return False
        return any(self.printed(index).removesuffix("'s") == printed for index in range(self.first, first))

    def is_credited(self, first: int, last: int) -> bool:
        """Whether all the parts are names of persons and bodies, and one is a body's."""
        parts = self.parts(first, last)
        bodies = [self.is_provider(start, end) or self.is_body(start, end) for start, end in parts]
        return any(bodies) and all(
            body or self.is_name(start, end) or self.is_abbreviation(start, end)
            for body, (start, end) in zip(bodies, parts, strict=True)
        )

    def names_press(self, first: int, last: int) -> bool:
        """Whether a house is named that prints or sells pictures, or a job there."""
        words = self.words[first:last]
        return (
            any(self.agencies[first:last])
            or bool(self.bits(first, last) & (s.FLAGS | s.TITLE))
            or not self.lexicon.press.isdisjoint(words)
            or any(word.endswith("pedia") for word in words)
            or any(is_domain(self.span(*part)) for part in self.parts(first, last))
        )

    def is_provider(self, first: int, last: int) -> bool:
        """Whether the tokens are the known name of a body."""
        return self.span(first, last).rstrip(".").lower() in self.lexicon.providers

    def all_known(self, first: int, last: int) -> bool:
        """Whether every word is an agency, a credit word or the known name of a body."""
        words = [index for index in range(first, last) if self.kinds[index] == k.WORD]
        return all(
            self.agencies[index] or self.senses[index] or self.words[index] in self.lexicon.providers
            for index in words
        )

    def only_labels(self, first: int, last: int) -> bool:
        """Whether nothing but labels stands there."""
        return all(self.senses[index] & s.LABEL for index in range(first, last))

    def only_words(self, first: int, last: int) -> bool:
        """Whether no sign stands there."""
        return all(self.kinds[index] == k.WORD for index in range(first, last))

    def only_signs(self, first: int, last: int) -> bool:
        """Whether nothing but full stops and the like stands there."""
        return all(self.kinds[index] in _AT_END for index in range(first, last))

    # ------------------------------------------------------------------ brackets

    def bracket_around(self, index: int) -> int | None:
        """Return the bracket that opens before ``index`` and has not closed."""
        start = max(self.first, index - _MAX_BRACKET)
        if k.OPEN not in self.kinds[start:index]:
            return None
        for place in range(index - 1, start - 1, -1):
            if self.kinds[place] == k.CLOSE:
                return None
            if self.kinds[place] == k.OPEN:
                return place
        return None

    def closing(self, opening: int) -> int | None:
        """Return the bracket that closes the one at ``opening``."""
        depth = 0
        for place, kind in enumerate(self.kinds[opening : min(self.last, opening + _MAX_BRACKET)], opening):
            if kind == k.OPEN:
                depth += 1
            elif kind == k.CLOSE:
                depth -= 1
            if depth == 0:
                return place
        return None

    def opening(self, closing: int) -> int | None:
        """Return the bracket that the one at ``closing`` closes."""
        depth = 0
        for place in range(closing, max(self.first, closing - _MAX_BRACKET) - 1, -1):
            depth += (self.kinds[place] == k.CLOSE) - (self.kinds[place] == k.OPEN)
            if depth == 0:
                return place
        return None
