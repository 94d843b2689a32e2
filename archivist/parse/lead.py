"""The standfirst on the page: the sentence or two between the title and the body.

It often stands outside the body's container, beside the title. It is known by what the page's
descriptions say, by the name of its element, or by standing alone after the title.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable

    from archivist.parse.page import Page
    from archivist.parse.survey import Box, Survey

_DESCRIPTIONS = ("og:description", "description", "twitter:description")
_PREFIX = 24  # letters that are compared: descriptions are cut, and end in "…"
_DESCRIBED, _NAMED = 2, 1  # how sure it is
_LENGTHS = range(25, 900)


class Described(Protocol):
    """What is known of the article before its body is read."""

    @property
    def title(self) -> str: ...  # noqa: D102 - as in Article

    @property
    def standfirst(self) -> str: ...  # noqa: D102


def squeeze(text: str) -> str:
    """Return the letters and digits of a text, case folded, for comparing."""
    return "".join(filter(str.isalnum, text)).casefold()


def find_lead(page: Page, survey: Survey, start: int, metadata: Described | None) -> Box | None:
    """Return the box of the standfirst that stands before the box ``start``, or None."""
    described = [squeeze(text) for text in _descriptions(page, metadata)]
    title = squeeze(metadata.title) if metadata else ""
    titles = (box.index for box in survey.boxes[:start] if box.tag == "h1" and squeeze(box.text) == title)
    below = max(titles, default=0)
    best: tuple[int, Box] | None = None
    for box in _lines_before(survey, start):
        rank = _rank(box, described, title)
        if rank == _NAMED and box.index < below:
            continue  # what stands above the title is of the site
        if rank and (best is None or rank >= best[0]):
            best = rank, box
    return best[1] if best else None


def _descriptions(page: Page, metadata: Described | None) -> Iterable[str]:
    if metadata and metadata.standfirst:
        yield metadata.standfirst
    for key in _DESCRIPTIONS:
        yield from page.meta.get(key, ())[:1]


def _lines_before(survey: Survey, start: int) -> Iterable[Box]:
    for box in survey.visible(end=start):
        if box.text and len(box.text) in _LENGTHS and box.linked * 2 < len(box.text):
            yield box


def _rank(box: Box, described: Iterable[str], title: str) -> int:
    text = squeeze(box.text)
    if len(text) < _PREFIX or text == title:
        return 0
    if any(text[:_PREFIX] in known or known[:_PREFIX] in text for known in described if len(known) > _PREFIX):
        return _DESCRIBED
    return _NAMED if _is_named(box) and box.letters == len(box.text) else 0


def _is_named(box: Box) -> bool:
    around: Box | None = box
    for _ in range(3):
        if around is None:
            return False
        if around.names.is_standfirst and around.good <= box.good + 100:
            return True
        around = around.parent
    return False
