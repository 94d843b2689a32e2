"""A caption as printed -> Caption; a credit as printed -> Credit."""

from __future__ import annotations

from dataclasses import replace

from archivist.model import Caption, Credit
from archivist.parse.credits import senses as s
from archivist.parse.credits import tokens as k
from archivist.parse.credits.decompose import Reading, decompose
from archivist.parse.credits.find import find_credit
from archivist.parse.credits.fold import clean, fold
from archivist.parse.credits.interface import (
    interface_head,
    interface_tail,
    is_phrase,
    mail_address,
    more_link,
)
from archivist.parse.credits.lexicon import Lexicon, lexicon
from archivist.parse.credits.look import Place
from archivist.parse.credits.tokens import Tokens, tokenise

_SEPARATORS = frozenset({k.SLASH, k.DASH, k.HYPHEN, k.EQUALS, k.COMMA})
_ENDS = " |"
#: Characters. Of a longer text only so many at its end are looked at: no caption, though a credit may close it.
_LONGEST, _END = 4000, 800


def parse_caption(text: str, language: str | None = None) -> Caption:
    """Part a caption into its text and its credit, and say who is credited.

    No word is lost: what is in neither ``credit.printed`` nor ``interface`` is in ``text``. A credit
    with an empty line says only what the caption's own words say: "file photo, provided by …".

    >>> caption = parse_caption("The minister speaks in Washington, D.C., Friday. / Xinhua-Yonhap")
    >>> caption.text, caption.credit_line, caption.agencies
    ('The minister speaks in Washington, D.C., Friday.', 'Xinhua-Yonhap', ('Xinhua', 'Yonhap'))
    >>> parse_caption("Rescuers wait on Pier 9/11 (left).").credit is None
    True
    """
    text = clean(text)
    if len(text) <= _LONGEST:
        return _Parse(text, lexicon()).caption()
    cut = len(text) - _END
    end = _Parse(text[cut:], lexicon()).caption()
    return replace(end, text=text[:cut] + end.text)


