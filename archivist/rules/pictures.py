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
    "interface",
    "hidden",
    "picture",
    "lead",
    "caption_attributes",
    "credit_attributes",
    "trackers",
)

# "photoCredit", "photo_credit", "PHOTO-Credit2": words part at case, digits and signs.
_WORD = re.compile(r"([A-Z]?[^\W\d_A-Z]+|[A-Z]+(?![a-z]))([\W\d_]*)")
# A phrase this short must be a whole name: style compilers make names such as "hAdRqZ".
_SHORT = 4


@dataclass(frozen=True, slots=True)
class PictureNames:
    """What the class and id of an element say of the picture in it, or of its text."""

    is_other: bool = False  # it holds no picture of this article
    is_caption: bool = False
    is_credit: bool = False
    is_interface: bool = False
    is_hidden: bool = False
    is_picture: bool = False
    is_lead: bool = False  # the picture at the head of the article


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    table = read_table(_NAME)
    if unknown := set(table) - set(_KINDS):
        raise TableError(_NAME, min(unknown), f"expected one of {', '.join(_KINDS)}")
    return {kind: _phrases(take_texts(table, kind, name=_NAME)) for kind in _KINDS}


def _phrases(phrases: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(phrases, key=len, reverse=True)
    longer = "|".join(
        re.escape(phrase).replace(r"\-", "[-_]") for phrase in longest_first if len(phrase) > _SHORT
    )
    short = "|".join(re.escape(phrase) for phrase in longest_first if len(phrase) <= _SHORT)
    return re.compile(f"[-_](?:{longer})(?=[-_])|-(?:{short})(?=-)")


@lru_cache(maxsize=8192)
def judge_picture_names(names: str) -> PictureNames:
    """Judge the class and id of an element, joined by a space.

    >>> judge_picture_names("media__photoCredit").is_credit
    True
    """
    # "-" where a sign or digit parts two words, "_" where only their case does.
    words = "-" + "".join(word + ("-" if sign else "_") for word, sign in _WORD.findall(names + " ")).lower()
    found = {kind: pattern.search(words) is not None for kind, pattern in _patterns().items()}
    return PictureNames(
        is_other=found["other"] and not found["excuses"],
        is_caption=found["caption"],
        is_credit=found["credit"],
        is_interface=found["interface"],
        is_hidden=found["hidden"],
        is_picture=found["picture"],
        is_lead=found["lead"],
    )


@lru_cache(maxsize=1024)
def judge_attribute(name: str) -> PictureNames:
    """Judge the name of an attribute: whether its value is a caption or a credit.

    >>> judge_attribute("data-mediaviewer-credit").is_credit
    True
    """
    words = "-" + name.lower().replace("_", "-") + "-"
    return PictureNames(
        is_caption=_patterns()["caption_attributes"].search(words) is not None,
        is_credit=_patterns()["credit_attributes"].search(words) is not None,
    )


def is_tracker(address: str) -> bool:
    """Whether an address is that of a pixel by which readers are counted.

    >>> is_tracker("https://stats.example/matomo.php?idsite=1")
    True
    """
    return any(sign in address for sign in _trackers())


@cache
def _trackers() -> tuple[str, ...]:
    return take_texts(read_table(_NAME), "trackers", name=_NAME)
