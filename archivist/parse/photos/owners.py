"""Whose picture each img of a page is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archivist.parse.photos.editorial import is_small
from archivist.parse.photos.keys import address_key
from archivist.parse.photos.pictures import Picture

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml import etree


class Owners:
    """Knows the picture that an img shows; those of other articles belong to one other picture."""

    def __init__(self, pictures: Iterable[Picture]) -> None:
        self._by_element: dict[etree._Element, Picture | None] = {}
        self._by_key: dict[str, Picture] = {}
        self._other = Picture()
        for picture in pictures:
            self._by_element.update((place.element, picture) for place in picture.places)
            self._by_key.update(dict.fromkeys(picture.keys, picture))

    def of(self, element: etree._Element) -> Picture | None:
        """Return whose picture an img is; None for a small sign, which is nobody's."""
        if element not in self._by_element:
            self._by_element[element] = self._look(element)
        return self._by_element[element]

    def has_other(self, box: etree._Element, own: Picture | None) -> bool:
        """Whether a picture beside ``own`` stands in an element."""
        owned = map(self.of, box.iter("img", "amp-img"))
        return any(owner is not None and owner is not own for owner in owned)

    def _look(self, element: etree._Element) -> Picture | None:
        if is_small(element):
            return None
        return self._by_key.get(address_key(element.get("src") or ""), self._other)
