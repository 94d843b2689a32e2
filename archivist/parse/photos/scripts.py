"""What the data of a page's scripts say of a picture: the state of an application holds its words.

Scripts are not run. The address is looked for in their text, and the objects around it are read as JSON.
"""

from __future__ import annotations

import json
import re
from functools import cached_property
from typing import TYPE_CHECKING, Any

from archivist.rules.pictures import judge_property

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from archivist.parse.page import Page

_AROUND = 6000  # characters on either side of an address that are read
_LEVELS = 4  # objects, from the inside out
_FOUND = 3  # places where an address is looked at
_SHORTEST = 8  # letters of a name that is worth looking for
_BRACE = re.compile(r"[{}]")
_MARKUP = re.compile(r"<[^<>]{1,500}>")


class Scripts:
    """The scripts of one page, but for those of JSON-LD."""

    def __init__(self, page: Page) -> None:
        self._page = page

    @cached_property
    def _texts(self) -> list[str]:
        scripts = self._page.tagged("script")
        return [script.text or "" for script in scripts if "ld+json" not in (script.get("type") or "")]

    def words_of(self, addresses: Iterable[str]) -> Iterator[tuple[str, str, str]]:
        """Yield what scripts say of the picture at these addresses: "caption" or "credit", property, text."""
        name = max((_file_name(address) for address in addresses), key=len, default="")
        if len(name) < _SHORTEST:
            return
        for text in self._texts:
            if name not in text:
                continue
            for found in _objects_around(text, name):
                if words := list(_words(found)):
                    yield from words
                    return


def _file_name(address: str) -> str:
    """Return the name of a picture's file without its extension."""
    return address.partition("?")[0].rstrip("/").rpartition("/")[2].rpartition(".")[0]


def _objects_around(text: str, name: str) -> Iterator[Mapping[str, Any]]:
    """Yield the objects around the places where a name stands, from the inside out."""
    start = 0
    for _ in range(_FOUND):
        start = text.find(name, start)
        if start < 0:
            return
        part = text[max(0, start - _AROUND) : start + _AROUND]
        position = min(start, _AROUND)
        if '\\"' in part:  # JSON in a text of JSON
            position -= part.count('\\"', 0, position)
            part = part.replace('\\"', '"')
        for opening in _openings(part, position):
            try:
                found, _end = json.JSONDecoder(strict=False).raw_decode(part, opening)
            except (ValueError, RecursionError):
                continue
            yield found
        start += len(name)


def _openings(text: str, position: int) -> Iterator[int]:
    """Yield where the objects around a position open, from the inside out."""
    depth = levels = 0
    for brace in reversed(list(_BRACE.finditer(text, 0, position))):
        if brace[0] == "}":
            depth += 1
        elif depth:
            depth -= 1
        else:
            yield brace.start()
            levels += 1
            if levels == _LEVELS:
                return


def _words(found: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    for name, value in found.items():
        kind = judge_property(name)
        if kind and isinstance(value, str) and value.strip() and "://" not in value:
            yield kind, name, " ".join(_MARKUP.sub(" ", value).split())
