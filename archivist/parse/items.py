"""Gathers the items of a list, nested ones laid flat, and their numbers as a page shows them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from archivist.model import Item, ListBlock, Runs
from archivist.parse.runs import join_lines

if TYPE_CHECKING:
    from bs4.element import Tag


@dataclass(slots=True)
class _OpenList:
    is_ordered: bool
    next: int  # number of the next item
    step: int = 1


class ItemGatherer:
    """Takes the tags of lists and items and the texts in them, and gives lists."""

    def __init__(self) -> None:
        self._open: list[_OpenList] = []
        self._items: list[tuple[Item, list[Runs]]] = []  # each with its lines
        self._number: int | None = None  # of the item that is to begin
        self._is_new = False

    def start_list(self, tag: Tag) -> None:
        """Begin a list; "start" is the number of its first item, "reversed" counts down."""
        step = -1 if "reversed" in tag.attrs else 1
        self._open.append(_OpenList(tag.name == "ol", int(str(tag.get("start", "1"))), step))

    def end_list(self) -> None:
        """End the innermost list."""
        if self._open:
            self._open.pop()

    def start_item(self, tag: Tag) -> None:
        """Begin an item; "value" is its number, from which the list counts on."""
        self._is_new = True
        if self._open:
            here = self._open[-1]
            self._number = int(str(tag.get("value", str(here.next))))
            here.next = self._number + here.step

    def add(self, runs: Runs, anchor: str) -> bool:
        """Add text to the item that is open; False where a picture has parted its list before the text."""
        if not (self._is_new or self._items):
            return False
        if self._is_new:
            is_ordered = bool(self._open) and self._open[-1].is_ordered
            number = self._number if is_ordered else None
            item = Item((), max(0, len(self._open) - 1), is_ordered, anchor, number)
            self._items.append((item, []))
            self._is_new = False
        self._items[-1][1].append(runs)
        return True

    def take(self) -> list[ListBlock]:
        """Return the list of the items so far, if there are any, and begin anew."""
        items = [replace(item, runs=join_lines(lines)) for item, lines in self._items]
        self._items = []
        return [ListBlock(tuple(_told(items)))] if items else []


def _told(items: Sequence[Item]) -> Iterator[Item]:
    """Yield the items; only those keep their number that counting from 1, or on, does not give."""
    counts: dict[int, int] = {}
    for item in items:
        counts = {depth: count for depth, count in counts.items() if depth <= item.depth}
        expected = counts.get(item.depth, 0) + 1
        counts[item.depth] = expected if item.number is None else item.number
        yield replace(item, number=None) if item.number == expected else item
