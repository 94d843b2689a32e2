"""Names of persons: data/given_names.toml and data/family_names.toml, checked."""

from __future__ import annotations

from functools import cache

from archivist.rules.tables import read_table, take

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
    table = read_table(_FAMILY)
    return frozenset("".join(take(table, script, str, "", name=_FAMILY) for script in table))
