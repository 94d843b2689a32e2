"""Names of persons: data/given_names.toml and data/family_names.toml, checked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from archivist.rules.tables import read_table, take, take_texts

_GIVEN = "given_names.toml"
_FAMILY = "family_names.toml"


@cache
def load_given_names() -> frozenset[str]:
    """Return every given name of the table, in lower case.

    Raises:
        TableError: a culture's names are no text.
    """
    table = read_table(_GIVEN)
    texts = (take(table, culture, str, "", name=_GIVEN) for culture in table)
    return frozenset(name.lower() for text in texts for name in text.split())


@cache
def load_family_names() -> frozenset[str]:
    """Return the Korean and Chinese family names of one character.

    Raises:
        TableError: the names of a script are no text.
    """
    return frozenset("".join(_family_texts("characters")))


@cache
def load_surnames() -> frozenset[str]:
    """Return the family names of several letters, in lower case.

    Raises:
        TableError: the names of a culture are no text.
    """
    return frozenset(name.lower() for text in _family_texts("words") for name in text.split())


@cache
def load_surname_endings() -> tuple[str, ...]:
    """Return how other family names end, in lower case.

    Raises:
        TableError: an ending is no text.
    """
    return take_texts(_family_table(), "endings", name=_FAMILY)


def _family_texts(kind: str) -> Iterator[str]:
    """Yield the names of each script or culture, as one text."""
    names: dict[str, Any] = take(_family_table(), kind, dict, {}, name=_FAMILY)
    return (take(names, culture, str, "", name=_FAMILY) for culture in names)


def _family_table() -> Mapping[str, Any]:
    return read_table(_FAMILY, keys=("endings", "characters", "words"))
