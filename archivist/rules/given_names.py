"""Given names of many cultures: data/given_names.toml, checked."""

from __future__ import annotations

from functools import cache

from archivist.rules.tables import read_table, take

_TABLE = "given_names.toml"


@cache
def load_given_names() -> frozenset[str]:
    """Return every name of the table, in lower case.

    Raises:
        TableError: a culture's names are no text.
    """
    table = read_table(_TABLE)
    return frozenset(
        name.lower() for culture in table for name in take(table, culture, str, "", name=_TABLE).split()
    )
