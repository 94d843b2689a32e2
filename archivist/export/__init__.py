"""Books as bytes, one format a module. Pure: no file, clock or socket.

A new format is a module with ``export`` and one line here.
"""

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import BinaryIO

from archivist.model import Book

#: Writes a book (articles in order, and their pictures) to an open binary file, and returns notes:
#: a line for each picture that could not be put in as it was, and why. The same book always makes
#: the same bytes: no clock, no random identifier.
Exporter = Callable[[Book, BinaryIO], tuple[str, ...]]


def _module(name: str) -> Exporter:
    """Return the exporter of a module, which is imported when it is first used."""

    def export(book: Book, stream: BinaryIO) -> tuple[str, ...]:
        exporter: Exporter = import_module(f"archivist.export.{name}").export
        return exporter(book, stream)

    return export


EXPORTERS: Mapping[str, Exporter] = {
    "epub": _module("epub"),
    "json": _module("metadata"),
    "jsonld": _module("jsonld"),
    "ninjs": _module("ninjs"),
    "txt": _module("text"),
}

#: How the name of a file of a format ends.
SUFFIXES: Mapping[str, str] = {name: name for name in EXPORTERS} | {"ninjs": "ninjs.json"}
