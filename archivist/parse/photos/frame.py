"""Where the article stands on its page: what holds it, what comes before and what after."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archivist.parse.photos.tree import text_of

IMAGE_TAGS = frozenset({"img", "amp-img", "picture"})
_MARKS = IMAGE_TAGS | {"h1"}
_SMALL_SHARE = 8  # a container with less than this part of the longest one's text is no body
_TITLE_LETTERS = 500

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from lxml import etree

    from archivist.parse.page import Page


class Frame:
    """The containers of the article, everything around them, and the pictures before and after.

    ``titles`` are those that the page's data give the article: where two articles stand on the
    page, that with such a title is meant, whatever the containers are.
    """

    def __init__(
        self, page: Page, containers: Sequence[etree._Element], titles: Collection[str] = ()
    ) -> None:
        marks = {
            element: index
            for index, (element, tag) in enumerate(zip(page.elements, page.tags, strict=True))
            if tag in _MARKS
        }
        headings = [element for element in marks if element.tag == "h1"]
        titled = _with_title(headings, titles)
        containers = _of_title(titled, _large(containers))
        self.containers = frozenset(containers)
        places = [page.elements.index(container) for container in containers]
        self.title = titled if titled is not None else _title(headings, marks, containers, places)
        heads = [*containers, *([self.title] if self.title is not None else [])]
        self.around = frozenset(above for element in heads for above in element.iterancestors())
        self._articles = frozenset(above for head in heads for above in _articles_of(head))
        self._images = {element: at for element, at in marks.items() if element.tag in IMAGE_TAGS}
        self._start = min(
            [*places[:1], *([marks[self.title]] if self.title is not None else [])], default=len(page.tags)
        )
        self._end = places[-1] if places else len(page.tags)

    @property
    def images(self) -> Iterable[etree._Element]:
        """The pictures of the page, in page order."""
        return self._images

    def is_before(self, element: etree._Element) -> bool:
        """Whether a picture comes before the title and the article."""
        return self._images.get(element, self._start) < self._start

    def is_after(self, element: etree._Element) -> bool:
        """Whether a picture comes after the last container began, those in it too."""
        return self._images.get(element, -1) >= self._end

    def is_other_article(self, element: etree._Element) -> bool:
        """Whether an element stands in an article, and that is neither the container's nor the title's."""
        articles = _articles_of(element)
        return bool(articles and self._articles) and self._articles.isdisjoint(articles)

    def is_limit(self, element: etree._Element) -> bool:
        """Whether an element holds more than a picture and what belongs to it: the article, or the page."""
        return element in self.around or element in self.containers or element.tag in {"body", "html", "main"}


def _large(containers: Sequence[etree._Element]) -> list[etree._Element]:
    """Return the containers that hold much of the text: a short one may be a standfirst, or a caption."""
    if len(containers) < 2:
        return list(containers)
    letters = [sum(len(text) for text in container.itertext()) for container in containers]
    return [
        container
        for container, count in zip(containers, letters, strict=True)
        if count * _SMALL_SHARE >= max(letters)
    ]


def _with_title(headings: Iterable[etree._Element], titles: Collection[str]) -> etree._Element | None:
    return next((h1 for h1 in headings if text_of(h1, _TITLE_LETTERS).casefold() in titles), None)


def _of_title(titled: etree._Element | None, containers: list[etree._Element]) -> list[etree._Element]:
    """Return the containers, or the article with the page's title if they all stand in another."""
    own = _articles_of(titled) if titled is not None else []
    if not own or not containers:
        return containers
    others = [_articles_of(container) for container in containers]
    if any(not articles or not set(articles).isdisjoint(own) for articles in others):
        return containers
    return own[:1]


def _articles_of(element: etree._Element) -> list[etree._Element]:
    """Return the article elements that an element is in, or is, from the inside out."""
    own = [element] if element.tag == "article" else []
    return [*own, *element.iterancestors("article")]


def _title(
    headings: Sequence[etree._Element],
    marks: Mapping[etree._Element, int],
    containers: Sequence[etree._Element],
    places: Sequence[int],
) -> etree._Element | None:
    """Return the h1 in the first container, else the last one before it, else the first of the page."""
    if not containers:
        return next(iter(headings), None)
    before = [heading for heading in headings if marks[heading] <= places[0]]
    return next(containers[0].iter("h1"), before[-1] if before else None)
