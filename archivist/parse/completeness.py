"""Whether a page holds its article, and if not, what stands in its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archivist.model import Article, Completeness
from archivist.rules.walls import says, wall_phrases

if TYPE_CHECKING:
    from archivist.parse.page import Page
    from archivist.parse.survey import Survey

# Letters of body text. An article that is marked as paid and is longer was served whole: metered
# walls are drawn by scripts over it.
_STUB = 1500
_WALL = 2500  # a page whose whole text is longer is no wall for consent
_MESSAGE = 600  # what an error page has to say


def judge_completeness(page: Page, survey: Survey | None, article: Article, text: str) -> Completeness:
    """Return the verdict on a page that was read as ``article``, whose body is ``text``."""
    if len(text) >= _STUB:
        return Completeness.COMPLETE
    lines = [box.text for box in survey.boxes if box.text] if survey else []
    if len(text) < _MESSAGE and _is_error(article.title, text or " ".join(lines[:5])):
        return Completeness.ERROR_PAGE
    visible = sum(map(len, lines))
    if visible < _WALL and _says_often("consent", lines):
        return Completeness.CONSENT
    if not text:
        return Completeness.SCRIPT_SHELL if _is_shell(page, visible) else Completeness.EMPTY
    if article.is_free is False or says("paywall", "\n".join(lines)):
        return Completeness.PAYWALL
    return Completeness.COMPLETE


def _is_error(title: str, text: str) -> bool:
    head = (title.strip() or text[:60]).casefold()
    return any(head.startswith(phrase) or head == phrase for phrase in wall_phrases("error"))


def _says_often(kind: str, lines: list[str]) -> bool:
    """Whether most of the page is about that: one banner at its foot is not enough."""
    told = sum(len(line) for line in lines if says(kind, line))
    return told * 3 > sum(map(len, lines)) > 0


def _is_shell(page: Page, visible: int) -> bool:
    if visible > _MESSAGE:
        return False
    if any(says("shell", "".join(map(str, element.itertext()))) for element in page.tagged("noscript")):
        return True
    return bool(page.tagged("script"))
