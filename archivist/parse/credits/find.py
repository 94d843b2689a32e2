"""Where in a caption the credit stands, in tokens."""

from __future__ import annotations

from dataclasses import dataclass

from archivist.parse.credits import senses as s
from archivist.parse.credits import tokens as k
from archivist.parse.credits.lexicon import Lexicon
from archivist.parse.credits.names import CASELESS, is_organisation, is_person
from archivist.parse.credits.tokens import Tokens

#: A new part of a text begins after one of these.
_BOUNDARIES = frozenset(
    {k.STOP, k.CLOSE, k.OPEN, k.PIPE, k.SLASH, k.DASH, k.COMMA, k.EQUALS, k.QUOTE, k.COLON, k.OTHER}
)
_JOINTS = frozenset({k.SLASH, k.PIPE, k.COMMA, k.DASH, k.HYPHEN, k.EQUALS, k.JOIN, k.HANDLE})
#: A credit word that stands after a name and makes it one.
_AFTER_NAME = s.TAKEN | s.PROVIDED | s.TITLE
_MAX_BRACKET = 40  # tokens


@dataclass(frozen=True, slots=True)
class Place:
    """The credit is in the tokens from ``first`` up to, not including, ``last``."""

    first: int
    last: int


class Finder:
    """Looks for the credit in the tokens of one caption, from ``first`` up to ``last``."""

    def __init__(self, tokens: Tokens, first: int, last: int, lexicon: Lexicon) -> None:
        self.tokens, self.first, self.last, self.lexicon = tokens, first, last, lexicon
        self.kinds, self.senses, self.agencies = tokens.kinds, tokens.senses, tokens.agencies

    def find(self) -> Place | None:
        """Return where the credit stands: marked by a label, in a closing bracket, bare at the end, or leading."""
        if self.first >= self.last:
            return None
        return self._labelled() or self._bracket() or self._bare() or self._leading()

    # ------------------------------------------------------------------ marked by a label

    def _labelled(self) -> Place | None:
        for index in range(self.first, self.last):
            if (self.kinds[index] == k.COPYRIGHT or self.senses[index] & s.OPENERS) and self._opens(index):
                opening = self._bracket_around(index)
                closing = self._closing(opening) if opening is not None else None
                end = (
                    self.last if closing is None or self._only_signs(closing + 1, self.last) else closing + 1
                )
                if self._is_credit(index, end if closing is None else closing):
                    return Place(index if opening is None else opening, end)
        return None

    def _opens(self, index: int) -> bool:
        """Whether the label at ``index`` opens a credit: by what stands on both sides."""
        following = index + 1
        if following >= self.last:
            return False
        if self.kinds[index] == k.COPYRIGHT:
            return not self._is_footer(index)
        bits, boundary, capital = self.senses[index], self._boundary(index), self._capital(index)
        if bits & s.COURTESY:
            return boundary or capital
        kind = self.kinds[following]
        if kind in {k.COLON, k.COPYRIGHT} or (kind == k.EQUALS and boundary):
            return True
        if not (boundary or capital) or kind == k.OPEN:
            return False
        if kind == k.STOP:
            return (
                boundary
                and self.tokens.word(index) in self.lexicon.abbreviations
                and self._named(following + 1)
            )
        if self.senses[following] & s.OPENERS:
            return self._opens(following)
        if self.senses[following] & s.BY:
            return self._named(following + 1)
        if self._caseless(index):
            return boundary and kind in {k.SLASH, k.PIPE, k.WORD}
        return boundary and capital and self._named(following)

    def _named(self, index: int) -> bool:
        """Whether a name may begin at ``index``."""
        if index >= self.last:
            return False
        if (
            self.agencies[index] is not None
            or self.kinds[index] in {k.HANDLE, k.COPYRIGHT}
            or self.senses[index] & (s.FLAGS | s.OPENERS)
        ):
            return True
        return self.kinds[index] == k.WORD and (
            self._capital(index) or self._caseless(index) or self._capital(index + 1)
        )

    def _is_footer(self, index: int) -> bool:
        """Whether the copyright sign is the site's own: "© 2019 PAPER All rights reserved"."""
        year = self.tokens.word(index + 1)
        if not (len(year) == 4 and year.isdigit()):
            return False
        return any(self.senses[place] & s.RIGHTS for place in range(index, self.last)) and not any(
            self.agencies[index : self.last]
        )

    def _is_credit(self, first: int, last: int) -> bool:
        """Whether the tokens after a label are a credit and not running text."""
        small, words = self._running(first, last)
        return small <= 1 + words // 6

    def _running(self, first: int, last: int) -> tuple[int, int]:
        """Count the words of running text, and all words, up to a notice of rights."""
        small = words = 0
        for index in range(first, last):
            if self.senses[index] & s.RIGHTS:
                break
            if self.kinds[index] != k.WORD:
                continue
            words += 1
            small += self._is_running(index)
        return small, words

    def _is_running(self, index: int) -> bool:
        """Whether a word is one of running text: no name, no credit word, in lower case."""
        if self.agencies[index] is not None:
            return False
        word, bits = self.tokens.word(index), self.senses[index]
        if word in self.lexicon.runners:
            return not self._capital(index)
        if bits or not self.tokens.text[self.tokens.starts[index]].islower():
            return False
        if word in self.lexicon.particles or word in self.lexicon.organisations:
            return False
        return not self._beside_joint(index)

    def _beside_joint(self, index: int) -> bool:
        """Whether a separator stands next to the word: contributors' names are often in lower case."""
        before = index > self.first and self.kinds[index - 1] in {k.SLASH, k.PIPE, k.HANDLE, k.COPYRIGHT}
        return before or (index + 1 < self.last and self.kinds[index + 1] in {k.SLASH, k.PIPE})

    # ------------------------------------------------------------------ in brackets

    def _bracket_around(self, index: int) -> int | None:
        """Return the bracket that opens before ``index`` and has not closed."""
        for place in range(index - 1, max(self.first, index - _MAX_BRACKET) - 1, -1):
            if self.kinds[place] == k.CLOSE:
                return None
            if self.kinds[place] == k.OPEN:
                return place
        return None

    def _closing(self, opening: int) -> int | None:
        depth = 0
        for place in range(opening, min(self.last, opening + _MAX_BRACKET)):
            depth += (self.kinds[place] == k.OPEN) - (self.kinds[place] == k.CLOSE)
            if depth == 0:
                return place
        return None

    def _opening(self, closing: int) -> int | None:
        depth = 0
        for place in range(closing, max(self.first, closing - _MAX_BRACKET) - 1, -1):
            depth += (self.kinds[place] == k.CLOSE) - (self.kinds[place] == k.OPEN)
            if depth == 0:
                return place
        return None

    def _only_signs(self, first: int, last: int) -> bool:
        return all(self.kinds[place] in {k.STOP, k.COMMA, k.CLOSE} for place in range(first, last))

    def _bracket(self) -> Place | None:
        closing = self.last - 1
        while closing > self.first and self.kinds[closing] in {k.STOP, k.COMMA}:
            closing -= 1
        if self.kinds[closing] != k.CLOSE:
            return None
        opening = self._opening(closing)
        if opening is None or not self._bracket_is_credit(opening + 1, closing):
            return None
        return Place(self._name_before(opening), self.last)

    def _bracket_is_credit(self, first: int, last: int) -> bool:
        if first >= last:
            return False
        small, words = self._running(first, last)
        if small:
            return False
        sentence_before = self._sentence_end(first - 2) or first - 1 == self.first
        if any(agency is not None for agency in self.agencies[first:last]):
            return sentence_before or self._strong(first, last) or self._chain(first, last)
        bits = 0
        for place in range(first, last):
            bits |= self.senses[place]
        if bits & _AFTER_NAME and self.senses[last - 1] & _AFTER_NAME:
            return words <= 4
        if bits & (s.HANDOUT | s.POOL | s.SCREENSHOT):
            return words <= 4 or sentence_before
        if bits & (s.FILE | s.FILE_TAG | s.COMPOSITE | s.GENERATED):
            return self._chain(first, last)
        if not sentence_before or first - 1 == self.first:
            return False
        return self._is_name(first, last) or self._chain(first, last)

    def _strong(self, first: int, last: int) -> bool:
        """Whether an agency is named there in a spelling that means nothing else."""
        return any(
            agency is not None and self._printed(place) not in agency.ambiguous
            for place, agency in enumerate(self.agencies[first:last], first)
        )

    def _chain(self, first: int, last: int) -> bool:
        """Whether separators join at least two names, all in capitals."""
        joints = sum(
            self.kinds[place] in {k.SLASH, k.PIPE, k.EQUALS} or bool(self.senses[place] & s.VIA)
            for place in range(first, last)
        )
        return joints > 0 and all(
            self.kinds[place] != k.WORD or self._capital(place) or self.senses[place] or self._caseless(place)
            for place in range(first, last)
        )

    def _name_before(self, opening: int) -> int:
        """Return where the credit begins whose last part is the bracket: "… dead. Robin Doe (AP)"."""
        start = opening
        while (
            start > self.first
            and self.kinds[start - 1] == k.WORD
            and self._capital(start - 1)
            and opening - start < 4
        ):
            start -= 1
        if start < opening and self._sentence_end(start - 1) and self._is_name(start, opening):
            return start
        return opening

    # ------------------------------------------------------------------ bare at the end

    def _bare(self) -> Place | None:
        start, running = self._scan()
        if start >= self.last:
            return None
        if running:
            start = self._inner_start(start)
        elif start == self.first:
            start = self._after_names(start)
        if start is None or not self._bare_is_credit(start, running=running):
            return None
        return Place(start, self.last)

    def _scan(self) -> tuple[int, bool]:
        """Go back from the end while the tokens may be a credit's; say whether running text stopped it."""
        place, allowance = self.last, 0
        while place > self.first and self.kinds[place - 1] in {k.STOP}:
            place -= 1
        end = place
        while place > self.first:
            index = place - 1
            kind = self.kinds[index]
            if kind == k.CLOSE:
                opening = self._opening(index)
                if opening is None or not self._bracket_fits(opening + 1, index):
                    return place, False
                place = opening
                continue
            if kind == k.STOP:
                if self._sentence_end(index):
                    return place, False
            elif kind == k.WORD:
                if self.senses[index] & _AFTER_NAME:
                    allowance = 3
                elif self._caseless(index) and self.agencies[index] is None and not self.senses[index]:
                    allowance -= 1
                    if allowance < 0 and not (self._boundary(index) and place < end):
                        return place, True
                elif not self._may_be_name(index):
                    return place, True
            elif kind not in _JOINTS:
                return place, False
            place = index
        return place, False

    def _bracket_fits(self, first: int, last: int) -> bool:
        small, words = self._running(first, last)
        known = any(self.agencies[first:last]) or any(
            self.senses[place] & (s.FLAGS | s.RIGHTS) for place in range(first, last)
        )
        return small == 0 and words <= 6 and known

    def _may_be_name(self, index: int) -> bool:
        if self.agencies[index] is not None or self._capital(index):
            return True
        bits = self.senses[index]
        if bits & ~s.SMALL & ~s.TITLE & ~s.LABEL or bits & s.VIA:
            return True
        word = self.tokens.word(index)
        following = index + 1 < self.last and (
            self._capital(index + 1) or self.agencies[index + 1] is not None
        )
        if word in self.lexicon.particles or bits & (s.AND | s.LINK):
            return following and (word not in self.lexicon.runners or word in self.lexicon.particles)
        return self._beside_joint(index) or word[0].isdigit()

    def _inner_start(self, start: int) -> int | None:
        """Find the credit in a tail that running text leads into: after a separator, or at its own name."""
        for place in range(start, self.last):
            if self.kinds[place] in {k.SLASH, k.DASH, k.PIPE, k.HYPHEN, k.EQUALS} and not (
                self.tokens.glued(place) and self.tokens.glued(place + 1) if place + 1 < self.last else False
            ):
                if not any(self.agencies[start:place]):
                    return place + (self.kinds[place] == k.PIPE)
                break
            if self.kinds[place] == k.HANDLE:
                return place
        return self._name_start(start)

    def _name_start(self, start: int) -> int | None:
        """Find where a name begins in a run of capitals: the last two words before the first separator or agency."""
        place = start
        while (
            place < self.last
            and self.kinds[place] in {k.WORD, k.STOP, k.JOIN}
            and self.agencies[place] is None
        ):
            if place > start and self.tokens.glued(place) and self.kinds[place - 1] == k.WORD:
                return place
            place += 1
        if place >= self.last:
            return None
        if self.kinds[place] == k.WORD:  # the agency itself
            return place if place > start or not self._lower_before(place) else None
        return max(start, place - 2) if place - start >= 2 else None

    def _lower_before(self, place: int) -> bool:
        return place > self.first and self.kinds[place - 1] == k.WORD and not self._capital(place - 1)

    def _after_names(self, start: int) -> int:
        """Part "Who is shown / Robin Doe/Agency": a separator with spaces before ones without."""
        joints = [place for place in range(start, self.last) if self.kinds[place] == k.SLASH]
        if (
            len(joints) > 1
            and not self.tokens.glued(joints[0])
            and all(self.tokens.glued(place) for place in joints[1:])
        ):
            if not any(self.agencies[start : joints[0]]) and not any(
                self.senses[place] & ~s.SMALL for place in range(start, joints[0])
            ):
                return joints[0]
        return start

    def _bare_is_credit(self, start: int, *, running: bool) -> bool:
        first = start
        while first < self.last and self.kinds[first] in _JOINTS - {k.HANDLE}:
            first += 1
        if first >= self.last:
            return False
        after_sentence = self._sentence_end(first - 1) or (first > start and self._sentence_end(start - 1))
        if self._strong(first, self.last):
            return True
        joined = self._chain(first, self.last)
        if any(agency is not None for agency in self.agencies[first : self.last]):
            return joined or after_sentence or (first > start)
        bits = 0
        for place in range(first, self.last):
            bits |= self.senses[place]
        if bits & _AFTER_NAME and self.senses[self.last - 1] & _AFTER_NAME and first != self.first:
            return after_sentence or first > start or self._boundary(first)
        if bits & (s.FLAGS & ~s.NOBODY) and (after_sentence or first > start):
            return joined or self.last - first <= 3
        if first > start and self.kinds[first - 1] in {k.DASH, k.HYPHEN}:
            return (joined and self.kinds[start] != k.SLASH) or (
                self.tokens.glued(first)
                and self._printed_run(first).isupper()
                and self._is_name(first, self.last)
            )
        return after_sentence and not running and self._is_name(first, self.last)

    # ------------------------------------------------------------------ leading

    def _leading(self) -> Place | None:
        """Find a credit before the caption: "EPA Former ministers leave …", "Foto: dpa Ministers leave …"."""
        return None

    # ------------------------------------------------------------------ looking around

    def _is_name(self, first: int, last: int) -> bool:
        while last > first and self.kinds[last - 1] == k.STOP:
            last -= 1
        if not 2 <= last - first <= 7 or any(
            self.kinds[place] in {k.COMMA, k.COLON, k.OPEN, k.DASH, k.SLASH, k.PIPE, k.QUOTE}
            for place in range(first, last)
        ):
            return False
        name = self._printed_span(first, last)
        return is_person(name, self.lexicon) and not is_organisation(name, self.lexicon)

    def _printed(self, index: int) -> str:
        return self.tokens.text[self.tokens.starts[index] : self.tokens.ends[index]]

    def _printed_span(self, first: int, last: int) -> str:
        return self.tokens.text[self.tokens.starts[first] : self.tokens.ends[last - 1]]

    def _printed_run(self, first: int) -> str:
        return self._printed_span(first, self.last)

    def _capital(self, index: int) -> bool:
        if index >= self.last or self.kinds[index] != k.WORD:
            return False
        char = self.tokens.text[self.tokens.starts[index]]
        return char.isupper() or (char == "'" and self._printed(index)[1:2].isupper())

    def _caseless(self, index: int) -> bool:
        return CASELESS.match(self.tokens.text, self.tokens.starts[index]) is not None

    def _boundary(self, index: int) -> bool:
        if index <= self.first:
            return True
        kind = self.kinds[index - 1]
        return kind in _BOUNDARIES or (kind == k.HYPHEN and not self.tokens.glued(index))

    def _sentence_end(self, index: int) -> bool:
        """Whether the token at ``index`` ends a sentence: no full stop of an initial or abbreviation."""
        if index < self.first:
            return False
        kind = self.kinds[index]
        if kind in {k.CLOSE, k.QUOTE}:
            return index > self.first and self.kinds[index - 1] == k.STOP and self._sentence_end(index - 1)
        if kind != k.STOP:
            return False
        if self._printed(index) != "." or index == self.first:
            return True
        if (
            index + 1 < self.last
            and self.tokens.glued(index + 1)
            and not (self._capital(index + 1) and self.tokens.text[self.tokens.starts[index] - 1].islower())
        ):
            return False
        if self.kinds[index - 1] != k.WORD:
            return True
        word = self.tokens.word(index - 1)
        return len(word) > 1 and word not in self.lexicon.abbreviations
