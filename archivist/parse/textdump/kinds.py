"""What each line of a dump is: prose, an item, a caption, a byline, a button of the page's frame."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

from archivist.parse.credits import parse_caption
from archivist.parse.datelines import is_date_line
from archivist.parse.metadata.names import looks_personal, read_names, starts_byline
from archivist.parse.textdump.lines import Line, columns
from archivist.rules.bylines import byline_words
from archivist.rules.dump_words import dump_words
from archivist.rules.lines import find_section, find_start

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from archivist.model import Author, Caption

_LONG = 100  # columns: a line as wide is prose
_SHORT_SENTENCE = 20  # columns
_LONGEST_LABEL = 120  # columns of a byline, a date, a contact
_WIDEST_NAME = 40
_LONGEST_ODD_BYLINE = 40  # of names that do not look like those of people
_WORDS_OF_SIGNATURE = 6
_LONGEST_CAPTION = 900
_WIDEST_CODE = 100

_SENTENCE_END = re.compile(r"[.!?…。！？।؟۔][\"'”’»›」』)\]]*$|[”»」』]$")
_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")
# "[photo.jpg]", "[IMG]", "[Image: a ship]": where dumps had a picture.
_PICTURE = re.compile(
    r"\[(?:img|image|inline|photo|picture|[^\[\]\s]{1,80}\.(?:jpe?g|png|webp|gif))[^\[\]]{0,300}\]",
    re.IGNORECASE,
)
_CRUMBS = re.compile(r"[^>»›]{1,40}(?:\s[>»›]\s?[^>»›]{1,40}){1,5}")
_COPYRIGHT = re.compile(r"©|ⓒ|\(c\)\s|copyright\b", re.IGNORECASE)
_CODE = re.compile(r"[{}()\[\]=;<>]|^\w+:$")


class Kind(Enum):
    """What a line is."""

    PROSE = auto()
    SHORT = auto()  # a title, a heading, a teaser, a link
    ITEM = auto()
    ROW = auto()
    CAPTION = auto()
    TWIN = auto()  # says what the next line says
    PICTURE = auto()
    BYLINE = auto()
    CONTACT = auto()  # a name and its e-mail
    DATE = auto()
    CRUMBS = auto()
    MACHINERY = auto()
    PAYWALL = auto()
    SECTION = auto()  # heads what is no part of the article, which may go on after it
    END = auto()  # heads what follows the article


@dataclass(frozen=True, slots=True)
class Judged:
    """A line and what it is."""

    line: Line
    kind: Kind
    caption: Caption | None = None  # where the line may be one: taken apart, its credit found

    @property
    def text(self) -> str:
        """The words of the line."""
        return self.line.text


def judge_lines(lines: list[Line]) -> list[Judged]:
    """Say of each line what it is."""
    judged: list[Judged] = []
    for at, line in enumerate(lines):
        below = lines[at + 1] if at + 1 < len(lines) else None
        above = judged[-1] if judged else None
        judged.append(_judge(line, above, below))
    return judged


def is_sentence(text: str) -> bool:
    """Whether a text ends as a sentence does."""
    return bool(_SENTENCE_END.search(text)) and columns(text) >= _SHORT_SENTENCE


def is_code(line: Line) -> bool:
    """Whether a line may be one of a program."""
    return bool(_CODE.search(line.text)) and not line.mark and columns(line.text) <= _WIDEST_CODE


def _judge(line: Line, above: Judged | None, below: Line | None) -> Judged:
    if kind := _label(line):
        return Judged(line, kind)
    if below and _is_twin(line, below):
        return Judged(line, Kind.TWIN)
    caption = _read_caption(line)
    if caption and caption.credit:
        follows_picture = above is not None and above.kind in {Kind.TWIN, Kind.PICTURE} and not line.gap
        if (follows_picture and caption.text) or _is_sure(caption):
            return Judged(line, Kind.CAPTION, caption)
    elif above and caption and not line.gap and _is_told_twice(line, above):
        return Judged(line, Kind.CAPTION, caption)
    if columns(line.text) <= _LONGEST_LABEL and find_start(line.text):
        return Judged(line, Kind.MACHINERY)
    return Judged(line, _by_form(line), caption if caption and caption.credit else None)


def _label(line: Line) -> Kind | None:
    """Return what a line is, if its words alone tell."""
    if columns(line.text) > _LONGEST_LABEL:
        return Kind.PAYWALL if dump_words().is_paywall(line.text) else None
    return next((kind for kind, fits in _LABELS.items() if fits(line.text)), None)


def _by_form(line: Line) -> Kind:
    if "\t" in line.text:
        return Kind.ROW
    if line.mark:
        return Kind.ITEM
    return Kind.PROSE if columns(line.text) >= _LONG or is_sentence(line.text) else Kind.SHORT


def _is_twin(line: Line, below: Line) -> bool:
    """Whether the next line says the same and perhaps a credit more: alt text, then caption."""
    text, other = line.text.casefold().rstrip(" ."), below.text.casefold()
    return (
        columns(text) >= _SHORT_SENTENCE
        and other.startswith(text)
        and columns(other) - columns(text) <= _LONG
    )


def _is_told_twice(line: Line, above: Judged) -> bool:
    """Whether a line without credit is a caption all the same: under a picture, or after its alt text."""
    ends = line.text[-1] in ".。" and is_sentence(line.text)
    return above.kind is Kind.PICTURE or (above.kind is Kind.TWIN and ends)


def _read_caption(line: Line) -> Caption | None:
    if line.mark or "\t" in line.text or len(line.text) > _LONGEST_CAPTION:
        return None
    return parse_caption(line.text)


def _is_sure(caption: Caption) -> bool:
    """Whether a credit is one wherever it is printed: it names an agency, or stands behind "/" or "Photo:".

    Only "(Reuters)" may stand at the end of a story as well; and stories end in many ways.
    """
    credit = caption.credit
    if not credit or not caption.text:
        return False
    printed = credit.printed.strip()
    if printed[:1] in "(（" and printed.strip("()（） ") == credit.line.strip("()（） "):
        return False
    return bool(credit.agencies or (credit.creators and (printed[:1] in "/[" or find_start(printed))))


def names_in(text: str) -> tuple[Author, ...]:
    """Return whom a line names that is a byline or a contact; a word like "SEO" may be a name in it."""
    is_short = len(text.split()) <= _WORDS_OF_SIGNATURE
    return read_names(text) or (read_names(text, is_whole=True) if is_short else ())


def is_name(text: str) -> bool:
    """Whether a line is nothing but a name, as bylines without "By" are."""
    if columns(text) > _WIDEST_NAME or len(text.split()) > 3 or not looks_personal(text):
        return False
    names = read_names(text)
    return len(names) == 1 and names[0].name == text


def is_byline(text: str) -> bool:
    """Whether a line is a byline: "By Jane Doe", "홍길동 기자"."""
    if not (names := names_in(text)):
        return False
    if starts_byline(text):
        return all(looks_personal(author.name) for author in names) or len(text) <= _LONGEST_ODD_BYLINE
    folded = text.casefold()
    ends = byline_words().after.get(folded[-1:], ())
    return len(text) <= 30 and any(folded.endswith(word) for word in ends) and names[0].name != text


def _is_contact(text: str) -> bool:
    if not _EMAIL.search(text):
        return False
    rest = _EMAIL.sub(" ", text).strip(" |·,:<>()")
    return not rest or (len(rest.split()) <= 5 and bool(names_in(rest)) and not is_sentence(text))


def _is_machinery(text: str) -> bool:
    says_nothing = not any(sign.isalpha() for sign in text)
    return says_nothing or dump_words().is_machinery(text) or bool(_COPYRIGHT.match(text))


def _is_crumbs(text: str) -> bool:
    return bool(_CRUMBS.fullmatch(text)) and not is_sentence(text)


def _is_section(text: str) -> bool:
    return columns(text) < _LONG // 2 and not is_sentence(text) and bool(find_section(text))


# The first that fits is what a line is.
_LABELS: Mapping[Kind, Callable[[str], bool]] = {
    Kind.PAYWALL: lambda text: dump_words().is_paywall(text),
    Kind.END: lambda text: dump_words().is_end(text),
    Kind.MACHINERY: _is_machinery,
    Kind.PICTURE: lambda text: bool(_PICTURE.fullmatch(text)),
    Kind.DATE: is_date_line,
    Kind.CONTACT: _is_contact,
    Kind.BYLINE: is_byline,
    Kind.CRUMBS: _is_crumbs,
    Kind.SECTION: _is_section,
}
