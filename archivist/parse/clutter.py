"""Takes out of a page what is no article on any page: menus, share bars, related links, hidden things.

An element is judged by its tag, role, names and style. It keeps its place if it holds too
much of the page's running text: many pages call the whole body "has-sidebar" or hide it until
a script has run.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from archivist.rules.clutter import is_hiding, judge_names

if TYPE_CHECKING:
    from archivist.parse.survey import Box, Survey

_CLUTTER_TAGS = frozenset({"nav", "aside", "footer", "form"})
_CLUTTER_ROLES = frozenset(
    "alert alertdialog banner complementary contentinfo dialog menu menubar navigation search tablist toolbar tooltip".split()
)

_MOST = 0.4  # of the page's running text: an element with more is not clutter whatever it is called


def drop_clutter(survey: Survey) -> None:
    """Drop the clutter of a page, and what is hidden."""
    boxes = survey.boxes
    if not boxes:
        return
    limit = boxes[0].good * _MOST
    index = 1
    while index < len(boxes):
        box = boxes[index]
        if not box.is_skipped and (why := _why_clutter(box, limit)):
            survey.drop(box, why)
            index = box.end
        else:
            index += 1


def _why_clutter(box: Box, limit: float) -> str:
    if box.is_block and not box.letters:
        return ""
    element = box.element
    names = judge_names(f"{element.get('class') or ''} {element.get('id') or ''}")
    box.names = names
    if box.good > limit:
        return ""
    if box.tag in _CLUTTER_TAGS and not _is_cite(box):
        return box.tag
    style = element.get("style")
    if (
        names.is_hidden
        or element.get("hidden") is not None
        or element.get("aria-hidden") == "true"
        or (style and is_hiding(style))
    ):
        return "hidden"
    if names.clutter and not names.is_excused and (box.is_block or box.is_linked):
        return names.clutter
    role = element.get("role")
    return role if role in _CLUTTER_ROLES else ""


def _is_cite(box: Box) -> bool:
    """Whether a footer is that of a quotation."""
    return box.tag == "footer" and box.parent is not None and box.parent.tag == "blockquote"
