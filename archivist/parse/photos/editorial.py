"""Which pictures illustrate this article: not those of other articles, of its author, or of the site."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from archivist.parse.photos.addresses import address_key, is_picture_address
from archivist.parse.photos.pictures import IMAGE_TAGS, Picture, Place
from archivist.rules.pictures import judge_picture_names

if TYPE_CHECKING:
    from collections.abc import Collection

    from lxml import etree

    from archivist.parse.photos.frame import Frame

_SMALLEST = 90  # pixels of width or height, as the page says
_OTHER_TAGS = frozenset({"aside", "nav", "footer", "button", "form", "iframe", "menu", "dialog"})
_GALLERY = re.compile(
    r"photo|foto|galer|gallery|image|bild|picture|media|slide|zoom|attachment|lightbox", re.IGNORECASE
)
_CARD_LETTERS = 600  # an element with more text than this is no card of another article
_HEADLINE_LETTERS = 15


def is_editorial(picture: Picture, frame: Frame, lead_keys: Collection[str], page_url: str) -> bool:
    """Whether a picture illustrates the article; ``lead_keys`` are those of the page's own main pictures."""
    is_lead = not picture.keys.isdisjoint(lead_keys)
    return any(_shows(place, picture, frame, is_lead, page_url) for place in picture.places)


def _shows(place: Place, picture: Picture, frame: Frame, is_lead: bool, page_url: str) -> bool:
    element = place.element
    if _is_small(element) or (place.is_painted and not is_lead):
        return False
    names = _names(element)
    if names and judge_picture_names(names).is_other:
        return False
    is_inside = False
    has_figure = False
    link = ""
    for above in element.iterancestors():
        if above in frame.containers:
            is_inside = True
            break
        if frame.is_limit(above):
            break
        if above.tag in _OTHER_TAGS:
            return False
        names = _names(above)
        if names and judge_picture_names(names).is_other:
            return False
        has_figure = has_figure or above.tag == "figure"
        if above.tag == "a":
            link = above.get("href") or ""
    if link and _leads_away(link, picture, page_url) and not (has_figure and _GALLERY.search(link)):
        return False
    if _is_card(element, frame, page_url):
        return False
    if is_inside:
        return bool(place.addresses) or has_figure
    if element in frame.after:
        return False
    if is_lead:
        return True
    return (has_figure or _is_large(place)) and element not in frame.before


def _is_small(element: etree._Element) -> bool:
    sizes = [_pixels(element.get(side)) for side in ("width", "height")]
    return any(size is not None and size < _SMALLEST for size in sizes)


def _is_large(place: Place) -> bool:
    width = _pixels(place.element.get("width")) or 0
    return width >= 300 or max(place.addresses.values(), default=0) >= 300


def _pixels(value: str | None) -> int | None:
    digits = (value or "").strip().removesuffix("px")
    return int(digits) if digits.isdecimal() and len(digits) < 6 else None


def _names(element: etree._Element) -> str:
    names, identity = element.get("class"), element.get("id")
    return f"{names or ''} {identity or ''}" if names or identity else ""


def _leads_away(link: str, picture: Picture, page_url: str) -> bool:
    """Whether a link goes to another page, and not to the picture or to this page."""
    link = link.strip()
    if (
        not link
        or link[0] == "#"
        or link.lower().startswith(("javascript:", "mailto:"))
        or is_picture_address(link)
    ):
        return False
    if address_key(link) in picture.keys:
        return False
    try:
        there, here = urlsplit(urljoin(page_url, link)), urlsplit(page_url)
    except ValueError:
        return False
    return (there.netloc, there.path.rstrip("/")) != (here.netloc, here.path.rstrip("/"))


def _is_card(element: etree._Element, frame: Frame, page_url: str) -> bool:
    """Whether the picture stands with the headline of another article, which links there."""
    box = element
    for above in element.iterancestors():
        if frame.is_limit(above) or above.tag == "figure" or _count(above, IMAGE_TAGS, 2) > 1:
            break
        box = above
        if len("".join(above.itertext())) > _CARD_LETTERS:
            break
        for heading in above.iter("h2", "h3", "h4", "h5"):
            for link in [*heading.iter("a"), *heading.iterancestors("a")]:
                if _is_headline(link, page_url):
                    return True
    texts = len(" ".join("".join(box.itertext()).split()))
    if box is element or texts > _CARD_LETTERS:
        return False
    linked = max(
        (len("".join(link.itertext()).strip()) for link in box.iter("a") if _is_headline(link, page_url)),
        default=0,
    )
    return linked * 2 > texts


def _is_headline(link: etree._Element, page_url: str) -> bool:
    text = " ".join("".join(link.itertext()).split())
    return len(text) >= _HEADLINE_LETTERS and _leads_away(link.get("href") or "", Picture(), page_url)


def _count(element: etree._Element, tags: tuple[str, ...], limit: int) -> int:
    found = 0
    for _ in element.iter(*tags):
        found += 1
        if found >= limit:
            break
    return found
