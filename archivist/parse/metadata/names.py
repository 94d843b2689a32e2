"""A byline as printed -> the people, desks and agencies it names."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from archivist.model import Author
from archivist.parse.metadata.wording import (
    EDGES,
    UNSPACED,
    is_beside,
    reporter_of_dateline,
    starts_byline,
    strip_after,
    strip_before,
    without_date,
    without_others,
)
from archivist.rules.agencies import AgencyKind, load_agencies, spelling_key
from archivist.rules.bylines import byline_words
from archivist.rules.dates import date_words
from archivist.rules.given_names import load_family_names, load_given_names

__all__ = ["looks_personal", "looks_proper", "read_names", "role_of", "starts_byline"]

_REMEMBERED = 512  # bylines: most stand at two or three places of a page
_LONGEST_BYLINE = 600
_LONGEST_NAME = 60
_WORDS_AT_MOST = 7
_KOREAN_NAME = re.compile(r"[\uac00-\ud7a3]{3}")
_HAN_NAME = range(2, 4)  # characters of a Chinese name

_EMAIL = re.compile(r"[\w.+-]{1,64}(?:@|\s?(?:\[at\]|\(at\)|\{at\})\s?)[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")
_AT = re.compile(r"\s?[\[({]at[\])}]\s?")
_URL = re.compile(r"(?:https?://|www\.)\S+")
_HANDLE = re.compile(r"(?<!\w)@[^\W\d]\w*")
# But for a name within a name: "Paramita (Guha) Ghosh".
_BRACKETS = re.compile(
    r"\((?!\w+\) [^\W\da-zà-ž])[^()]{0,200}\)|\[[^\[\]]{0,200}\]"
    r"|（[^（）]{0,200}）|【[^【】]{0,200}】|<[^<>]{0,200}>"
)
_BRACKET_ENDS = ")]】"
_IN_BRACKETS = re.compile(r"^[(\[【][^()\[\]【】]*[)\]】]")
# "記者陳怡君": what stands before it is the paper.
_BEFORE_REPORTER = re.compile(
    r"^[^\n]{0,40}?[／/|｜\s](?=(?:記者|记者)[\u4e00-\u9fff]{2,4}(?:\W|$))", re.MULTILINE
)
_DATELINE = re.compile(r"[\uac00-\ud7a3]{2,6}=(?=[\uac00-\ud7a3])")  # "워싱턴=김민수"
# "／台北報導": the place that a report of a Chinese paper comes from.
_REPORTED_FROM = re.compile(r"[／/]\s?[\u4e00-\u9fff]{2,6}(?:報導|报道|報道|電|电)")
# Each with signs, one of which is in all that it finds.
_CLUTTER = (
    (("記者", "记者"), _BEFORE_REPORTER, ""),
    (("／", "/"), _REPORTED_FROM, "\n"),
    (("=",), _DATELINE, "\n"),
    (("@", "at)", "at]", "at}"), _EMAIL, "\n"),
    (("http", "www."), _URL, " "),
    (("@",), _HANDLE, " "),
    (("(", "[", "（", "【", "<"), _BRACKETS, " "),
)

# What always parts two names, or a name from what is none.
_PARTS = re.compile(r"[\n;|/·•∙・、／｜]|\s[-–—]+(?:\s|$)")
_COMMA = re.compile(r"[,،，]")
_DEGREES = re.compile(r"(?:[A-Z]\.?){2,6}(?:-[A-Z]{1,4})?")
_GLUED_NUMBER = re.compile(r"(?<=[^\W\d_]{3})\d$")  # of an affiliation: "Jeni Green1"
_GAPS = re.compile(r"[\s-]+")


def read_names(text: str, *, is_whole: bool = False) -> tuple[Author, ...]:
    """Return whom a byline names, in printed order, each once.

    Words like "By", job titles, degrees, dates, addresses and handles are dropped, and so are those who only
    reviewed, edited or took the pictures; an e-mail goes to the only name. The role is "agency" or "desk"
    where the name is one, else "author". ``is_whole`` says that the text is a name, or names, and nothing
    beside: one of odd words is kept.

    >>> [author.name for author in read_names("By Jane Doe and Dr. John Q. Public, Senior Editor")]
    ['Jane Doe', 'John Q. Public']
    """
    return _read_names(text[:_LONGEST_BYLINE], is_whole)


@lru_cache(maxsize=_REMEMBERED)
def _read_names(text: str, is_whole: bool) -> tuple[Author, ...]:
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    if "(" in text:
        text = _pictured().sub("\n", text)
    if line := reporter_of_dateline(text):
        text = (
            line.rstrip(_BRACKET_ENDS).rpartition("=")[2]
            if line[-1] in _BRACKET_ENDS
            else _IN_BRACKETS.sub("", line)
        )
    for word in byline_words().both:
        text = text.replace(word, "\n")
    emails: list[str] = []
    for signs, pattern, space in _CLUTTER:
        if any(sign in text for sign in signs):
            if pattern is _EMAIL:
                emails = list(dict.fromkeys(_AT.sub("@", match[0]) for match in _EMAIL.finditer(text)))
            text = pattern.sub(space, text)
    parts = _PARTS.split(without_others(text))
    names = list(dict.fromkeys(name for part in parts for name in _names_of(part, is_whole)))
    if not names and is_whole and (odd := _odd_name(text)):
        names = [odd]
    email = emails[0] if len(names) == len(emails) == 1 else ""
    return tuple(Author(name=name, role=role_of(name), email=email) for name in names)


def role_of(name: str) -> str:
    """Return "agency" for a news agency, "desk" for a group of the house, "author" for any other name.

    >>> role_of("Agence France-Presse"), role_of("News Desk"), role_of("Jane Doe")
    ('agency', 'desk', 'author')
    """
    sure, ambiguous = _wire_spellings()
    key = spelling_key(name)
    if name in ambiguous or key in sure or key.removeprefix("the ") in sure:
        return "agency"
    folded = name.casefold()
    is_desk = not byline_words().desks.isdisjoint(word.strip(".,") for word in _GAPS.split(folded))
    return "desk" if is_desk or any(word in folded for word in _unspaced_desks()) else "author"


def looks_personal(name: str) -> bool:
    """Whether a name is written as those of people are: two to five words, large letters first."""
    if UNSPACED.fullmatch(name.replace(" ", "")):
        return 2 <= len(name) <= 12
    return 2 <= len(name.split()) <= 5 and looks_proper(name)


def looks_proper(name: str) -> bool:
    """Whether a name is written as names are, in scripts that have large letters: they begin its words."""
    words = name.split()
    particles = byline_words().particles
    return words[-1][:1].isalnum() and all(not word[:1].islower() or word in particles for word in words)


@cache
def _pictured() -> re.Pattern[str]:
    """Return what finds a name with "(Fotos)" behind it, and what parts it from the name before."""
    words = "|".join(map(re.escape, byline_words().pictured))
    between = "|".join(map(re.escape, sorted(byline_words().conjunctions)))
    return re.compile(rf"(?:^|[,;/]|\s(?:{between})\s)[^,;/()]{{2,40}}\((?:{words})\)", re.IGNORECASE)


@cache
def _date_labels() -> frozenset[str]:
    """Return the words that begin the date behind a name: "Updated"."""
    return frozenset(word for word in date_words().published + date_words().modified if " " not in word)


@cache
def _wire_spellings() -> tuple[frozenset[str], frozenset[str]]:
    """Return the spellings of news agencies: keys of the sure ones, the ambiguous ones to the letter."""
    wires = [agency for agency in load_agencies() if agency.kind is AgencyKind.WIRE]
    ambiguous = frozenset(spelling for agency in wires for spelling in agency.ambiguous)
    keys = (spelling_key(s) for agency in wires for s in agency.spellings if s not in ambiguous)
    return frozenset(keys), ambiguous


@cache
def _unspaced_desks() -> tuple[str, ...]:
    """Return the words for desks that may stand inside a longer word."""
    return tuple(sorted(word for word in byline_words().desks if UNSPACED.fullmatch(word)))


def _names_of(part: str, is_whole: bool) -> list[str]:
    """Return the names in a part: comma by comma, so that "Privacy and Security Expert" is seen whole."""
    names: list[str] = []
    is_employer = False  # what follows a job: "Jane Doe, Correspondent, Daily News"
    for raw in _COMMA.split(part):
        piece = without_date(_before_label(strip_before(raw, is_whole=is_whole)))
        piece = strip_before(piece, is_whole=is_whole)
        if is_whole:
            piece = _without_job(piece)
        words = _without_employer(piece.split())
        if is_beside(piece, is_whole=is_whole):
            is_employer = bool(names) and not is_whole
            continue
        if not words or words[0] in byline_words().cuts:
            continue
        if is_employer and role_of(piece) == "desk":
            continue
        if names and _is_title(piece) and role_of(piece) == "author":
            continue
        cleaned = (_clean_name(group, is_whole) for group in _split_conjunctions(words))
        names.extend(name for cleaned_name in cleaned if cleaned_name for name in _parted(cleaned_name))
    return names


def _parted(name: str) -> list[str]:
    """Part Chinese and Korean names that only spaces part: each begins with a family name."""
    words = name.split()
    families = load_family_names()
    if len(words) > 1 and _KOREAN_NAME.fullmatch(words[-1]):
        persons = [word for word in words if _KOREAN_NAME.fullmatch(word) and word[0] in families]
        return persons or [name]
    are_names = len(words) > 1 and all(len(w) in _HAN_NAME and w[0] in families for w in words)
    return words if are_names and all("\u4e00" <= sign <= "\u9fff" for sign in "".join(words)) else [name]


def _before_label(text: str) -> str:
    """Return a text up to the label of a date behind a name: "Jane Doe Updated May 6"."""
    words = text.split()
    labels = (at for at, word in enumerate(words) if word.casefold().strip(".,:") in _date_labels())
    at = next(labels, 0)
    return " ".join(words[:at]) if at > 1 and looks_personal(" ".join(words[:at])) else text


def _clean_name(parts: list[str], is_whole: bool) -> str:
    """Return a name without what stands around it; "" where it is none."""
    titles = byline_words().titles_before
    parts = strip_after(strip_before(" ".join(parts), is_whole=is_whole)).split()
    if not is_whole:
        parts = parts[: _end_of_name(parts)]
    while len(parts) > 1 and parts[0].casefold() in titles:
        parts.pop(0)
    while len(parts) > 1 and _is_degree(parts):
        parts.pop()
    name = _GLUED_NUMBER.sub("", " ".join(parts).strip(EDGES))
    return name if _is_sound(name) and not is_beside(name, is_whole=is_whole) else ""


def _without_employer(words: list[str]) -> list[str]:
    """Cut where a person works off a name that is surely a person's: "Jane Doe of Doe & Sons"."""
    is_person = "of" in words[2:4] and words[0].lower() in load_given_names()
    return words[: words.index("of")] if is_person else words


