"""Where on the page the article is: several views each say where, and their agreement decides.

A view is one way to see a page: what its markup claims, how its text is spread, what its
JSON-LD says the body is, what is known of its publisher. Each names a box and is trusted by so
much; each piece of running text is then worth the trust of the views that hold it. The box
chosen is the one that holds the most worth and the least beside it (the F1 measure), so a view
that sees only a part of the article loses to one that sees all of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import accumulate
from typing import TYPE_CHECKING

from archivist.parse.lines import HEADINGS
from archivist.parse.parts import find_parts

if TYPE_CHECKING:
    from lxml import etree

    from archivist.parse.page import Page
    from archivist.parse.survey import Box, Survey


# What is too much can be pruned later, what is left out is lost: recall counts so many times.
_RECALL = 0.7

_LINES = frozenset({"p", "li", *HEADINGS})
_COPY = 1000  # letters in a line that may be the text of a whole article
_MOST_COPIES = 4
_NEARLY = 0.75  # of the best: a box inside with so much is the better one


@dataclass(frozen=True, slots=True)
class Region:
    """The containers of the article, in page order, and how they were found."""

    elements: tuple[etree._Element, ...]
    boxes: tuple[Box, ...] = ()
    survey: Survey | None = field(default=None, repr=False)
    method: str = ""  # the views that agree on it: "density, names"

    @property
    def place(self) -> str:
        """Where the containers are, as a selector: "p.lead + div#story.article-body"."""
        return " + ".join(map(_selector, self.elements))


def _selector(element: etree._Element) -> str:
    identity, names = element.get("id"), (element.get("class") or "").split()
    return f"{element.tag}{'#' + identity if identity else ''}{''.join('.' + name for name in names[:2])}"[
        :100
    ]


@dataclass(frozen=True, slots=True)
class View:
    """One opinion of where the article is."""

    name: str
    box: Box
    trust: float


def choose_region(survey: Survey, views: list[View]) -> Region:
    """Return the region on which the views agree most."""
    if not views:
        return Region((), (), survey)
    goods = [0.0] * len(survey.boxes)
    worth = [0.0] * len(survey.boxes)
    total = sum(view.trust for view in views)
    running = [box for box in survey.visible() if box.own_good]
    for box in running:
        goods[box.index] = box.own_good
        for view in views:
            if view.box.index <= box.index < view.box.end:
                worth[box.index] += view.trust / total * box.own_good
    good_before = [0.0, *accumulate(goods)]
    worth_before = [0.0, *accumulate(worth)]

    def agreement(view: View) -> float:
        start, end = view.box.index, view.box.end
        inside = worth_before[end] - worth_before[start]
        size = good_before[end] - good_before[start]
        return (1 + _RECALL) * inside / (size + _RECALL * worth_before[-1]) if inside else 0.0

    best = max(views, key=lambda view: (agreement(view), view.box.index))
    agreeing = [view.name for view in views if agreement(view) >= agreement(best) - 0.02]
    boxes = find_parts(survey, _container(best.box))
    return Region(tuple(box.element for box in boxes), boxes, survey, ", ".join(agreeing))


def _container(box: Box) -> Box:
    """Return the box itself, or what a single paragraph stands in: that is no article's container."""
    while box.tag in _LINES and box.parent is not None:
        box = box.parent
    return box


def find_views(page: Page, survey: Survey) -> Iterator[View]:
    """Yield what each view of the page says; none if the page has no text."""
    _drop_copies(survey)
    boxes = [box for box in survey.visible() if box.is_block and box.good > 0]
    if not boxes:
        if survey.boxes and survey.boxes[0].letters:
            yield View("page", survey.boxes[0], 1.0)
        return
    yield View("density", _densest(boxes), 0.8)
    if found := [box for box in boxes if _is_marked(box)]:
        yield View("itemprop", max(found, key=_goodness), 2.0)
    if found := [box for box in boxes if box.tag == "article"]:
        yield View("article", max(found, key=_goodness), 0.7)
    if found := [box for box in boxes if box.tag == "main" or box.attributes.get("role") == "main"]:
        yield View("main", max(found, key=_goodness), 0.3)
    if found := [box for box in boxes if box.names.is_body]:
        yield View("names", max(found, key=_goodness), 1.2)
    if box := _json_ld_view(page, boxes):
        yield View("json-ld", box, 2.0)


def _is_marked(box: Box) -> bool:
    """Whether microdata say that a box is the body.

    Source: schema.org, articleBody.
    """
    return "articleBody" in (box.attributes.get("itemprop") or "")


def _drop_copies(survey: Survey) -> None:
    """Drop copies of the body for machines: one line that holds those of a box with paragraphs."""
    marked = [box for box in survey.visible() if box.own_good >= _COPY and _is_marked(box)]
    for copy in marked[:_MOST_COPIES]:
        text = "".join(copy.text.split())
        others = (box for box in survey.visible() if 0 < box.own_good < copy.own_good)
        if sum(box.own_good for box in others if _occurs(box.text, text)) > copy.own_good / 2:
            survey.drop(copy, "copy")


def _densest(boxes: list[Box]) -> Box:
    """The box with the most running text and the fewest links, or what inside it holds nearly all of that."""
    best = max(boxes, key=_goodness)
    enough = _NEARLY * (best.good - best.bad)
    for box in boxes:
        if best.index < box.index < best.end and box.good - box.bad >= enough:
            best = box
    return best


def _goodness(box: Box) -> tuple[float, int]:
    return box.good - box.bad, box.index


def _json_ld_view(page: Page, boxes: list[Box]) -> Box | None:
    bodies = [item["articleBody"] for item in page.json_ld if isinstance(item.get("articleBody"), str)]
    if not bodies:
        return None
    body = "".join(max(bodies, key=len).split())
    if len(body) < 200:
        return None
    found = [box for box in boxes if box.own_good and _occurs(box.text, body)]
    if not found or sum(box.own_good for box in found) < 0.3 * len(body):
        return None
    first, last = found[0], found[-1]
    around: Box | None = first
    while around is not None and around.end <= last.index:
        around = around.parent
    return around


def _occurs(text: str, body: str) -> bool:
    squeezed = "".join(text.split())
    middle = len(squeezed) // 2
    return squeezed[:24] in body or squeezed[middle : middle + 24] in body
