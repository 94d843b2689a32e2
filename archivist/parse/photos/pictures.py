"""The pictures of a page: every img, with all its addresses, copies brought together."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

from archivist.parse.photos.addresses import Addresses, addresses_of, is_picture_address, style_addresses
from archivist.parse.photos.keys import address_key
from archivist.parse.photos.tree import elements_above, text_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from lxml import etree

    from archivist.parse.page import Page

_MOST_SOURCES = 64  # of a picture: those nested in each other would be read over and over
_WRAPPERS = 5  # how far above an img its picture, its link and its data are looked for
# Attributes by which a script paints a picture on an element.
_PAINTED = frozenset({"data-bg", "data-bgset", "data-background", "data-bg-src", "data-background-image"})
_SHOWN = frozenset({"src", "srcset", "data-src", "image"})  # of a custom element that makes a picture
_PAINTING = _PAINTED | _SHOWN | {"style"}


@dataclass(slots=True, eq=False)
class Place:
    """One element that shows a picture."""

    element: etree._Element
    addresses: Addresses

    @property
    def alt(self) -> str:
        """Its alternative text, white space folded."""
        return " ".join((self.element.get("alt") or "").split())


@dataclass(slots=True, eq=False)
class Picture:
    """One picture of the page with every place that shows it, in page order."""

    places: list[Place] = field(default_factory=list)
    keys: set[str] = field(default_factory=set)
    captions: set[str] = field(default_factory=set)  # of its figures
    told: Addresses = field(default_factory=dict)  # addresses that no place of the page has

    @property
    def alt(self) -> str:
        """Its alternative text, from the first place that has one."""
        return next((place.alt for place in self.places if place.alt), "")

    @property
    def addresses(self) -> Addresses:
        """Every address of it, each with its largest width."""
        merged = dict(self.told)
        for place in self.places:
            for address, width in place.addresses.items():
                merged[address] = max(width, merged.get(address, 0))
        return merged


def find_pictures(elements: Iterable[etree._Element]) -> list[Picture]:
    """Return the pictures that img and picture elements show, in page order, each once."""
    pictures: list[Picture] = []
    by_key: dict[str, Picture] = {}
    for element in elements:
        if element.tag == "picture" and next(element.iter("img", "amp-img"), None) is not None:
            continue
        place = Place(element, _all_addresses(element))
        keys = _keys(place.addresses)
        picture = next((by_key[key] for key in keys if key in by_key), None)
        caption = _caption(element)
        if picture is not None and _says_other(caption, picture):
            picture = None
        elif picture is None:
            picture = _neighbour(place, pictures[-1] if pictures else None)
        if picture is None:
            picture = Picture()
            pictures.append(picture)
        picture.places.append(place)
        picture.keys.update(keys)
        picture.captions.update({caption} - {""})
        for key in keys:
            by_key.setdefault(key, picture)
    return pictures


def find_painted(page: Page) -> list[Picture]:
    """Return the pictures that a style or a script paints on other elements, in page order."""
    painted = (
        element
        for element, tag, attributes in zip(page.elements, page.tags, page.attributes, strict=True)
        if not _PAINTING.isdisjoint(attributes) and tag != "img" and _is_painted(tag, attributes)
    )
    return [
        _picture(element, found)
        for element in painted
        if _is_in_body(element) and (found := {**style_addresses(element), **addresses_of(element)})
    ]


def find_stated(page: Page) -> list[Picture]:
    """Return the pictures that microdata in the body of the page states, in page order."""
    return [
        _picture(element, found)
        for element in page.tagged("meta")
        if "image" in element.get("itemprop", "")
        and element.get("content") is not None
        and _is_in_body(element)
        and (found := addresses_of(element))
    ]


def _is_painted(tag: str, attributes: Mapping[str, str]) -> bool:
    if "url(" in attributes.get("style", "") or not _PAINTED.isdisjoint(attributes):
        return True
    return "-" in tag and not _SHOWN.isdisjoint(attributes)


def _is_in_body(element: etree._Element) -> bool:
    return next(element.iterancestors("body"), None) is not None


def _picture(element: etree._Element, addresses: Addresses) -> Picture:
    return Picture([Place(element, addresses)], set(_keys(addresses)))


def _keys(addresses: Addresses) -> list[str]:
    """Return the keys of the first and last addresses: those between are sizes of the same."""
    ordered = list(addresses)
    return list(dict.fromkeys(address_key(address) for address in [*ordered[:2], *ordered[2:][-2:]]))


def _all_addresses(element: etree._Element) -> Addresses:
    found = addresses_of(element)
    if element.tag == "picture":
        _take_sources(element, found)
    for _, above in zip(range(_WRAPPERS), elements_above(element), strict=False):
        if above.tag in {"body", "article", "section", "main"}:
            break
        if above.tag == "picture":
            _take_sources(above, found)
        is_link = above.tag == "a"
        more = addresses_of(above) if is_link or len(above.attrib) > 1 else {}
        if more and (is_link or _is_alone(above)):
            _take(found, {address: more[address] for address in more if is_picture_address(address)})
        if above.tag == "figure":
            break
    return found


def _take_sources(picture: etree._Element, found: Addresses) -> None:
    for source in islice(picture.iter("source"), _MOST_SOURCES):
        _take(found, addresses_of(source))


def _take(found: Addresses, more: Addresses) -> None:
    for address, width in more.items():
        found[address] = max(width, found.get(address, 0))


def _is_alone(element: etree._Element) -> bool:
    images = element.iter("img")
    next(images, None)
    return next(images, None) is None


def _says_other(caption: str, picture: Picture) -> bool:
    """Whether a picture of the same file name has another caption: some sites name files by their article."""
    return bool(caption and picture.captions) and caption not in picture.captions


def _caption(element: etree._Element) -> str:
    figure = _figure(element)
    caption = next(figure.iter("figcaption"), None) if figure is not None else None
    return text_of(caption) if caption is not None else ""


def _neighbour(place: Place, last: Picture | None) -> Picture | None:
    """Return the picture just before, if this is its copy for another screen or for no scripts.

    Such copies stand in one figure, and one of them has no address or both have the same text.
    """
    if last is None:
        return None
    figure = _figure(place.element)
    if figure is None or all(_figure(other.element) is not figure for other in last.places):
        return None
    if not place.addresses or not last.keys:
        return last
    same_text = place.alt and any(other.alt == place.alt for other in last.places)
    return last if same_text else None


def _figure(element: etree._Element) -> etree._Element | None:
    return next(element.iterancestors("figure"), None)
