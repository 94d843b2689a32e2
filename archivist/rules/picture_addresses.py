"""What words in the addresses of pictures say.

Source: data/picture_addresses.toml.
"""

from __future__ import annotations

import re
from functools import cache

from archivist.rules.tables import read_table, take_texts

_WORD = re.compile(r"[^\W\d_]+")
_NAME = "picture_addresses.toml"
_LISTS = ("placeholders", "placeholder_folders", "sizes", "widths", "generic", "portraits", "trackers")


def is_placeholder(address: str) -> bool:
    """Whether an address is that of a file that stands in until a script puts the picture in.

    >>> is_placeholder("/static/grey-placeholder.png"), is_placeholder("/2024/greyhound-race.jpg")
    (True, False)
    """
    folded = address.lower()
    return any(word in folded for word in _stand_ins()) and _placeholders().search(folded) is not None


def is_tracker(address: str) -> bool:
    """Whether an address is that of a pixel by which readers are counted.

    >>> is_tracker("https://stats.example/matomo.php?idsite=1")
    True
    """
    return any(sign in address for sign in _texts("trackers"))


def names_portrait(text: str) -> bool:
    """Whether a file's name or a short text has a word that makes a picture the portrait of an author.

    >>> names_portrait("avatar_anna_berg"), names_portrait("authority-building")
    (True, False)
    """
    return not _portraits().isdisjoint(_WORD.findall(text.casefold()))


def is_generic(part: str) -> bool:
    """Whether a part of an address, in lower case, says nothing of the picture."""
    return part in _generic()


@cache
def size_words() -> str:
    """Return the words for sizes at the end of a file's name as a pattern, longest first."""
    return "|".join(re.escape(word) for word in sorted(_texts("sizes"), key=len, reverse=True))


@cache
def width_words() -> str:
    """Return the usual widths of the copies of a picture, in pixels, as a pattern."""
    return "|".join(_texts("widths"))


@cache
def _texts(key: str) -> tuple[str, ...]:
    table = read_table(_NAME, _LISTS)
    return take_texts(table, key, name=_NAME)


@cache
def _portraits() -> frozenset[str]:
    return frozenset(_texts("portraits"))


@cache
def _generic() -> frozenset[str]:
    return frozenset(_texts("generic"))


@cache
def _stand_ins() -> tuple[str, ...]:
    """Return the words of which one stands in every address of a placeholder, none within another."""
    words = set(_texts("placeholders") + _texts("placeholder_folders"))
    return tuple(word for word in sorted(words) if not any(other in word for other in words - {word}))


@cache
def _placeholders() -> re.Pattern[str]:
    names = "|".join(map(re.escape, _texts("placeholders")))
    folders = "|".join(map(re.escape, _texts("placeholder_folders")))
    return re.compile(
        rf"(?<![a-z])(?:{names})(?![a-z])[^/]{{0,20}}\.(?:gif|png|svg|jpe?g|webp)|/(?:{folders})/"
    )