def _end_of_name(parts: list[str]) -> int:
    """Return where a name ends: before "in Paris"; but "Center for Research" is whole."""
    words = byline_words()
    for at, part in enumerate(parts):
        if part in words.cuts and at >= (2 if part in words.particles else 1):
            return at
    return len(parts)


def _odd_name(text: str) -> str:
    """Return a text that is all name as it stands, though it does not look like one; "" where it is none."""
    if len(text) > _LONGEST_NAME:
        return ""
    name = strip_before(" ".join(text.split()), is_whole=True)
    words = name.casefold().split()
    is_told = role_of(name) == "desk" or byline_words().beside.isdisjoint(words)
    return name if is_told and _is_sound(name) and not byline_words().jobs.issuperset(words) else ""


def _without_job(name: str) -> str:
    """Cut the job from the end of a name: "Jane Doe Author"."""
    first, _, last = name.strip(EDGES).rpartition(" ")
    is_job = " " in first and last.casefold() in byline_words().marks and looks_personal(first)
    return first if is_job else name


def _is_title(piece: str) -> bool:
    """Whether a piece of a byline is a degree and nothing else: "PhD"."""
    return bool(_DEGREES.fullmatch(piece)) or piece.casefold() in byline_words().titles_after


def _is_degree(parts: list[str]) -> bool:
    """Whether the last part is a degree: in "Jeffrey A. Slotnick CPP", not in "Rui Ma" or "JANE VAN DOE"."""
    last = parts[-1]
    if last.casefold().rstrip(".,") in byline_words().titles_after:
        return last != last.title() or last.endswith(".")
    return len(parts) > 2 and bool(_DEGREES.fullmatch(last)) and not all(part.isupper() for part in parts)


