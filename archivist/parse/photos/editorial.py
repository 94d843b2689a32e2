"""Which pictures illustrate this article: not those of other articles, of its author, or of the site."""

from __future__ import annotations

import re
from enum import Enum
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from archivist.parse.photos.addresses import address_key, is_picture_address
from archivist.parse.photos.pictures import Picture, Place
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
_HEADINGS = ("h2", "h3", "h4", "h5")


class Verdict(Enum):
    """Why a picture is one of the article, or not."""

    INSIDE = "stands in the article"
    LEAD = "is the page's main picture"
    BEFORE = "stands large between title and article"
    NAMED = "its names say that it is something else"
    LINKED = "links to another page"
    CARD = "stands with the headline of another article"
    OTHER = "stands in another article of the page"
    AFTER = "comes after the article"
    OUTSIDE = "stands outside the article"
    NOWHERE = "has no address"

    @property
    def is_editorial(self) -> bool:
        """Whether such a picture illustrates the article."""
        return self in {Verdict.INSIDE, Verdict.LEAD, Verdict.BEFORE}


def may_be_editorial(element: etree._Element, frame: Frame) -> bool:
    """Whether an img may illustrate the article, as far as can be said without its addresses."""
    if is_small(element):
        return False
    around = _elements_around(element, frame)
    if any(above.tag in _OTHER_TAGS for above in around):
        return False
    return not any(map(_is_named_other, around)) or _has_caption(around)


def editorial_places(picture: Picture, frame: Frame, lead_keys: Collection[str], page_url: str) -> list[Place]:
    """Return the places where a picture illustrates the article; ``lead_keys`` are those of its main pictures."""
    is_lead = not picture.keys.isdisjoint(lead_keys)
    return [
        place for place in picture.places if judge_place(place, picture, frame, is_lead, page_url).is_editorial
    ]


def judge_place(place: Place, picture: Picture, frame: Frame, is_lead: bool, page_url: str) -> Verdict:
    """Judge a picture by one of the places where it stands, one that may be editorial."""
    element = place.element
    around = _elements_around(element, frame)
    if not is_lead and any(map(_is_named_other, around)):
        return Verdict.NAMED
    if _is_other_article(around, frame):
        return Verdict.OTHER
    if _leads_elsewhere(around, picture, page_url):
        return Verdict.LINKED
    if _is_card(element, frame, page_url):
        return Verdict.CARD
    if not place.addresses and not _has_caption(around):
        return Verdict.NOWHERE
    if around[-1].getparent() in frame.containers:
        return Verdict.INSIDE
    if element in frame.after and frame.containers.isdisjoint(around[-1].iterancestors()):
        return Verdict.AFTER
    if is_lead:
        return Verdict.LEAD
    is_shown_large = any(above.tag == "figure" for above in around) or _is_large(place)
    return Verdict.BEFORE if is_shown_large and element not in frame.before else Verdict.OUTSIDE


def _elements_around(element: etree._Element, frame: Frame) -> list[etree._Element]:
    """Return the element and those around it, up to where the article or the page begins."""
    around = [element]
    for above in element.iterancestors():
        if frame.is_limit(above):
            break
        around.append(above)
    return around


def _has_caption(around: list[etree._Element]) -> bool:
    figures = (above for above in around if above.tag == "figure")
    return any("".join(map(str, caption.itertext())).strip() for figure in figures for caption in figure.iter("figcaption"))


def _leads_elsewhere(around: list[etree._Element], picture: Picture, page_url: str) -> bool:
    """Whether the picture is a link to another page; one in a figure may link to a page of its own."""
    has_figure = any(above.tag == "figure" for above in around)
    links = [above.get("href") or "" for above in around if above.tag == "a"]
    return any(_leads_away(link, picture, page_url) and not (has_figure and _is_gallery(link)) for link in links)


def _is_other_article(around: list[etree._Element], frame: Frame) -> bool:
    """Whether a picture stands in an article beside that of the page's title."""
    outermost = around[-1]
    if frame.article is None or frame.article in outermost.iterancestors():
        return False
    return any(above.tag == "article" for above in [*around, *outermost.iterancestors()])


def _is_named_other(element: etree._Element) -> bool:
    names, identity = element.get("class"), element.get("id")
    return bool(names or identity) and judge_picture_names(f"{names or ''} {identity or ''}").is_other


def is_small(element: etree._Element) -> bool:
    """Whether the page itself says that an img is too small to be a photo."""
    sizes = [_pixels(element.get(side)) for side in ("width", "height")]
    return any(size is not None and size < _SMALLEST for size in sizes)


def _is_large(place: Place) -> bool:
    width = _pixels(place.element.get("width")) or 0
    return width >= 300 or max(place.addresses.values(), default=0) >= 300


def _pixels(value: str | None) -> int | None:
    digits = (value or "").strip().removesuffix("px")
    return int(digits) if digits.isdecimal() and len(digits) < 6 else None


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


def _is_gallery(link: str) -> bool:
    return _GALLERY.search(urlsplit(link).path) is not None


def _is_card(element: etree._Element, frame: Frame, page_url: str) -> bool:
    """Whether the picture stands with the headline of another article."""
    box, text = element, ""
    for above in element.iterancestors():
        if frame.is_limit(above) or _has_two_images(above):
            break
        longer = _text(above)
        if len(longer) > _CARD_LETTERS:
            break
        box, text = above, longer
        if any(_is_headline(heading, element, above, text, page_url) for heading in above.iter(*_HEADINGS)):
            return True
    # A caption may link to who took the picture: such a link leads to another site.
    linked = (
        len(_text(link))
        for link in box.iter("a")
        if _is_way_out(link, page_url) and (not _is_caption(link) or _is_same_site(link, page_url))
    )
    return 2 * max(linked, default=0) > len(text)


def _is_headline(
    heading: etree._Element, element: etree._Element, box: etree._Element, text: str, page_url: str
) -> bool:
    """Whether a heading near a picture is that of another article: it links there, or is all there is below it."""
    if any(_is_way_out(link, page_url) for link in [*heading.iter("a"), *heading.iterancestors("a")]):
        return True
    is_most = heading.tag in {"h2", "h3"} and 2 * len(_text(heading)) > len(text)
    return is_most and not _is_caption(heading) and _comes_first(element, heading, box)


def _is_caption(element: etree._Element) -> bool:
    """Whether an element is a caption, or stands in one."""
    for _, above in zip(range(4), [element, *element.iterancestors()], strict=False):
        if above.tag == "figcaption":
            return True
        judged = judge_picture_names(f"{above.get('class') or ''} {above.get('id') or ''}")
        if judged.is_caption or judged.is_credit:
            return True
    return False


def _comes_first(first: etree._Element, second: etree._Element, box: etree._Element) -> bool:
    """Whether ``first`` comes before ``second`` in the box that holds both."""
    return next(inner for inner in box.iter(first.tag, second.tag) if inner is first or inner is second) is first


def _is_way_out(link: etree._Element, page_url: str) -> bool:
    return len(_text(link)) >= _HEADLINE_LETTERS and _leads_away(link.get("href") or "", Picture(), page_url)


def _is_same_site(link: etree._Element, page_url: str) -> bool:
    there, here = urlsplit(urljoin(page_url, link.get("href") or "")).netloc, urlsplit(page_url).netloc
    return there.split(".")[-2:] == here.split(".")[-2:]


def _text(element: etree._Element) -> str:
    return " ".join("".join(map(str, element.itertext())).split())


def _has_two_images(element: etree._Element) -> bool:
    images = element.iter("img", "amp-img")
    next(images, None)
    return next(images, None) is not None
