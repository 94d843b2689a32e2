"""Where the article stands on its page: what holds it, what comes before and what after."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archivist.parse.photos.tree import text_of

IMAGE_TAGS = frozenset({"img", "amp-img", "picture"})
_SMALL_SHARE = 8  # a container with less than this part of the longest one's text is no body
_TITLE_LETTERS = 500

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

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
        landmarks = page.tagged("h1", "article", *IMAGE_TAGS, *(str(one.tag) for one in containers))
        titled = _with_title(landmarks, titles)
        containers = _of_title(titled, _large(containers))
        self.containers = frozenset(containers)
        self.title = titled if titled is not None else _title(landmarks, containers)
        heads = [*containers, *([self.title] if self.title is not None else [])]
        self.around = frozenset(above for element in heads for above in element.iterancestors())
        self._articles = frozenset(above for head in heads for above in _articles_of(head))
        self.images: list[etree._Element] = []  # in page order
        self.before: set[etree._Element] = set()  # those before the title
        self.after: set[etree._Element] = set()  # those after the last container began, those in it too
        self._walk(landmarks, containers)

    def _walk(self, landmarks: Iterable[etree._Element], containers: Sequence[etree._Element]) -> None:
        first, last = (containers[0], containers[-1]) if containers else (None, None)
        before, after = True, False
        for element in landmarks:
            before = before and element is not self.title and element is not first
            after = after or element is last
            if element.tag in IMAGE_TAGS:
                self.images.append(element)
                if before:
                    self.before.add(element)
                if after:
                    self.after.add(element)

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


def _with_title(landmarks: Iterable[etree._Element], titles: Collection[str]) -> etree._Element | None:
    headings = (element for element in landmarks if element.tag == "h1")
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
    landmarks: Iterable[etree._Element], containers: Sequence[etree._Element]
) -> etree._Element | None:
    """Return the h1 in the first container, else the last one before it, else the first of the page."""
    headings: list[etree._Element] = []
    for element in landmarks:
        if element.tag == "h1":
            headings.append(element)
        if containers and element is containers[0]:
            return next(element.iter("h1"), headings[-1] if headings else None)
    return headings[0] if headings else None