class _Parse:
    """The parsing of one caption."""

    def __init__(self, text: str, known: Lexicon) -> None:
        self.text, self.known = text, known
        folded = fold(text)
        self.tokens = tokenise(folded, known)
        self.interface: list[str] = []

    def caption(self) -> Caption:
        tokens = self.tokens
        first = interface_head(self.text, tokens, 0)
        last = interface_tail(tokens, first, len(tokens))
        self._keep(0, first)
        self._keep(last, len(tokens))
        middle = self._middle(first, last)
        if middle is not None:
            place = find_credit(tokens, first, middle, self.known)
            rest = min(interface_head(self.text, tokens, middle), last)
            if place == (first, middle):
                self._keep(middle, rest)
                return self._result(place, rest, last, after=True)
            place = find_credit(tokens, rest, last, self.known) if rest < last else None
            if place == (rest, last):
                self._keep(middle, rest)
                caption = self._result(place, rest, last)
                text = self._cut_repeated(self._span(first, middle).rstrip(_ENDS), caption.credit_line)
                return replace(caption, text=text, interface=tuple(self.interface))
        place = find_credit(tokens, first, last, self.known)
        return self._result(place, first, last)

    def _middle(self, first: int, last: int) -> int | None:
        """Return the first interface phrase inside the text: it parts a credit from its caption."""
        if not self.tokens.bits & s.INTERFACE:
            return None
        for index in range(first + 1, last - 1):
            if self.tokens.senses[index] & s.INTERFACE and is_phrase(self.tokens, index):
                return index
        return None

    def _keep(self, first: int, last: int) -> None:
        if first < last:
            self.interface.append(self._span(first, last))

    def _span(self, first: int, last: int) -> str:
        return self.text[self.tokens.starts[first] : self.tokens.ends[last - 1]] if first < last else ""

    def _result(self, place: Place | None, first: int, last: int, *, after: bool = False) -> Caption:
        tokens = self.tokens
        if place is None:
            first = self._without_label(first, last)
            text = self._cut_link(self._span(first, last))
            return Caption(text=text, credit=self._said_in(first, last), interface=tuple(self.interface))
        if tokens.kinds[place.first] == k.PIPE:
            place = Place(place.first + 1, place.last)
        start = place.first
        while start > first and tokens.kinds[start - 1] in _SEPARATORS and not after:
            start -= 1
        while place.first < place.last - 1 and tokens.kinds[place.first] in _SEPARATORS:
            place = Place(place.first + 1, place.last)
        reading = decompose(self.text, tokens, place.first, place.last, self.known)
        before = "" if after else self._span(first, start)
        behind = self._span(first if after else place.last, last)
        if behind and (mail := mail_address(behind)) < len(behind):
            self.interface.append(behind[mail:].strip())
            behind = behind[:mail]
        text = " ".join(filter(None, (self._cut_link(before.rstrip(_ENDS)), behind.lstrip(_ENDS))))
        text = self._cut_repeated(text, self._span(place.first, place.last))
        reading.flags |= self._file_tags(0, start) | self._file_tags(place.last, last)
        credit = _credit(reading, self._span(place.first, place.last), self._span(start, place.last))
        return Caption(text=text, credit=credit, interface=tuple(self.interface), place=reading.place)

    def _cut_repeated(self, text: str, line: str) -> str:
        """Cut the credit off the caption's end where a template prints it twice."""
        if line and text.endswith(line) and len(text) > len(line):
            self.interface.append(line)
            return text[: -len(line)].rstrip(_ENDS)
        return text

    def _cut_link(self, text: str) -> str:
        cut = more_link(text)
        if cut < len(text):
            self.interface.append(text[cut:].strip())
        return text[:cut]

    def _without_label(self, first: int, last: int) -> int:
        """Pass over a label that introduces a caption without a credit: "Image: Ministers leave …"."""
        following = first + 1
        if following >= last - 1 or self.tokens.kinds[following] != k.COLON:
            return first
        bits = self.tokens.senses[first]
        if not bits & s.LABEL or bits & (s.TAG | s.FLAGS):
            return first
        self._keep(first, following + 1)
        return following + 1

    def _file_tags(self, first: int, last: int) -> int:
        """Return FILE where the caption's own words say that the picture is an old one."""
        if not self.tokens.bits & (s.FILE | s.FILE_TAG):
            return 0
        for index in range(first, last):
            bits = self.tokens.senses[index]
            if bits & s.FILE_TAG or (bits & s.FILE and self._stands_alone(index, last)):
                return s.FILE
        return 0

    def _stands_alone(self, index: int, last: int) -> bool:
        """Whether a word is set apart: "FILE - …", "(Archiv)"."""
        kinds = self.tokens.kinds
        before = kinds[index - 1] if index else -1
        behind = kinds[index + 1] if index + 1 < last else -1
        if before == k.OPEN and behind == k.CLOSE:
            return True
        return index == 0 and behind in {k.HYPHEN, k.DASH, k.COLON} and not self.tokens.glued(index + 1)

    def _said_in(self, first: int, last: int) -> Credit | None:
        """Return what the caption's sentence says about the picture's source, in a credit without a line."""
        flags = self._file_tags(first, last)
        courtesy: tuple[str, ...] = ()
        for index in range(first, last - 2):
            if self.tokens.senses[index] & s.COURTESY and flags:
                end = index + 1
                while (
                    end < last
                    and self.tokens.text[self.tokens.starts[end]].isupper()
                    or (end == index + 1 and end < last)
                ):
                    end += 1
                name = self._span(index + 1, end).removeprefix("the ")
                courtesy, flags = ((name,) if name[:1].isupper() else ()), flags | s.HANDOUT
                break
        if not flags:
            return None
        return _credit(Reading(flags=flags, courtesy_of=list(courtesy)), "", "")


def _credit(reading: Reading, line: str, printed: str) -> Credit:
    flags = reading.flags
    return Credit(
        line=line,
        printed=printed,
        creators=tuple(reading.creators),
        agencies=reading.agencies,
        courtesy_of=tuple(reading.courtesy_of),
        is_file=bool(flags & (s.FILE | s.FILE_TAG)),
        is_handout=bool(flags & s.HANDOUT),
        is_pool=bool(flags & s.POOL),
        is_screenshot=bool(flags & s.SCREENSHOT),
        is_composite=bool(flags & s.COMPOSITE),
        is_generated=bool(flags & s.GENERATED),
        rights=reading.rights,
    )


def parse_credit(text: str, language: str | None = None) -> Credit | None:
    """Take apart a text that is only a credit, for instance because the page's markup says so.

    >>> parse_credit("Robin Doe/AFP via Getty Images").creators
    ('Robin Doe',)
    """
    text = clean(text)
    folded = fold(text)
    tokens = tokenise(folded, lexicon())
    if not len(tokens):
        return None
    return _credit(decompose(text, tokens, 0, len(tokens), lexicon()), text, text)


def looks_like_credit(text: str) -> bool:
    """Whether a text is nothing but a credit.

    >>> [looks_like_credit(text) for text in ("Foto: dpa", "Reuters reported on Friday")]
    [True, False]
    """
    caption = parse_caption(text)
    return bool(caption.credit_line) and not caption.text
