"""A byline as printed -> the people, desks and agencies it names."""

from __future__ import annotations

import re
import unicodedata

from archivist.model import Author
from archivist.rules.bylines import byline_words

_LONGEST_BYLINE = 600
_LONGEST_NAME = 60
_WORDS_AT_MOST = 6
_EMAIL = re.compile(r"[\w.+-]{1,64}(?:@|\s?(?:\[at\]|\(at\)|\{at\})\s?)[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")
_URL = re.compile(r"(?:https?://|www\.)\S+")
_HANDLE = re.compile(r"(?<!\w)@\w+")
_BRACKETS = re.compile(
    r"\([^()]{0,200}\)|\[[^\[\]]{0,200}\]|（[^（）]{0,200}）|【[^【】]{0,200}】|<[^<>]{0,200}>"
)
_HARD_PARTS = re.compile(r"[\n;|/·•・、／｜]|\s[-–—]\s|\s–|,\s*(?:and|und|et|y)\s")
_COMMAS = re.compile(r"[,،，]")
_EDGES = " \t.,:;-–—_|/•·*\"'“”„»«>#=+"
_HAN_ONLY = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]+")


def read_names(text: str) -> tuple[Author, ...]:
    """Return whom a byline names, in printed order, each once.

    Words like "By", job titles, degrees, places, addresses and handles are dropped; an e-mail goes to the name
    before it. The role is "agency" or "desk" where the name is one, else "author".

    >>> [author.name for author in read_names("By Jane Doe and Dr. John Q. Public, Senior Editor")]
    ['Jane Doe', 'John Q. Public']
    """
    text = (
        unicodedata.normalize("NFKC", text[:_LONGEST_BYLINE])
        if not text.isascii()
        else text[:_LONGEST_BYLINE]
    )
    emails = [re.sub(r"\s?[\[({]at[\])}]\s?", "@", match[0]) for match in _EMAIL.finditer(text)]
    text = _BRACKETS.sub(" ", _HANDLE.sub(" ", _URL.sub(" ", _EMAIL.sub("\n", text))))
    names: dict[str, Author] = {}
    for part in _HARD_PARTS.split(text):
        for piece in _COMMAS.split(part):
            for words in _split_conjunctions(piece.split()):
                if name := clean_name(" ".join(words)):
                    names.setdefault(name.casefold(), Author(name=name, role=role_of(name)))
    authors = tuple(names.values())
    if len(authors) == 1 and len(emails) == 1:
        return (Author(name=authors[0].name, role=authors[0].role, email=emails[0]),)
    return authors


def clean_name(text: str) -> str:
    """Return a name without what stands around it; "" where the text is no name."""
    words = byline_words()
    name = _without_edges(text)
    name = _strip_before(name)
    name = _strip_after(name)
    parts = name.split()
    while len(parts) > 1 and parts[0].casefold() in words.titles_before:
        parts.pop(0)
    while len(parts) > 1 and parts[-1].casefold().strip(".,") in words.titles_after | {
        w.strip(".") for w in words.titles_after
    }:
        parts.pop()
    name = _without_edges(" ".join(parts))
    return name if _may_be_name(name) else ""


def role_of(name: str) -> str:
    """Return "agency", "desk" or "author" for a name."""
    words = byline_words()
    folded = name.casefold()
    if folded in words.agencies or folded.removeprefix("the ") in words.agencies:
        return "agency"
    if any(word.strip(".,") in words.desks for word in re.split(r"[\s-]+", folded)):
        return "desk"
    return "author"


def _without_edges(text: str) -> str:
    text = text.strip(_EDGES)
    return text


def _strip_before(name: str) -> str:
    changed = True
    while changed:
        changed = False
        folded = name.casefold()
        for word in byline_words().before:
            if folded.startswith(word):
                rest = name[len(word) :]
                if rest[:1] in {" ", ":", "：", ""} or (not word.isascii() and rest[:1] in "/｜|"):
                    name, changed = rest.strip(_EDGES + "："), True
                    break
    return name


def _strip_after(name: str) -> str:
    folded = name.casefold()
    for word in byline_words().after:
        if folded.endswith(word) and len(name) > len(word):
            rest = name[: -len(word)]
            if rest.endswith(" ") or _HAN_ONLY.fullmatch(word):
                return rest.strip(_EDGES)
    return name


def _may_be_name(name: str) -> bool:
    words = byline_words()
    if not 2 <= len(name) <= _LONGEST_NAME or not any(c.isalpha() for c in name):
        return False
    parts = name.casefold().split()
    if len(parts) > _WORDS_AT_MOST or name.casefold() in words.nobody:
        return False
    if sum(c.isdigit() for c in name) > 2:
        return False
    is_group = any(part in words.desks for part in parts)
    return is_group or not any(part.strip(".,:") in words.jobs for part in parts)


def _split_conjunctions(words: list[str]) -> list[list[str]]:
    """Part words at "and": one-letter conjunctions only between names of two words and more."""
    conjunctions = byline_words().conjunctions
    groups: list[list[str]] = [[]]
    for at, word in enumerate(words):
        is_conjunction = word in conjunctions and 0 < at < len(words) - 1
        if is_conjunction and (len(word) > 1 and word not in _ALSO_IN_NAMES or len(groups[-1]) >= 2):
            groups.append([])
        else:
            groups[-1].append(word)
    return groups


# Conjunctions that are also parts of names: "Maria i Mata", "Ortega y Gasset", "Da en Vries".
_ALSO_IN_NAMES = frozenset({"en", "in", "un", "con", "com", "ve", "ja", "si", "ac", "eta", "og", "och"})
