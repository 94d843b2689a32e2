"""A caption as printed -> Caption; a credit as printed -> Credit."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from archivist.model import Caption, Credit
from archivist.parse.credits import senses as s
from archivist.parse.credits import tokens as k
from archivist.parse.credits.dates import whole_date
from archivist.parse.credits.decompose import Reading, decompose
from archivist.parse.credits.find import Place, find_credit
from archivist.parse.credits.fold import clean, fold
from archivist.parse.credits.interface import (
    interface_head,
    interface_tail,
    is_phrase,
    mail_address,
    more_link,
)
from archivist.parse.credits.lexicon import Lexicon, lexicon
from archivist.parse.credits.look import Look
from archivist.parse.credits.said import SAID, add_said, read_said
from archivist.parse.credits.tokens import Tokens

_SEPARATORS = frozenset({k.SLASH, k.DASH, k.HYPHEN, k.EQUALS, k.COMMA})
_LEADING = _SEPARATORS | {k.PIPE}
_ENDS = " |｜│┃¦•·・"
#: Signs between a credit and the caption behind it.
_AFTER_CREDIT = _ENDS + ".,;:–—"
#: Signs that part a caption from its credit where they stand alone.
_LONELY = frozenset("–—-/:;~▲▼◆■●►»")
_FLAGS = {
    "is_file": s.FILE | s.FILE_TAG,
    "is_handout": s.HANDOUT,
    "is_pool": s.POOL,
    "is_screenshot": s.SCREENSHOT,
    "is_composite": s.COMPOSITE,
    "is_generated": s.GENERATED,
}
#: Characters. A longer text is no caption, but a credit may close it: so many at its end are looked at.
_LONGEST, _END = 4000, 800


def parse_caption(text: str, language: str | None = None) -> Caption:  # noqa: ARG001  see below
    """Part a caption into its text and its credit, and say who is credited.

    ``language`` is taken for callers that know it, and decides nothing: the words of all languages apply,
    since pages mix them ("Foto: AP" on an English page), and what the line looks like tells them apart.

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

    __slots__ = ("interface", "known", "nested", "text", "tokens")

    def __init__(self, text: str, known: Lexicon, *, nested: bool = False) -> None:
        self.text, self.known, self.nested = text, known, nested
        self.tokens = Look(fold(text), known)
        self.interface: list[str] = []

    def caption(self) -> Caption:
        tokens, size = self.tokens, len(self.tokens.kinds)
        if first := interface_head(self.text, tokens, 0):
            self._keep(0, first)
        if not tokens.all_senses & s.INTERFACE:
            return self._whole(first, size)
        last = interface_tail(tokens, first, size)
        self._keep(last, size)
        return self._parted(first, last) or self._whole(first, last)

    # ------------------------------------------------------------------ with and without a credit

    def _whole(self, first: int, last: int) -> Caption:
        """Return the caption whose credit stands anywhere, or nowhere."""
        tokens = self.tokens
        place = find_credit(tokens, first, last)
        if place is None:
            first = self._without_label(first, last)
            text = self._cut_link(self._span(first, last))
            said = read_said(self.text, tokens, first, last) if tokens.all_senses & SAID else None
            return self._caption(text, None if said is None else _credit(said, "", ""))
        end = place.last
        start, begin = self._begin(place, first)
        if tokens.senses[first] & s.PICTURE:
            first = self._without_label(first, start)
        before = self._cut_link(_trim(self._span(first, start))) if first < start else ""
        behind, second = self._behind(end, last, leading=not before) if end < last else ("", None)
        reading = decompose(self.text, tokens, begin, end, self.known)
        line = self._span(begin, end)
        printed = line if start == begin else self._span(start, end)
        if text := f"{before} {behind}" if before and behind else before or behind:
            text = self._cut_repeated(text, line)
        if tokens.all_senses & SAID:
            add_said(reading, self.text, tokens, (first, start), (end, last))
        if second is not None:
            if second.creators and not reading.creators:  # "© Agency. A ship. AGENCY/Robin Doe"
                self.interface.append(printed)
                return self._caption(text, second, reading.place)
            self.interface.append(second.printed)
        return self._caption(text, _credit(reading, line, printed, place.confidence), reading.place)

    def _parted(self, first: int, last: int) -> Caption | None:
        """Return a caption that the machinery's words part from its credit: "Agency Image caption …"."""
        middle = self._middle(first, last)
        if middle is None:
            return None
        rest = min(interface_head(self.text, self.tokens, middle), last)
        if place := self._only_credit(first, middle):
            text = self._span(rest, last)
        elif place := self._only_credit(rest, last):
            text = _trim(self._span(first, middle))
        else:
            return None
        self._keep(middle, rest)
        line = self._span(place.first, place.last)
        reading = decompose(self.text, self.tokens, place.first, place.last, self.known)
        credit = _credit(reading, line, line, place.confidence)
        return self._caption(self._cut_repeated(text, line), credit)

    def _only_credit(self, first: int, last: int) -> Place | None:
        """Return the credit that the tokens are, if they are nothing else."""
        place = find_credit(self.tokens, first, last)
        return place if place is not None and (place.first, place.last) == (first, last) else None

    def _middle(self, first: int, last: int) -> int | None:
        """Return the first interface phrase inside the text."""
        for index in range(first + 1, last - 1):
            if self.tokens.senses[index] & s.INTERFACE and is_phrase(self.tokens, index):
                return index
        return None

    def _behind(self, first: int, last: int, *, leading: bool) -> tuple[str, Credit | None]:
        """Return what follows the credit, without the agency's address, and a second credit at its end."""
        behind = self._span(first, last).lstrip(_ENDS)
        if (cut := mail_address(behind)) < len(behind):
            self.interface.append(behind[cut:].strip())
            behind = behind[:cut]
        if not behind or not leading or self.nested:
            return behind, None
        behind = behind.lstrip(_AFTER_CREDIT)
        second = _Parse(behind, self.known, nested=True).caption()
        if not second.credit_line:
            return behind, None
        self.interface += second.interface
        return second.text, second.credit

    def _caption(self, text: str, credit: Credit | None, place: str = "") -> Caption:
        return Caption(
            text=text, credit=credit, interface=tuple(self.interface), date=whole_date(text), place=place
        )

    # ------------------------------------------------------------------ pieces of the text

    def _span(self, first: int, last: int) -> str:
        return self.text[self.tokens.starts[first] : self.tokens.ends[last - 1]] if first < last else ""

    def _keep(self, first: int, last: int) -> None:
        if first < last:
            self.interface.append(self._span(first, last))

    def _begin(self, place: Place, first: int) -> tuple[int, int]:
        """Return where the separator begins that leads into the credit, and where the credit does."""
        kinds, begin = self.tokens.kinds, place.first
        while begin < place.last - 1 and kinds[begin] in _LEADING:
            begin += 1
        start = begin
        while start > first and kinds[start - 1] in _SEPARATORS:
            start -= 1
        return start, begin

    def _cut_repeated(self, text: str, line: str) -> str:
        """Cut the credit off the caption's end where a template prints it twice."""
        if line and text.endswith(line) and len(text) > len(line):
            self.interface.append(line)
            return _trim(text[: -len(line)])
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


