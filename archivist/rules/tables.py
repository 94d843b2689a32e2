"""Read a table of data/ and take values out of it with their types checked."""

import tomllib
from collections.abc import Collection, Iterator, Mapping
from importlib.resources import files
from typing import Any, TypeVar

from archivist.errors import TableError

T = TypeVar("T")


def read_table(name: str, keys: Collection[str] = ()) -> Mapping[str, Any]:
    """Return the table ``data/<name>``, for instance ``"agencies.toml"``; ``keys`` are those it may have.

    Raises:
        TableError: there is no such table, it is not TOML, or it has a key that is none of ``keys``.
    """
    try:
        table = tomllib.loads((files("archivist") / "data" / name).read_text("utf-8"))
    except FileNotFoundError as error:
        raise TableError(name, "file", "expected a table of this name under data/") from error
    except tomllib.TOMLDecodeError as error:
        raise TableError(name, "syntax", str(error)) from error
    if keys and (unknown := set(table).difference(keys)):
        raise TableError(name, min(unknown), f"expected one of {', '.join(keys)}")
    return table


def list_tables(folder: str) -> Iterator[str]:
    """Yield the names of the tables in a folder under data/, sorted: ``"publishers/a.example.toml"``."""
    for entry in sorted((files("archivist") / "data" / folder).iterdir(), key=lambda entry: entry.name):
        if entry.name.endswith(".toml"):
            yield f"{folder}/{entry.name}"


def take(table: Mapping[str, Any], key: str, kind: type[T], default: T, *, name: str) -> T:
    """Return ``table[key]``, or ``default`` where it is absent; ``name`` is the file, for the error.

    Raises:
        TableError: the value is not of ``kind``.
    """
    value = table.get(key, default)
    if not isinstance(value, kind):
        raise TableError(name, key, f"expected {kind.__name__}, found {value!r}")
    return value


def take_texts(table: Mapping[str, Any], key: str, *, name: str) -> tuple[str, ...]:
    """Return ``table[key]``, a list of texts, or nothing where it is absent.

    Raises:
        TableError: it is not a list, or holds something that is no text or an empty one.
    """
    values = take(table, key, list, [], name=name)
    if not all(isinstance(value, str) and value for value in values):
        raise TableError(name, key, f"expected a list of texts, found {values!r}")
    return tuple(values)
