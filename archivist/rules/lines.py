"""Lines that pages print around an article, in the languages of the world.

Source: data/clutter/lines.toml.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from archivist.rules.tables import read_table, take, take_texts

if TYPE_CHECKING:
    from collections.abc import Mapping

_NAME = "clutter/lines.toml"

# What may stand before the words: arrows, bullets, brackets, icons.
_LEAD = re.compile(r"[^\w©<【（(▶☞※ⓒ]+")
_KEY = 3  # letters: few phrases begin with the same
_EDGES = " .:…»«›‹→←|·•()[]"  # around the words of a button
_NUMBER = re.compile(r"\d+")


@cache
def _phrases(key: str) -> Mapping[str, tuple[str, ...]]:
    """The phrases of all languages under ``key``, by their first letters."""
    found: dict[str, list[str]] = {}
    table = read_table(_NAME)
    for language in table:
        for phrase in take_texts(take(table, language, dict, {}, name=_NAME), key, name=_NAME):
            found.setdefault(phrase[:_KEY].casefold(), []).append(phrase.casefold())
    return {start: tuple(sorted(phrases, key=len, reverse=True)) for start, phrases in found.items()}


def find_start(text: str) -> str:
    """Return the phrase that begins a line which is no part of an article, or nothing.

    >>> find_start("» Read more: Storm hits the coast")
    'read more'
    """
    return _begins(text, "starts")


def ends_with_picture(text: str) -> bool:
    """Whether a line ends in a bracket that says whose picture it is, as captions do.

    >>> ends_with_picture("The harbour on Friday (Image: Reuters)")
    True
    """
    return text.endswith(")") and bool(_begins(text[text.rfind("(") + 1 :], "pictures"))


@lru_cache(maxsize=4096)
def find_section(text: str) -> str:
    """Return the phrase of a heading that leads a section which is no part of an article, or nothing.

    >>> find_section("Related Articles")
    'related articles'
    """
    return _begins(text, "sections")


def find_notice(text: str) -> str:
    """Return the phrase that begins a notice of the page: of cookies, of embedded things, of commissions.

    >>> find_notice("This website uses cookies to improve your experience while you navigate through it.")
    'this website uses cookies'
    """
    return _begins(text, "notices")


@cache
def _wholes() -> frozenset[str]:
    return frozenset(phrase for phrases in _phrases("wholes").values() for phrase in phrases)


@lru_cache(maxsize=4096)
def is_control(text: str) -> bool:
    """Whether a line is what a button or a counter says, and nothing else.

    >>> is_control("Next »"), is_control("3 of 12"), is_control("Next we went home")
    (True, True, False)
    """
    return _NUMBER.sub("#", " ".join(text.split()).casefold().strip(_EDGES)) in _wholes()


def _begins(text: str, key: str) -> str:
    folded = text[:80].casefold()
    if lead := _LEAD.match(folded):
        folded = folded[lead.end() :]
    phrases = _phrases(key)
    for length in (3, 2, 1):
        for phrase in phrases.get(folded[:length], ()):
            if folded.startswith(phrase) and not (
                folded[len(phrase) : len(phrase) + 1].isalnum() and phrase[-1] < "\u2e80"
            ):
                return phrase
    return ""
