"""Whether a picture belongs to another article: it links there, or stands with a headline that does."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, urljoin, urlsplit

from archivist.parse.photos.addresses import is_picture_address
from archivist.parse.photos.credits import has_credit
from archivist.parse.photos.keys import address_key
from archivist.parse.photos.tree import is_only_child, text_of
from archivist.rules.pictures import judge_picture_names

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from lxml import etree

    from archivist.parse.photos.frame import Frame

_GALLERY = re.compile(
    r"photo|foto|galer|gallery|image|bild|picture|media|slide|zoom|attachment|lightbox", re.IGNORECASE
)
# The page of one picture: a number in an album, or an article about a file in a wiki.
_PAGE_OF_PICTURE = re.compile(
    r"/(?:albums?|photos?|images?|attachment)/[^/]*\d{4}|/(?:file|image|datei|fichier|archivo|bestand|plik|файл):",
    re.IGNORECASE,
)
_CARD_LETTERS = 600  # an element with more text than this is no card of another article
_HEADLINE_LETTERS = 15
_COPIES = 4
_OWN_NAME = 10  # letters of the last part of an address that can only be the article's
_TO_SHARE = ("mailto:", "whatsapp:", "sms:", "tg:", "viber:", "fb-messenger:")
_HEADINGS = ("h2", "h3", "h4", "h5")


class Links:
    """The links of a page, as seen from its own address."""

    def __init__(self, page_url: str, language: str) -> None:
        self._url = page_url
        self._language = language
        self._here = _split(page_url)

    def lead_away(self, around: Sequence[etree._Element], keys: Collection[str]) -> bool:
        """Whether one of the elements around a picture is a link to another page.

        A picture may link to a larger copy of itself, or to a page of its own; one in a figure to a gallery.
        """
        has_figure = any(element.tag == "figure" for element in around)
        return any(
            (href.lower().startswith(_TO_SHARE) or self._leads_away(href, keys))
            and not self._opens_picture(link)
            and not (has_figure and _GALLERY.search(_split(href).path))
            and not (_PAGE_OF_PICTURE.search(_split(href).path) and self._is_same_site(href))
            for link in around
            if link.tag == "a" and (href := link.get("href") or "")
        )

    def is_card(self, element: etree._Element, frame: Frame) -> bool:
        """Whether a picture stands with the headline of another article, or with an offer of letters."""
        box, text = element, ""
        for above in element.iterancestors():
            if frame.is_limit(above):
                break
            if is_only_child(box, above) and above.tag != "a":
                box = above
                continue
            if _has_more_images(above):
                break
            longer = text_of(above, _CARD_LETTERS)
            if len(longer) > _CARD_LETTERS:
                break
            box, text = above, longer
            if any(self._is_headline(heading, element, above, text) for heading in above.iter(*_HEADINGS)):
                return True
            if any(field.get("type") == "email" for field in above.iter("input")):
                return True
        linked = (len(text_of(link)) for link in box.iter("a") if self._is_way_out(link))
        return 2 * max(linked, default=0) > len(text)

    def _is_headline(
        self, heading: etree._Element, element: etree._Element, box: etree._Element, text: str
    ) -> bool:
        """Whether a heading near a picture links to another article, or is most of what stands below it."""
        if any(map(self._is_way_out, [*heading.iter("a"), *heading.iterancestors("a")])):
            return True
        is_most = heading.tag in {"h2", "h3"} and 2 * len(text_of(heading)) > len(text)
        return is_most and not _is_caption(heading) and _comes_first(element, heading, box)

    def _is_way_out(self, link: etree._Element) -> bool:
        """Whether a link with the length of a headline leads to another page.

        A caption may link to who took the picture: that leads to another site.
        """
        href = link.get("href") or ""
        if (
            len(text_of(link)) < _HEADLINE_LETTERS
            or not self._leads_away(href, ())
            or self._opens_picture(link)
        ):
            return False
        return not _is_caption(link) or self._is_same_site(href)

    def _opens_picture(self, link: etree._Element) -> bool:
        """Whether a link shows the picture large: a script does, or the link holds its credited caption."""
        if any(
            judge_picture_names(link.get(name) or "").is_lightbox for name in ("class", "rel", "data-rel")
        ):
            return True
        return has_credit(text_of(link, _CARD_LETTERS), self._language)

    def _leads_away(self, link: str, keys: Collection[str]) -> bool:
        """Whether a link goes to another page, not to the picture itself or a part of this page."""
        link = link.strip()
        if not link or link[0] == "#" or link.lower().startswith(("javascript:", "mailto:")):
            return False
        if is_picture_address(link):
            return False
        there = self._resolve(link)
        if (there.netloc, there.path.rstrip("/")) == (self._here.netloc, self._here.path.rstrip("/")):
            return False
        if _last(there) == _last(self._here) and len(_last(there)) >= _OWN_NAME:
            return False  # the gallery of this article
        return not keys or address_key(link) not in keys

    def _is_same_site(self, link: str) -> bool:
        return self._resolve(link).netloc.split(".")[-2:] == self._here.netloc.split(".")[-2:]

    def _resolve(self, link: str) -> SplitResult:
        try:
            return urlsplit(urljoin(self._url, link))
        except ValueError:
            return _split("")


def _last(address: SplitResult) -> str:
    return address.path.rstrip("/").rpartition("/")[2]


def _split(link: str) -> SplitResult:
    try:
        return urlsplit(link)
    except ValueError:
        return urlsplit("")


def _is_caption(element: etree._Element) -> bool:
    """Whether an element is a caption, or stands in one."""
    for _, above in zip(range(4), [element, *element.iterancestors()], strict=False):
        judged = judge_picture_names(f"{above.get('class') or ''} {above.get('id') or ''}")
        if above.tag == "figcaption" or judged.is_caption or judged.is_credit:
            return True
    return False


def _comes_first(first: etree._Element, second: etree._Element, box: etree._Element) -> bool:
    """Whether ``first`` comes before ``second`` in the box that holds both."""
    return (
        next(inner for inner in box.iter(first.tag, second.tag) if inner is first or inner is second) is first
    )


def _has_more_images(element: etree._Element) -> bool:
    """Whether an element shows more than one picture; a few copies for other screens have the same text."""
    images = [image for _, image in zip(range(_COPIES + 1), element.iter("img", "amp-img"), strict=False)]
    return len(images) > _COPIES or len({image.get("alt") or "" for image in images} - {""}) > 1
