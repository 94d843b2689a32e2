"""Which pictures illustrate this article: not those of other articles, of its author, or of the site."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from archivist.parse.photos.credits import has_credit
from archivist.parse.photos.teasers import Links
from archivist.parse.photos.tree import text_of
from archivist.rules.picture_addresses import is_tracker, names_portrait
from archivist.rules.pictures import PictureNames, judge_picture_names

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

    from lxml import etree

    from archivist.parse.photos.frame import Frame
    from archivist.parse.photos.pictures import Picture, Place

_SMALLEST = 90  # pixels of width or height, as the page says
_PORTRAIT = 100  # of a person who is named: not larger than this on either side
_LARGE = 300
_RATIOS = frozenset(
    {(16, 9), (9, 16), (4, 3), (3, 4), (3, 2), (2, 3), (5, 4), (5, 3), (16, 10), (21, 9), (2, 1)}
)
_OTHER_TAGS = frozenset({"aside", "nav", "footer", "button", "form", "iframe", "menu", "dialog"})
_MOST_CAPTION = 1000
_LOGO_WORDS = 4
_PORTRAIT_WORDS = 6
_UNADDRESSED_CAPTION = 20  # letters that must stand below a picture without an address


class Verdict(Enum):
    """Why a picture is one of the article, or not."""

    INSIDE = "stands in the article"
    LEAD = "is the page's main picture"
    BEFORE = "stands large at the head of the article"
    NAMED = "its names say that it is something else"
    AUTHOR = "shows the author"
    LINKED = "links to another page"
    CARD = "stands with the headline of another article"
    OTHER = "stands in another article of the page"
    AFTER = "comes after the article"
    OUTSIDE = "stands outside the article"
    NOWHERE = "has no address"
    SIGN = "is a logo, or counts readers"

    @property
    def is_editorial(self) -> bool:
        """Whether such a picture illustrates the article."""
        return self in {Verdict.INSIDE, Verdict.LEAD, Verdict.BEFORE}


@dataclass(frozen=True, slots=True)
class _Ground:
    """What stands around a picture, up to where the article or the page begins."""

    is_boxed: bool = False  # an element by its tag holds something beside the article
    is_named: bool = False  # names say so


class Judge:
    """Judges the pictures of one page by where they stand.

    ``main_keys`` are those of the pictures that the page calls its own, ``authors`` the names of
    the article's authors, case-folded.
    """

    def __init__(
        self,
        frame: Frame,
        main_keys: Iterable[str],
        authors: Collection[str],
        page_url: str,
        language: str,
    ) -> None:
        self._frame = frame
        self._main_keys = frozenset(main_keys)
        self._authors = frozenset(authors)
        self._links = Links(page_url, language)
        self._language = language
        self._grounds: dict[etree._Element, _Ground] = {}

    def may_be_editorial(self, element: etree._Element) -> bool:
        """Whether an img may illustrate the article, as far as can be said without its addresses."""
        is_main = False
        if is_small(element):
            is_main = self._has_main_address(element)
            if not is_main or self._around(element)[-1].getparent() not in self._frame.containers:
                return False
        ground = self._ground(element)
        if ground.is_boxed:
            return False
        return (
            not ground.is_named
            or is_main
            or self._has_main_address(element)
            or bool(_caption(self._around(element)))
        )

    def is_main(self, picture: Picture) -> bool:
        """Whether the page calls a picture its own: in og:image, or in the data of the article."""
        return not picture.keys.isdisjoint(self._main_keys)

    def editorial_places(self, picture: Picture) -> list[Place]:
        """Return the places where a picture illustrates the article."""
        return [place for place in picture.places if self.judge(place, picture).is_editorial]

    def judge(self, place: Place, picture: Picture) -> Verdict:
        """Judge a picture by one of the places where it stands, one that may be editorial."""
        around = self._around(place.element)
        return self._find_foreign(place, picture, around) or self._locate(place, picture, around)

    def _find_foreign(self, place: Place, picture: Picture, around: list[etree._Element]) -> Verdict | None:
        """Return why a picture is none of the article, wherever it stands; None if nothing says so."""
        caption = _caption(around)
        is_main = self.is_main(picture)

        def is_vouched() -> bool:
            """Whether the page says whose picture it is: teasers seldom say who took theirs."""
            return is_main or has_credit(caption, self._language)

        def is_card() -> bool:
            return self._links.is_card(place.element, self._frame) and not (caption and is_vouched())

        reasons: list[tuple[Verdict, Callable[[], bool]]] = [
            (Verdict.NAMED, lambda: self._ground(place.element).is_named and not is_vouched()),
            (Verdict.AUTHOR, lambda: not (caption or is_main) and self._shows_author(place, picture)),
            (Verdict.OTHER, lambda: self._frame.is_other_article(place.element)),
            (Verdict.LINKED, lambda: self._links.lead_away(around, picture.keys)),
            (Verdict.CARD, is_card),
            (Verdict.SIGN, lambda: not caption and _is_sign(place)),
            (Verdict.NOWHERE, lambda: not place.addresses and len(caption) < _UNADDRESSED_CAPTION),
        ]
        return next((verdict for verdict, holds in reasons if holds()), None)

    def _locate(self, place: Place, picture: Picture, around: list[etree._Element]) -> Verdict:
        """Say where a picture stands: in the article, before it, or elsewhere."""
        outermost = around[-1]
        is_beside = self._frame.containers.isdisjoint(outermost.iterancestors())
        if outermost.getparent() in self._frame.containers:
            return Verdict.INSIDE
        if not is_beside and not self._frame.is_before(place.element):
            return Verdict.INSIDE
        if is_beside and self._frame.is_after(place.element):
            return Verdict.AFTER
        if self.is_main(picture):
            return Verdict.LEAD
        if any(names_of(above).is_lead for above in around) and self._is_in_article(outermost):
            return Verdict.BEFORE
        is_shown_large = any(above.tag == "figure" for above in around) or _is_large(place)
        is_at_head = not self._frame.is_before(place.element) or self._is_with_title(outermost)
        return Verdict.BEFORE if is_shown_large and is_at_head else Verdict.OUTSIDE

    def _shows_author(self, place: Place, picture: Picture) -> bool:
        if place.alt.casefold() in self._authors or any(map(names_portrait, picture.keys)):
            return True
        return len(place.alt.split()) <= _PORTRAIT_WORDS and names_portrait(place.alt)

    def _has_main_address(self, element: etree._Element) -> bool:
        address = (element.get("src") or "").lower()
        return any(all(part in address for part in key.split("/")) for key in self._main_keys)

    def _ground(self, element: etree._Element) -> _Ground:
        """Return what the elements around one, and itself, say; each is asked once."""
        unknown: list[etree._Element] = []
        above: etree._Element | None = element
        while above is not None and above not in self._grounds:
            if above is not element and self._frame.is_limit(above):
                above = None
                break
            unknown.append(above)
            above = above.getparent()
        ground = self._grounds[above] if above is not None else _Ground()
        for inner in reversed(unknown):
            if not ground.is_boxed and (is_boxed := _is_other_box(inner)):
                ground = _Ground(is_boxed, ground.is_named)
            elif not ground.is_boxed and not ground.is_named and names_of(inner).is_other:
                ground = _Ground(is_named=True)
            self._grounds[inner] = ground
        return ground

    def _around(self, element: etree._Element) -> list[etree._Element]:
        """Return the element and those around it, up to where the article or the page begins."""
        around = [element]
        for above in element.iterancestors():
            if self._frame.is_limit(above):
                break
            around.append(above)
        return around

    def _is_with_title(self, outermost: etree._Element) -> bool:
        return any(
            above.tag in {"article", "header"} and above in self._frame.around
            for above in outermost.iterancestors()
        )

    def _is_in_article(self, outermost: etree._Element) -> bool:
        return any(above.tag in {"article", "main"} for above in outermost.iterancestors())


def names_of(element: etree._Element) -> PictureNames:
    """Return what the class and id of an element say of pictures in it."""
    names, identity = element.get("class"), element.get("id")
    return judge_picture_names(f"{names or ''} {identity or ''}" if names or identity else "")


def _is_other_box(element: etree._Element) -> bool:
    """Whether an element by its tag holds something beside the article; some pages set photos in asides."""
    if element.tag == "aside":
        names = names_of(element)
        return names.is_other or not names.is_picture
    return element.tag in _OTHER_TAGS


def is_small(element: etree._Element) -> bool:
    """Whether the page itself says that an img is too small to be a photo.

    ``width="16" height="9"`` is no size but a ratio.
    """
    width, height = (pixels(element.get(side)) for side in ("width", "height"))
    if (width, height) in _RATIOS:
        return False
    if width and height and max(width, height) <= _PORTRAIT:
        return True
    return any(size is not None and size < _SMALLEST for size in (width, height))


def pixels(value: str | None) -> int | None:
    """Return the pixels that a width or height attribute says, None if it says something else."""
    digits = (value or "").strip().removesuffix("px")
    return int(digits) if digits.isdecimal() and len(digits) < 6 else None


def _is_large(place: Place) -> bool:
    width = pixels(place.element.get("width")) or 0
    return max(width, *place.addresses.values(), 0) >= _LARGE


def _is_sign(place: Place) -> bool:
    """Whether a picture is a logo by its text, or a pixel that counts readers by its address."""
    words = place.alt.casefold().split()
    if words and len(words) <= _LOGO_WORDS and "logo" in words:
        return True
    return bool(place.addresses) and all(map(is_tracker, place.addresses))


def _caption(around: list[etree._Element]) -> str:
    """Return the text of the first figcaptions of the figures around a picture."""
    captions = (caption for above in around if above.tag == "figure" for caption in above.iter("figcaption"))
    return " ".join(
        text_of(caption, _MOST_CAPTION) for _, caption in zip(range(4), captions, strict=False)
    ).strip()
