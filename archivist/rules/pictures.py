"""What the names of elements say about the pictures in them.

Source: data/pictures.toml.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from archivist.errors import TableError
from archivist.rules.tables import read_table, take_texts

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

_BOXES = ("other", "excuses", "interface", "hidden", "picture", "lead", "lightbox")

# "photoCredit", "photo_credit", "PHOTO-Credit2": words part at case, digits and signs.
_WORD = re.compile(r"([A-Z]?[^\W\d_A-Z]+|[A-Z]+(?![a-z]))([\W\d_]*)")
_DURATION = re.compile(r"\d{1,2}:\d{2}(?::\d{2})?(?: ?min)?")  # of a video
_AROUND_LABELS = " :.|/<>«»‹›…+-–—"
# A phrase this short must be a whole name: style compilers make names such as "hAdRqZ".
_SHORT = 4


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


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    table = read_table(_NAME)
    if unknown := set(table) - set(_KINDS):
        raise TableError(_NAME, min(unknown), f"expected one of {', '.join(_KINDS)}")
    return {kind: _phrases(take_texts(table, kind, name=_NAME)) for kind in _KINDS}


def _phrases(phrases: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(phrases, key=len, reverse=True)
    longer = [re.escape(phrase).replace(r"\-", "[-_]") for phrase in longest_first if len(phrase) > _SHORT]
    short = [re.escape(phrase) for phrase in longest_first if len(phrase) <= _SHORT]
    patterns = [f"[-_](?:{'|'.join(longer)})(?=[-_])"] if longer else []
    patterns += [f"-(?:{'|'.join(short)})(?=-)"] if short else []
    return re.compile("|".join(patterns) or "(?!)")


@lru_cache(maxsize=8192)
def judge_picture_names(names: str) -> PictureNames:
    """Judge the class and id of an element, joined by spaces.

    >>> judge_picture_names("media__photoCredit").is_credit
    True
    >>> judge_picture_names("caption_author").is_caption
    False
    """
    patterns = _patterns()
    words = _words(names)
    found = {kind: patterns[kind].search(words) is not None for kind in _BOXES}
    texts = {_text_kind(_words(name), patterns) for name in names.split()}
    return PictureNames(
        is_other=found["other"] and not found["excuses"],
        is_caption="caption" in texts,
        is_credit="credit" in texts,
        is_weak_credit="weak_credit" in texts,
        is_interface=found["interface"],
        is_hidden=found["hidden"],
        is_picture=found["picture"],
        is_lead=found["lead"],
        is_lightbox=found["lightbox"],
    )


def _words(names: str) -> str:
    """Return the words of names: "-" where a sign or digit parts two, "_" where only their case does."""
    return "-" + "".join(word + ("-" if sign else "_") for word, sign in _WORD.findall(names + " ")).lower()


def _text_kind(words: str, patterns: dict[str, re.Pattern[str]]) -> str:
    """Return the kind whose phrase comes last: in "caption-author" it is the credit."""
    ends = {
        kind: max((match.end() for match in patterns[kind].finditer(words)), default=0)
        for kind in ("credit", "weak_credit", "caption")
    }
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
