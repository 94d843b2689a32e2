"""A credit line taken apart, from left to right: makers, agencies, other providers, flags, rights."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache

from archivist.model import Agency
from archivist.parse.credits import senses as s
from archivist.parse.credits import tokens as k
from archivist.parse.credits.chunks import Chunks
from archivist.parse.credits.lexicon import Lexicon
from archivist.parse.credits.line import NUMBER
from archivist.parse.credits.makers import Name, What, divide
from archivist.parse.credits.names import is_domain, is_organisation, is_person
from archivist.parse.credits.roles import assign_roles
from archivist.parse.credits.tokens import Tokens
from archivist.rules.agencies import AgencyKind

_AFTER_LABELS = frozenset({k.COLON, k.EQUALS, k.COPYRIGHT})
_ENDS_OF_PARTS = frozenset({k.PIPE, k.STOP, k.CLOSE, k.SLASH})
_MAYBE_INSIDE_NAMES = frozenset({k.STOP, k.HYPHEN, k.COMMA, k.JOIN})
_IN_PERSONS = frozenset({k.STOP, k.HYPHEN})
_IN_ACCOUNTS = frozenset({k.STOP, k.HYPHEN, k.WORD})
_BARS = frozenset("il")  # a capital I or a small L that stands in the place of a bar
_AFTER_COMMA = frozenset({"inc", "llc", "ltd", "corp", "jr", "sr"})  # "Example, Inc."
_LICENCES = frozenset({"cc", "cc0", "ccby", "creative commons"})
_LICENCE_PARTS = re.compile(
    r"by|sa|nc|nd|zero|attribution|share|alike|sharealike|licen[cs]e|lizenz|international|generic|unported|de|deed|int"
)


@dataclass(slots=True)
class Reading:
    """What a credit line says, in printed order."""

    creators: list[str] = field(default_factory=list)
    agencies: tuple[Agency, ...] = ()
    courtesy_of: list[str] = field(default_factory=list)
    flags: int = 0  # bits of senses
    rights: str = ""
    place: str = ""


def decompose(text: str, tokens: Tokens, first: int, last: int, lexicon: Lexicon) -> Reading:
    """Take apart the tokens from ``first`` up to, not including, ``last``; ``text`` is as printed."""
    reader = _Reader(text, tokens, first, last, lexicon)
    reader.run()
    return reader.finish()


class _Reader(Chunks):
    """Goes over its line once."""

    __slots__ = ()

    # ------------------------------------------------------------------ the walk

    def run(self) -> None:
        """Read every token."""
        index, last = 0, self.last
        kinds, senses, agencies = self.kinds, self.senses, self.agencies
        while index < last:
            kind = kinds[index]
            if kind != k.WORD:
                index = self._sign(index, kind)
            elif senses[index] or agencies[index] is not None:
                index = self._known_word(index)
            else:
                if self.begin < 0 or self.words[index] in _BARS:
                    self._plain_word(index)
                index += 1
        if self.begin >= 0:
            self._flush(last)

    def finish(self) -> Reading:
        """Decide about the names and the roles, now that the whole line is known."""
        entries = self.entries
        makers: list[Name] = []
        providers: list[Name] = []
        if self.names:
            library = AgencyKind.STOCK in [entry.kind for entry in entries]
            old = bool(self.flags & (s.FILE | s.FILE_TAG))
            makers, providers = divide(
                self.names, self.lexicon, agencies=bool(entries), library=library, old=old
            )
        maker_last = makers[0].place > self.last_agency if makers and entries else None
        return Reading(
            [name.text for name in makers],
            assign_roles(entries, passed_on=self.passed_on, pair=self.pair, maker_last=maker_last),
            [name.text for name in providers],
            self.flags,
            self.rights,
            self.place,
        )

    def _known_word(self, index: int) -> int:
        """Read an agency or a credit word and return the index after it."""
        labels = self.senses[index] & s.LABEL and self.kinds[index + 1] == k.COLON  # "BILD: Robin Doe"
        if self.agencies[index] is not None and not labels and self._agency(index):
            return index + 1
        if self.begin < 0 or not self._is_bar(index):
            bits = self.senses[index]
            for read in _readers(bits):
                if following := read(self, index, bits):
                    return following
        self._plain_word(index)
        return index + 1

    def _plain_word(self, index: int) -> None:
        """Take in a word that may be one of a name."""
        if self.begin < 0:
            if not self._is_number(index):
                self.begin = index
        elif self._is_bar(index):
            self._flush(index)

    def _is_number(self, index: int) -> bool:
        """Whether a year or a number stands there that begins no name."""
        word, following = self.words[index], index + 1
        if self.kinds[following] == k.STOP and self.glued(following) and self.glued(index + 2):
            return False  # "24.example"
        return word[0].isdigit() and NUMBER.fullmatch(word) is not None and not self.is_plain(following)

    # ------------------------------------------------------------------ credit words: the index after, or 0

    def _skip(self, index: int, _: int) -> int:
        self._flush(index)
        return index + 1

    def _edited(self, index: int, bits: int) -> int:
        following = self._label(index, bits)
        self.edited = following > 0
        return following

    def _title(self, index: int, bits: int) -> int:
        """Read a job title: before it, or else after it, stands a person's name."""
        if self.begin >= 0:
            for_whom = self.is_plain(index + 1) and is_organisation(self._chunk(index), self.lexicon)
            self._flush(index, What.PROVIDER if for_whom else What.MAKER)
            if for_whom:  # "香港文匯報記者 陳大文"
                self.next_is = What.MAKER
        elif not self.no_name_at(index + 1):
            if not self.is_plain(index + 1):
                return 0
            self.next_is = What.PROVIDER if bits & s.LINK else What.MAKER  # "Special to Example Daily"
        return index + 1

    def _after_name(self, index: int, bits: int) -> int:
        """Read "taken" or "provided" after a name."""
        following = index + 1
        if self.begin < 0 or not (self.no_name_at(following) or not self.has_letters(following)):
            return 0
        taken = bool(bits & s.TAKEN)
        self._flush(index, What.MAKER if taken else What.PROVIDER)
        self.flags |= 0 if taken else s.HANDOUT
        return following

    def _courtesy(self, index: int, _: int) -> int:
        """Read "courtesy of"; "© Provided by Example Times" is a portal's, and no handout."""
        self._flush(index)
        self.next_is = What.PROVIDER
        if self.kinds[index - 1] != k.COPYRIGHT:
            self.flags |= s.HANDOUT
        return index + 1

    def _label(self, index: int, bits: int) -> int:
        """Read a label; after a name it is one only where a colon or "by" follows."""
        following = self.kinds[index + 1]
        opens = following in _AFTER_LABELS or self.senses[index + 1] & (s.BY | s.OPENERS)
        if self.begin >= 0 and bits & s.PICTURE and index + 1 == self.last and not self.capital(index):
            self._flush(index)  # "Robin Doe photo"
            return index + 1
        if self.begin >= 0 and bits & s.PICTURE and following == k.SLASH and not self.capital(index):
            self._flush(index, What.PROVIDER)  # "Example Force photo/Robin Doe"
            return index + 1
        if not opens and (self.begin >= 0 or self._begins_name(index, bits)):
            return 0
        if self.begin >= 0:
            self._flush(index)
        self.next_is = None
        self.flags |= bits & s.FLAGS & ~s.NOBODY
        if bits & s.PROVIDED:
            self.next_is = What.PROVIDER
            self.flags |= s.HANDOUT
        elif bits & (s.TAKEN | s.TITLE):
            self.next_is = What.MAKER
        return index + 1

    def _begins_name(self, index: int, bits: int) -> bool:
        """Whether a label behind another is the first word of a name: "Foto: Picture Point"."""
        labelled = self.kinds[index - 1] == k.COLON and self.senses[index - 2] & s.LABEL
        return bool(labelled and bits & s.PICTURE and self.capital(index) and self.is_plain(index + 1))

    def _flag(self, index: int, bits: int) -> int:
        """Read a word that says how the picture came; "National Archives" is a name."""
        host_end = index + 3
        if self.kinds[index + 1] == k.HYPHEN and self.kinds[host_end] == k.STOP and self.glued(host_end + 1):
            return 0  # "presse-fotos.example"
        nobody_only = bits & s.FLAGS == s.NOBODY
        if nobody_only and (self.begin >= 0 or not self.no_name_at(index + 1)):
            return 0
        if "." in self.words[index] and self.capital(index + 1 + (self.kinds[index + 1] == k.STOP)):
            return 0  # the initials in "R.V. Moorthy"
        beside_words = self.begin >= 0 or self.is_plain(index + 1)
        if beside_words and self.words[index] in self.lexicon.organisations:
            return 0
        self._flush(index)
        self.flags |= bits & s.FLAGS
        if bits & s.SCREENSHOT or (bits & s.HANDOUT and self.kinds[index + 1] == k.COLON):
            self.next_is = What.PROVIDER
        return index + 1

    def _small(self, index: int, bits: int) -> int:
        """Read "by", "via", "for", "and", unless they belong to a name, as in "de la Cruz"."""
        if self.begin >= 0:
            return self._small_after_name(index, bits)
        before = self.senses[index - 1]
        if not (bits & s.BY and before & (s.LABEL | s.GENERATED | s.SCREENSHOT)):
            if bits & s.VIA and not before & s.LABEL:
                self._pass_on()
                if self.agencies[index + 1] is not None:
                    return index + 1  # "POOL / VIA REUTERS"
            if bits & s.LINK and self.agencies[index - 1] and self.capital(index + 1):
                self.next_is = None if self.agencies[index + 1] else What.PROVIDER
            if self.capital(index) and not (bits & s.LINK and self.agencies[index + 1]):
                return 0
        return index + 1

    def _small_after_name(self, index: int, bits: int) -> int:
        following = index + 1
        if bits & s.VIA:
            self._flush(index)
            self._pass_on()
            return following
        agency = self.agencies[following] is not None
        two = self._is_person(index) and self.capital(following)
        if bits & s.LINK and (agency or (two and not bits & s.BY)):
            self._flush(index)
            self.next_is = None if agency else What.PROVIDER
            return following
        initial = len(self.words[following]) == 1 and self.kinds[following + 1] == k.STOP
        named = self.capital(following + 1) or initial or self.words[following + 1] in self.lexicon.particles
        if bits & s.AND and two and named and not self._goes_on_as_body(following):
            self._flush(index)
            return following
        return 0

    def _goes_on_as_body(self, following: int) -> bool:
        """Whether the name before "and" is a part of a body's: "Florida Fish and Wildlife Commission"."""
        end = following
        while self.is_plain(end):
            end += 1
        first = self.words[self.begin]
        return first not in self.lexicon.given_names and is_organisation(
            self.span(following, end), self.lexicon
        )

    def _pass_on(self) -> None:
        if self.passed_on is None:
            self.passed_on = len(self.entries)

    def _rights(self, index: int, bits: int) -> int:
        """Take a licence, or a notice of rights up to the end or to a "via" with an agency after it."""
        self.flags |= bits & s.FLAGS
        alone = not self.names and not self.entries and self.begin < 0
        self._flush(index)
        end = index + 1
        if self.words[index] in _LICENCES:
            end = self._licence_end(end)
        elif not alone:  # "Tous droits réservés Agency": the name comes after the notice
            while end < self.last and not (self.senses[end] & s.VIA and self.agencies[end + 1]):
                end += 1
        notice = self.span(index, end).rstrip(" -")
        self.rights = f"{self.rights} {notice}".strip()
        return end

    def _licence_end(self, end: int) -> int:
        """Return where a Creative Commons licence ends: "CC BY-SA 4.0"."""
        while end < self.last:
            word = self.words[end]
            if not (_LICENCE_PARTS.fullmatch(word) or NUMBER.fullmatch(word) or word in "-."):
                break
            end += 1
        return end

    # ------------------------------------------------------------------ signs

    def _sign(self, index: int, kind: int) -> int:
        """Read a sign and return the index after it."""
        if kind == k.COLON:
            self._label_before_colon(index)
        elif kind == k.HANDLE:
            return self._account(index)
        elif kind == k.EQUALS and self.begin >= 0 and self.caseless(self.begin):
            self.place = self._chunk(index)  # "[서울=뉴시스]"
            self.begin = -1
        elif kind == k.OPEN and self._abbreviation_follows(index):
            return index + 3
        elif kind not in _MAYBE_INSIDE_NAMES or not self._is_inside_name(index, kind):
            if self.begin >= 0:
                self._flush(index)
            if kind in _ENDS_OF_PARTS and self.next_is is What.PROVIDER:
                self.next_is = None
        return index + 1

    def _is_inside_name(self, index: int, kind: int) -> bool:
        """Whether a sign is part of a name: "J. Scott", "Jr.", "Kirchner-Beispiel", "A & B"."""
        following = index + 1
        if kind == k.JOIN:
            return not (self.joins_credits(index) or self._joins_persons(index))
        if kind == k.COMMA:
            return self.begin >= 0 and self.words[following] in _AFTER_COMMA
        if self.begin < 0:
            return False
        tight = self.glued(following) and self.agencies[following] is None
        if kind == k.STOP:
            word = self.words[index - 1]
            tied = self.kinds[index - 2] == k.HYPHEN and self.glued(index - 1)
            if (len(word) == 2 or tied) and not self.is_plain(following):
                return word in _AFTER_COMMA  # "Foto: Yuhan Lu.", "Bae Jeong-ho. AFP"
            return (
                (tight and self.kinds[following] == k.WORD)
                or len(word) < 3
                or word[-2] in " ."
                or word in self.lexicon.abbreviations
            )
        joined = self.glued(index) and self.glued(following)
        return joined and (tight or self.kinds[following + 1] == k.WORD)

    def _joins_persons(self, index: int) -> bool:
        """Whether a sign for "and" stands between two persons' names: "Anna Doe & Bo Roe"."""
        if self.begin < 0 or index - self.begin < 2 or not self._is_person(index):
            return False
        end = index + 1
        while self.has_letters(end) or self.kinds[end] in _IN_PERSONS:
            end += 1
        return is_person(self.span(index + 1, end), self.lexicon)

    def _label_before_colon(self, index: int) -> None:
        """Drop what stands before a colon as a label, but for a body's name: "Example Museum: Robin"."""
        if self.begin >= 0 and is_organisation(self._chunk(index), self.lexicon):
            self._flush(index)
        self.begin = -1

    def _is_bar(self, index: int) -> bool:
        """Whether a capital I stands in the place of a bar: "example.org I Example/Robin Doe"."""
        if self.words[index] not in _BARS:
            return False
        host = not self._is_long(index) and is_domain(self._chunk(index))
        return host or self.agencies[index + 1] is not None

    def _abbreviation_follows(self, index: int) -> bool:
        """Whether a bracket holds the abbreviation of the name before it: "Helmholtz Centre (HZI)"."""
        if self.kinds[index + 1] != k.WORD or self.kinds[index + 2] != k.CLOSE:
            return False
        if self.begin < 0:
            known = self.span(index - 1, index) if self.agencies[index - 1] else ""
            return "".join(word[0] for word in known.split()) == self.span(index + 1, index + 2)
        if self.agencies[index + 1] is not None or not self.span(index + 1, index + 2).isupper():
            return False
        return self._is_long(index) or (self._chunk(index) != "" and not self._is_person(index))

    def _account(self, index: int) -> int:
        """Take an account's name: "@example_1". An e-mail address names nobody."""
        mail = self.glued(index) and self.kinds[index - 1] == k.WORD
        self._flush(index - 1 if mail else index)
        end = index + 1
        while self.glued(end) and self.kinds[end] in _IN_ACCOUNTS:
            end += 1
        name = self.span(index, end).rstrip(".")
        if len(name) > 1 and not mail:
            self.names.append(Name(index, name, What.PROVIDER))
        return end


_Read = Callable[[_Reader, int, int], int]

#: What reads which sense, in the order in which they are tried; it returns the index after, or 0.
_READERS: tuple[tuple[int, _Read], ...] = (
    (s.INTERFACE, _Reader._skip),
    (s.EDITED, _Reader._edited),
    (s.RIGHTS, _Reader._rights),
    (s.TITLE, _Reader._title),
    (s.TAKEN | s.PROVIDED, _Reader._after_name),
    (s.COURTESY, _Reader._courtesy),
    (s.LABEL, _Reader._label),
    (s.FLAGS, _Reader._flag),
    (s.SMALL, _Reader._small),
)


@cache
def _readers(bits: int) -> tuple[_Read, ...]:
    """Return what reads a word with these senses."""
    return tuple(read for bit, read in _READERS if bits & bit)
