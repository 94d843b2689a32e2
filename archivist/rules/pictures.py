"""What the names of elements say about the pictures in them.

Source: data/pictures.toml.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain
from typing import TYPE_CHECKING

from archivist.rules.tables import read_table, take_texts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_NAME = "pictures.toml"
_KINDS = (
    "other",
    "excuses",
    "caption",
    "credit",
    "weak_credit",
    "interface",
    "hidden",
    "picture",
    "lead",
    "lightbox",
    "caption_attributes",
    "credit_attributes",
    "labels",
    "caption_properties",
    "credit_properties",
)

_BOXES = frozenset({"other", "excuses", "interface", "hidden", "picture", "lead", "lightbox"})
_TEXTS = ("credit", "weak_credit", "caption")

# "photoCredit", "photo_credit", "PHOTO-Credit2": words part at case, digits and signs.
_WORD = re.compile(r"([A-Z]?[^\W\d_A-Z]+|[A-Z]+(?![a-z]))([\W\d_]*)")
_LOWER_WORD = re.compile(r"[^\W\d_]+")
_DURATION = re.compile(r"\d{1,2}:\d{2}(?::\d{2})?(?: ?min)?")  # of a video
_AROUND_LABELS = " :.|/<>«»‹›…+-–—"
# A phrase this short must be a whole name: style compilers make names such as "hAdRqZ".
_SHORT = 4
_MOST_WORDS = 3  # of a phrase


@dataclass(frozen=True, slots=True)
class PictureNames:
    """What the class and id of an element say of the picture in it, or of its text."""

    is_other: bool = False  # it holds no picture of this article
    is_caption: bool = False
    is_credit: bool = False
    is_weak_credit: bool = False  # a credit if it stands with a picture: "author", "source"
    is_interface: bool = False
    is_hidden: bool = False
    is_picture: bool = False
    is_lightbox: bool = False  # a link that shows the picture large
    is_lead: bool = False  # the picture at the head of the article


@dataclass(frozen=True, slots=True)
class _Phrase:
    """A phrase of the table: its words behind the first, and what names that have it say."""

    rest: tuple[str, ...]
    kinds: frozenset[str]
    is_short: bool


_NOTHING = PictureNames()


@cache
def _phrases() -> dict[str, list[_Phrase]]:
    """Return the phrases of the names of boxes and texts by their first word, longest first."""
    table = read_table(_NAME, _KINDS)
    kinds: dict[str, set[str]] = {}
    for kind in _BOXES.union(_TEXTS):
        for phrase in take_texts(table, kind, name=_NAME):
            kinds.setdefault(phrase, set()).add(kind)
    found: dict[str, list[_Phrase]] = {}
    for phrase in sorted(kinds, key=lambda phrase: -phrase.count("-")):
        first, *rest = phrase.split("-")
        is_short = len(phrase) <= _SHORT
        found.setdefault(first, []).append(_Phrase(tuple(rest), frozenset(kinds[phrase]), is_short))
    return found


@lru_cache(maxsize=8192)
def judge_picture_names(names: str) -> PictureNames:
    """Judge the class and id of an element, joined by spaces.

    >>> judge_picture_names("media__photoCredit").is_credit
    True
    >>> judge_picture_names("caption_author").is_caption
    False
    """
    each = names.split()
    parts = [part for name in each if (part := _name(name))]
    if not parts:
        return _NOTHING
    found = frozenset(chain.from_iterable(part.kinds for part in parts))
    if len(each) > 1 and any(part.is_open for part in parts):
        words, is_apart = _words(names)
        found |= {kind for _, phrase in _matches(words, is_apart) for kind in phrase.kinds}
    return _verdict(found & _BOXES, frozenset(part.text_kind for part in parts))


@cache
def _verdict(found: frozenset[str], texts: frozenset[str]) -> PictureNames:
    return PictureNames(
        is_other="other" in found and "excuses" not in found,
        is_caption="caption" in texts,
        is_credit="credit" in texts,
        is_weak_credit="weak_credit" in texts,
        is_interface="interface" in found,
        is_hidden="hidden" in found,
        is_picture="picture" in found,
        is_lead="lead" in found,
        is_lightbox="lightbox" in found,
    )


@dataclass(frozen=True, slots=True)
class _Name:
    """What one name says."""

    kinds: frozenset[str]  # of the phrases in it
    text_kind: str
    is_open: bool  # the next name may end a phrase that begins here


# A style sheet names thousands of elements with a few hundred names.
@lru_cache(maxsize=16384)
def _name(name: str) -> _Name | None:
    """Return what a name says; None where no phrase begins in it."""
    words, is_apart = _words(name)
    if _phrases().keys().isdisjoint(words):
        return None
    matches = list(_matches(words, is_apart))
    kinds = frozenset(kind for _, phrase in matches for kind in phrase.kinds)
    return _Name(kinds, _text_kind(matches) if matches else "", _is_open(words))


def _words(names: str) -> tuple[list[str], list[bool]]:
    """Return the words of names, and of each and of the end whether a sign or digit stands before it.

    Else only the case of the letters parts a word from the one before.
    """
    if names.islower():
        words = _LOWER_WORD.findall(names)
        return words, [True] * (len(words) + 1)
    pairs = _WORD.findall(names + " ")
    return [word.lower() for word, _ in pairs], [True, *(bool(sign) for _, sign in pairs)]


def _matches(words: Sequence[str], is_apart: Sequence[bool]) -> Iterator[tuple[int, _Phrase]]:
    """Yield where phrases stand in the words of names, and the phrases; at one place the longest first."""
    phrases = _phrases()
    for start, word in enumerate(words):
        for phrase in phrases.get(word, ()):
            end = start + 1 + len(phrase.rest)
            if phrase.is_short and not (is_apart[start] and is_apart[end]):
                continue
            if not phrase.rest or tuple(words[start + 1 : end]) == phrase.rest:
                yield start, phrase


def _is_open(words: Sequence[str]) -> bool:
    """Whether a phrase begins with the last of some words and is longer."""
    phrases = _phrases()
    return any(
        len(phrase.rest) > len(after) and phrase.rest[: len(after)] == after
        for start in range(max(0, len(words) - _MOST_WORDS), len(words))
        for after in [tuple(words[start + 1 :])]
        for phrase in phrases.get(words[start], ())
    )


def _text_kind(matches: Sequence[tuple[int, _Phrase]]) -> str:
    """Return the kind whose phrase comes last: in "caption-author" it is the credit.

    "hide-caption" is a button, and no caption.
    """
    controls = {
        index
        for start, phrase in matches
        if "interface" in phrase.kinds
        for index in range(start + 1, start + 1 + len(phrase.rest))
    }
    ends = dict.fromkeys(_TEXTS, 0)
    for start, phrase in matches:
        for kind in phrase.kinds & ends.keys():
            if start >= ends[kind] and start not in controls:
                ends[kind] = start + 1 + len(phrase.rest)
    best = max(ends, key=ends.__getitem__)
    return best if ends[best] else ""


@lru_cache(maxsize=1024)
def judge_attribute(name: str) -> PictureNames:
    """Judge the name of an attribute by its last words: whether its value is a caption or a credit.

    >>> judge_attribute("data-mediaviewer-credit").is_credit, judge_attribute("data-author-id").is_credit
    (True, False)
    """
    words = f"-{name.casefold().replace('_', '-')}"
    return PictureNames(
        is_caption=words.endswith(_endings("caption_attributes")),
        is_credit=words.endswith(_endings("credit_attributes")),
    )


@cache
def _endings(key: str) -> tuple[str, ...]:
    return tuple(f"-{phrase}" for phrase in take_texts(read_table(_NAME), key, name=_NAME))


def judge_property(name: str) -> str:
    """Return "caption" or "credit" for a property of script data that holds one, else an empty text.

    >>> judge_property("creditLine")
    'credit'
    """
    return _properties().get(name.casefold().replace("_", "").replace("-", ""), "")


@cache
def _properties() -> dict[str, str]:
    table = read_table(_NAME)
    return {
        name: kind
        for kind in ("caption", "credit")
        for name in take_texts(table, f"{kind}_properties", name=_NAME)
    }


def is_label(line: str) -> bool:
    """Whether a line is a mere label, names the kind of media, its length, or says nothing at all.

    >>> is_label("Bild:"), is_label("03:29"), is_label("Boats")
    (True, True, False)
    """
    words = " ".join(line.casefold().split()).strip(_AROUND_LABELS)
    return not any(map(str.isalnum, words)) or words in _labels() or _DURATION.fullmatch(words) is not None


@cache
def _labels() -> frozenset[str]:
    return frozenset(
        label.strip(_AROUND_LABELS) for label in take_texts(read_table(_NAME), "labels", name=_NAME)
    )
