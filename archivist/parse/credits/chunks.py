"""The names and agencies of a credit line, as they are gathered from left to right."""

from __future__ import annotations

import re

from archivist.parse.credits import senses as s
from archivist.parse.credits import tokens as k
from archivist.parse.credits.lexicon import Lexicon
from archivist.parse.credits.line import NOTHING, Line
from archivist.parse.credits.makers import Name, What, after_slash, judge
from archivist.parse.credits.names import is_person
from archivist.parse.credits.tokens import Tokens
from archivist.rules.agencies import AgencyEntry

_ARTICLE = re.compile(r"^(?:the|der|die|das|des|dem|den|la|le|les|el|los|las|il|lo|gli|o|a|os|as|de|het)\s+")
_AT_END = re.compile(r"[\s,]*\b(?:(?:19|20)\d\d|et al)$")
_LAST_OF_ENDS = frozenset("0123456789l")
_YEAR_AT_START = re.compile(r"^(?:19|20)\d\d(?:[-–]\d{2,4})?\s+(?=\D)")
_LETTER = re.compile(r"[^\W\d_]")
_BEFORE_LINE = frozenset({NOTHING, k.OPEN})
_LONGEST_NAME = 300  # characters
_LONGEST_MARK = 5  # letters
#: Between a maker's name and whom it was made for.
_BEHIND_NAMES = frozenset({k.SLASH, k.PIPE})


class Chunks(Line):
    """A line, and what has been found in it. A chunk is a run of plain words that may become a name."""

    __slots__ = (
        "begin", "edited", "entries", "flags", "last_agency", "lexicon", "names", "next_is", "pair",
        "passed_on", "place", "rights",
    )  # fmt: skip

    def __init__(self, text: str, tokens: Tokens, first: int, last: int, lexicon: Lexicon) -> None:
        Line.__init__(self, text, tokens, first, last)
        self.lexicon = lexicon
        self.begin = -1  # of the chunk, or -1
        self.next_is: What | None = None  # what the line says of the next name
        self.edited = False  # the next name is of one who only changed the picture
        self.names: list[Name] = []
        self.entries: list[AgencyEntry] = []  # of the agencies, each once
        self.last_agency = -1  # where the last of them stands
        self.passed_on: int | None = None  # how many agencies stood before the first "via"
        self.pair = False  # a hyphen joins two agencies
        self.flags = 0  # bits of senses
        self.rights = self.place = ""

    def _chunk(self, end: int) -> str:
        """Return the chunk before token ``end`` as a name: without article, year and signs around it."""
        if not 0 <= self.begin < end:
            return ""
        name = self.span(self.begin, end).strip(" '-&,;")
        if name[-1:] in _LAST_OF_ENDS:
            name = _AT_END.sub("", name)
        if "_" in name and " " in name:
            name = name.partition("_")[0]  # "Robin Doe_Berlin"
        if name[:1].isupper():
            return name
        if name[:1].isdigit():
            name = _YEAR_AT_START.sub("", name)
        return _ARTICLE.sub("", name) if name[:1].islower() else name

    def _flush(self, end: int, what: What | None = None) -> None:
        """End the chunk before token ``end`` and keep its name."""
        begin = self.begin
        if begin < 0:
            return
        name = self._chunk(end)
        self.begin = -1
        if not name or not (name[0].isalpha() or _LETTER.search(name)):
            return
        if not self.edited:
            said = what or self.next_is
            if said is What.MAKER and not what and name.endswith(self.lexicon.unspaced_endings):
                said = None  # "图：故宫博物院"
            what = said or judge(name, self.lexicon)
            if self.names and not said and self.kinds[begin - 1] in _BEHIND_NAMES:
                before = self.names[-1]
                if name == before.text:  # "Robin Doe/Agency | Robin Doe"
                    what = before.what
                elif self.last_agency < before.place:
                    what = after_slash(before, name, what, self.lexicon)
            self.names.append(Name(begin, name, what))
        self.edited = False
        if self.next_is is What.MAKER:
            self.next_is = None

    def _is_long(self, end: int) -> bool:
        """Whether the chunk before token ``end`` is longer than a person's name or a host's."""
        return self.begin >= 0 and self.starts[end] - self.starts[self.begin] > _LONGEST_NAME

    def _is_person(self, end: int) -> bool:
        return not self._is_long(end) and is_person(self._chunk(end), self.lexicon)

    # ------------------------------------------------------------------ agencies

    def _agency(self, index: int) -> bool:
        """Take an agency; False where its words are part of a longer name, or mean something else."""
        entry = self.agencies[index]
        if entry is None or self._is_part_of_name(index, entry) or self._is_editors_mark(index, entry):
            return False
        if self.begin >= 0:
            self._flush(index)
        self.flags |= self.senses[index] & s.FILE
        if entry not in self.entries:
            hyphen = self.kinds[index - 1] == k.HYPHEN and self.glued(index)
            self.pair |= hyphen and self.agencies[index - 2] is not None
            self.entries.append(entry)
            self.last_agency = index
        self.next_is = None
        return True

    def _is_editors_mark(self, index: int, entry: AgencyEntry) -> bool:
        """Whether small letters behind a maker and an agency are who passed the picture: "…/Doe/wsj."."""
        printed = self.folded(index)
        marked = bool(self.entries) and (self.begin >= 0 or bool(self.names)) and printed.islower()
        return marked and len(printed) < _LONGEST_MARK and printed not in entry.spellings

    def _is_part_of_name(self, index: int, entry: AgencyEntry) -> bool:
        following = index + 1
        if self._is_branch(index):
            return False
        ambiguous = bool(entry.ambiguous) and entry.is_ambiguous(self.folded(index))
        beside = self.senses[following] & ~s.SMALL if ambiguous else self.senses[following]
        if self.begin >= 0 and (ambiguous or not self.no_name_at(following)) and not beside:
            return True  # "Jenna Watson for Agency"
        if self.is_plain(following) and (ambiguous or self.words[following] in self.lexicon.organisations):
            return True
        if ambiguous and self.words[following] in self.lexicon.particles and self.capital(following + 1):
            return True  # "Folha de Exemplo"
        # "DR" alone is "droits réservés"; beside a name it is a broadcaster.
        alone = self.begin < 0 and not self.names and not self.entries and not self.has_letters(following)
        return alone and ambiguous and bool(self.senses[index] & s.FLAGS)

    def _is_branch(self, index: int) -> bool:
        """Whether the agency's branch opens the line before a colon: "ABC Ballarat: Robin Doe"."""
        if self.kinds[index - 1] not in _BEFORE_LINE:
            return False
        end = index + 1
        while self.is_plain(end):
            end += 1
        return end > index + 1 and self.kinds[end] == k.COLON
