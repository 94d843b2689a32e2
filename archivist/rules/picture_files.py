"""What cameras and programs write into pictures by themselves: data/picture_files.toml, checked."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from archivist.rules.tables import read_table, take_texts

_TABLE = "picture_files.toml"
_KEYS = ("whole", "begins")


@dataclass(frozen=True, slots=True)
class Fillings:
    """Texts that are nobody's word, in folded letter case."""

    whole: frozenset[str]
    begins: tuple[str, ...]

    def has(self, text: str) -> bool:
        """Whether a camera or a program wrote a text by itself."""
        folded = text.strip().casefold()
        return folded in self.whole or folded.startswith(self.begins)


@cache
def load_fillings() -> Fillings:
    """Return the texts of the table.

    Raises:
        TableError: the table has another key, or something that is no list of texts.
    """
    table = read_table(_TABLE, _KEYS)
    whole, begins = ([text.casefold() for text in take_texts(table, key, name=_TABLE)] for key in _KEYS)
    return Fillings(frozenset(whole), tuple(begins))