def _trim(text: str) -> str:
    """Return a caption without the separator that stood between it and its credit."""
    text = text.rstrip(_ENDS)
    if text[-2:-1] != " " or text[-1] not in _LONELY or (text[-1] == "»" and "«" in text):
        return text
    return text[:-2].rstrip()


def _credit(reading: Reading, line: str, printed: str, confidence: float = 1.0) -> Credit:
    return Credit(
        line=line,
        printed=printed,
        creators=tuple(reading.creators),
        agencies=reading.agencies,
        courtesy_of=tuple(reading.courtesy_of),
        rights=reading.rights,
        confidence=confidence,
        **_kind_of_picture(reading.flags & s.FLAGS),
    )


@cache  # of the few that are met
def _kind_of_picture(flags: int) -> dict[str, bool]:
    """Return the fields of Credit that are true."""
    return {name: True for name, sense in _FLAGS.items() if flags & sense}


def parse_credit(text: str, language: str | None = None) -> Credit | None:  # noqa: ARG001  as above
    """Take apart a text that is only a credit, for instance because the page's markup says so.

    >>> parse_credit("Robin Doe/AFP via Getty Images").creators
    ('Robin Doe',)
    """
    text = clean(text)
    if not text:
        return None
    tokens = Tokens(fold(text), lexicon())
    return _credit(decompose(text, tokens, 0, len(tokens.kinds), lexicon()), text, text)


def looks_like_credit(text: str) -> bool:
    """Whether a text is nothing but a credit.

    >>> [looks_like_credit(text) for text in ("Foto: dpa", "Reuters reported on Friday")]
    [True, False]
    """
    caption = parse_caption(text)
    return bool(caption.credit_line) and not caption.text
