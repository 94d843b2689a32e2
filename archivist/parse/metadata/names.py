"""A byline as printed -> the people, desks and agencies it names."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from archivist.model import Author
from archivist.rules.bylines import byline_words
from archivist.rules.dates import date_words, month_names

_LONGEST_BYLINE = 600
_LONGEST_NAME = 60
_LONGEST_STARTER = 40
_WORDS_AT_MOST = 7
_EMAIL = re.compile(r"[\w.+-]{1,64}(?:@|\s?(?:\[at\]|\(at\)|\{at\})\s?)[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")
_AT = re.compile(r"\s?[\[({]at[\])}]\s?")
_URL = re.compile(r"(?:https?://|www\.)\S+")
_HANDLE = re.compile(r"(?<!\w)@[^\W\d]\w*")
# But for a name within a name: "Paramita (Guha) Ghosh".
_BRACKETS = re.compile(r"\((?!\w+\) [^\W\d])[^()]{0,200}\)|\[[^\[\]]{0,200}\]|（[^（）]{0,200}）|【[^【】]{0,200}】|<[^<>]{0,200}>")
# What always parts two names, or a name from what is none.
_PARTS = re.compile(r"[\n;|/·•∙・、／｜]|\s[-–—]+(?:\s|$)")
_COMMA = re.compile(r"[,،，]")
_EDGES = " \t.,:;：-–—_|/•·∙*\"'“”„»«>#=+~"
_COLONS = frozenset(":：")
_NUMBER = re.compile(r"\d[\d.,:/-]*(?:st|nd|rd|th|am|pm|h)?[.,]?", re.IGNORECASE)
_DEGREES = re.compile(r"(?:[A-Z]\.?){2,6}(?:-[A-Z]{1,4})?")
# "Recipe by", "Read more posts by", "More articles from": what stands before a name in one breath.
_SOMEONE_BY = re.compile(r"^(?:\S{1,20}\s){1,4}by\s+|^(?:more|all|view|read|see)\s(?:\S{1,20}\s){0,3}from\s+", re.IGNORECASE)
# "／台北報導": the place that a report of a Chinese paper comes from.
_REPORTED_FROM = re.compile(r"[／/]\s?[\u4e00-\u9fff]{2,6}(?:報導|报道|報道|電|电)")
_CLUTTER = ((_REPORTED_FROM, "\n"), (_EMAIL, "\n"), (_URL, " "), (_HANDLE, " "), (_BRACKETS, " "))
_GLUED_NUMBER = re.compile(r"(?<=[^\W\d_]{3})\d$")  # of an affiliation: "Jeni Green1"
_UNSPACED = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]+")


def read_names(text: str, *, is_whole: bool = False) -> tuple[Author, ...]:
    """Return whom a byline names, in printed order, each once.

    Words like "By", job titles, degrees, dates, addresses and handles are dropped, and so are those who only
    reviewed, edited or took the pictures; an e-mail goes to the only name. The role is "agency" or "desk" where
    the name is one, else "author". ``is_whole`` says that the text is a name and nothing beside it: a name of
    odd words is kept.

    >>> [author.name for author in read_names("By Jane Doe and Dr. John Q. Public, Senior Editor")]
    ['Jane Doe', 'John Q. Public']
    """
    text = text[:_LONGEST_BYLINE]
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    emails = list(dict.fromkeys(_AT.sub("@", match[0]) for match in _EMAIL.finditer(text)))
    for pattern, space in _CLUTTER:
        text = pattern.sub(space, text)
    names = list(dict.fromkeys(name for part in _PARTS.split(_without_others(text)) for name in _names_of(part, is_whole)))
    if not names and is_whole and len(text) <= _LONGEST_NAME:
        name = _strip_before(" ".join(text.split()), is_whole)
        is_told = role_of(name) == "desk" or not byline_words().beside & set(name.casefold().split())
        names = [name] if is_told and _is_sound(name) else []
    authors = tuple(Author(name=name, role=role_of(name)) for name in names)
    if len(authors) == len(emails) == 1:
        return (Author(name=authors[0].name, role=authors[0].role, email=emails[0]),)
    return authors


def role_of(name: str) -> str:
    """Return "agency", "desk" or "author" for a name."""
    words = byline_words()
    folded = name.casefold()
    if folded in words.agencies or folded.removeprefix("the ") in words.agencies:
        return "agency"
    is_desk = any(word.strip(".,") in words.desks for word in re.split(r"[\s-]+", folded))
    return "desk" if is_desk else "author"


def looks_personal(name: str) -> bool:
    """Whether a name is written as those of people are: two to five words, large letters first."""
    if _UNSPACED.fullmatch(name.replace(" ", "")):
        return 2 <= len(name) <= 12
    return 2 <= len(name.split()) <= 5 and looks_proper(name)


def looks_proper(name: str) -> bool:
    """Whether a name is written as names are, in scripts that have large letters: they begin its words."""
    words = name.split()
    particles = byline_words().particles
    return words[-1][:1].isalnum() and all(not word[:1].islower() or word in particles for word in words)


def ends_byline(line: str) -> bool:
    """Whether a line tells of something that follows the names: a date, "min read", "in Travel"."""
    words = line.split()
    if words[0] in byline_words().cuts:
        return True
    return any(_is_dated(words, at) for at in range(len(words))) or bool(byline_words().beside & set(line.casefold().split()))


def starts_byline(text: str) -> str:
    """Return the word, folded, with which a text begins as a byline does: "written by"; else ""."""
    starters = _starters().get(text[:1])
    if not starters:
        return ""
    folded = text[:_LONGEST_STARTER].casefold()
    return next((w for w in starters if _begins(folded, w) or folded.rstrip() == w.rstrip(":：")), "")


@cache
def _starters() -> dict[str, tuple[str, ...]]:
    """The words that begin a byline, by their first sign, small and large."""
    starters = byline_words().starters
    return {sign: words for first, words in starters.items() for sign in (first, first.upper())}


def _without_others(text: str) -> str:
    """Take out who only reviewed or edited: from "reviewed by" to the next line that begins a byline."""
    folded = text.casefold()
    if len(folded) != len(text) or not any(word in folded for word in byline_words().others):
        return text
    for word in byline_words().others:
        at = folded.find(word)
        while at >= 0:
            text = f"{text[:at]}\n\x1f{text[at + len(word) :]}"
            folded = text.casefold()
            at = folded.find(word)
    kept = []
    is_other = False
    for line in text.split("\n"):
        if line.startswith("\x1f"):
            is_other = True
        elif starts_byline(line):
            is_other = False
        if not is_other:
            kept.append(line)
    return "\n".join(kept)


def _names_of(part: str, is_whole: bool) -> list[str]:
    """Return the names in a part: comma by comma, so that "Privacy and Security Expert" is seen whole."""
    names: list[str] = []
    for raw in _COMMA.split(part):
        piece = _strip_before(_without_date(_strip_before(raw, is_whole)), is_whole)
        if is_whole:
            piece = _without_job(piece)
        words = piece.split()
        if not words or words[0] in byline_words().cuts or _is_beside(piece, is_whole):
            continue
        if names and _DEGREES.fullmatch(piece) and role_of(piece) == "author":
            continue
        for group in _split_conjunctions(words):
            if name := _clean_name(group, is_whole):
                names.append(name)
    return names


def _is_beside(text: str, is_whole: bool) -> bool:
    """Whether a text tells a job or something else beside the name.

    The name of a desk may have a job in it: "Travel News Editors"; what is a name for certain, too.
    """
    known = byline_words()
    words = {word.strip(".,:()") for word in text.casefold().split()}
    if words & known.beside:
        return True
    jobs = {word for word in words if word in known.jobs or word.endswith(known.job_endings)}
    return bool(jobs) and (not is_whole or not words & known.desks or words <= jobs | known.desks)


def _clean_name(parts: list[str], is_whole: bool) -> str:
    words = byline_words()
    parts = _strip_after(_strip_before(" ".join(parts), is_whole)).split()
    if not is_whole:
        # "Center for Research" is whole, "Jane Doe for Research" is not.
        cuts = (at for at, part in enumerate(parts) if part in words.cuts and at >= (2 if part in words.particles else 1))
        parts = parts[: next(cuts, len(parts))]
    while len(parts) > 1 and parts[0].casefold() in words.titles_before:
        parts.pop(0)
    while len(parts) > 1 and _is_degree(parts):
        parts.pop()
    name = _GLUED_NUMBER.sub("", " ".join(parts).strip(_EDGES))
    return name if _is_sound(name) and not _is_beside(name, is_whole) else ""


def _without_job(name: str) -> str:
    """Cut the job from the end of a name: "Jane Doe Author"."""
    first, _, last = name.strip(_EDGES).rpartition(" ")
    return first if " " in first and last.casefold() in byline_words().marks and looks_personal(first) else name


def _is_degree(parts: list[str]) -> bool:
    """Whether the last part is a degree: in "Jeffrey A. Slotnick CPP", but not in "Rui Ma" or "JANE VAN DOE"."""
    last = parts[-1]
    if last.casefold().rstrip(".,") in byline_words().titles_after and (last != last.title() or last.endswith(".")):
        return True
    return len(parts) > 2 and bool(_DEGREES.fullmatch(last)) and not all(part.isupper() for part in parts)


def _strip_before(text: str, is_whole: bool) -> str:
    """Take "Written by", and "Recipe by", off the beginning, as often as they stand there.

    Of a text that is a name only what no name begins with: "Par" and "Di" stay.
    """
    text = _SOMEONE_BY.sub("", text.strip(_EDGES))
    for _ in range(4):
        folded = text.casefold()
        found = (w for w in byline_words().before.get(folded[:1], ()) if _begins(folded, w))
        word = next((w for w in found if not is_whole or " " in w or w == "by" or text[len(w) :].lstrip()[:1] in _COLONS), None)
        if word is None:
            break
        text = text[len(word) :].strip(_EDGES)
    return text


def _begins(folded: str, word: str) -> bool:
    """Whether a text begins with a word that ends there, or with one of a script without spaces."""
    if not folded.startswith(word):
        return False
    return not folded[len(word) : len(word) + 1].isalnum() or (len(word) > 1 and bool(_UNSPACED.fullmatch(word)))


def _strip_after(name: str) -> str:
    folded = name.casefold()
    for word in byline_words().after.get(folded[-1:], ()):
        if folded.endswith(word) and len(name) > len(word):
            rest = name[: -len(word)]
            if rest.endswith(" ") or _UNSPACED.fullmatch(word):
                return rest.strip(_EDGES)
    return name


def _without_date(piece: str) -> str:
    """Cut a date, or a count, from the beginning or the end of a piece."""
    words = piece.split()
    dated = [at for at in range(len(words)) if _is_dated(words, at)]
    if not dated:
        return piece
    if dated[0] > 0:
        return " ".join(words[: dated[0]])
    first = next((at for at in range(len(words)) if at not in dated), len(words))
    return " ".join(words[first:])


def _is_dated(words: list[str], at: int) -> bool:
    """Whether a word is a number of a date, a month beside one, or a half of the day or a zone after one."""
    if _NUMBER.fullmatch(words[at]):
        # "98 Buck Social" is a name: a number alone at the beginning is no date.
        return at > 0 or len(words) == 1 or len(words[at]) > 2 or bool(month_names().find(words[1].casefold().strip(".,")))
    if at and words[at].casefold().strip(".,") in _after_numbers() and _is_dated(words, at - 1):
        return True
    if not month_names().find(words[at].casefold().strip(".,")):
        return False
    return any(_NUMBER.fullmatch(word) for word in words[max(0, at - 1) : at] + words[at + 1 : at + 2])


@cache
def _after_numbers() -> frozenset[str]:
    return date_words().am | date_words().pm | frozenset(date_words().zones) | {"at"}


def _is_sound(name: str) -> bool:
    """Whether a text may be a name at all: not too long, of letters, and not a word of the machinery."""
    if not 2 <= len(name) <= _LONGEST_NAME or name.casefold() in byline_words().nobody:
        return False
    digits, letters = sum(c.isdigit() for c in name), sum(c.isalpha() for c in name)
    is_address = name.count(".") > 1 and " " not in name
    return digits <= letters + 4 and letters > 0 and name[0].isalnum() and len(name.split()) <= _WORDS_AT_MOST and not is_address


def _split_conjunctions(words: list[str]) -> list[list[str]]:
    """Part words at "and", where what stands on both sides may be a name."""
    known = byline_words()
    groups: list[list[str]] = [[]]
    for at, word in enumerate(words):
        if word in known.conjunctions and _parts_names(groups[-1], words[at + 1 :], word in known.conjunctions_in_names):
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


