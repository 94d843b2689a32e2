"""Which pictures illustrate this article: not those of other articles, of its author, or of the site."""

from __future__ import annotations

import re
from enum import Enum
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
_HEADINGS = ("h2", "h3", "h4", "h5")


class Verdict(Enum):
    """Why a picture is one of the article, or not."""

    INSIDE = "stands in the article"
    LEAD = "is the page's main picture"
    BEFORE = "stands large between title and article"
    SMALL = "is too small"
    PAINTED = "is a background"
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


def is_editorial(picture: Picture, frame: Frame, lead_keys: Collection[str], page_url: str) -> bool:
    """Whether a picture illustrates the article; ``lead_keys`` are those of the page's own main pictures."""
    is_lead = not picture.keys.isdisjoint(lead_keys)
    return any(judge_place(place, picture, frame, is_lead, page_url).is_editorial for place in picture.places)


def judge_place(place: Place, picture: Picture, frame: Frame, is_lead: bool, page_url: str) -> Verdict:
    """Judge a picture by one of the places where it stands."""
    element = place.element
    if _is_small(element):
        return Verdict.SMALL
    if place.is_painted and not is_lead:
        return Verdict.PAINTED
    around = _elements_around(element, frame)
    figure = next((above for above in around if above.tag == "figure"), None)
    has_caption = figure is not None and _has_caption(figure)
    if any(above.tag in _OTHER_TAGS for above in around):
        return Verdict.NAMED
    if any(map(_is_named_other, around)) and not (is_lead and has_caption):
        return Verdict.NAMED
    if _is_other_article(around, frame):
        return Verdict.OTHER
    links = [above.get("href") or "" for above in around if above.tag == "a"]
    if any(_leads_away(link, picture, page_url) and not (figure is not None and _is_gallery(link)) for link in links):
        return Verdict.LINKED
    if _is_card(element, frame, page_url):
        return Verdict.CARD
    if not place.addresses and not has_caption:
        return Verdict.NOWHERE
    if around[-1].getparent() in frame.containers:
        return Verdict.INSIDE
    if element in frame.after:
        return Verdict.AFTER
    if is_lead:
        return Verdict.LEAD
    is_shown_large = figure is not None or _is_large(place)
    return Verdict.BEFORE if is_shown_large and element not in frame.before else Verdict.OUTSIDE


def _elements_around(element: etree._Element, frame: Frame) -> list[etree._Element]:
    """Return the element and those around it, up to where the article or the page begins."""
    around = [element]
    for above in element.iterancestors():
        if frame.is_limit(above):
            break
        around.append(above)
    return around


def _has_caption(figure: etree._Element) -> bool:
    return any("".join(caption.itertext()).strip() for caption in figure.iter("figcaption"))


def _is_other_article(around: list[etree._Element], frame: Frame) -> bool:
    """Whether a picture stands in an article beside that of the page's title."""
    outermost = around[-1]
    if frame.article is None or frame.article in outermost.iterancestors():
        return False
    return any(above.tag == "article" for above in [*around, *outermost.iterancestors()])


def _is_named_other(element: etree._Element) -> bool:
    names, identity = element.get("class"), element.get("id")
    return bool(names or identity) and judge_picture_names(f"{names or ''} {identity or ''}").is_other


def _is_small(element: etree._Element) -> bool:
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
        if frame.is_limit(above) or _count(above, IMAGE_TAGS, 2) > 1:
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


def _count(element: etree._Element, tags: tuple[str, ...], limit: int) -> int:
    found = 0
    for _ in element.iter(*tags):
        found += 1
        if found >= limit:
            break
    return found
