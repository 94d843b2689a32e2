"""Names of bodies that provide pictures and are no agencies: data/providers.toml, checked."""

from __future__ import annotations

from functools import cache

from archivist.rules.tables import read_table, take_texts

_TABLE = "providers.toml"
_KEYS = ("platforms", "companies", "bodies")


@cache
def load_providers() -> tuple[str, ...]:
    """Return every name of the table.

    Raises:
        TableError: the table has another key, or something that is no list of texts.
    """
    table = read_table(_TABLE, _KEYS)
    return tuple(name for key in _KEYS for name in take_texts(table, key, name=_TABLE))
