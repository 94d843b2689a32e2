"""Where the article stands on its page: what holds it, what comes before and what after."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml import etree


class Frame:
    """The containers of the article, everything around them, and the pictures before and after."""

    def __init__(self, root: etree._Element, containers: Iterable[etree._Element]) -> None:
        self.containers = frozenset(containers)
        ordered = list(containers)
        self.title = _title(root, ordered)
        heads = [*ordered, *([self.title] if self.title is not None else [])]
        self.article = next(self.title.iterancestors("article"), None) if self.title is not None else None
        self.around = frozenset(above for element in heads for above in element.iterancestors())
        self.after = (
            frozenset(ordered[-1].xpath("following::img | following::picture")) if ordered else frozenset()
        )
        first = self.title if self.title is not None else (ordered[0] if ordered else None)
        self.before = (
            frozenset(first.xpath("preceding::img | preceding::picture"))
            if first is not None
            else frozenset()
        )

    def is_limit(self, element: etree._Element) -> bool:
        """Whether an element holds more than a picture and what belongs to it: the article, or the page."""
        return element in self.around or element in self.containers or element.tag in {"body", "html", "main"}


def _title(root: etree._Element, containers: list[etree._Element]) -> etree._Element | None:
    for container in containers[:1]:
        for inside in container.iter("h1"):
            return inside
        for before in container.xpath("preceding::h1[1]"):
            return before  # type: ignore[no-any-return]
    return next(root.iter("h1"), None)
