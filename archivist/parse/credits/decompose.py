"""A credit line taken apart, from left to right: makers, agencies, other providers, flags, rights."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from archivist.model import Agency
from archivist.parse.credits import senses as s
from archivist.parse.credits import tokens as k
from archivist.parse.credits.lexicon import Lexicon
from archivist.parse.credits.names import CASELESS, is_domain, is_organisation, is_person
from archivist.parse.credits.roles import assign_roles
from archivist.parse.credits.tokens import Tokens
from archivist.rules.agencies import AgencyEntry, AgencyKind

_ENDS = frozenset(
    {k.SLASH, k.PIPE, k.COMMA, k.COLON, k.STOP, k.DASH, k.EQUALS, k.OPEN, k.CLOSE, k.HYPHEN, k.QUOTE, k.OTHER}
)
_ARTICLE = re.compile(r"^(?:the|der|die|das|des|dem|den|la|le|les|el|los|las|il|lo|gli|o|a|os|as|de|het)\s+")
_AT_END = re.compile(r"[\s,]*\b(?:(?:19|20)\d\d|et al)$")
_YEAR_AT_START = re.compile(r"^(?:19|20)\d\d(?:[-–]\d{2,4})?\s+(?=\D)")
_LETTER = re.compile(r"[^\W\d_]")
_NUMBER = re.compile(r"(?:\d+[年月日년월일号號]?)+")
_PICTURE_NUMBER = re.compile(r"RT[A-Z0-9]{5,10}|[A-Z]{2,5}-?\d{5,12}|\d{6,12}")
_EDITORS_MARK = re.compile(r"[a-z]{2,4}")
_LICENCES = frozenset({"cc", "cc0", "ccby", "creative commons"})
_LICENCE_PARTS = frozenset(
    {
        "by",
        "sa",
        "nc",
        "nd",
        "zero",
        "commons",
        "attribution",
        "license",
        "licence",
        "lizenz",
        "de",
        "deed",
        "int",
        "international",
        "generic",
        "unported",
        "share",
        "alike",
        "sharealike",
    }
)
_ALNUM = re.compile(r"[\W_]+")


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


class _Reader:
    """Goes over the tokens once. A chunk is a run of plain words that may become a name."""

    def __init__(self, text: str, tokens: Tokens, first: int, last: int, lexicon: Lexicon) -> None:
        self.text, self.tokens, self.first, self.last, self.lexicon = text, tokens, first, last, lexicon
        self.begin = -1  # of the chunk, or -1
        self.courtesy = False  # the next name provided the picture
        self.edited = False  # the next name only changed the picture
        self.maker = False  # the next name is a person's, the line says so
        self.reading = Reading()
        self.names: list[tuple[int, str, str]] = []  # token, name, what: maker, provider, unsure
        self.entries: list[tuple[int, AgencyEntry]] = []
        self.passed_on: int | None = None
        self.pair = False

    # ------------------------------------------------------------------ the walk

    def run(self) -> None:
        kinds = self.tokens.kinds
        index = self.first
        while index < self.last:
            kind = kinds[index]
            if kind == k.WORD:
                index = self._word(index)
            else:
                index = self._sign(index, kind)
        self._flush(self.last)

    def _sign(self, index: int, kind: int) -> int:
        if kind == k.JOIN and not self._joins_marked(index):
            return index + 1
        if kind == k.COLON:
            self._label_before_colon(index)
            return index + 1
        if kind == k.STOP and self._stop_inside_name(index):
            return index + 1
        if kind == k.HYPHEN and self._hyphen_inside_name(index):
            return index + 1
        if kind == k.HANDLE:
            return self._handle(index)
        if kind == k.EQUALS and self.begin >= 0 and self._caseless(self.begin):
            self.reading.place = self._chunk(index)  # "[서울=뉴시스]"
            self.begin = -1
            return index + 1
        if kind == k.OPEN and self._abbreviation_follows(index):
            return index + 3
        self._flush(index)
        if kind in {k.PIPE, k.STOP, k.CLOSE, k.SLASH}:
            self.courtesy = False
        return index + 1

    def _word(self, index: int) -> int:
        tokens = self.tokens
        if tokens.agencies[index] is not None and self._agency(index):
            return index + 1
        if self._is_bar(index):
            self._flush(index)
            return index + 1
        bits = tokens.senses[index]
        if bits:
            return self._marked(index, bits)
        if self.begin < 0 and not self._continues(index) and _NUMBER.fullmatch(tokens.word(index)):
            return index + 1  # a year, a number
        if self.begin < 0:
            self.begin = index
        return index + 1

    def _marked(self, index: int, bits: int) -> int:
        """Read a credit word; where its sense does not fit here it is part of a name."""
        if bits & s.INTERFACE:
            self._flush(index)
            return index + 1
        if bits & s.EDITED and self._label(index):
            self.edited = True
            return index + 1
        if bits & s.RIGHTS and (end := self._licence(index)) > index:
            return end
        if bits & s.RIGHTS:
            self.reading.flags |= bits & s.FLAGS
            return self._rights(index)
        if bits & s.TITLE and self._title(index):
            return index + 1
        if (
            bits & (s.TAKEN | s.PROVIDED)
            and self.begin >= 0
            and (self._ends(index + 1) or not self._letters(index + 1))
        ):
            self._flush(index, "maker" if bits & s.TAKEN else "provider")
            self.reading.flags |= s.HANDOUT if bits & s.PROVIDED and not bits & s.TAKEN else 0
            return index + 1
        if bits & s.COURTESY:
            self._flush(index)
            self.courtesy = True
            if not (index > self.first and self.tokens.kinds[index - 1] == k.COPYRIGHT):
                self.reading.flags |= s.HANDOUT
            return index + 1
        if bits & s.LABEL and self._label(index):
            return index + 1
        if bits & s.FLAGS and self._flag(index, bits):
            return index + 1
        if bits & s.SMALL and self._small(index, bits):
            return index + 1
        if self.begin < 0:
            self.begin = index
        return index + 1

    def _label_before_colon(self, index: int) -> None:
        """Drop what stands before a colon, known as a label or not, unless it is a body's name: "Example Museum: Robin"."""
        if self.begin >= 0 and is_organisation(self._chunk(index), self.lexicon):
            self._flush(index)
        self.begin = -1

    # ------------------------------------------------------------------ credit words

    def _label(self, index: int) -> bool:
        """A label opens; after a name it is one only where a colon or "by" follows."""
        following = self._kind(index + 1)
        opens = following in {k.COLON, k.EQUALS, k.COPYRIGHT} or self._bits(index + 1) & (s.BY | s.OPENERS)
        if self.begin >= 0 and not opens:
            return False
        self._flush(index)
        bits = self.tokens.senses[index]
        self.courtesy = bool(bits & s.PROVIDED)
        self.maker = not bits & s.PROVIDED and bool(bits & (s.TAKEN | s.TITLE))
        self.reading.flags |= bits & s.FLAGS & ~s.NOBODY | (s.HANDOUT if bits & s.PROVIDED else 0)
        return True

    def _flag(self, index: int, bits: int) -> bool:
        word = self.tokens.word(index)
        if (
            bits & s.NOBODY
            and not bits & ~s.NOBODY & s.FLAGS
            and not (self.begin < 0 and self._ends(index + 1))
        ):
            return False
        if word in self.lexicon.organisations and (self.begin >= 0 or self._continues(index)):
            return False  # "National Archives", "Archives nationales"
        self._flush(index)
        self.reading.flags |= bits & s.FLAGS
        if bits & s.SCREENSHOT:
            self.courtesy = True
        return True

    def _title(self, index: int) -> bool:
        if self.begin >= 0:
            self._flush(index, "maker")
            return True
        if self._ends(index + 1):
            return True
        self.maker = self._continues(index)
        return self.maker

    def _small(self, index: int, bits: int) -> bool:
        """Read "by", "via", "for", "and"; False where the word belongs to a name, as in "de la Cruz"."""
        if self.begin < 0:
            if bits & s.BY and self._bits(index - 1) & (s.LABEL | s.GENERATED | s.SCREENSHOT):
                return True
            if bits & s.VIA and self._bits(index - 1) & s.LABEL == 0:
                self._passes_on(index)
            if self.tokens.text[self.tokens.starts[index]].isupper():
                return (
                    bool(bits & s.LINK)
                    and index + 1 < self.last
                    and self.tokens.agencies[index + 1] is not None
                )
            return True
        if bits & s.VIA:
            self._flush(index)
            self._passes_on(index)
            return True
        following = self.tokens.agencies[index + 1] if index + 1 < self.last else None
        if bits & s.LINK and (
            following is not None
            or (self._chunk_is_person(index) and self._capital(index + 1) and bits & s.BY == 0)
        ):
            self._flush(index)
            self.courtesy = following is None
            return True
        if (
            bits & s.AND
            and self._chunk_is_person(index)
            and self._capital(index + 1)
            and self._capital(index + 2)
        ):
            self._flush(index)
            return True
        return False

    def _passes_on(self, index: int) -> None:
        if self.passed_on is None:
            self.passed_on = len(self.entries)

    def _rights(self, index: int) -> int:
        """Take the notice of rights, up to the end or to a "via" with an agency after it."""
        opens = not self.names and not self.entries and self.begin < 0
        self._flush(index)
        end = index + 1
        while end < self.last and not opens:
            bits = self.tokens.senses[end]
            if bits & s.VIA and end + 1 < self.last and self.tokens.agencies[end + 1] is not None:
                break
            end += 1
        notice = self.text[self.tokens.starts[index] : self.tokens.ends[end - 1]]
        self.reading.rights = f"{self.reading.rights} {notice}".strip()
        return end

    def _licence(self, index: int) -> int:
        """Return where a Creative Commons licence that begins here ends, and take it: "CC BY-SA 4.0"."""
        if self.tokens.word(index) not in _LICENCES:
            return index
        self._flush(index)
        end = index + 1
        while end < self.last and (
            self.tokens.word(end) in _LICENCE_PARTS
            or _NUMBER.fullmatch(self.tokens.word(end))
            or self.tokens.kinds[end] in {k.HYPHEN, k.STOP}
        ):
            end += 1
        notice = self.text[self.tokens.starts[index] : self.tokens.ends[end - 1]].rstrip(" .-")
        self.reading.rights = f"{self.reading.rights} {notice}".strip()
        return end

    def _is_bar(self, index: int) -> bool:
        """Whether a capital I stands in the place of a bar: "example.org I Example/Robin Doe"."""
        if self.begin < 0 or self.tokens.text[self.tokens.starts[index] : self.tokens.ends[index]] not in {
            "I",
            "l",
        }:
            return False
        return is_domain(self._chunk(index)) or (
            index + 1 < self.last and self.tokens.agencies[index + 1] is not None
        )

    # ------------------------------------------------------------------ agencies

    def _agency(self, index: int) -> bool:
        """Take an agency; False where its words are part of a longer name."""
        entry = self.tokens.agencies[index]
        assert entry is not None  # noqa: S101  the caller has looked
        ambiguous = self.tokens.text[self.tokens.starts[index] : self.tokens.ends[index]] in entry.ambiguous
        if (
            ambiguous
            and self.tokens.senses[index] & s.FLAGS
            and not self.names
            and not self.entries
            and self.begin < 0
            and not self._letters(index + 1)
        ):
            return False  # "DR" is droits réservés where it stands alone, and a broadcaster beside a name
        if self.begin >= 0 and (ambiguous or not self._ends(index + 1)) and not self._bits(index + 1):
            return False
        if self._continues(index) and (
            ambiguous or self.tokens.word(index + 1) in self.lexicon.organisations
        ):
            return False
        self._flush(index)
        self.reading.flags |= self.tokens.senses[index] & s.FILE
        known = [known for _, known in self.entries]
        if entry not in known:
            glued_hyphen = (
                index >= self.first + 2
                and self.tokens.kinds[index - 1] == k.HYPHEN
                and self.tokens.glued(index)
            )
            self.pair |= glued_hyphen and self.tokens.agencies[index - 2] is not None
            self.entries.append((index, entry))
        self.courtesy = False
        return True

    # ------------------------------------------------------------------ signs

    def _stop_inside_name(self, index: int) -> bool:
        """Whether a full stop is part of the name: "J. Scott", "J.J.", "Jr.", "example.org"."""
        if self.begin < 0:
            return False
        if (
            self._kind(index + 1) == k.WORD
            and self.tokens.glued(index + 1)
            and self.tokens.agencies[index + 1] is None
        ):
            return True
        word = self.tokens.word(index - 1)
        return len(word) < 3 or word in self.lexicon.abbreviations

    def _hyphen_inside_name(self, index: int) -> bool:
        inside = (
            self.begin >= 0 and self.tokens.glued(index) and self.tokens.glued(index + 1)
            if index + 1 < self.last
            else False
        )
        return inside and (self.tokens.agencies[index + 1] is None or self._kind(index + 2) == k.WORD)

    def _abbreviation_follows(self, index: int) -> bool:
        """Whether a bracket holds the abbreviation of the name before it: "Helmholtz Centre (HZI)"."""
        if self.begin < 0 or self._kind(index + 1) != k.WORD or self._kind(index + 2) != k.CLOSE:
            return False
        printed = self.text[self.tokens.starts[index + 1] : self.tokens.ends[index + 1]]
        if self.tokens.agencies[index + 1] is not None or not printed.isupper():
            return False
        return self._chunk(index) != "" and not self._chunk_is_person(index)

    def _handle(self, index: int) -> int:
        """Take an account name: "@example_1". An e-mail address names nobody."""
        mail = index > self.first and self.tokens.glued(index) and self.tokens.kinds[index - 1] == k.WORD
        self._flush(index - 1 if mail else index)
        end = index + 1
        while (
            end < self.last
            and self.tokens.glued(end)
            and self.tokens.kinds[end] in {k.WORD, k.STOP, k.HYPHEN}
        ):
            end += 1
        name = self.text[self.tokens.starts[index] : self.tokens.ends[end - 1]].rstrip(".")
        if len(name) > 1 and not mail:
            self.names.append((index, name, "provider"))
        return end

    # ------------------------------------------------------------------ names

    def _flush(self, end: int, what: str = "") -> None:
        """End the chunk before token ``end`` and decide what its name is."""
        name, begin = self._chunk(end), self.begin
        self.begin = -1
        if name and _LETTER.search(name) and self.edited:
            self.edited = False
        elif name and _LETTER.search(name):
            self.names.append((begin, name, what or self._what(name)))
            self.maker = False

    def _chunk(self, end: int) -> str:
        if self.begin < 0 or end <= self.begin:
            return ""
        name = self.text[self.tokens.starts[self.begin] : self.tokens.ends[end - 1]].strip(" '-&,;")
        name = _AT_END.sub("", name)
        name = _YEAR_AT_START.sub("", name)
        return _ARTICLE.sub("", name, count=1) if name[:1].islower() else name

    def _what(self, name: str) -> str:
        if self.courtesy:
            return "provider"
        if self.maker:
            return "maker"
        if is_domain(name) or name.lower() in self.lexicon.providers:
            return "provider"
        if is_person(name, self.lexicon):
            return "maker"
        return "unsure" if len(name.split()) == 1 or not is_organisation(name, self.lexicon) else "body"

    def finish(self) -> Reading:
        """Decide about the names that stand between a person and a body, now that the line is known."""
        reading = self.reading
        library = any(entry.kind is AgencyKind.STOCK for _, entry in self.entries)
        certain = any(what == "maker" for _, _, what in self.names)
        makers: list[int] = []
        for place, name, what in self.names:
            if name.lower() in self.lexicon.collections or _PICTURE_NUMBER.fullmatch(name):
                continue
            if what == "maker" or self._is_maker(name, what, library=library, certain=certain):
                makers.append(place)
                _add(reading.creators, name)
            elif not (_EDITORS_MARK.fullmatch(name) and (certain or self.entries)):
                _add(reading.courtesy_of, name)
        places = [place for place, _ in self.entries]
        maker_last = makers[0] > places[-1] if makers and places else None
        entries = [entry for _, entry in self.entries]
        reading.agencies = assign_roles(
            entries, passed_on=self.passed_on, pair=self.pair, maker_last=maker_last
        )
        return reading

    def _is_maker(self, name: str, what: str, *, library: bool, certain: bool) -> bool:
        """Whether a name that may be a body's is a maker's: alone beside an agency, or of a library's contributor."""
        if certain or what == "provider":
            return False
        if library:
            return what == "unsure" or len(self.names) == 1
        if what != "unsure":
            return False
        if name.islower():
            return bool(self.entries)  # a contributor's name: "robin doe/Agency"
        acronym = name.isupper() and len(name) < 7
        known = name.lower() in self.lexicon.providers or name.lower() in self.lexicon.organisations
        if acronym or known or " " in name:
            return False
        # Beside an agency a single word is a family or contributor's name, and after an abbreviation: "SLF/Dürr".
        return bool(self.entries) or self._after_abbreviation(name)

    def _after_abbreviation(self, name: str) -> bool:
        """Whether the name is the second of two, and the first an abbreviation of a body that is not well known."""
        first = self.names[0][1]
        return (
            len(self.names) == 2
            and first.isupper()
            and first.lower() not in self.lexicon.providers
            and self.names[1][1] == name
        )

    # ------------------------------------------------------------------ looking around

    def _joins_marked(self, index: int) -> bool:
        """Whether a middle dot parts credits, and not the words of a name: "ロイター・共同"."""
        return any(
            self._bits(place) or (self.first <= place < self.last and self.tokens.agencies[place])
            for place in (index - 1, index + 1)
        ) and self.tokens.word(index) not in {"&", "+"}

    def _letters(self, index: int) -> bool:
        """Whether a word with letters stands at ``index``."""
        return self._kind(index) == k.WORD and not _NUMBER.match(self.tokens.word(index))

    def _caseless(self, index: int) -> bool:
        return CASELESS.match(self.text, self.tokens.starts[index]) is not None

    def _kind(self, index: int) -> int:
        return self.tokens.kinds[index] if self.first <= index < self.last else -1

    def _bits(self, index: int) -> int:
        return self.tokens.senses[index] if self.first <= index < self.last else 0

    def _ends(self, index: int) -> bool:
        """Whether no name goes on at ``index``."""
        return (
            index >= self.last
            or self.tokens.kinds[index] in _ENDS
            or (self.tokens.kinds[index] == k.JOIN and self._joins_marked(index))
        )

    def _continues(self, index: int) -> bool:
        """Whether a plain word follows token ``index``."""
        following = index + 1
        return (
            self._kind(following) == k.WORD
            and not self.tokens.senses[following]
            and self.tokens.agencies[following] is None
        )

    def _capital(self, index: int) -> bool:
        return self._kind(index) == k.WORD and self.tokens.text[self.tokens.starts[index]].isupper()

    def _chunk_is_person(self, end: int) -> bool:
        return is_person(self._chunk(end), self.lexicon)


def _add(names: list[str], name: str) -> None:
    """Add a name that is not there yet; "Hannes P. Albert" and "Hannes P Albert" are one."""
    key = _ALNUM.sub("", name).casefold()
    if all(_ALNUM.sub("", known).casefold() != key for known in names):
        names.append(name)
