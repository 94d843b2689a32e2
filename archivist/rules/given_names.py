"""Names of persons: data/given_names.toml and data/family_names.toml, checked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from archivist.rules.marks import without_marks
from archivist.rules.tables import read_table, take, take_texts

_GIVEN = "given_names.toml"
_FAMILY = "family_names.toml"
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ı": "i", "ß": "ss", "æ": "ae", "þ": "th", "ð": "d"})
_UMLAUTS = str.maketrans({"ü": "ue", "ö": "oe", "ä": "ae", "ø": "oe", "å": "aa"})
_SHORTEST_PLAIN = 4  # letters


@cache
def load_given_names() -> frozenset[str]:
    """Return every given name of the table, in lower case, also as it is printed without its marks.

    "Jörg" is "Jorg" or "Joerg" in the credits of agencies; those under ``words`` are ordinary words then.

    Raises:
        TableError: a culture's names are no text.
    """
    table = dict(read_table(_GIVEN))
    words = frozenset(take(table, "words", str, "", name=_GIVEN).lower().split())
    table.pop("words", None)
    texts = (take(table, culture, str, "", name=_GIVEN) for culture in table)
    names = frozenset(name.lower() for text in texts for name in text.split())
    marked = [name for name in names if not name.isascii()]
    forms = {form for name in marked for form in (name, name.translate(_UMLAUTS))}
    plain = {without_marks(form.translate(_LETTERS)) for form in forms}
    return names | {name for name in plain - words if name.isascii() and len(name) >= _SHORTEST_PLAIN}


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