def _is_sound(name: str) -> bool:
    """Whether a text may be a name at all: not too long, of letters, and not a word of the machinery."""
    if not 2 <= len(name) <= _LONGEST_NAME or len(name.split()) > _WORDS_AT_MOST:
        return False
    if name.casefold() in byline_words().nobody or not name[0].isalnum() or ": " in name:
        return False
    digits, letters = sum(c.isdigit() for c in name), sum(c.isalpha() for c in name)
    is_address = name.count(".") > 1 and " " not in name
    is_note = name[0].isdigit() and name[1].isupper()  # "1College of Health": where someone works
    return 0 < letters >= digits - 4 and not is_address and not is_note


def _split_conjunctions(words: list[str]) -> list[list[str]]:
    """Part words at "and", where what stands on both sides may be a name."""
    known = byline_words()
    if len(words) > 1 and words[0] in known.conjunctions:
        words = words[1:]  # of "Jane Doe, and John Roe"
    groups: list[list[str]] = [[]]
    for at, word in enumerate(words):
        small = word.lower() if len(word) > 1 and word.isupper() else word
        is_weak = small in known.conjunctions_in_names
        if small in known.conjunctions and _parts_names(groups[-1], words[at + 1 :], is_weak):
            groups.append([])
        else:
            groups[-1].append(word)
    return groups


def _parts_names(left: list[str], right: list[str], is_weak: bool) -> bool:
    """Whether a conjunction parts names: not "Center for Evaluation and Research", not "Ortega y Gasset"."""
    if not left or not right:
        return False
    if role_of(" ".join(right)) != "author":
        return True
    if is_weak:
        return len(left) >= 2 and len(right) >= 2
    return len(right) >= 2 or len(left) <= 2
