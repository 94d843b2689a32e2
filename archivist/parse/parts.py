"""Parts of an article that stand beside its box: it is split, or its introduction stands apart.

Pages part an article to put something between, an advertisement or a wall, and name all parts
alike. An introduction is a paragraph or two before the body, with no link or label beside them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from archivist.parse.lines import HEADINGS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from archivist.parse.survey import Box, Survey

_INTRODUCTION = 200  # letters of running text: what says less may be a label, a notice, a caption
_LINKY = 0.25  # letters of links and labels to one of running text: a part of an article has no more
_PLAIN = 0.1  # and a single paragraph no more than so many
_ROUNDS = 8  # boxes around each of two parts, until they meet
_NO_TEXT = frozenset({"li", "td", *HEADINGS})
_PICTURES = frozenset({"figure", "img", "picture", "video", "iframe"})


def find_parts(survey: Survey, core: Box) -> tuple[Box, ...]:
    """Return the boxes of an article whose largest is ``core``, in page order, that one included."""
    found: list[Box] = []
    for box in sorted({core, *_alike(survey, core), *_introductions(survey, core)}, key=_place):
        if not found or box.index >= found[-1].end:
            found.append(box)
    return tuple(found)


def _place(box: Box) -> int:
    return box.index


def _alike(survey: Survey, core: Box) -> Iterator[Box]:
    """The boxes that are named as the core is, in the same article and with no title between.

    What follows the core stands in boxes that are alike, too, else it may be anything.
    """
    names, home = _names(core), _home(core)
    if not names:
        return
    before: list[Box] = []
    for box in survey.visible(home.index + 1, core.index):
        if box.tag == "h1" and box.letters:
            before.clear()
        elif box.end <= core.index and _is_named_alike(box, core) and _is_text(survey, box):
            before.append(box)
    yield from before
    for box in survey.visible(core.end, home.end):
        if box.tag == "h1" and box.letters:
            return
        if box.tag == core.tag and names == _names(box) and box.good and stands_alike(box, core):
            yield box


def _names(box: Box) -> frozenset[str]:
    return frozenset((box.attributes.get("class") or "").split())


def _is_named_alike(box: Box, core: Box) -> bool:
    """Whether a box has all the names of the core, or, right beside it, no others than it."""
    if box.tag != core.tag:
        return False
    names, others = _names(core), _names(box)
    return names <= others or (box.parent is core.parent and bool(others) and others <= names)


def stands_alike(box: Box, core: Box) -> bool:
    """Whether what is around two boxes has the same tags and names, up to where they meet."""
    one, other = box.parent, core.parent
    for _ in range(_ROUNDS):
        if one is None or other is None or one is other:
            return one is other
        if one.tag != other.tag or _names(one) != _names(other):
            return False
        one, other = one.parent, other.parent
    return False


def _home(box: Box) -> Box:
    """The innermost article element around a box, or the body of the page."""
    around = box
    while around.parent is not None:
        around = around.parent
        if around.tag == "article":
            break
    return around


def _introductions(survey: Survey, core: Box) -> Iterator[Box]:
    """The plain text between the title and the core, or what is around the core."""
    inside, around = core, core.parent
    while around is not None:
        before: list[Box] = []
        is_title = False
        index = around.index + 1
        while index < inside.index:
            box = survey.boxes[index]
            if _holds_title(survey, box):
                before = [box] if _begins_article(survey, box) else []
                is_title = True
            elif _is_introduction(survey, box):
                before.append(box)
            index = box.end
        yield from before
        if is_title:
            return
        inside, around = around, around.parent


def _is_introduction(survey: Survey, box: Box) -> bool:
    if box.is_dropped or box.good < _INTRODUCTION or box.bad > _LINKY * box.good:
        return False
    paragraphs = sum(inner.own_good > 0 for inner in survey.visible(box.index, box.end))
    is_plain = paragraphs > 1 or box.bad <= _PLAIN * box.good
    return is_plain and _begins_plainly(survey, box) and not _holds_picture(survey, box)


def _begins_article(survey: Survey, box: Box) -> bool:
    """Whether a box with the title has plain paragraphs behind it: the article begins there."""
    if box.is_dropped or box.good < _INTRODUCTION or box.bad > _PLAIN * box.good:
        return False
    title = next(inner.index for inner in (box, *survey.inside(box)) if inner.tag == "h1" and inner.letters)
    paragraphs = [inner for inner in survey.visible(title, box.end) if inner.own_good]
    return len(paragraphs) > 1 and all(paragraph.tag == "p" for paragraph in paragraphs)


def _is_text(survey: Survey, box: Box) -> bool:
    return 0 < box.good >= box.bad / _LINKY and _begins_plainly(survey, box)


def _begins_plainly(survey: Survey, box: Box) -> bool:
    """Whether a box begins with running text: with a heading or in a list it is told beside the article."""
    first = next((inner for inner in survey.visible(box.index, box.end) if inner.text), box)
    return bool(first.own_good) and first.tag not in _NO_TEXT


def _holds_title(survey: Survey, box: Box) -> bool:
    return any(inner.tag == "h1" and inner.letters for inner in (box, *survey.inside(box)))


def _holds_picture(survey: Survey, box: Box) -> bool:
    return any(inner.tag in _PICTURES for inner in survey.inside(box))
