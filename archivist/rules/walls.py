"""What pages print in place of an article: walls, errors, empty shells.

Source: data/walls.toml.
"""

from __future__ import annotations

from functools import cache

from archivist.rules.tables import read_table, take_texts

_NAME = "walls.toml"


@cache
def wall_phrases(kind: str) -> tuple[str, ...]:
    """Return the phrases, case folded, of a kind of wall: "paywall", "consent", "error" or "shell"."""
    return tuple(phrase.casefold() for phrase in take_texts(read_table(_NAME), kind, name=_NAME))


def says(kind: str, text: str) -> bool:
    """Whether a text holds a phrase of that kind of wall.

    >>> says("paywall", "Subscribe to continue reading this story.")
    True
    """
    folded = text.casefold()
    return any(phrase in folded for phrase in wall_phrases(kind))
