"""Small things that every step does with elements."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree


def attributes(element: etree._Element) -> Iterator[tuple[str, str]]:
    """Yield the names and values of an element's attributes, in page order."""
    return ((str(name), str(value)) for name, value in element.items())


def text_of(element: etree._Element, most: int | None = None) -> str:
    """Return the text in an element, white space folded; not much more than ``most`` letters of it."""
    if most is None:
        return " ".join("".join(map(str, element.itertext())).split())
    texts: list[str] = []
    letters = 0
    for text in element.itertext():
        texts.append(str(text))
        letters += len(text.strip())
        if letters > most:
            break
    return " ".join("".join(texts).split())


def is_only_child(child: etree._Element, parent: etree._Element) -> bool:
    """Whether an element holds another one and nothing else, no text either."""
    if len(parent) != 1 or parent[0] is not child:
        return False
    text, tail = parent.text, child.tail
    return (not text or text.isspace()) and (not tail or tail.isspace())


def elements_above(element: etree._Element) -> Iterator[etree._Element]:
    """Yield the elements around one, from the inside out, but for ``source``: the parser nests these."""
    return (above for above in element.iterancestors() if above.tag != "source")
